import Big from 'big.js'
import { addMoney, type Currency, decimal, type Money, money, type TaxedMoney } from '../../money.ts'
import type { SapOptions } from './options.ts'
import { unitFactor } from './units.ts'
import type { PriceElement } from './wire-orders.ts'

/** How the pricing elements of orders are read. */
export type PricingMapping = Pick<
  SapOptions,
  'conditionType' | 'manualConditionType' | 'pricesIncludeTax' | 'shippingConditions' | 'units'
>

/** ConditionClass: what an element does to the price. */
const REDUCTION = 'A'
const TAX = 'D'

/** ConditionCalculationType of a percentage. */
const PERCENTAGE = 'A'

/**
 * The price of one sale unit before discounts, from the item's list price element, or the price given with the order. Its other half (net or gross) follows
 * from the item's VAT rates, and is null where the elements name none. Null without a list price: manual prices, copies
 * from elsewhere.
 */
export function listedUnitPrice(
  elements: readonly PriceElement[],
  currency: Currency,
  mapping: PricingMapping,
): TaxedMoney | null {
  const active = elements.filter(isActive)
  const own = (type: string) => active.find(({ ConditionType }) => ConditionType === type)
  const price = own(mapping.manualConditionType) ?? own(mapping.conditionType)
  if (!price?.ConditionRateValue) return null
  const per = new Big(decimal(price.ConditionQuantity ?? '1')).times(
    unitFactor(price.ConditionQuantityUnit, mapping),
  )
  const each = new Big(decimal(price.ConditionRateValue)).div(per.eq(0) ? 1 : per)
  const factor = taxFactor(active)
  const text = (amount: Big) => money(amount.toFixed(), currency)
  if (mapping.pricesIncludeTax) return withTax(text(each), factor && text(each.div(factor)))
  return withTax(text(each.times(factor ?? 1)), text(each))
}

/** What discounts took off, VAT as in the prices; null where none did. Surcharges are not discounts. */
export function discountOf(
  elements: readonly PriceElement[],
  currency: Currency,
  mapping: PricingMapping,
): Money | null {
  const totals = discountsOf(elements, currency, mapping).map(([, amount]) => amount)
  const [first, ...more] = totals
  return first ? more.reduce(addMoney, first) : null
}

/** The same by condition type, in the order in which the types first appear. */
export function discountsOf(
  elements: readonly PriceElement[],
  currency: Currency,
  { shippingConditions }: PricingMapping,
): readonly (readonly [conditionType: string, amount: Money])[] {
  const totals = new Map<string, Big>()
  for (const element of elements) {
    const { ConditionType, ConditionClass, ConditionAmount } = element
    const amount = new Big(decimal(ConditionAmount ?? '0'))
    if (!isActive(element) || ConditionClass !== REDUCTION || amount.gte(0)) continue
    if (shippingConditions.includes(ConditionType)) continue
    totals.set(ConditionType, (totals.get(ConditionType) ?? new Big(0)).minus(amount))
  }
  return [...totals].map(([type, amount]) => [type, money(amount.toFixed(), currency)])
}

/** The VAT an order's head states; null where it states none, as when all VAT stands in the items. */
export function statedTax(elements: readonly PriceElement[], currency: Currency): Money | null {
  const taxes = elements.filter((element) => isActive(element) && element.ConditionClass === TAX)
  if (taxes.length === 0) return null
  const total = taxes.reduce(
    (sum, { ConditionAmount }) => sum.plus(decimal(ConditionAmount ?? '0')),
    new Big(0),
  )
  return money(total.toFixed(), currency)
}

/** Whether an order's head charges shipping. */
export function chargesShipping(
  elements: readonly PriceElement[],
  { shippingConditions }: PricingMapping,
): boolean {
  return elements.some((element) => isActive(element) && shippingConditions.includes(element.ConditionType))
}

function isActive({ ConditionInactiveReason, ConditionIsForStatistics }: PriceElement): boolean {
  return ConditionInactiveReason === '' && !ConditionIsForStatistics
}

/** 1.2 for 20 % of VAT; null where no element states a rate. */
function taxFactor(elements: readonly PriceElement[]): Big | null {
  const rates = elements.filter(
    ({ ConditionClass, ConditionCalculationType }) =>
      ConditionClass === TAX && ConditionCalculationType === PERCENTAGE,
  )
  if (rates.length === 0) return null
  const percent = rates.reduce(
    (sum, { ConditionRateValue }) => sum.plus(decimal(ConditionRateValue ?? '0')),
    new Big(0),
  )
  return percent.div(100).plus(1)
}

function withTax(gross: Money, net: Money | null): TaxedMoney {
  return { gross, net, tax: net && { minor: gross.minor - net.minor, currency: gross.currency } }
}
