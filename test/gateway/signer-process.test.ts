import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../gateway/config/load.ts'
import type { Outside } from '../../gateway/outside.ts'
import { startSigner } from '../../gateway/signer-process.ts'
import { thisBuild } from '../../gateway/this-build.ts'

const sandbox = loadConfig({ file: 'couture.sandbox.yaml', env: {}, adapters: thisBuild.adapters })
const silent = { ...sandbox, log: { level: 'silent' as const } }
const signer = { ...sandbox.calls.signer, port: 0 }
const calls = { ...sandbox.calls, signer }

const KEY = { id: 'spring', secret: 'the secret of spring, which nobody else has' }

function tools() {
  const told: string[] = []
  const io = { out: () => {}, tell: (text: string) => void told.push(text) }
  const outside: Outside = { env: {}, io, clock: () => new Date(), stopAsked: new Promise<void>(() => {}) }
  return { parts: thisBuild, outside, told }
}

/** This machine as others see it. */
const outer = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

describe('couture signer', () => {
  it.skipIf(outer === undefined)(
    'answers beyond this machine whom it is told to, and nobody else',
    async () => {
      const statusWith = async (from: readonly string[]) => {
        const { told: _, ...given } = tools()
        const open = { keys: [KEY], plainHttp: true, signer: { host: '0.0.0.0', port: 0, from: [...from] } }
        const running = await startSigner({ ...silent, issuers: {}, calls: open }, given)
        onTestFinished(() => running.stop())
        const headers = { host: 'localhost', 'content-type': 'application/json' }
        const { port } = new URL(running.url)
        return new Promise((resolve, reject) => {
          const asking = request({
            host: outer,
            port,
            path: '/nobody',
            method: 'POST',
            headers,
            agent: false,
          })
          asking.once('response', (response) => resolve(response.resume().statusCode))
          asking.once('error', reject)
          asking.end('{}')
        })
      }
      expect(await statusWith([])).toBe(403)
      expect(await statusWith([outer ?? ''])).toBe(404)
    },
  )

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
      'behind something that speaks TLS',
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
