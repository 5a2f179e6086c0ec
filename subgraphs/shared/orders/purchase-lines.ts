import Big from 'big.js'
import type { ChannelKind } from '../../../adapters/channel.ts'
import type { Gtin, OrderNumber, Sku } from '../../../adapters/ids.ts'
import type { OrderLine, Return, ReturnStatus } from '../../../adapters/ports/orders.ts'
import type { Day, Instant } from '../../../adapters/time.ts'
import { type MergedOrder, placedAt } from './order-copies.ts'

/** One line of what a shopper bought or brought back. */
export interface Purchase {
  readonly kind: 'BOUGHT' | 'RETURNED'
  /** As the system states it, else by the GTIN; null where neither is known. */
  readonly sku: Sku | null
  readonly gtin: Gtin | null
  /** What the order or receipt calls it. */
  readonly title: string
  /** Decimal text, in sale units; negative when it came back. */
  readonly quantity: string
  /** The business day it was bought or came back; for a return without a day, that of the order. */
  readonly on: Day
  /** Null where the system knows no more than the day. */
  readonly at: Instant | null
  readonly channel: ChannelKind
  /** The order it was bought in; for a return that names none, the receipt it came back with. */
  readonly orderNumber: OrderNumber
}

/** An order that counts, and the returns recorded for it. */
export interface Bought {
  readonly order: MergedOrder
  /** As its shown copy has them, with the SKU wherever it is known. */
  readonly lines: readonly OrderLine[]
  readonly returns: readonly Return[]
}

/** States of a return in which the goods have left the shopper. */
const HAS_LEFT: ReadonlySet<ReturnStatus> = new Set(['IN_TRANSIT', 'RECEIVED', 'REFUNDED'])

/** Whether the goods of a return have left the shopper. */
export function isBack({ status }: Pick<Return, 'status'>): boolean {
  return HAS_LEFT.has(status)
}

/**
 * What was bought and what came back, newest first. A till tells a return twice, as a receipt with negative lines and for
 * the order it takes back from, and the ERP may tell it too: a negative line that names an order counts only as far as
 * that order's returns do not count it already.
 */
export function purchaseLines(orders: readonly Bought[]): readonly Purchase[] {
  const returned = orders.flatMap(returnedOf)
  const left = new Map<string, Big>()
  for (const { orderNumber, quantity, ...item } of returned) {
    const key = keyOf(orderNumber, item)
    left.set(key, (left.get(key) ?? new Big(0)).minus(quantity))
  }
  const lines = orders.flatMap((one) => one.lines.flatMap((line) => lineOf(one.order, line, left)))
  return [...lines, ...returned].sort(newestFirst)
}

function returnedOf({ order, lines, returns }: Bought): readonly Purchase[] {
  const { key, copies } = order
  return returns.filter(isBack).flatMap(({ lines: back, on, at, channel }) =>
    back.map((one): Purchase => {
      const line = lines.find(({ lineId }) => lineId === one.lineId)
      return {
        kind: 'RETURNED',
        sku: line?.sku ?? one.sku,
        gtin: line?.gtin ?? null,
        title: line?.title ?? lines.find(({ sku }) => sku !== null && sku === one.sku)?.title ?? '',
        quantity: new Big(one.quantity).abs().neg().toFixed(),
        on: on ?? copies[0].found.value.placedOn,
        at,
        channel: channel.kind,
        orderNumber: key.number,
      }
    }),
  )
}

/** A line as it counts: not when cancelled, and goods taken back only as far as nothing else tells of them. */
function lineOf(order: MergedOrder, line: OrderLine, told: Map<string, Big>): readonly Purchase[] {
  if (line.status === 'CANCELLED') return []
  const quantity = new Big(line.quantity)
  const [{ found }] = order.copies
  const purchase = {
    sku: line.sku,
    gtin: line.gtin,
    title: line.title,
    on: found.value.placedOn,
    at: placedAt(order),
    channel: order.key.channel,
  }
  if (quantity.gte(0)) {
    return [{ ...purchase, kind: 'BOUGHT', quantity: quantity.toFixed(), orderNumber: order.key.number }]
  }
  const orderNumber = line.returnOf ?? order.key.number
  const key = keyOf(orderNumber, line)
  const known = told.get(key) ?? new Big(0)
  const already = known.lt(quantity.neg()) ? known : quantity.neg()
  told.set(key, known.minus(already))
  const rest = quantity.plus(already)
  return rest.eq(0) ? [] : [{ ...purchase, kind: 'RETURNED', quantity: rest.toFixed(), orderNumber }]
}

function keyOf(order: OrderNumber, { sku, gtin, title }: Pick<Purchase, 'sku' | 'gtin' | 'title'>): string {
  return JSON.stringify([order, sku ?? gtin ?? title])
}

function newestFirst(left: Purchase, right: Purchase): number {
  if (left.on !== right.on) return left.on > right.on ? -1 : 1
  if (left.at !== right.at) return (left.at ?? '') > (right.at ?? '') ? -1 : 1
  return left.orderNumber < right.orderNumber ? -1 : Number(left.orderNumber > right.orderNumber)
}
