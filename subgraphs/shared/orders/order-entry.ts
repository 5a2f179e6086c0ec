import type { Forget } from '../../../adapters/changed.ts'
import type { Money } from '../../../adapters/money.ts'
import type { Estate } from '../../../adapters/source.ts'
import type { Clock } from '../../../adapters/time.ts'
import type { CaseReads, OutboxEntry, PlacedOrderReads } from '../../../ledger/writes/port.ts'
import { type PlacedOrderBody, placedBody } from './placed-order.ts'

/** Kinds of outbox entries about orders and their payments. */
export const PLACE = 'order.place'
export const VERIFY = 'order.verify'
export const CAPTURE = 'payment.capture'
export const VOID = 'payment.void'
export const REFUND = 'payment.refund'
export const CANCEL = 'order.cancel'

/** What deliveries of orders work with. */
export interface OrderDeliveryTools {
  readonly estate: Estate
  readonly orders: Pick<PlacedOrderReads, 'byIds'>
  readonly cases: Pick<CaseReads, 'byIds'>
  readonly clock: Clock
  /** Left out: nothing is kept that could be told although it was changed. */
  readonly forget?: Forget
}

/** What an outbox entry about an order says: which order, and nothing that the ledger holds already. */
interface EntryBody {
  readonly orderId: string
  /** The case that it is part of. */
  readonly caseId?: string
  /** What is given back, of a refund. */
  readonly amount?: Money
}

/** The body of an outbox entry about an order. */
export function orderEntryBody(orderId: string, more: Omit<EntryBody, 'orderId'> = {}): string {
  return JSON.stringify({ orderId, ...more })
}

/** What an entry says. */
export function saidIn({ body }: OutboxEntry): EntryBody {
  // Written by `orderEntryBody`.
  return JSON.parse(body) as EntryBody
}

/** The order that an entry is about. */
export function orderIdIn(entry: OutboxEntry): string {
  return saidIn(entry).orderId
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
