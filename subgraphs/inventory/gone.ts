import Big from 'big.js'
import type { RecordId } from '../../adapters/ids.ts'
import type { LineToPlace } from '../../adapters/ports/order-desk.ts'
import type { Fulfillment, Order } from '../../adapters/ports/orders.ts'
import type { HoldRecord } from '../../ledger/writes/port.ts'

/** What a desk says of an order. */
interface Said {
  /** The place the units were held at, by the desk's own key; null where it has none. */
  readonly place: RecordId | null
  /** The lines as they were ordered. */
  readonly ordered: readonly LineToPlace[]
  readonly order: Order
  readonly sent: readonly Fulfillment[]
}

/** Statuses of goods that are not in their place any more, where the desk says no day. */
const GONE: ReadonlySet<string> = new Set([
  'SHIPPED',
  'DELIVERED',
  'COLLECTED',
  'RETURNED',
  'PARTIALLY_RETURNED',
])

/** Whether everything that a hold puts aside has left its place, or was cancelled. */
export function areGone(hold: HoldRecord, said: Said): boolean {
  return hold.lines.every(({ sku, held }) => unitsGone(sku, said).gte(held))
}

function unitsGone(sku: string, { place, ordered, order, sent }: Said): Big {
  const own = order.lines.filter((line) => line.sku === sku)
  const left = sent
    .filter(({ leftOn, status }) => leftOn !== null || GONE.has(status))
    .filter(({ location }) => location === null || place === null || location === place)
    .flatMap(({ lines }) => lines.filter(({ lineId }) => own.some((line) => line.lineId === lineId)))
  const cancelled = own.filter(({ status }) => status === 'CANCELLED')
  // Where an article comes from two places, nobody says which of them a cancelled line would have left.
  const isSplit = new Set(ordered.filter((line) => line.sku === sku).map(({ location }) => location)).size > 1
  const counted = isSplit && cancelled.length < own.length ? left : [...left, ...cancelled]
  return counted.reduce((sum, { quantity }) => sum.plus(quantity), new Big(0))
}
