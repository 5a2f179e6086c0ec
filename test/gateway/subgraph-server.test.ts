import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { currentScope } from '../../adapters/call/scope.ts'
import { memoryCache } from '../../cache/memory.ts'
import { callSigner } from '../../gateway/execution/call-signer.ts'
import { createLog } from '../../gateway/log.ts'
import type { IncomingRequest } from '../../gateway/request.ts'
import { startSubgraphServer } from '../../gateway/subgraph-server.ts'
import { LedgerError } from '../../ledger/error.ts'
import { keepLines } from './harness.ts'
import { peopleSchema } from './small-graph.ts'

const KEY = { id: 'test', secret: 'a secret of this test and of no other' }

async function start() {
  const { stream, lines } = keepLines()
  const requests: IncomingRequest[] = []
  const closed: string[] = []
  /** Waits until its own request is over, as a call to a system would. */
  const wait = () =>
    new Promise<string>((_, reject) => {
      const scope = currentScope()
      scope?.signal.addEventListener('abort', () => reject(new Error('the gateway has gone')))
    })
  const serving = (name: string) => ({
    requestBudgetMs: 2_000,
    trust: { keys: [KEY], shared: null },
    createContext: async (request: IncomingRequest) => {
      requests.push(request)
      return { viewer: name, asked: [], wait }
    },
    readiness: async () => ({ ready: true, checks: { ledger: true } }),
    retire: async () => void closed.push(`${name} retired`),
    close: async () => void closed.push(`${name} closed`),
  })
  const server = await startSubgraphServer(
    {
      name: 'people',
      schema: peopleSchema,
      host: '127.0.0.1',
      port: 0,
      allowedHosts: [],
      heard: memoryCache({ maxEntries: 1, clock: () => new Date() }),
      stopGraceMs: 500,
      clock: () => new Date(),
      log: createLog({ level: 'info', clock: () => new Date(), stream }),
    },
    serving('first'),
  )
  onTestFinished(() => server.stop())
  const sign = callSigner({ key: KEY, clock: () => new Date() })
  const post = (value: unknown, told: Record<string, string> = {}, signal?: AbortSignal) => {
    const body = JSON.stringify(value)
    const headers = sign({ subgraph: 'people', headers: { 'accept-language': '*', ...told }, body })
    return fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...(signal && { signal }),
    })
  }
  return { server, serving, requests, closed, lines, post }
}

