import type { ChannelKind } from '../../adapters/channel.ts'
import type { CustomerId } from '../../adapters/ids.ts'
import { parseDay } from '../../adapters/time.ts'
import { pageSize } from '../connection.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { known } from '../graphql-error.ts'
import { ownCustomer } from '../shared/access/owners.ts'
import { orderById } from '../shared/orders/order.ts'
import { ownOrder } from '../shared/orders/order-owner.ts'
import { positionOf } from '../shared/orders/order-position.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import { cancel } from './cancel/cancel.ts'
import { history } from './history.ts'
import { instantOf } from './instant.ts'
import { lookUp } from './lookup.ts'
import { orderResolvers } from './order-fields.ts'
import { purchasedVariants } from './purchased-variants.ts'
import type { CustomerOrdersArgs, QueryOrderLookupArgs, Resolvers } from './resolvers.generated.ts'
import { announceReturn } from './returns/create.ts'
import { exchange } from './returns/exchange.ts'
import { quoteReturn } from './returns/quote.ts'
import { ownReturn, returnById } from './returns/reads.ts'
import { receiveReturn } from './returns/receive.ts'
import { averageValue, byChannel, countedOrders, lifetimeValue, statsOf } from './stats.ts'
import { handOver, markNoShow, markReady } from './stores/pickup.ts'
import { queue } from './stores/queue.ts'
import { reroute } from './stores/reroute.ts'

const resolvers: Resolvers = {
  Query: {
    order: (_, { id }, context) => orderById(context, id),
    orderLookup: (_, args, context) => lookUp(context, lookupWish(args)),
    orders: (_, args, context) => queue(context, args),
    return: (_, { id }, context) => returnById(context, id),
  },
  Mutation: {
    orderCancel: (_, args, context) => cancel(context, args),
    pickupMarkReady: (_, args, context) => markReady(context, args),
    pickupHandOver: (_, args, context) => handOver(context, args),
    pickupMarkNoShow: (_, args, context) => markNoShow(context, args),
    fulfillmentReroute: (_, args, context) => reroute(context, args),
    returnQuote: (_, { input }, context) => quoteReturn(context, input),
    returnCreate: (_, args, context) => announceReturn(context, args),
    returnReceive: (_, args, context) => receiveReturn(context, args),
    exchangeCreate: (_, args, context) => exchange(context, args),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    orders: async ({ id }, args, context) => {
      const customer = await customerById(context, id)
      return customer && history(context, customer, wish(args))
    },
    purchasedVariants: ({ id }, args, context) => purchasedVariants(context, id as CustomerId, args),
    orderStats: ({ id }, _, context) => statsOf(context, id),
  },
  OrderStats: {
    count: (stats) => countedOrders(stats).length,
    lifetimeValue: async (stats, _, context) => {
      const value = await lifetimeValue(context, stats)
      return value && moneyFields(value)
    },
    averageOrderValue: async (stats, _, context) => {
      const value = await averageValue(context, stats)
      return value && moneyFields(value)
    },
    byChannel: async (stats, _, context) =>
      (await byChannel(context, stats)).map((one) => ({
        ...one,
        total: one.total && moneyFields(one.total),
      })),
    lastOrderOn: (stats) => countedOrders(stats)[0]?.copies[0].found.value.placedOn ?? null,
    lastOrderAt: (stats, _, context) => {
      const [newest] = countedOrders(stats)
      return newest ? instantOf(context, newest) : null
    },
  },
  OrderLookupResult: {
    order: ({ order }) => known(order),
  },
  ...orderResolvers,
}

function wish({ first, after, where }: CustomerOrdersArgs & { readonly first: number }) {
  const { channels, status, placed } = where ?? {}
  return {
    first: pageSize(first),
    after: after ? positionOf(after) : null,
    channels: (channels ?? []) as readonly ChannelKind[],
    statuses: status ?? [],
    from: placed?.from ? parseDay(placed.from) : null,
    to: placed?.to ? parseDay(placed.to) : null,
  }
}

function lookupWish({ number, receiptBarcode, email, channel }: QueryOrderLookupArgs) {
  return {
    number: number ?? null,
    receiptBarcode: receiptBarcode ?? null,
    email: email ?? null,
    channel: (channel ?? null) as ChannelKind | null,
  }
}

/** Orders from every system that records them. */
export const orders = defineSubgraph(
  'orders',
  resolvers,
  { Customer: ownCustomer, Order: ownOrder, Return: ownReturn },
  // Whose order they change is worked out where they are resolved.
  new Set([
    'Mutation.orderCancel',
    'Mutation.returnQuote',
    'Mutation.returnCreate',
    'Mutation.exchangeCreate',
  ]),
)
