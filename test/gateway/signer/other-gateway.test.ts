import { describe, expect, it } from 'vitest'
import { composeSmallGraph, ordersSchema, peopleSchema } from '../small-graph.ts'
import { startApollo } from './apollo.ts'
import { startSignedSubgraph, startSignerBefore } from './stage.ts'

const supergraph = composeSmallGraph('http://orders.invalid/graphql')
const query = '{ me person(id: "1") { name orders { number } } }'
const asking = (authorization: string) => ({ query, headers: { authorization } })

describe('a gateway that cannot sign', () => {
  it('reaches signed subgraphs through the signer, for whom the token says', async () => {
    const people = await startSignedSubgraph('people', peopleSchema)
    const orders = await startSignedSubgraph('orders', ordersSchema)
    const { signer } = await startSignerBefore({ urls: { people: people.url, orders: orders.url } })
    const ask = await startApollo(supergraph, (name) => `${signer.url}/${name}`)
    const person = { name: 'Ada', orders: [{ number: 'W-1' }, { number: 'W-2' }] }
    expect(await ask(asking('Bearer good'))).toEqual({ data: { me: 'SHOPPER accounts/ada', person } })
    expect(await ask({ query })).toEqual({ data: { me: 'ANONYMOUS null', person } })
    const { data, errors } = await ask(asking('Bearer bad'))
    expect(data).toEqual({ me: null, person: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('does not reach them without it, whatever the token', async () => {
    const people = await startSignedSubgraph('people', peopleSchema)
    const ask = await startApollo(supergraph, () => people.url)
    expect((await ask(asking('Bearer good'))).data).toEqual({ me: null, person: null })
    expect(people.calls).toEqual([])
  })
})