describe('a subgraph’s own server', () => {
  it('answers a fetch for entities, and says its SDL', async () => {
    const { post } = await start()
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { name } } _service { sdl } }'
    const response = await post({
      query,
      variables: { representations: [{ __typename: 'Person', id: '1' }] },
    })
    const body = (await response.json()) as { data: { _entities: unknown; _service: { sdl: string } } }
    expect(response.status).toBe(200)
    expect(body.data._entities).toEqual([{ name: 'Ada' }])
    expect(body.data._service.sdl).toContain('type Person')
  })

  it.each([
    [{}, 'BAD_INPUT'],
    [{ query: '{ me' }, 'GRAPHQL_PARSE_FAILED'],
    [{ query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %o with its code', async (body, code) => {
    const { post } = await start()
    const response = await post(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
  })

  it('cuts its work to what the gateway says is left, and never takes more than its own limit', async () => {
    const { post, requests } = await start()
    const before = Date.now()
    const response = await post({ query: '{ slow(ms: 1) }' }, { 'couture-budget-ms': '40' })
    expect(await response.json()).toMatchObject({
      data: null,
      errors: [{ path: ['slow'], extensions: { code: 'SOURCE_TIMEOUT', source: 'people' } }],
    })
    expect((requests[0]?.deadline ?? 0) - before).toBeLessThan(2_000)
    await post({ query: '{ me }' }, { 'couture-budget-ms': '999999' })
    expect((requests[1]?.deadline ?? 0) - Date.now()).toBeLessThanOrEqual(2_000)
    expect((await post({ query: '{ me }' }, { 'couture-budget-ms': 'soon' })).status).toBe(400)
  })

  it('stops its work when the gateway has gone', async () => {
    const { post, requests } = await start()
    const gone = new AbortController()
    const asking = post({ query: '{ slow(ms: 1) }' }, {}, gone.signal).catch(() => null)
    await vi.waitFor(() => expect(requests).toHaveLength(1))
    expect(requests[0]?.signal.aborted).toBe(false)
    gone.abort()
    await asking
    await vi.waitFor(() => expect(requests[0]?.signal.aborted).toBe(true))
  })

  it('takes the request’s id from the gateway, for its answer and its log', async () => {
    const { post, lines } = await start()
    const id = '7d9f8e7a-1111-4222-8333-444455556666'
    const response = await post({ query: '{ trouble(kind: "bug") }' }, { 'x-request-id': id })
    expect(response.headers.get('x-request-id')).toBe(id)
    expect(lines.filter(({ event }) => event === 'internal')).toMatchObject([{ requestId: id }])
    const other = await post({ query: '{ me }' }, { 'x-request-id': 'not an id; drop' })
    expect(other.headers.get('x-request-id')).not.toContain('drop')
  })

  it('shows of an error its code and source, and nothing internal', async () => {
    const { post } = await start()
    const source = await (await post({ query: '{ trouble(kind: "source") }' })).json()
    expect(source).toEqual({
      data: { trouble: null },
      errors: [
        {
          message: 'erp: HTTP 503',
          path: ['trouble'],
          extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp', retryable: true, retryAfterSeconds: 5 },
        },
      ],
    })
    const text = await (
      await post({ query: '{ a: trouble(kind: "vendor") b: trouble(kind: "bug") }' })
    ).text()
    expect(text).not.toMatch(/ORA|erp\.internal|ada@|4970/)
    expect(text.match(/Internal error/g)).toHaveLength(2)
  })

  it('says that the ledger is away as the gateway does, so that it can pass it on', async () => {
    const { post, lines } = await start()
    const answer = await (await post({ query: '{ trouble(kind: "ledger") }' })).json()
    const away = { code: 'SOURCE_UNAVAILABLE', source: 'ledger', retryable: true }
    expect(answer).toMatchObject({ data: { trouble: null }, errors: [{ extensions: away }] })
    expect(lines.filter(({ event }) => event === 'ledger.failed')).toHaveLength(1)
  })

  it('has each field say so where the ledger is away before the fetch begins', async () => {
    const { server, serving, lines, post } = await start()
    server.replace({
      ...serving('second'),
      createContext: () => Promise.reject(new LedgerError('UNAVAILABLE', 'expected db.internal to answer')),
    })
    const answer = await post({ query: '{ me a: trouble(kind: "bug") }' })
    expect(answer.status).toBe(200)
    const message = 'ledger: does not answer now; ask again later, a change with the same idempotency key'
    const extensions = { code: 'SOURCE_UNAVAILABLE', source: 'ledger', retryable: true }
    expect(await answer.json()).toEqual({
      data: null,
      errors: ['me', 'a'].map((field) => ({ message, path: [field], extensions })),
    })
    expect(lines.filter(({ event }) => event === 'context-failed')).toMatchObject([
      { cause: { name: 'LedgerError' } },
    ])
  })

  it('changes over to the next configuration, and closes the old one after its last fetch', async () => {
    const { server, serving, closed, post } = await start()
    const slow = post({ query: '{ me slow(ms: 1) }' }, { 'couture-budget-ms': '150' })
    await new Promise((resolve) => setTimeout(resolve, 60))
    server.replace(serving('second'))
    expect(await (await post({ query: '{ me }' })).json()).toEqual({ data: { me: 'second' } })
    expect(closed).toEqual(['first retired'])
    expect((await slow).status).toBe(200)
    await vi.waitFor(() => expect(closed).toEqual(['first retired', 'first retired', 'first closed']))
  })

  it('says that it runs, and whether it should be asked', async () => {
    const { server } = await start()
    expect((await fetch(`${server.url}/live`)).status).toBe(200)
    expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({
      status: 'ready',
      checks: { ledger: true },
    })
  })
})
