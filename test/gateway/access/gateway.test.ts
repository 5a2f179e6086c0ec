import { describe, expect, it, onTestFinished } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import { createAccessLog } from '../../../gateway/access/log.ts'
import { passOnAccess } from '../../../gateway/access/passed-on.ts'
import { callSigner } from '../../../gateway/execution/call-signer.ts'
import { createLog } from '../../../gateway/log.ts'
import { startGateway } from '../../../gateway/server.ts'
import { startSubgraphServer } from '../../../gateway/subgraph-server.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { everything } from '../../memory/viewers.ts'
import { freePort, keepLines, smallGraphOptions } from '../harness.ts'
import { type KeepingLedger, keepingLedger } from './keeping-ledger.ts'
import { composeNotingGraph, type NotingContext, ordersSchema, shoppersSchema } from './noting-graph.ts'

const clock = () => new Date()
const viewer = { ...everything(), store: 'PAR-01' }
const readiness = async () => ({ ready: true, checks: {} })

interface Running {
  readonly ledger: KeepingLedger
  readonly log: ReturnType<typeof keepLines>
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>
}

interface Answer {
  readonly status: number
  readonly data: Record<string, unknown> | null
  readonly errors?: readonly { path?: unknown; message: string; extensions: Record<string, unknown> }[]
}

function asker(url: string): Running['ask'] {
  return async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
  }
}

function tools(more: Partial<NotingContext> = {}) {
  const ledger = keepingLedger()
  const lines = keepLines()
  const log = createLog({ level: 'info', clock, stream: lines.stream })
  const accessLog = createAccessLog({ ledger, clock, log })
  const contextWith = (access: NotingContext['access']): NotingContext => ({ ...more, access })
  return { ledger, lines, log, accessLog, contextWith }
}

async function inOneProcess(more: Partial<NotingContext> = {}): Promise<Running> {
  const { ledger, lines, log, accessLog, contextWith } = tools(more)
  const options = await smallGraphOptions({
    supergraphSdl: composeNotingGraph(),
    subgraphs: new Map([
      ['shoppers', shoppersSchema],
      ['orders', ordersSchema],
    ]),
    scalars: {},
    log,
    accessLog,
    identify: async () => viewer,
    createContext: async (_request, _viewer, access) => contextWith(access),
  })
  const gateway = await startGateway(options)
  onTestFinished(() => gateway.stop())
  return { ledger, log: lines, ask: asker(gateway.url) }
}

const KEY = { id: 'test', secret: 'a secret of this test and of no other' }

async function inProcesses(more: Partial<NotingContext> = {}): Promise<Running> {
  const { ledger, lines, log, accessLog, contextWith } = tools(more)
  const start = async (name: 'shoppers' | 'orders') => {
    const schema = name === 'shoppers' ? shoppersSchema : ordersSchema
    const edge = {
      name,
      schema,
      host: '127.0.0.1',
      port: await freePort(),
      allowedHosts: [],
      stopGraceMs: 500,
      heard: memoryCache({ maxEntries: 1, clock }),
    }
    const server = await startSubgraphServer(
      { ...edge, clock, log },
      {
        requestBudgetMs: 2_000,
        trust: { keys: [KEY], shared: null },
        createContext: async (_request, access) => contextWith(access),
        accessLog,
        viewerOf: () => viewer,
        readiness,
        retire: async () => {},
        close: async () => {},
      },
    )
    onTestFinished(() => server.stop())
    return `${server.url}/graphql`
  }
  const urls = { shoppers: await start('shoppers'), orders: await start('orders') }
  const options = await smallGraphOptions({
    supergraphSdl: composeNotingGraph(urls),
    subgraphs: new Map(),
    scalars: {},
    log,
    identify: async () => viewer,
    createContext: async () => ({}),
    told: { passOn: ({ access }) => passOnAccess(access), sign: callSigner({ key: KEY, clock }) },
  })
  const gateway = await startGateway(options)
  onTestFinished(() => gateway.stop())
  return { ledger, log: lines, ask: asker(gateway.url) }
}

/** All that a request was shown of each owner, from however many rows. */
function byOwner({ ledger }: Running) {
  const owners: Record<string, { what: string[]; orders: string[] }> = {}
  for (const { customerId, orderIds, what } of ledger.entries()) {
    const known = owners[customerId ?? 'nobody']
    owners[customerId ?? 'nobody'] = {
      what: [...new Set([...(known?.what ?? []), ...what])].sort(),
      orders: [...new Set([...(known?.orders ?? []), ...orderIds])].sort(),
    }
  }
  return owners
}

const EVERYTHING = `query Everything {
  one: shopper(id: "1") { email broken orders { paid } unknown { paid } }
  two: lookup(kind: CARD, value: "2") { must email }
  shopper(id: "3") { email }
}`

