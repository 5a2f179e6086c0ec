import { describe, expect, it } from 'vitest'
import { askGraph } from '../../../gateway/commands/ask-graph.ts'
import { type OutboxFlags, outboxCommand } from '../../../gateway/commands/outbox.ts'

const dead = {
  id: 'ord_1/place',
  system: 'erp',
  kind: 'order.place',
  state: 'DEAD',
  attempts: 3,
  queuedAt: '2026-06-15T10:00:00.000Z',
  dueAt: '2026-06-15T10:00:00.000Z',
  doubtfulSince: '2026-06-15T10:01:00.000Z',
  failure: 'SOURCE_TIMEOUT',
}
const LINE =
  '2026-06-15T10:00:00.000Z  DEAD  order.place  erp  3 attempts, SOURCE_TIMEOUT  may have been done at 2026-06-15T10:01:00.000Z  ord_1/place\n'

/** The command over a graph that answers this. */
async function run(flags: Partial<OutboxFlags> & Pick<OutboxFlags, 'do'>, answer: unknown) {
  const out: string[] = []
  const told: string[] = []
  const asked: unknown[] = []
  const ask = async (query: string, variables: unknown) => {
    asked.push([/\{\s*(\w+)/.exec(query.slice(query.indexOf('{')))?.[1], variables])
    return answer
  }
  const io = { out: (text: string) => void out.push(text), tell: (text: string) => void told.push(text) }
  const code = await outboxCommand({ json: false, ...flags }, { ask, io, key: () => 'a-key' })
  return { code, out: out.join(''), told: told.join(''), asked }
}

describe('couture outbox', () => {
  it('lists a line for each entry, and how to go on', async () => {
    const pageInfo = { hasNextPage: true, endCursor: 'abc' }
    const answer = { outbox: { edges: [{ node: dead }], pageInfo } }
    expect(await run({ do: 'list', state: 'DEAD', limit: '1' }, answer)).toEqual({
      code: 0,
      out: LINE,
      told: 'there are more; go on with --after abc\n',
      asked: [['outbox', { state: 'DEAD', first: 1 }]],
    })
  })

  it('says that there is nothing', async () => {
    const answer = { outbox: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } }
    expect(await run({ do: 'list' }, answer)).toMatchObject({
      code: 0,
      out: '',
      told: 'nothing like that is in the outbox\n',
    })
  })

  it('refuses a limit that is none', async () => {
    for (const limit of ['0', '101', 'all'])
      await expect(run({ do: 'list', limit }, {})).rejects.toThrow('expected --limit between 1 and 100')
  })

  it('shows one entry, as JSON when asked', async () => {
    const shown = await run({ do: 'show', id: dead.id, json: true }, { outboxEntry: dead })
    expect(JSON.parse(shown.out)).toEqual(dead)
    await expect(run({ do: 'show', id: 'x' }, { outboxEntry: null })).rejects.toThrow('none of that id')
  })

  it('retries and discards with a key of its own, and says why not', async () => {
    const queued = { ...dead, state: 'QUEUED', doubtfulSince: null, failure: null, attempts: 1 }
    const retried = await run(
      { do: 'retry', id: dead.id },
      { outboxRetry: { entry: queued, userErrors: [] } },
    )
    expect(retried.asked).toEqual([['outboxRetry', { id: dead.id, key: 'a-key' }]])
    expect(retried.out).toBe('2026-06-15T10:00:00.000Z  QUEUED  order.place  erp  1 attempt  ord_1/place\n')
    const reason = 'placed by hand'
    const answer = { outboxDiscard: { entry: null, userErrors: [{ code: 'NOT_FOUND', message: 'none' }] } }
    await expect(run({ do: 'discard', id: 'x', reason }, answer)).rejects.toThrow('none')
  })
})

describe('asking a running graph', () => {
  const graph = (status: number, body: string, seen: Request[] = []) =>
    askGraph({
      url: 'http://graph.example/graphql',
      token: 'a-token',
      fetch: async (input, init) => {
        seen.push(new Request(input as string, init))
        return new Response(body, { status })
      },
    })

  it('sends the token and answers with the data', async () => {
    const seen: Request[] = []
    expect(await graph(200, '{"data":{"a":1}}', seen)('{ a }', { b: 2 })).toEqual({ a: 1 })
    const [request] = seen
    expect(request?.headers.get('authorization')).toBe('Bearer a-token')
    expect(await request?.json()).toEqual({ query: '{ a }', variables: { b: 2 } })
  })

  it.each([
    [
      401,
      '{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}',
      'refused (UNAUTHENTICATED): no',
    ],
    [502, '<html>', 'expected an answer in GraphQL of http://graph.example/graphql; found HTTP 502'],
    [200, '{"data":null}', 'found HTTP 200'],
  ])('says what is wrong with HTTP %i %s', async (status, body, message) => {
    await expect(graph(status, body)('{ a }', {})).rejects.toThrow(message)
  })

  it('says that nobody is there', async () => {
    const ask = askGraph({
      url: 'http://127.0.0.1:1/graphql',
      token: null,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    })
    await expect(ask('{ a }', {})).rejects.toThrow('nobody does. Give another with --url')
  })
})
