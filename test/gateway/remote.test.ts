import { describe, expect, it } from 'vitest'
import { type Started, start } from './harness.ts'
import { type ServedSubgraph, serveSubgraph, type Trick } from './remote-subgraph.ts'
import { composeSmallGraph, ordersSchema, peopleSchema } from './small-graph.ts'

const query = '{ ada: person(id: "1") { name orders { number } } }'

async function startWithRemoteOrders(): Promise<Started & { readonly orders: ServedSubgraph }> {
  const orders = await serveSubgraph(ordersSchema)
  const started = await start({
    supergraphSdl: composeSmallGraph(orders.url),
    subgraphs: new Map([['people', peopleSchema]]),
    limits: { requestBudgetMs: 300, maxDepth: 8, maxTokens: 1_500, maxBodyBytes: 20_000, stopGraceMs: 500 },
  })
  return { ...started, orders }
}

describe('a subgraph over HTTP', () => {
  it('answers as one of the process does', async () => {
    const { ask, orders } = await startWithRemoteOrders()
    expect((await ask(query)).body).toEqual({
      data: { ada: { name: 'Ada', orders: [{ number: 'W-1' }, { number: 'W-2' }] } },
    })
    expect(orders.requests).toMatchObject([
      { variables: { representations: [{ __typename: 'Person', id: '1' }] } },
    ])
  })

  it('passes on the errors of its fields, with their place in the whole answer', async () => {
    const { ask, orders } = await startWithRemoteOrders()
    orders.trick = 'errors'
    expect((await ask(query)).body).toEqual({
      data: { ada: { name: 'Ada', orders: null } },
      errors: [
        {
          message: 'erp: no answer',
          path: ['ada', 'orders'],
          extensions: { code: 'SOURCE_TIMEOUT', source: 'erp' },
        },
      ],
    })
  })

  it.each<[Trick, string]>([
    ['unavailable', 'SOURCE_UNAVAILABLE'],
    ['garbage', 'BAD_RESPONSE'],
    ['hang', 'SOURCE_TIMEOUT'],
    ['refuse', 'BAD_RESPONSE'],
  ])(
    'that fails as a whole (%s) costs its own fields, each with an error at its path',
    async (trick, code) => {
      const { ask, orders } = await startWithRemoteOrders()
      orders.trick = trick
      const { body } = await ask(
        '{ person(id: "1") { name friend { orders { number } } orders { number } } }',
      )
      expect(body.data).toEqual({ person: { name: 'Ada', friend: { orders: null }, orders: null } })
      const paths = body.errors?.map(({ path }) => path?.join('.')).sort()
      expect(paths).toEqual(['person.friend.orders', 'person.orders'])
      expect(body.errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code, code])
      expect(JSON.stringify(body)).not.toMatch(/10\.0\.0\.7|internal type|maintenance|127\.0\.0\.1/)
    },
  )
})
