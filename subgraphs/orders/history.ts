import type { Entity } from '../../ledger/port.ts'
import { pageInfo } from '../connection.ts'
import type { Context } from '../context.ts'
import { positionOfOrder } from '../shared/orders/order-copies.ts'
import { type HistoryWish, mergedHistory } from '../shared/orders/order-history.ts'
import { inHistoryOf } from '../shared/orders/order-owner.ts'
import { cursorOf, endOfDay } from '../shared/orders/order-position.ts'
import { isComplete } from '../source-status.ts'
import type { OrderConnectionModel } from './models.ts'

/** One page of a shopper's orders from every source; not complete when a source failed. */
export async function history(
  context: Context,
  customer: Entity,
  wish: HistoryWish,
): Promise<OrderConnectionModel> {
  const { orders, horizon, sources } = await mergedHistory(context, customer, wish)
  const edges = orders.slice(0, wish.first).map((order) => ({
    node: inHistoryOf(context, customer.id, order),
    cursor: cursorOf(positionOfOrder(order)),
  }))
  const info = pageInfo(edges, orders.length > wish.first || horizon !== null)
  // A page can be empty and yet not the last (a filter, or very full days): there must be a way on.
  const endCursor = info.endCursor ?? (horizon ? cursorOf(endOfDay(horizon)) : null)
  return { edges, pageInfo: { ...info, endCursor }, complete: isComplete(sources), sources }
}
