import Big from 'big.js'
import { GraphQLError } from 'graphql'
import type { Channel } from '../../adapters/channel.ts'
import { isSourceError } from '../../adapters/error.ts'
import { addMoney, type Money, negate } from '../../adapters/money.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { MOST_ORDERS, newestOrders } from '../shared/orders/newest-orders.ts'
import { isBack } from '../shared/orders/purchase-lines.ts'
import { readReturns } from '../shared/returns/order-returns.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import type { OrderModel, OrderStatsModel } from './models.ts'

/** The orders a shopper's statistics are of; null when there is no such shopper. */
export async function statsOf(context: Context, customer: string): Promise<OrderStatsModel | null> {
  const entity = await customerById(context, customer)
  return entity && newestOrders(context, entity)
}

/** The orders that count, newest first. A GraphQL error when some may be missing: a sum would lie. */
export function countedOrders(stats: OrderStatsModel): readonly OrderModel[] {
  const [failure] = stats.failures
  if (failure) throw toGraphQLError(failure)
  if (stats.older) {
    throw new GraphQLError(`There are more than ${MOST_ORDERS} orders, which are not summed up.`, {
      extensions: { code: 'UNSUPPORTED', retryable: false },
    })
  }
  return stats.orders.filter(isPurchase)
}

/** What was paid for all of them, less what was given back; null when there is nothing to sum. */
export async function lifetimeValue(context: Context, stats: OrderStatsModel): Promise<Money | null> {
  countedOrders(stats)
  return sum(await worthOf(context, stats, stats.orders.filter(isLive)))
}

/** The value by the number of orders, rounded half up; null when there are none. */
export async function averageValue(context: Context, stats: OrderStatsModel): Promise<Money | null> {
  const count = countedOrders(stats).length
  const value = await lifetimeValue(context, stats)
  if (value === null || count === 0) return null
  return { ...value, minor: Number(new Big(value.minor).div(count).round(0, Big.roundHalfUp)) }
}

interface ChannelStats {
  readonly channel: Channel
  readonly count: number
  readonly total: Money | null
}

/** Counts and values by channel, the one with most orders first. */
export async function byChannel(context: Context, stats: OrderStatsModel): Promise<readonly ChannelStats[]> {
  countedOrders(stats)
  const channels = new Map<string, { readonly channel: Channel; readonly orders: OrderModel[] }>()
  for (const order of stats.orders.filter(isLive)) {
    const { channel } = order.copies[0].found.value
    const known = channels.get(channel.code) ?? { channel, orders: [] }
    channels.set(channel.code, known)
    known.orders.push(order)
  }
  const all = [...channels.values()].map(async ({ channel, orders }) => ({
    channel,
    count: orders.filter(isPurchase).length,
    total: sum(await worthOf(context, stats, orders)),
  }))
  return (await Promise.all(all)).sort(
    (left, right) => right.count - left.count || (left.channel.code < right.channel.code ? -1 : 1),
  )
}

/**
 * What each order comes to in the end. Goods a later receipt takes back are in that receipt's own, negative total; only
 * what was given back beyond that is taken off here. A GraphQL error when nobody knows what was given back.
 */
async function worthOf(
  context: Context,
  { orders: all }: OrderStatsModel,
  orders: readonly OrderModel[],
): Promise<readonly Money[]> {
  const counted = takenBack(all.filter(isLive))
  return Promise.all(
    orders.map(async (order) => {
      const { total } = order.copies[0].found.value.cost
      const read = await readReturns(context, order)
      if (isSourceError(read)) throw toGraphQLError(read)
      const refunds = read.flatMap(({ back }) => (isBack(back) ? (back.refund ?? []) : []))
      const refund = sum(refunds)
      if (refund === null) return total.gross
      const rest = Math.max(0, refund.minor - (counted.get(order.key.number) ?? 0))
      return addMoney(total.gross, negate({ ...refund, minor: rest }))
    }),
  )
}

/** What receipts took back, in minor units by the number of the order they name. */
function takenBack(orders: readonly OrderModel[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const { lines } of orders.map(({ copies }) => copies[0].found.value)) {
    for (const { returnOf, lineTotal } of lines) {
      if (returnOf) totals.set(returnOf, (totals.get(returnOf) ?? 0) - lineTotal.gross.minor)
    }
  }
  return totals
}

function sum(amounts: readonly Money[]): Money | null {
  const [first, ...more] = amounts
  if (!first) return null
  if (more.some(({ currency }) => currency !== first.currency)) {
    throw new GraphQLError('The orders are in several currencies, which are not summed up.', {
      extensions: { code: 'UNSUPPORTED', retryable: false },
    })
  }
  return more.reduce(addMoney, first)
}

function isLive({ copies: [{ found }] }: OrderModel): boolean {
  return found.value.status !== 'CANCELLED'
}

function isPurchase(order: OrderModel): boolean {
  return isLive(order) && order.copies[0].found.value.lines.some(({ quantity }) => new Big(quantity).gt(0))
}
