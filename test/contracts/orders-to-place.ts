import type { ChannelKind } from '../../adapters/channel.ts'
import type { OrderNumber, RecordId, Sku } from '../../adapters/ids.ts'
import { type Currency, type Money, splitTax, sumMoney, type TaxedMoney } from '../../adapters/money.ts'
import type { OrderToPlace } from '../../adapters/ports/order-desk.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import type { Day, Instant } from '../../adapters/time.ts'
import type { World } from '../../sandbox/world/types.ts'

/** An article as it is sold. */
export interface Sold {
  readonly sku: Sku
  readonly title: string
  /** VAT in percent. */
  readonly taxRate: string
  /** The source's own key of a place that keeps it. */
  readonly location: RecordId
}

/** An article of the world that is sold by the piece at this rate, in a store that has some of it; its place is the ERP's plant. */
export function soldAt(world: World, rate: string): Sold {
  for (const product of world.products) {
    if (product.weighed || product.taxRate !== rate) continue
    for (const { sku, stock } of product.variants) {
      const store = world.stores.find(({ code }) => Number(stock[code] ?? 0) >= 3)
      if (!store) continue
      const title = product.title['fr_FR'] ?? product.code
      return { sku: sku as Sku, title, taxRate: rate, location: store.plant as RecordId }
    }
  }
  throw new Error(`the world has no article at ${rate} % in a store`)
}

const EUR = 'EUR' as Currency
const euros = (minor: number): Money => ({ minor, currency: EUR })

/** A business number in its channel. */
export function keyOf(number: string, channel: ChannelKind = 'WEB'): OrderKey {
  return { channel, number: number as OrderNumber }
}

/**
 * An order of three of the first article, less 5.01, and one of the second, with shipping of 4.90: prices that do not divide, at
 * two rates of VAT. Without promotions nothing is taken off.
 */
export function toPlace(
  number: string,
  { customer, sold: [first, second] }: { readonly customer: RecordId; readonly sold: readonly [Sold, Sold] },
  change: Partial<OrderToPlace> = {},
): OrderToPlace {
  const promotions = change.promotions ?? [{ label: 'Bienvenue', code: 'BIENVENUE5', amount: euros(501) }]
  const off = sumMoney(
    promotions.map(({ amount }) => amount),
    EUR,
  ).minor
  const line = (
    position: number,
    of: Sold,
    amounts: readonly [quantity: number, unit: number, off: number],
  ) => {
    const [quantity, unit, less] = amounts
    return {
      position,
      sku: of.sku,
      title: of.title,
      quantity,
      unitPrice: euros(unit),
      lineTotal: splitTax(euros(quantity * unit - less), of.taxRate),
      location: of.location,
      fulfilment: 'SHIP' as const,
    }
  }
  const lines = [line(1, first, [3, 1999, off]), line(2, second, [1, 793, 0])]
  const shippingCost = change.shippingCost === undefined ? splitTax(euros(490), '20') : change.shippingCost
  const order: OrderToPlace = {
    key: keyOf(number),
    placedOn: '2026-06-15' as Day,
    placedAt: '2026-06-15T09:41:07.000Z' as Instant,
    customer,
    contact: null,
    shippingAddress: null,
    billingAddress: null,
    lines,
    promotions,
    ...change,
    shippingCost,
    total: added([...lines.map(({ lineTotal }) => lineTotal), ...(shippingCost ? [shippingCost] : [])]),
  }
  return order
}

/** What a system keeps of an order as it was. */
export interface Keeping {
  /** How many characters of a title. */
  readonly titleLength: number
  /** How many characters of a number; null where there is no end to it. */
  readonly numberLength: number | null
  /** Whether what was taken off stands apart; elsewhere it is in the prices. */
  readonly discounts: boolean
  /** Whether VAT is rounded line by line; elsewhere over the whole, so that net amount and VAT of the total may be some cents off. */
  readonly lineVat: boolean
}

/** What its lines must be when they are read back. */
export function expectedLines({ lines }: OrderToPlace, { titleLength, discounts }: Keeping) {
  return lines.map(({ sku, title, quantity, unitPrice, lineTotal }) => ({
    sku,
    title: title.slice(0, titleLength),
    quantity: String(quantity),
    unitPrice: { gross: discounts ? unitPrice : euros(Math.round(lineTotal.gross.minor / quantity)) },
    lineTotal,
  }))
}

/** What it must cost when it is read back. */
export function expectedCost({ lines, shippingCost, promotions, total }: OrderToPlace, keeps: Keeping) {
  const off = sumMoney(
    promotions.map(({ amount }) => amount),
    EUR,
  )
  return {
    subtotal: added(lines.map(({ lineTotal }) => lineTotal)),
    shipping: shippingCost,
    discount: off.minor === 0 || !keeps.discounts ? null : off,
    total: keeps.lineVat ? total : { gross: total.gross },
    roundingAdjustment: null,
  }
}

function added(parts: readonly TaxedMoney[]): TaxedMoney {
  const sum = (of: (part: TaxedMoney) => Money | null) =>
    sumMoney(
      parts.map((part) => of(part) ?? euros(0)),
      EUR,
    )
  return { gross: sum(({ gross }) => gross), net: sum(({ net }) => net), tax: sum(({ tax }) => tax) }
}
