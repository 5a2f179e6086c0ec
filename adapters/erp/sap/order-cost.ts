import {
  addMoney,
  type Currency,
  type Money,
  money,
  roundingAdjustment,
  subtractMoney,
  sumMoney,
  type TaxedMoney,
} from '../../money.ts'
import type { OrderCost } from '../../ports/orders.ts'
import { chargesShipping, discountOf, type PricingMapping, statedTax } from './pricing.ts'
import type { OrderItem, SalesOrder } from './wire-orders.ts'

export interface CostReading {
  isShipping(item: OrderItem): boolean
  readonly mapping: PricingMapping
}

/**
 * What an order costs. Rejected items cost nothing. The total is TotalNetAmount, which excludes VAT, with the VAT the head
 * states, or else that of the items. Shipping is an item of its own, or what the head charges beyond the items; a system that
 * spreads it over the items has it in their amounts, and then it is null here. What the total differs from its parts by cents is
 * the rounding adjustment: a system that rounds VAT per document does not come to the sum of its items.
 */
export function costOf(row: SalesOrder, currency: Currency, { isShipping, mapping }: CostReading): OrderCost {
  const paid = row.to_Item.filter((item) => item.SalesDocumentRjcnReason === null)
  const items = sumOf(paid, currency)
  const total = taxed(
    money(row.TotalNetAmount, currency),
    statedTax(row.to_PricingElement, currency) ?? items.tax,
  )
  const shipped = paid.filter(isShipping)
  const beyond = taxed(subtractMoney(total.net, items.net), subtractMoney(total.tax, items.tax))
  const head = chargesShipping(row.to_PricingElement, mapping) && beyond.gross.minor > 0 ? beyond : null
  const subtotal = sumOf(
    paid.filter((item) => !isShipping(item)),
    currency,
  )
  const shipping = shipped.length > 0 ? sumOf(shipped, currency) : head
  const parts = [subtotal.gross, ...(shipping ? [shipping.gross] : [])]
  return {
    subtotal,
    shipping,
    discount: discountOf(
      paid.flatMap((item) => item.to_PricingElement),
      currency,
      mapping,
    ),
    total,
    roundingAdjustment: roundingOf(roundingAdjustment(total.gross, parts), paid.length),
  }
}

/** Cents that rounding can explain: at most one an item, and one for the head. More is a surcharge nobody named. */
function roundingOf(difference: Money | null, items: number): Money | null {
  return difference && Math.abs(difference.minor) <= items + 1 ? difference : null
}

type Whole = TaxedMoney & { readonly net: Money; readonly tax: Money }

function sumOf(items: readonly OrderItem[], currency: Currency): Whole {
  const sum = (of: (item: OrderItem) => string) =>
    sumMoney(
      items.map((item) => money(of(item), currency)),
      currency,
    )
  return taxed(
    sum(({ NetAmount }) => NetAmount),
    sum(({ TaxAmount }) => TaxAmount),
  )
}

function taxed(net: Money, tax: Money): Whole {
  return { gross: addMoney(net, tax), net, tax }
}
