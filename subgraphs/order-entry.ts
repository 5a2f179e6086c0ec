import type { Forget } from '../adapters/changed.ts'
import type { Estate } from '../adapters/source.ts'
import type { Clock } from '../adapters/time.ts'
import type { OutboxEntry, PlacedOrderReads } from '../ledger/writes/port.ts'
import { type PlacedOrderBody, placedBody } from './placed-order.ts'

/** Kinds of outbox entries about orders and their payments. */
export const PLACE = 'order.place'
export const VERIFY = 'order.verify'
export const CAPTURE = 'payment.capture'
export const VOID = 'payment.void'

/** What deliveries of orders work with. */
export interface OrderDeliveryTools {
  readonly estate: Estate
  readonly orders: Pick<PlacedOrderReads, 'byIds'>
  readonly clock: Clock
  /** Left out: nothing is kept that could be told although it was changed. */
  readonly forget?: Forget
}

/** The body of an outbox entry about an order: the order's id, and nothing that the ledger holds already. */
export function orderEntryBody(orderId: string): string {
  return JSON.stringify({ orderId })
}

/** The order that an entry is about. */
export function orderIdIn({ body }: OutboxEntry): string {
  // Written by `orderEntryBody`.
  return (JSON.parse(body) as { readonly orderId: string }).orderId
}

/** The order as it is now; null when the ledger has none. */
export async function bodyOf(
  { orders }: Pick<OrderDeliveryTools, 'orders'>,
  entry: OutboxEntry,
): Promise<PlacedOrderBody | null> {
  const id = orderIdIn(entry)
  const order = (await orders.byIds([id])).get(id)
  return order ? placedBody(order) : null
}

/** Has everybody read anew what a system says of an order, of its shopper's orders and of the stock of its articles. */
export async function forgetOrder(
  { forget }: Pick<OrderDeliveryTools, 'forget'>,
  { order: { key, customer, lines }, desk: { recordId } }: PlacedOrderBody,
): Promise<void> {
  await forget?.({
    orders: [key],
    records: [customer, recordId].filter((record) => record !== null),
    items: lines.map(({ sku }) => sku),
  })
}
