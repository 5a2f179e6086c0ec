import type { OrderStatus } from '../../ports/orders.ts'
import type { SapOptions } from './options.ts'
import type { OrderItem, SalesOrder } from './wire-orders.ts'

/** What the retailer says of its status letters, and whether the goods leave over a counter: at a till, or fetched. */
export interface StatusMapping extends Pick<SapOptions, 'statuses'> {
  readonly isCollected: boolean
}

/** Letters of a status: '' not relevant, A open, B partial, C complete. */
interface Letters {
  readonly process: string
  readonly delivery: string
}

/**
 * The status of an order. Every item rejected: CANCELLED. Else what the retailer's `statuses` say of the letters of
 * OverallSDProcessStatus and OverallDeliveryStatus. Else by delivery: B PARTIALLY_FULFILLED; C SHIPPED, over a counter COLLECTED;
 * where nothing is delivered yet or delivery is not relevant, by process: A CONFIRMED, B IN_PREPARATION, C DELIVERED (a
 * service rendered; over a counter COLLECTED). Else UNKNOWN.
 */
export function orderStatus(
  row: SalesOrder,
  items: readonly OrderItem[],
  mapping: StatusMapping,
): OrderStatus {
  if (items.length > 0 && items.every(isRejected)) return 'CANCELLED'
  return read({ process: row.OverallSDProcessStatus, delivery: row.OverallDeliveryStatus }, mapping)
}

/** The status of a line: CANCELLED when rejected, else as an order's, from its own letters. */
export function lineStatus(item: OrderItem, mapping: StatusMapping): OrderStatus {
  if (isRejected(item)) return 'CANCELLED'
  return read({ process: item.SDProcessStatus, delivery: item.DeliveryStatus }, mapping)
}

/** The retailer's own words for an order's letters; null where it has none. */
export function statusDetail(row: SalesOrder, { statusDetail: words }: Pick<SapOptions, 'statusDetail'>) {
  return lookUp({ process: row.OverallSDProcessStatus, delivery: row.OverallDeliveryStatus }, words) ?? null
}

/** Whether an item was cancelled. */
export function isRejected({ SalesDocumentRjcnReason }: Pick<OrderItem, 'SalesDocumentRjcnReason'>): boolean {
  return SalesDocumentRjcnReason !== null
}

function read(letters: Letters, { statuses, isCollected }: StatusMapping): OrderStatus {
  const own = lookUp(letters, statuses)
  if (own) return own
  const { process, delivery } = letters
  if (delivery === 'B') return 'PARTIALLY_FULFILLED'
  if (delivery === 'C') return isCollected ? 'COLLECTED' : 'SHIPPED'
  if (process === 'A') return 'CONFIRMED'
  if (process === 'B') return 'IN_PREPARATION'
  if (process === 'C') return isCollected ? 'COLLECTED' : 'DELIVERED'
  return 'UNKNOWN'
}

/** The most exact key wins: both letters, then the process alone, then the delivery alone. */
function lookUp<Value>(
  { process, delivery }: Letters,
  table: Readonly<Record<string, Value>>,
): Value | undefined {
  const [p, d] = [process || '-', delivery || '-']
  return table[`${p}/${d}`] ?? table[`${p}/*`] ?? table[`*/${d}`]
}
