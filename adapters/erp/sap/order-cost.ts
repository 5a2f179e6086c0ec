import { addMoney, type Currency, type Money, money, type TaxedMoney } from '../../money.ts'
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
 * spreads it over the items has it in their amounts, and then it is null here.
 */
export function costOf(row: SalesOrder, currency: Currency, { isShipping, mapping }: CostReading): OrderCost {
  const paid = row.to_Item.filter((item) => item.SalesDocumentRjcnReason === null)
  const items = sumOf(paid, currency)
  const total = taxed(
    money(row.TotalNetAmount, currency),
    statedTax(row.to_PricingElement, currency) ?? items.tax,
  )
  const shipped = paid.filter(isShipping)
  const beyond = taxed(minus(total.net, items.net), minus(total.tax, items.tax))
  const head = chargesShipping(row.to_PricingElement, mapping) && beyond.gross.minor > 0 ? beyond : null
  return {
    subtotal: sumOf(
      paid.filter((item) => !isShipping(item)),
      currency,
    ),
    shipping: shipped.length > 0 ? sumOf(shipped, currency) : head,
    discount: discountOf(
      paid.flatMap((item) => item.to_PricingElement),
      currency,
      mapping,
    ),
    total,
    roundingAdjustment: null,
  }
}

type Whole = TaxedMoney & { readonly net: Money; readonly tax: Money }

function sumOf(items: readonly OrderItem[], currency: Currency): Whole {
  const zero: Money = { minor: 0, currency }
  const net = items.reduce((sum, { NetAmount }) => addMoney(sum, money(NetAmount, currency)), zero)
  const tax = items.reduce((sum, { TaxAmount }) => addMoney(sum, money(TaxAmount, currency)), zero)
  return taxed(net, tax)
}

function taxed(net: Money, tax: Money): Whole {
  return { gross: addMoney(net, tax), net, tax }
}

function minus(left: Money, right: Money): Money {
  return { minor: left.minor - right.minor, currency: left.currency }
}
