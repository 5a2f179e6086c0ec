import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startForeignGateway } from '../../gateway/foreign-gateway.ts'
import { composeSmall, type Served, serveSmall } from './foreign/servers.ts'
import { keepLines, type LogLine } from './harness.ts'

const PACE = { lookMs: 20, settleMs: 5 }
const folder = mkdtempSync(join(tmpdir(), 'couture-hot-'))
const file = join(folder, 'supergraph.graphql')

interface Body {
  readonly data?: { readonly version: number }
  readonly errors?: unknown
}

interface Ready {
  readonly checks: Readonly<Record<string, boolean>>
}

/** A graph that says which version it is, slowly. */
const version = (number: number) => ({
  one: {
    sdl: `type Query { version: Int! v${number}: Boolean }`,
    resolvers: {
      Query: {
        version: async () => {
          await new Promise((resolve) => setTimeout(resolve, 30))
          return number
        },
      },
    },
  },
})

describe('a supergraph that is replaced under load', () => {
  const served: Served[] = []
  let gateway: { readonly url: string; stop(): Promise<void> }
  let lines: readonly LogLine[]
  beforeAll(async () => {
    for (const number of [1, 2, 3, 4]) served.push(await serveSmall(version(number)))
    put(served[0]?.supergraphSdl ?? '')
    const kept = keepLines()
    lines = kept.lines
    gateway = await startForeignGateway(file, {
      outside: {
        env: {},
        io: { out: () => {}, tell: () => {} },
        clock: () => new Date(),
        stopAsked: new Promise<void>(() => {}),
        logTo: kept.stream,
      },
      insecure: true,
      flags: { port: '0' },
      pace: PACE,
    })
  })
  afterAll(async () => {
    await gateway?.stop()
    for (const one of served) await one.close()
    rmSync(folder, { recursive: true, force: true })
  })
  afterEach(() => vi.useRealTimers())

  /** Replaces the file in one step. */
  const put = (text: string) => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }

  const ask = async (query = '{ version }') => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    // The tests say by their expectations what it is.
    return { status: response.status, body: (await response.json()) as Body }
  }
  const ready = async () => {
    const response = await fetch(`${gateway.url}/ready`)
    return { status: response.status, body: (await response.json()) as Ready }
  }

  it('fails not one request, and each is answered by one version from end to end', async () => {
    const answers: { readonly status: number; readonly body: Body }[] = []
    let running = true
    const caller = async () => {
      while (running) answers.push(await ask())
    }
    const callers = Array.from({ length: 8 }, caller)
    await vi.waitFor(() => expect(answers.at(-1)?.body.data?.version).toBe(1), 10_000)
    for (const number of [2, 3, 4]) {
      put(served[number - 1]?.supergraphSdl ?? '')
      await vi.waitFor(() => expect(answers.at(-1)?.body.data?.version).toBe(number), 10_000)
    }
    running = false
    await Promise.all(callers)
    expect(answers.filter(({ status, body }) => status !== 200 || body.errors)).toEqual([])
    const versions = answers.map(({ body }) => body.data?.version)
    expect(new Set(versions)).toEqual(new Set([1, 2, 3, 4]))
    expect(lines.filter(({ event }) => event === 'reload.done')).toHaveLength(3)
  })

  it('serves the schema of the new one alone', async () => {
    expect((await ask('{ v4 }')).body).toEqual({ data: { v4: null } })
    expect((await ask('{ v1 }')).status).toBe(400)
  })

  it('stays when the next one is bad: the log has the reason, and /ready says that what runs is not what the file says', async () => {
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'ready', checks: { supergraph: true, configuration: true } },
    })
    put('type Query { a: Int }')
    await vi.waitFor(async () => expect((await ready()).body.checks['configuration']).toBe(false), 10_000)
    expect(await ready()).toMatchObject({ status: 200, body: { checks: { supergraph: true } } })
    expect((await ask()).body).toEqual({ data: { version: 4 } })
    expect(lines.filter(({ event }) => event === 'reload.refused')).toMatchObject([
      { reason: 'expected a composed Federation 2 supergraph; found a document without the join feature' },
    ])
    put(composeSmall(version(1)))
    await vi.waitFor(async () => expect((await ready()).body.checks['configuration']).toBe(true), 10_000)
  })
})
