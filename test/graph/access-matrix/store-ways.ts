import { randomUUID } from 'node:crypto'
import { WAITING } from '../waiting-order.ts'
import type { Keys } from './two-people.ts'
import { nodes, type Seen, type Way } from './way.ts'

/** How orders are cancelled: at a version that none has, so that what may be done is refused for that alone. */
const cancel = (path: string): Way => ({
  query: `mutation ($v: ID!, $key: String!) { orderCancel(
    input: { orderId: $v, reason: "none", expectedVersion: "none" }, idempotencyKey: $key
  ) { order { number } userErrors { code } } }`,
  variables: ({ order }) => ({ v: order.id, key: randomUUID() }),
  path,
  see: (value) => ('order' in value ? value.order : value)?.number ?? null,
  is: ({ order: { number } }) => number,
})

/** What a store does: of the sample shoppers' orders, which the graph did not take, there is nothing to do. */
const work = (name: string, more = ''): Way => ({
  query: `mutation ($v: ID!, $part: ID!, $place: ID!, $key: String!) { ${name}(
    orderId: $v, fulfillmentId: $part, ${more} idempotencyKey: $key
  ) { order { number } } }`.replace(more.includes('$place') ? '' : '$place: ID!, ', ''),
  variables: ({ order, part, warehouse }: Keys) => ({
    v: order.id,
    part,
    key: randomUUID(),
    ...(more.includes('$place') && { place: warehouse }),
  }),
  path: name,
  see: ({ order }: Seen) => order?.number ?? null,
  is: ({ order: { number } }) => number,
})

/** How what stores do for orders is asked for. */
export function storeWays(): Readonly<Record<string, Way>> {
  return {
    'Query.orders': {
      query: '{ orders(first: 5) { edges { node { number } } } }',
      path: 'orders',
      see: (orders) => nodes(orders).map(({ number }) => number),
      is: () => [WAITING],
    },
    'Mutation.orderCancel': cancel('orderCancel'),
    'OrderPayload.order': cancel('orderCancel.order'),
    'Mutation.pickupMarkReady': work('pickupMarkReady'),
    'Mutation.pickupHandOver': work('pickupHandOver', 'proof: { document: PASSPORT },'),
    'Mutation.pickupMarkNoShow': work('pickupMarkNoShow'),
    'Mutation.fulfillmentReroute': work('fulfillmentReroute', 'toLocationId: $place,'),
    'Order.pickupCodes': {
      query: 'query ($v: ID!) { order(id: $v) { pickupCodes { code } } }',
      variables: ({ order }) => ({ v: order.id }),
      path: 'order.pickupCodes',
      is: () => null,
      reads: ['erp A_SalesOrder'],
    },
  }
}
