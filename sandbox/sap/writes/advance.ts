import Big from 'big.js'
import { z } from 'zod'
import type { WorldDelivery } from '../../world/sale-types.ts'
import type { Book } from '../rows/book.ts'
import { isNew } from '../rows/book.ts'
import type { KeptLine, KeptOrder } from '../rows/kept.ts'
import { deliveredOf, plantOf } from '../rows/order-facts.ts'
import { saved } from './change-item.ts'

/**
 * What the warehouse and the accountants do with an order: `DELIVERED` sends what is left of it (or of these items), `BILLED` that and
 * the invoice, `REFUNDED` ends every return of it.
 */
const advance = z.strictObject({
  /** Its number, without leading zeros. */
  order: z.string().min(1),
  to: z.enum(['DELIVERED', 'BILLED', 'REFUNDED']),
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
  const delivered = deliver(order, items ?? null, book)
  if (to === 'DELIVERED' || delivered.invoice) return
  const invoice = { number: book.store.next('invoice'), on: today(book), cleared: true }
  saved(book, { ...delivered, invoice, status: 'INVOICED' })
}

function deliver(order: KeptOrder, items: readonly string[] | null, book: Book): KeptOrder {
  // What was made out and had not left does now.
  const begun = order.deliveries.map((each) => ({ ...each, shippedOn: each.shippedOn ?? today(book) }))
  const isWanted = ({ line }: KeptLine) => items === null || items.includes(String(line))
  const left = leftOf({ ...order, deliveries: begun }).filter(isWanted)
  const plants = [...new Set(left.map((line) => plantOf(order, line, book)))]
  const more = plants.map((plant) => {
    const lines = left.filter((line) => plantOf(order, line, book) === plant)
    return deliveryOf(order, lines, { plant, book })
  })
  const sent = { ...order, deliveries: [...begun, ...more] }
  return saved(book, { ...sent, status: leftOf(sent).length === 0 ? 'SHIPPED' : 'PARTLY_SHIPPED' })
}

/** The items that are still to be delivered. */
function leftOf(order: KeptOrder): readonly KeptLine[] {
  return order.lines.filter((line) => !line.rejected && new Big(deliveredOf(order, line)).lt(line.quantity))
}

function deliveryOf(
  order: KeptOrder,
  lines: readonly KeptLine[],
  { plant, book }: { readonly plant: string; readonly book: Book },
): WorldDelivery {
  const from = book.placeByPlant(plant)[0] ?? book.world.warehouse
  const isPickup = order.written?.head['ShippingCondition'] === '02'
  const number = book.store.next('delivery')
  const parts = lines.map((line) => ({
    line: line.line,
    sku: line.sku,
    quantity: new Big(line.quantity).minus(deliveredOf(order, line)).toFixed(),
  }))
  // What the world's open orders have set aside never was unrestricted stock.
  if (isNew(order)) for (const { sku, quantity } of parts) book.store.move(sku, from.code, quantity)
  return {
    number,
    shippedOn: today(book),
    from: from.code,
    tracking: isPickup ? null : `6A${number}`,
    ...(isPickup && { pickup: true }),
    lines: parts.map(({ line, quantity }) => ({ line, quantity })),
  }
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
