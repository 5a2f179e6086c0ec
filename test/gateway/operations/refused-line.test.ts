import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { refusal } from '../../../gateway/errors.ts'
import { type LogLine, type Started, start } from '../harness.ts'

/** The one line of the request that was made. */
async function lineOf({ lines }: Started): Promise<LogLine | undefined> {
  await expect.poll(() => lines.filter(({ event }) => event === 'request')).toHaveLength(1)
  return lines.find(({ event }) => event === 'request')
}

const post = (started: Started, body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${started.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

describe('the line of a refused request', () => {
  it.each([
    ['{ person(', 'GRAPHQL_PARSE_FAILED', 'parse'],
    ['{ cart }', 'GRAPHQL_VALIDATION_FAILED', 'validation'],
    [
      '{ person(id: 1) { friend { friend { friend { friend { friend { friend { friend { friend { id } } } } } } } } } }',
      'COST_EXCEEDED',
      'depth',
    ],
    ['query A { me } query B { me }', 'BAD_INPUT', 'operation'],
    ['{ bornOn(day: "ada@example.org") { id } }', 'BAD_INPUT', 'scalar'],
  ])('says why: %s', async (query, code, check) => {
    const started = await start()
    await started.ask(query)
    expect(await lineOf(started)).toMatchObject({ viewer: 'STAFF', refused: { code, check }, calls: {} })
    expect(started.logText()).not.toContain('ada@')
  })

  it('says which scalar check it was without its value', async () => {
    const started = await start()
    await started.ask('query ($day: Date!) { bornOn(day: $day) { id } }', { day: 'ada lovelace' })
    expect(await lineOf(started)).toMatchObject({ refused: { code: 'BAD_INPUT', check: 'scalar' } })
    expect(started.logText()).not.toContain('lovelace')
  })

  it('gives the reason where that quotes nothing of the request', async () => {
    const started = await start({
      limits: { requestBudgetMs: 2_000, maxDepth: 1, maxTokens: 500, maxBodyBytes: 2_000, stopGraceMs: 100 },
    })
    await started.ask('{ person(id: 1) { id } }')
    expect((await lineOf(started))?.['refused']).toEqual({
      code: 'COST_EXCEEDED',
      check: 'depth',
      reason: 'the operation nests 2 fields deep; at most 1 are allowed',
    })
  })

  it('names the check of whoever identifies viewers, and no client sees it', async () => {
    const identify = async () =>
      Promise.reject(refusal('UNAUTHENTICATED', 'the token is not valid', 401, 'token.expired'))
    const started = await start({ identify })
    const answer = await started.ask('{ me }')
    expect(answer.status).toBe(401)
    expect(JSON.stringify(answer.body)).not.toContain('expired')
    expect(await lineOf(started)).toMatchObject({
      status: 401,
      refused: { code: 'UNAUTHENTICATED', check: 'token.expired', reason: 'the token is not valid' },
    })
  })

  it('takes no word of a check that is not one', async () => {
    const identify = async () =>
      Promise.reject(new GraphQLError('no', { extensions: { code: 'FORBIDDEN', check: 'Ada Lovelace' } }))
    const started = await start({ identify })
    await started.ask('{ me }')
    expect(await lineOf(started)).toMatchObject({ refused: { code: 'FORBIDDEN', check: 'authorisation' } })
  })

  it('writes the cause of a context that failed under the id of its request', async () => {
    const started = await start({ createContext: async () => Promise.reject(new TypeError('no ledger')) })
    const { headers } = await started.ask('{ me }')
    const requestId = headers.get('x-request-id')
    expect(started.lines.find(({ event }) => event === 'context-failed')).toMatchObject({
      requestId,
      cause: { name: 'TypeError', message: 'no ledger' },
    })
    expect(await lineOf(started)).toMatchObject({ requestId, refused: { code: 'INTERNAL', check: 'bug' } })
  })

  it.each([
    ['no JSON', 400, 'body', (one: Started) => post(one, '{')],
    [
      'another content type',
      415,
      'content-type',
      (one: Started) => post(one, 'x', { 'content-type': 'text/plain' }),
    ],
    [
      'too large a body',
      413,
      'body-size',
      (one: Started) => post(one, JSON.stringify({ query: 'x'.repeat(30_000) })),
    ],
    [
      'another method',
      405,
      'method',
      (one: Started) => fetch(`${one.gateway.url}/graphql`, { method: 'PUT' }),
    ],
    ['another address', 404, 'address', (one: Started) => fetch(`${one.gateway.url}/admin`)],
  ])('says why a request that is not GraphQL was refused: %s', async (_, status, check, send) => {
    const started = await start()
    expect((await send(started)).status).toBe(status)
    expect(await lineOf(started)).toMatchObject({ status, refused: { code: 'BAD_INPUT', check } })
  })

  it('writes an operation name as GraphQL allows it, bounded, and no other', async () => {
    const started = await start()
    const name = `N${'a'.repeat(300)}`
    await started.ask(`query ${name} { me }`)
    expect((await lineOf(started))?.['operation']).toBe(name.slice(0, 80))
    const other = await start()
    await other.ask('{ me }', {}, { operationName: 'x\n{"level":"error"} zoe' })
    expect((await lineOf(other))?.['operation']).toBeNull()
    expect(other.logText()).not.toContain('zoe')
  })
})
