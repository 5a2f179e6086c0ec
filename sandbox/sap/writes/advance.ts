import Big from 'big.js'
import { z } from 'zod'
import type { Book } from '../rows/book.ts'
import { isNew } from '../rows/book.ts'
import type { KeptDelivery, KeptLine, KeptOrder } from '../rows/kept.ts'
import { deliveredOf, plantOf } from '../rows/order-facts.ts'
import { sum } from '../rows/text.ts'
import { saved } from './change-item.ts'

/**
 * What the warehouse and the accountants do with an order: `READY` makes out deliveries of what is left of it (or of these items) and
 * picks them, `DELIVERED` has them leave as well, `BILLED` that and the invoice, `REFUNDED` ends every return of it.
 */
const advance = z.strictObject({
  /** Its number, without leading zeros. */
  order: z.string().min(1),
  to: z.enum(['READY', 'DELIVERED', 'BILLED', 'REFUNDED']),
  /** Only these items, as `10`. */
  items: z.array(z.string().min(1)).optional(),
})

/** Moves an order on. Throws an Error that says what is wrong with the instruction. */
export function advanceOrder(instruction: unknown, book: Book): void {
  const read = advance.safeParse(instruction)
  if (!read.success) throw new Error(z.prettifyError(read.error))
  const { order: number, to, items } = read.data
  const [order] = book.orderByNumber(number)
  if (!order) throw new Error(`expected an order of this system, found none numbered ${number}`)
  if (to === 'REFUNDED') {
    refund(order, book)
    return
  }
  const delivered = deliver(order, items ?? null, { leaves: to !== 'READY', book })
  if (to !== 'BILLED' || delivered.invoice) return
  const invoice = { number: book.store.next('invoice'), on: today(book), cleared: true }
  saved(book, { ...delivered, invoice, status: 'INVOICED' })
}

interface Delivering {
  /** Whether the goods leave, or wait. */
  readonly leaves: boolean
  readonly book: Book
}

function deliver(order: KeptOrder, items: readonly string[] | null, { leaves, book }: Delivering): KeptOrder {
  const isWanted = (line: number) => items === null || items.includes(String(line))
  const left = order.lines.filter((line) => isWanted(line.line) && isLeft(line, order))
  const wayOf = (line: KeptLine) => `${plantOf(order, line, book)} ${line.shippingType ?? ''}`
  const more = [...new Set(left.map(wayOf))].map((way) =>
    deliveryOf(
      order,
      left.filter((line) => wayOf(line) === way),
      book,
    ),
  )
  const deliveries = [...order.deliveries, ...more].map((each) => {
    const isSent = each.shippedOn === null && leaves && each.lines.every(({ line }) => isWanted(line))
    return isSent ? sent(each, order, book) : each
  })
  const isWhole = order.lines.every((line) => line.rejected || isDelivered(line, { ...order, deliveries }))
  const isBegun = deliveries.some(({ shippedOn }) => shippedOn !== null)
  return saved(book, {
    ...order,
    deliveries,
    status: isWhole ? 'SHIPPED' : isBegun ? 'PARTLY_SHIPPED' : 'OPEN',
  })
}

/** Whether no delivery was made out for some of an item. */
function isLeft(line: KeptLine, { deliveries }: KeptOrder): boolean {
  const parts = deliveries.flatMap(({ lines }) => lines.filter((each) => each.line === line.line))
  return !line.rejected && new Big(sum(parts.map(({ quantity }) => quantity))).lt(line.quantity)
}

function isDelivered(line: KeptLine, order: KeptOrder): boolean {
  return new Big(deliveredOf(order, line)).gte(line.quantity)
}

function deliveryOf(order: KeptOrder, lines: readonly KeptLine[], book: Book): KeptDelivery {
  const [first] = lines
  const plant = first ? plantOf(order, first, book) : ''
  const from = book.placeByPlant(plant)[0] ?? book.world.warehouse
  const type = first?.shippingType
  const isPickup = order.written?.head['ShippingCondition'] === '02' || type === '03'
  const number = book.store.next('delivery')
  return {
    number,
    shippedOn: null,
    from: from.code,
    tracking: isPickup ? null : `6A${number}`,
    ...(isPickup && { pickup: true }),
    ...(type !== undefined && { type }),
    lines: lines.map(({ line, quantity }) => ({ line, quantity })),
  }
}

/** A delivery as it leaves. What the world's open orders have set aside never was unrestricted stock. */
function sent(delivery: KeptDelivery, order: KeptOrder, book: Book): KeptDelivery {
  for (const { line, quantity } of isNew(order) ? delivery.lines : []) {
    const sku = order.lines.find((each) => each.line === line)?.sku
    if (sku !== undefined) book.store.move(sku, delivery.from, quantity)
  }
  return { ...delivery, shippedOn: today(book) }
}

function refund(order: KeptOrder, book: Book): void {
  const { returned } = order
  saved(book, {
    ...order,
    returned: returned && { ...returned, done: true },
    further: (order.further ?? []).map((each) => ({ ...each, done: true })),
  })
}

function today({ store }: Book): string {
  return store.now().slice(0, 10)
}