for (const [way, start] of [
  ['one process', inOneProcess],
  ['processes of their own', inProcesses],
] as const) {
  describe(`subgraphs in ${way}`, () => {
    it('are written up for what was delivered, by owner: not for what failed, is null or was nulled', async () => {
      const running = await start()
      await running.ask(EVERYTHING)
      expect(byOwner(running)).toEqual({
        cus_1: { what: ['Order.paid', 'Shopper', 'Shopper.email', 'Shopper.orders'], orders: ['ord_11'] },
        cus_3: { what: ['Shopper'], orders: [] },
        nobody: { what: ['Order.paid'], orders: ['ord_lost'] },
      })
    })

    it('are written up with who asked, why and from where', async () => {
      const running = await start()
      await running.ask(
        'query Card($k: Kind!) { plain lookup(kind: $k, value: "7", channel: WEB) { email } find(email: "a@b") { id } }',
        { k: 'CARD' },
        {
          'apollographql-client-name': 'clienteling',
          'apollographql-client-version': '2.1',
          'x-access-reason': 'ticket 4711',
        },
      )
      const [entry] = running.ledger.entries()
      expect(running.ledger.entries()).toHaveLength(1)
      expect(entry).toEqual({
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        viewer: { kind: 'STAFF', subject: 'staff/everything', store: 'PAR-01' },
        customerId: 'cus_7',
        orderIds: [],
        what: ['Shopper', 'Shopper.email'],
        why: {
          scopes: ['customer:read', 'Shopper:read', 'Shopper.email:read'],
          reached: ['plain', 'lookup(CARD)', 'find(email)'],
          reason: 'ticket 4711',
        },
        from: {
          client: 'clienteling',
          clientVersion: '2.1',
          address: '127.0.0.1',
          requestId: expect.stringMatching(/^[\w-]{8,}$/),
          operation: 'Card',
        },
      })
      const line = running.log.lines.find(
        ({ event, operation }) => event === 'request' && operation === 'Card',
      )
      expect(line?.['requestId']).toBe(entry?.from.requestId)
    })

    it('are not written up where nothing is noted', async () => {
      const running = await start()
      expect(await running.ask('{ plain find(number: "1") { id } }')).toMatchObject({
        data: { plain: 'plain' },
      })
      expect(running.ledger.appends).toEqual([])
    })

    it('are not answered before it is written', async () => {
      const running = await start()
      let write = () => {}
      const held = new Promise<void>((resolve) => {
        write = resolve
      })
      let isAsked = () => {}
      const asked = new Promise<void>((resolve) => {
        isAsked = resolve
      })
      running.ledger.before = () => {
        isAsked()
        return held
      }
      let answered = false
      const answer = running.ask('{ shopper(id: "1") { email } }').then((given) => {
        answered = true
        return given
      })
      await asked
      expect(await running.ask('{ plain }')).toMatchObject({ data: { plain: 'plain' } })
      expect(answered).toBe(false)
      write()
      expect(await answer).toMatchObject({ data: { shopper: { email: '1@example.org' } } })
    })

    it('show nothing that cannot be written, and say that it is the ledger', async () => {
      const running = await start()
      running.ledger.before = async () => {
        throw new LedgerError('TAMPERED', 'the access log was changed by somebody else')
      }
      const answer = await running.ask('{ plain shopper(id: "1") { email orders { paid } } }')
      expect(JSON.stringify(answer)).not.toMatch(/example\.org|by card|changed by somebody/)
      expect(answer.errors?.length).toBeGreaterThan(0)
      for (const { message, extensions } of answer.errors ?? []) {
        expect(extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'ledger', retryable: true })
        expect(message).toMatch(/^ledger: .*nothing of it is shown; ask again$/)
      }
      expect(running.log.lines.filter(({ event }) => event === 'access.failed')[0]).toMatchObject({
        level: 'error',
        cause: { name: 'LedgerError', message: 'the access log was changed by somebody else' },
      })
    })

    it('show nothing when the ledger does not answer in time, and write nothing for it later', async () => {
      const running = await start()
      let fail = () => {}
      running.ledger.before = () =>
        new Promise((_, reject) => {
          fail = () => reject(new Error('away'))
        })
      const first = running.ask('{ shopper(id: "1") { email } }')
      const answer = await running.ask('{ shopper(id: "2") { email } }')
      expect(JSON.stringify([answer, await first])).not.toContain('example.org')
      running.ledger.before = async () => {}
      fail()
      await running.ask('{ shopper(id: "3") { id } }')
      expect(Object.keys(byOwner(running))).toEqual(['cus_3'])
    }, 15_000)
  })
}

describe('one process', () => {
  it('answers null as a whole when the log cannot be written, and its log line says so', async () => {
    const running = await inOneProcess()
    running.ledger.before = async () => {
      throw new Error('away')
    }
    const answer = await running.ask('query Q { plain shopper(id: "1") { email } }')
    expect(answer).toMatchObject({ status: 200, data: null })
    expect(answer.errors).toHaveLength(1)
    expect(answer.errors?.[0]).not.toHaveProperty('path')
    expect(running.log.lines.find(({ operation }) => operation === 'Q')).toMatchObject({
      codes: { SOURCE_UNAVAILABLE: 1 },
    })
  })
})
