import { EventEmitter, once } from 'node:events'
import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { currentScope } from '../../adapters/call/scope.ts'
import { SourceError } from '../../adapters/error.ts'
import { LedgerError } from '../../ledger/error.ts'
import { start } from './harness.ts'

const adaWithOrders = 'query Ada($id: ID!) { person(id: $id) { name orders { number total } } }'

describe('a query', () => {
  it('is joined from the subgraphs of the process', async () => {
    const { ask } = await start()
    const { status, body } = await ask(adaWithOrders, { id: '1' })
    expect(status).toBe(200)
    expect(body).toEqual({
      data: {
        person: {
          name: 'Ada',
          orders: [
            { number: 'W-1', total: '10.00' },
            { number: 'W-2', total: '12.50' },
          ],
        },
      },
    })
  })

  it('is answered over GET, too', async () => {
    const { gateway } = await start()
    const response = await fetch(`${gateway.url}/graphql?query={me}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    })
    expect(await response.json()).toEqual({ data: { me: 'nobody' } })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('gets the context its creator made, and the request it was made for', async () => {
    const headers: unknown[] = []
    const { ask } = await start({
      createContext: async (request) => {
        headers.push(request.headers['content-type'], request.deadline > Date.now())
        return { viewer: 'ada', asked: [] }
      },
    })
    expect((await ask('{ me }')).body).toEqual({ data: { me: 'ada' } })
    expect(headers).toEqual(['application/json', true])
  })

  it('carries fields that need scopes, without enforcing them', async () => {
    const { ask } = await start()
    expect((await ask('{ person(id: "1") { email } }')).body).toEqual({
      data: { person: { email: 'ada@example.org' } },
    })
  })

  it('may introspect', async () => {
    const { ask } = await start()
    expect((await ask('{ __schema { queryType { name } } }')).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    })
  })

  it('shows no query plan, whoever asks', async () => {
    const { gateway } = await start()
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-query-plan-experimental': '1' },
      body: JSON.stringify({ query: '{ me }' }),
    })
    expect(await response.json()).toEqual({ data: { me: 'nobody' } })
  })
})

describe('a wrong request', () => {
  const names = 'query A { me } query B { me }'

  it('is refused for an operation that is not in the document', async () => {
    const { ask } = await start()
    const { status, body } = await ask(names, {}, { operationName: 'C' })
    expect(status).toBe(400)
    expect(body.errors).toEqual([
      {
        message: 'expected operationName to be one of A, B; found another name',
        extensions: { code: 'BAD_INPUT' },
      },
    ])
  })

  it('is refused when it does not say which operation', async () => {
    const { ask } = await start()
    expect(await ask(names)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_INPUT' } }] },
    })
  })

  it('is refused for a subscription', async () => {
    const { ask } = await start()
    expect(await ask('subscription { anything }')).toMatchObject({
      status: 400,
      body: {
        errors: [{ message: 'subscriptions are not executed here', extensions: { code: 'UNSUPPORTED' } }],
      },
    })
  })

  it('is refused for a bad scalar in a variable, and nobody is asked', async () => {
    const { ask, asked } = await start()
    const { status, body } = await ask('query Q($day: Date!) { bornOn(day: $day) { id } }', {
      day: '31.1.2026',
    })
    expect([status, body.errors?.[0]?.extensions?.['code'], asked]).toEqual([400, 'BAD_INPUT', []])
    expect(body.errors?.[0]?.message).toContain('expected a day like 2026-01-31')
  })

  it('is refused for a bad scalar in the document, and nobody is asked', async () => {
    const { ask, asked } = await start()
    const { status, body } = await ask('{ bornOn(day: "31.1.2026") { id } }')
    expect([status, body.errors?.[0]?.extensions?.['code'], asked]).toEqual([400, 'BAD_INPUT', []])
  })

  it('is refused for a missing variable', async () => {
    const { ask } = await start()
    expect(await ask(adaWithOrders, {})).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_INPUT' } }] },
    })
  })

  it.each([
    ['{ me', 'GRAPHQL_PARSE_FAILED'],
    ['{ nobody }', 'GRAPHQL_VALIDATION_FAILED'],
    [`{ ${'me '.repeat(2_000)} }`, 'COST_EXCEEDED'],
    [`{ person(id: 1) { ${'friend { '.repeat(9)} id ${'} '.repeat(9)} } }`, 'COST_EXCEEDED'],
    [
      `{ person(id: 1) { ...F } } fragment F on Person { friend { friend { friend { ...G } } } }
       fragment G on Person { friend { friend { friend { friend { id } } } } }`,
      'COST_EXCEEDED',
    ],
  ])('is refused with its code: %.40s', async (query, code) => {
    const { ask } = await start()
    expect(await ask(query)).toMatchObject({ status: 400, body: { errors: [{ extensions: { code } }] } })
  })

  it('is refused for a fragment that contains itself, without looping', async () => {
    const { ask } = await start()
    const query = '{ person(id: 1) { ...F } } fragment F on Person { friend { ...F } }'
    expect(await ask(query)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    })
  })

  it('is refused for a persisted query, which is not kept here', async () => {
    const { ask } = await start()
    const persistedQuery = { version: 1, sha256Hash: 'f'.repeat(64) }
    expect((await ask('', {}, { extensions: { persistedQuery } })).body.errors).toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } },
    ])
  })
})

describe('an error', () => {
  it("keeps a source's code, name and advice, and nothing else", async () => {
    const { ask } = await start()
    expect((await ask('{ trouble(kind: "source") }')).body).toEqual({
      data: { trouble: null },
      errors: [
        {
          message: 'erp: HTTP 503',
          path: ['trouble'],
          extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp', retryable: true, retryAfterSeconds: 5 },
        },
      ],
    })
  })

  it.each(['vendor', 'bug'])('without a code of ours is internal, and says nothing (%s)', async (kind) => {
    const { ask } = await start()
    expect((await ask('query Q($kind: String!) { trouble(kind: $kind) }', { kind })).body).toEqual({
      data: { trouble: null },
      errors: [{ message: 'Internal error', path: ['trouble'], extensions: { code: 'INTERNAL' } }],
    })
  })

  it('is no bug where the ledger is away: who asks again may be answered, and the log says why', async () => {
    const { ask, lines } = await start()
    const { headers, body } = await ask('{ trouble(kind: "ledger") }')
    expect(body).toEqual({
      data: { trouble: null },
      errors: [
        {
          message: 'ledger: does not answer now; ask again later, a change with the same idempotency key',
          path: ['trouble'],
          extensions: { code: 'SOURCE_UNAVAILABLE', source: 'ledger', retryable: true },
        },
      ],
    })
    const requestId = headers.get('x-request-id')
    const failed = { level: 'error', event: 'ledger.failed', requestId, cause: { name: 'LedgerError' } }
    expect(lines.filter(({ cause }) => cause)).toMatchObject([failed])
  })

  it('has its cause in the log, without what is personal', async () => {
    const { ask, lines, logText } = await start()
    const { headers } = await ask('{ trouble(kind: "bug") }')
    const line = lines.find(({ event }) => event === 'internal')
    expect(line).toMatchObject({
      level: 'error',
      requestId: headers.get('x-request-id'),
      cause: { name: 'TypeError', message: 'cannot reach erp.internal for [e-mail] with card [number]' },
    })
    expect(logText()).not.toMatch(/ada@example|4970101234567890/)
  })

  it('stands where a value that must be there is missing, since a null alone means that there is none', async () => {
    const { ask } = await start()
    expect((await ask('{ person(id: "3") { name orderCount } me }')).body).toEqual({
      data: { person: null, me: 'nobody' },
      errors: [
        {
          message: 'a value that must be there is missing',
          path: ['person', 'orderCount'],
          extensions: { code: 'BAD_RESPONSE' },
        },
      ],
    })
  })

  it('in the making of the context is internal', async () => {
    const { ask, lines } = await start({
      createContext: () => Promise.reject(new Error('the ledger is gone')),
    })
    const { status, body } = await ask('{ me }')
    expect(status).toBe(500)
    expect(body).toEqual({ errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] })
    expect(lines).toContainEqual(expect.objectContaining({ event: 'context-failed' }))
  })
})

describe('a dependency that is away when a request’s context is made', () => {
  const AWAY = 'does not answer now; ask again later, a change with the same idempotency key'
  const driver = new Error('connect ECONNREFUSED db.internal:5432')

  it.each([
    [
      'the ledger',
      new LedgerError('UNAVAILABLE', 'expected db.internal to answer, found it away', { cause: driver }),
      { message: `ledger: ${AWAY}`, extensions: { source: 'ledger' } },
      null,
    ],
    [
      'the ledger, busy,',
      new GraphQLError('wrapped', {
        originalError: new LedgerError('BUSY', 'expected db.internal to answer'),
      }),
      { message: `ledger: ${AWAY}`, extensions: { source: 'ledger' } },
      null,
    ],
    [
      'a system',
      new SourceError('crm', 'SOURCE_TIMEOUT', 'no answer of db.internal', {
        cause: driver,
        retryAfterSeconds: 7,
      }),
      { message: `crm: ${AWAY}`, extensions: { source: 'crm', retryAfterSeconds: 7 } },
      '7',
    ],
  ])('is 503 of %s, which may be asked again, and the log says why', async (_, error, told, retryAfter) => {
    const { gateway, ask, lines } = await start({ createContext: () => Promise.reject(error) })
    const { status, headers, body } = await ask('{ me }')
    expect([status, headers.get('retry-after')]).toEqual([503, retryAfter])
    const extensions = { code: 'SOURCE_UNAVAILABLE', retryable: true, ...told.extensions }
    expect(body).toEqual({ errors: [{ message: told.message, extensions }] })
    expect(lines.find(({ event }) => event === 'context-failed')).toMatchObject({
      requestId: headers.get('x-request-id'),
      cause: { name: (error instanceof GraphQLError ? error.originalError : error)?.name },
    })
    const media = 'application/graphql-response+json'
    const accepted = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: media },
      body: JSON.stringify({ query: '{ me }' }),
    })
    expect([accepted.status, accepted.headers.get('content-type')]).toEqual([503, `${media}; charset=utf-8`])
    expect(await accepted.text()).not.toMatch(/db\.internal|ECONN|wrapped/)
  })

  it('is no excuse for a ledger that is broken, or a system that answers nonsense', async () => {
    for (const error of [
      new LedgerError('FAILED', 'no such table'),
      new SourceError('crm', 'BAD_RESPONSE', 'nonsense'),
    ]) {
      const { ask } = await start({ createContext: () => Promise.reject(error) })
      const { status, body } = await ask('{ me }')
      expect([status, body.errors?.[0]?.extensions?.['code']]).toEqual([500, 'INTERNAL'])
    }
  })

  it('who asks when it is back is answered', async () => {
    let isAway = true
    const { ask } = await start({
      createContext: async () => {
        if (isAway) throw new LedgerError('UNAVAILABLE', 'away')
        return { viewer: 'ada', asked: [] }
      },
    })
    expect((await ask('{ me }')).status).toBe(503)
    isAway = false
    expect((await ask('{ me }')).body).toEqual({ data: { me: 'ada' } })
  })
})

describe('the budget of a request', () => {
  it('ends a subgraph that waits for something else than a call, with an error for each of its fields', async () => {
    const { ask } = await start(
      {
        limits: {
          requestBudgetMs: 50,
          maxDepth: 8,
          maxTokens: 1_500,
          maxBodyBytes: 20_000,
          stopGraceMs: 100,
        },
      },
      { wait: () => new Promise(() => {}) },
    )
    expect((await ask('{ slow(ms: 1) again: slow(ms: 2) }')).body).toEqual({
      data: { slow: null, again: null },
      errors: ['slow', 'again'].map((field) => ({
        message: 'people: no answer within the time of the request',
        path: [field],
        extensions: { code: 'SOURCE_TIMEOUT', source: 'people', retryable: true },
      })),
    })
  })

  it('is what the calls of its resolvers see', async () => {
    const seen: unknown[] = []
    const { ask } = await start(
      {},
      {
        wait: async () => {
          const scope = currentScope()
          seen.push(scope && scope.deadline > Date.now(), scope?.signal.aborted)
          return 'done'
        },
      },
    )
    await ask('{ slow(ms: 1) }')
    expect(seen).toEqual([true, false])
  })

  it('is over when the client has gone', async () => {
    const events = new EventEmitter()
    const asking = once(events, 'asking')
    const gone = once(events, 'gone')
    const { gateway } = await start(
      {},
      {
        wait: () => {
          currentScope()?.signal.addEventListener('abort', () => events.emit('gone'))
          events.emit('asking')
          return new Promise(() => {})
        },
      },
    )
    const leave = new AbortController()
    const request = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow(ms: 1) }' }),
      signal: leave.signal,
    }).catch(() => 'left')
    await asking
    leave.abort()
    expect(await request).toBe('left')
    await expect(gone).resolves.toEqual([])
  })
})

describe('the log', () => {
  it('has one line per operation: names, times, codes and calls per system, no values', async () => {
    const { ask, lines, logText } = await start(
      {},
      {
        wait: async () => {
          for (const failure of [null, null, 'SOURCE_TIMEOUT'] as const) {
            currentScope()?.record({
              source: 'erp',
              verb: 'GET',
              route: 'A_SalesOrder',
              startedAt: 0,
              durationMs: 1,
              attempts: 1,
              batchSize: 1,
              status: 200,
              bytes: 1,
              failure,
              circuit: 'CLOSED',
            })
          }
          return 'done'
        },
      },
    )
    await ask('query Slow($id: ID!) { slow(ms: 1) person(id: $id) { name } trouble(kind: "source") }', {
      id: 'secret-id',
    })
    await expect.poll(() => lines.filter(({ event }) => event === 'request')).toHaveLength(1)
    expect(lines.find(({ event }) => event === 'request')).toMatchObject({
      operation: 'Slow',
      type: 'query',
      method: 'POST',
      route: '/graphql',
      status: 200,
      codes: { SOURCE_UNAVAILABLE: 1 },
      calls: { erp: 3 },
      failedCalls: { erp: 1 },
      durationMs: expect.any(Number),
    })
    expect(logText()).not.toContain('secret-id')
  })
})
