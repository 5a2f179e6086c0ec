import { describe, expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../gateway/config/load.ts'
import type { Outside } from '../../gateway/outside.ts'
import { startSigner } from '../../gateway/signer-process.ts'
import { thisBuild } from '../../gateway/this-build.ts'

const sandbox = loadConfig({ file: 'couture.sandbox.yaml', env: {}, adapters: thisBuild.adapters })
const silent = { ...sandbox, log: { level: 'silent' as const } }
const signer = { ...sandbox.calls.signer, port: 0 }
const calls = { ...sandbox.calls, signer }

function tools() {
  const told: string[] = []
  const io = { out: () => {}, tell: (text: string) => void told.push(text) }
  const outside: Outside = { env: {}, io, clock: () => new Date(), stopAsked: new Promise<void>(() => {}) }
  return { parts: thisBuild, outside, told }
}

describe('couture signer', () => {
  it('listens on this machine and says where', async () => {
    const { told, ...given } = tools()
    const running = await startSigner({ ...silent, calls }, given)
    onTestFinished(() => running.stop())
    expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(told.join('')).toContain(`${running.url}/NAME`)
    expect((await fetch(`${running.url}/ready`)).status).toBe(200)
    expect((await fetch(`${running.url}/carts`, { method: 'POST' })).status).toBe(404)
  })

  it.each([
    ['without a key', { calls: { ...calls, keys: [] } }, 'expected a key in calls.keys'],
    [
      'on an address of which others read the tokens',
      { calls: { ...calls, signer: { ...signer, host: '0.0.0.0' } } },
      'expected a loopback host',
    ],
    [
      'with the sandbox’s tokens for others',
      { calls: { ...calls, plainHttp: true, signer: { ...signer, host: '0.0.0.0' } } },
      "is the sandbox's, whose tokens everybody can make",
    ],
    [
      'before a subgraph whose calls others read',
      { subgraphs: { orders: 'http://orders.test/graphql' } },
      'subgraph orders: expected https://',
    ],
  ])('does not start %s', async (_, change, message) => {
    const { told, ...given } = tools()
    await expect(startSigner({ ...silent, calls, ...change }, given)).rejects.toThrow(message)
    expect(told).toEqual([])
  })
})
