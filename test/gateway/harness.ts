import { createServer } from 'node:net'
import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { createLog } from '../../gateway/log.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../../gateway/server.ts'
import { everything } from '../memory/viewers.ts'
import {
  composeSmallGraph,
  dateScalar,
  ordersSchema,
  peopleSchema,
  type SmallContext,
} from './small-graph.ts'

/** A port nobody listens on, below those that outgoing connections take. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

export interface LogLine {
  readonly event: string
  readonly level: string
  readonly [key: string]: unknown
}

/** A stream that keeps log lines as they are written. */
export function keepLines(): {
  readonly stream: Writable
  readonly lines: LogLine[]
  readonly text: () => string
} {
  const lines: LogLine[] = []
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      for (const line of chunk.toString().split('\n').filter(Boolean)) lines.push(JSON.parse(line))
      done()
    },
  })
  return { stream, lines, text: () => text }
}

export interface Started {
  readonly gateway: Gateway
  readonly asked: string[]
  readonly lines: LogLine[]
  readonly logText: () => string
  ask(query: string, variables?: object, more?: object): Promise<Answer>
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly data?: Record<string, unknown> | null
    readonly errors?: readonly {
      readonly message: string
      readonly path?: readonly (string | number)[]
      readonly extensions?: Record<string, unknown>
    }[]
    readonly extensions?: unknown
  }
}

/** The options of a gateway over the small graph, on a free port. */
export async function smallGraphOptions(overrides: Partial<GatewayOptions> = {}): Promise<GatewayOptions> {
  return {
    supergraphSdl: composeSmallGraph(),
    subgraphs: new Map([
      ['people', peopleSchema],
      ['orders', ordersSchema],
    ]),
    scalars: { Date: dateScalar },
    limits: {
      requestBudgetMs: 2_000,
      maxDepth: 8,
      maxTokens: 1_500,
      maxBodyBytes: 20_000,
      stopGraceMs: 1_000,
    },
    clock: () => new Date(),
    log: createLog({ level: 'silent', clock: () => new Date() }),
    host: '127.0.0.1',
    port: await freePort(),
    allowedHosts: [],
    identify: async () => everything(),
    createContext: async () => ({}),
    readiness: async () => ({ ready: true, checks: {} }),
    ...overrides,
  }
}

/** Starts a gateway over the small graph and stops it when the test ends. */
export async function start(
  overrides: Partial<GatewayOptions> = {},
  context: Partial<SmallContext> = {},
): Promise<Started> {
  const asked: string[] = []
  const { stream, lines, text } = keepLines()
  const graph = { viewer: 'nobody', asked, wait: async () => 'done', ...context }
  const gateway = await startGateway(
    await smallGraphOptions({
      log: createLog({ level: 'info', clock: () => new Date(), stream }),
      createContext: async () => graph,
      ...overrides,
    }),
  )
  onTestFinished(() => gateway.stop())
  const ask = async (query: string, variables: object = {}, more: object = {}): Promise<Answer> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, ...more }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer['body'],
    }
  }
  return { gateway, asked, lines, logText: text, ask }
}
