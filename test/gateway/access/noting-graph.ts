import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { GraphQLError, type GraphQLResolveInfo, type GraphQLSchema, parse } from 'graphql'
import type { CustomerId } from '../../../adapters/ids.ts'
import type { AccessNotes } from '../../../subgraphs/shared/access/access.ts'

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n'

const shoppersSdl = `${link}
  enum Kind { CARD EMAIL }
  enum Channel { WEB STORE }
  type Query {
    shopper(id: ID!): Shopper
    lookup(kind: Kind!, value: String!, channel: Channel): Shopper
    find(number: String, email: String): Shopper
    plain: String
  }
  type Shopper @key(fields: "id") { id: ID! email: String broken: String must: String! }`

const ordersSdl = `${link}
  type Shopper @key(fields: "id") { id: ID! orders: [Order] unknown: Order }
  type Order { id: ID! paid: String }`

/** What the graph's resolvers note to, and may wait for. */
export interface NotingContext {
  readonly access: AccessNotes
  readonly wait?: () => Promise<void>
}

type Resolve = (parent: { readonly id: string }, args: Record<string, string>) => unknown
type Resolver = (...given: [...Parameters<Resolve>, context: unknown, info: GraphQLResolveInfo]) => unknown

/** Notes and resolves: what a guard does. */
function noting(
  coordinate: string,
  resolve: Resolve,
  orderOf: (id: string) => string | null = () => null,
): Resolver {
  return async (parent, args, context, { path }) => {
    const { access, wait } = context as NotingContext
    const { id } = coordinate === 'Shopper' ? { id: args['id'] ?? args['value'] ?? 'x' } : parent
    const orderId = orderOf(id)
    const owner = {
      customerId: orderId === 'ord_lost' ? null : (`cus_${/\d/.exec(id)}` as CustomerId),
      orderId,
    }
    access.note({ owner, coordinate, path, scopes: ['customer:read', `${coordinate}:read`] })
    await wait?.()
    return resolve(parent, args)
  }
}

const shopper = noting('Shopper', (_, { id, value }) => ({ id: id ?? value }))
const fail = () => {
  throw new GraphQLError('crm: no answer', { extensions: { code: 'SOURCE_UNAVAILABLE', source: 'crm' } })
}

/** One of its fields fails, one is null where it must not be, and order `ord_lost` is nobody's. */
export const shoppersSchema: GraphQLSchema = buildSubgraphSchema({
  typeDefs: parse(shoppersSdl),
  resolvers: {
    Query: { shopper, lookup: shopper, find: () => null, plain: () => 'plain' },
    Shopper: {
      email: noting('Shopper.email', ({ id }) => (id === '3' ? null : `${id}@example.org`)),
      broken: noting('Shopper.broken', fail),
      must: noting('Shopper.must', () => null),
    },
  },
})

export const ordersSchema: GraphQLSchema = buildSubgraphSchema({
  typeDefs: parse(ordersSdl),
  resolvers: {
    Shopper: {
      orders: noting('Shopper.orders', ({ id }) => [{ id: `ord_${id}1` }, { id: `ord_${id}2` }]),
      unknown: () => ({ id: 'ord_lost' }),
    },
    Order: {
      paid: noting(
        'Order.paid',
        ({ id }) => (id === 'ord_12' ? fail() : 'by card'),
        (id) => id,
      ),
    },
  },
})

/** The supergraph; `urls` for subgraphs of other processes. */
export function composeNotingGraph(
  urls: { readonly shoppers?: string; readonly orders?: string } = {},
): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'shoppers', url: urls.shoppers ?? '', typeDefs: parse(shoppersSdl) },
    { name: 'orders', url: urls.orders ?? '', typeDefs: parse(ordersSdl) },
  ])
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'not composed')
  return supergraphSdl
}
