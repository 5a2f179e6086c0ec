import Big from 'big.js'
import type { Book } from './book.ts'
import { type KeptLine, type KeptOrder, returnsOf } from './kept.ts'
import { sum } from './text.ts'

/** Amounts of an order in cents, as the ERP's procedure with tax included sees them; rejected items count nothing. */
export interface Totals {
  readonly goods: number
  readonly discount: number
  readonly shipping: number
  /** Tax within goods and shipping. */
  readonly tax: number
  readonly net: number
}

/** Shipping is taxed at the standard rate whatever is shipped. */
const SHIPPING_TAX_RATE = 20

/** What the head of an order says. A wholly rejected order costs nothing, its shipping neither. */
export function totalsOf(order: KeptOrder): Totals {
  const lines = order.lines.filter((line) => !line.rejected)
  const add = (value: (line: KeptLine) => number) => lines.reduce((total, line) => total + value(line), 0)
  const shipping = lines.length === 0 ? 0 : order.shipping
  const goods = add((line) => line.total)
  const tax = add((line) => line.tax) + taxWithin(shipping)
  return { goods, discount: add((line) => line.discount), shipping, tax, net: goods + shipping - tax }
}

/** The tax within a gross amount of shipping, rounded half up. */
export function taxWithin(shipping: number): number {
  return Number(
    new Big(shipping)
      .times(SHIPPING_TAX_RATE)
      .div(100 + SHIPPING_TAX_RATE)
      .round(0, Big.roundHalfUp),
  )
}

/** SAP's status of one thing out of many: A not begun, B in part, C complete. */
export type Status = '' | 'A' | 'B' | 'C'

/** How much of an item has left; '' where nothing is to be delivered (till sales, rejected items). */
export function deliveryStatus(order: KeptOrder, line: KeptLine): Status {
  if (line.rejected || order.copyOfReceipt !== undefined) return ''
  const shipped = new Big(deliveredOf(order, line))
  if (shipped.eq(0)) return 'A'
  return shipped.lt(line.quantity) ? 'B' : 'C'
}

/** How much of an item has left; all of it over a till. */
export function deliveredOf(order: KeptOrder, line: KeptLine): string {
  if (order.copyOfReceipt !== undefined) return line.quantity
  const parts = order.deliveries
    .filter(({ shippedOn }) => shippedOn !== null)
    .flatMap(({ lines }) => lines.filter((each) => each.line === line.line).map((each) => each.quantity))
  return sum(parts)
}

/** The status of the whole out of its parts'; parts without a status do not count. */
export function overall(parts: readonly Status[]): Status {
  const relevant = parts.filter((part) => part !== '')
  if (relevant.length === 0) return ''
  if (relevant.every((part) => part === 'C')) return 'C'
  return relevant.every((part) => part === 'A') ? 'A' : 'B'
}

/** Whether an item is finished: delivered and billed, or rejected. */
export function itemStatus(order: KeptOrder, line: KeptLine): Status {
  if (line.rejected || order.invoice) return 'C'
  const delivered = deliveryStatus(order, line)
  return delivered === 'C' ? 'B' : delivered
}

/** The plant an order's item is taken from: the till's store, the one it was ordered from, else where its delivery leaves from. */
export function plantOf(order: KeptOrder, line: KeptLine, book: Book): string {
  const { warehouse } = book.world
  const [tillStore = ''] = order.copyOfReceipt?.split('-') ?? []
  const [store] = book.placeByTillStore(tillStore)
  if (order.copyOfReceipt !== undefined) return (store ?? warehouse).plant
  if (line.plant !== undefined) return line.plant
  const delivery = order.deliveries.find(({ lines }) => lines.some((each) => each.line === line.line))
  const [from] = delivery ? book.placeByCode(delivery.from) : []
  return (from ?? warehouse).plant
}

/** The base unit an article is counted in, as the logon language shows it. */
export function unitOf(sku: string, book: Book): string {
  return book.article(sku)[0]?.product.weighed ? 'KG' : 'PC'
}

/** The latest day on which something happened to the order. */
export function lastDay(order: KeptOrder): string {
  const days = [
    order.placedOn,
    order.invoice?.on,
    ...returnsOf(order).map(({ on }) => on),
    ...order.deliveries.map(({ shippedOn }) => shippedOn),
  ]
  return (
    days
      .filter((day) => typeof day === 'string')
      .sort()
      .at(-1) ?? order.placedOn
  )
}
