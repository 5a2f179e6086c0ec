import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { secretsInFiles } from '../../bench/secrets-in-files.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import type { Follow } from '../../gateway/follow.ts'
import { startGatewayProcess } from '../../gateway/gateway-process.ts'
import type { Outside } from '../../gateway/outside.ts'
import { startSubgraph } from '../../gateway/subgraph-process.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { freePort } from '../sandbox/free-port.ts'
import { keepLines } from './harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'couture-rotation-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = { OLD_KEY: '0123456789abcdef0123456789abcdef', NEW_KEY: 'fedcba9876543210fedcba9876543210' }
const OLD = `{ id: old, secret: '\${OLD_KEY}' }`
const NEW = `{ id: new, secret: '\${NEW_KEY}' }`
const committed = secretsInFiles(
  readFileSync(new URL('../../couture.sandbox.yaml', import.meta.url), 'utf8')
    .replace(/^sandbox:\n(?: .*\n)+/m, '')
    .replace(/^issuers:\n(?: .*\n)+/m, '')
    .replace(/^calls:\n(?: .*\n)+/m, '')
    .replaceAll('var/sandbox', folder),
  (name, text) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  },
)

/** A configuration file of one process. */
function configuration(name: string, more: string) {
  const file = join(folder, `${name}.yaml`)
  const sign = (...keys: readonly string[]) => {
    writeFileSync(`${file}.new`, `${committed}\n${more}\ncalls: { keys: [${keys.join(', ')}] }\n`)
    renameSync(`${file}.new`, file)
  }
  const load = () => loadConfig({ file, env, adapters: thisBuild.adapters })
  const follow: Follow = { files: [file], load, pace: { lookMs: 20, settleMs: 5 } }
  return { sign, load, follow }
}

function outside(): { readonly outside: Outside; events(name: string): number } {
  const { stream, lines } = keepLines()
  const io = { out: () => {}, tell: () => {} }
  const events = (name: string) => lines.filter(({ event }) => event === name).length
  const clock = () => new Date()
  return {
    outside: { env: {}, io, clock, stopAsked: new Promise<void>(() => {}), logTo: stream },
    events,
  }
}

describe('the keys of calls', () => {
  it('are changed while gateway and subgraph run, and not one request fails', async () => {
    const port = await freePort()
    const subgraph = configuration('subgraph', `subgraphs: { inventory: 'http://127.0.0.1:${port}/graphql' }`)
    const edge = configuration(
      'gateway',
      `subgraphs: { inventory: 'http://127.0.0.1:${port}/graphql' }\nserver: { port: ${await freePort()} }`,
    )
    const [below, above] = [outside(), outside()]
    subgraph.sign(OLD)
    edge.sign(OLD)
    const tools = { parts: thisBuild }
    const part = await startSubgraph(subgraph.load(), {
      ...tools,
      name: 'inventory',
      outside: below.outside,
      follow: subgraph.follow,
    })
    onTestFinished(() => part.stop())
    const gateway = await startGatewayProcess(edge.load(), {
      ...tools,
      outside: above.outside,
      follow: edge.follow,
    })
    onTestFinished(() => gateway.stop())
    const ask = async () => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ store(code: \\"PAR01\\") { code timeZone } }"}',
      })
      return response.text()
    }
    const taken = (one: typeof below, times: number) =>
      vi.waitFor(() => expect(one.events('reload.done')).toBe(times), 15_000)

    const first = await ask()
    expect(JSON.parse(first).errors).toBeUndefined()
    const answers: string[] = []
    let running = true
    const asking = (async () => {
      while (running) answers.push(await ask())
    })()
    // The steps of docs/operators.md.
    subgraph.sign(OLD, NEW)
    await taken(below, 1)
    edge.sign(NEW, OLD)
    await taken(above, 1)
    subgraph.sign(NEW)
    await taken(below, 2)
    running = false
    await asking
    expect(answers.filter((answer) => answer !== first)).toEqual([])
    expect(answers.length).toBeGreaterThan(3)
    expect(below.events('call.refused')).toBe(0)

    edge.sign(OLD)
    await taken(above, 2)
    expect(JSON.parse(await ask())).toMatchObject({
      data: { store: null },
      errors: [{ path: ['store'], extensions: { code: 'SOURCE_UNAVAILABLE', source: 'inventory' } }],
    })
    expect(below.events('call.refused')).toBe(1)
  }, 60_000)

  it('are needed by subgraph and gateway before they start', async () => {
    const { sign, load } = configuration('keyless', '')
    sign()
    const tools = { parts: thisBuild, outside: outside().outside }
    await expect(startSubgraph(load(), { ...tools, name: 'inventory' })).rejects.toThrow(
      'expected a key in calls.keys',
    )
    await expect(startGatewayProcess(load(), tools)).rejects.toThrow('expected a key in calls.keys')
  })
})

describe('beyond this machine', () => {
  it('neither subgraph nor gateway speaks plain HTTP', async () => {
    const far = configuration(
      'far',
      "server: { host: 0.0.0.0 }\nsubgraphs: { orders: 'http://orders.test/graphql' }",
    )
    far.sign(OLD)
    const config = far.load()
    const tools = { parts: thisBuild, outside: outside().outside }
    await expect(startSubgraph(config, { ...tools, name: 'inventory' })).rejects.toThrow(
      'found "0.0.0.0". Where the network encrypts for itself',
    )
    const near = { ...config, server: { ...config.server, host: '127.0.0.1' } }
    await expect(startGatewayProcess(near, tools)).rejects.toThrow('subgraph orders: expected https://')
  })
})
