import type { OrderStatus } from '../../ports/orders.ts'
import type { TrytonOptions } from './options.ts'
import type { Sale, SaleLine } from './wire.ts'

/** What the retailer says of its states, and whether the goods left over a counter. */
export interface StatusMapping extends Pick<TrytonOptions, 'statuses'> {
  readonly atTill: boolean
}

/**
 * The status of a sale: what the retailer's `statuses` say of its state and shipment state, else cancelled CANCELLED;
 * draft and quotation PENDING; confirmed CONFIRMED; then by shipment state: sent SHIPPED; waiting and exception
 * PARTIALLY_FULFILLED once a shipment is done, else IN_PREPARATION; none, which is a service or a sale handed over,
 * DELIVERED when done. At a till what is sent or done is COLLECTED. Else UNKNOWN.
 */
export function saleStatus(row: Sale, mapping: StatusMapping): OrderStatus {
  const own = { ...row, state: isCalledOff(row) ? 'cancelled' : row.state }
  return lookUp(own, mapping.statuses) ?? byState(own, mapping)
}

/** What tells whether a sale was called off. */
export interface CalledOff {
  readonly state: string
  readonly 'shipments.': readonly { readonly state: string }[]
  readonly 'lines.': readonly {
    readonly type: string
    readonly actual_quantity?: number | null | undefined
  }[]
}

/**
 * Whether a sale is cancelled. Tryton cancels none that is being processed: its shipments and invoices are cancelled, and as nothing of it
 * is left to send or to bill it then counts as done.
 */
export function isCalledOff({ state, 'shipments.': shipments, 'lines.': lines }: CalledOff): boolean {
  if (state === 'cancelled') return true
  if (!['processing', 'done'].includes(state)) return false
  const goods = lines.filter(({ type }) => type === 'line')
  const isNothingLeft = goods.length > 0 && goods.every((line) => line.actual_quantity === 0)
  return (
    isNothingLeft && shipments.length > 0 && shipments.every((shipment) => shipment.state === 'cancelled')
  )
}

/** The status of a line: the sale's, but of a sale sent in part what became of the line itself. */
export function lineStatus(line: SaleLine, status: OrderStatus): OrderStatus {
  if (status !== 'PARTIALLY_FULFILLED') return status
  return line.move_done ? 'SHIPPED' : 'IN_PREPARATION'
}

/** The retailer's own words for a sale's states; null where it has none. */
export function statusDetail(
  row: Pick<Sale, 'state' | 'shipment_state'>,
  { statusDetail: words }: Pick<TrytonOptions, 'statusDetail'>,
) {
  return lookUp(row, words) ?? null
}

const BEFORE_SHIPPING: Readonly<Record<string, OrderStatus>> = {
  draft: 'PENDING',
  quotation: 'PENDING',
  confirmed: 'CONFIRMED',
  cancelled: 'CANCELLED',
}

function byState(row: Sale, { atTill }: StatusMapping): OrderStatus {
  const early = BEFORE_SHIPPING[row.state]
  if (early) return early
  if (!['processing', 'done'].includes(row.state)) return 'UNKNOWN'
  const isHandedOver = row.shipment_state === 'sent' || row.shipment_state === 'none'
  if (atTill && isHandedOver) return 'COLLECTED'
  if (row.shipment_state === 'sent') return 'SHIPPED'
  if (row.shipment_state === 'none') return row.state === 'done' ? 'DELIVERED' : 'IN_PREPARATION'
  const left = row['shipments.'].some(({ state }) => state === 'done')
  return left ? 'PARTIALLY_FULFILLED' : 'IN_PREPARATION'
}

/** The most exact key wins: both states, then the state alone, then the shipment state alone. */
function lookUp<Value>(
  { state, shipment_state }: Pick<Sale, 'state' | 'shipment_state'>,
  table: Readonly<Record<string, Value>>,
): Value | undefined {
  return table[`${state}/${shipment_state}`] ?? table[`${state}/*`] ?? table[`*/${shipment_state}`]
}
