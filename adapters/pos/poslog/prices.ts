import Big from 'big.js'
import type { Currency } from '../../money.ts'
import { minorIn, numberIn, sameCurrency, toMinor, Unreadable } from './amounts.ts'
import { childOf, childrenOf, type Element } from './element.ts'

/** Prices of one unit the standard knows, in the order in which they are believed. */
const UNIT_PRICES = [
  'RegularSalesUnitPrice',
  'ActualSalesUnitPrice',
  'SuggestedPrice',
  'UnitListPrice',
  'UnitCostPrice',
]

/** What a line costs, by size alone. */
export interface Pricing {
  readonly amount: number
  readonly unitPrice: number
  readonly discount: number
}

/**
 * What a line costs, by size alone. Documents state up to five unit prices and a discount per line or per unit, and mean different
 * things by them; the pair that explains the line's amount best is taken. Without an amount it is computed from the prices.
 */
export function pricing(goods: Element, size: Big, what: string, currency: Currency): Pricing {
  const total = childOf(goods, 'ExtendedAmount')
  sameCurrency(total, currency, `ExtendedAmount of ${what}`)
  const prices = UNIT_PRICES.flatMap((name) => numberIn(childOf(goods, name), `${name} of ${what}`) ?? [])
  const off = discountOf(goods, what)
  const amount = minorIn(total, `ExtendedAmount of ${what}`, currency)
  const minor = (number: Big) => toMinor(number, what, currency)
  if (amount === null) return computed(goods, size, what, { prices, off, minor })
  const miss = (price: Big, discount: Big) =>
    Math.abs(minor(price.abs().times(size).minus(discount)) - Math.abs(amount))
  const pairs = [off, off.times(size)].flatMap((discount) => prices.map((price) => ({ price, discount })))
  const [best] = pairs
    .map((pair) => ({ ...pair, by: miss(pair.price, pair.discount) }))
    .sort((left, right) => left.by - right.by)
  if (best && best.by <= 1) {
    return { amount, unitPrice: minor(best.price.abs()), discount: minor(best.discount) }
  }
  const whole = Math.abs(amount) + minor(off)
  const unitPrice = size.eq(0) ? whole : Number(new Big(whole).div(size).round(0, Big.roundHalfUp))
  return { amount, unitPrice, discount: minor(off) }
}

interface PriceFacts {
  readonly prices: readonly Big[]
  readonly off: Big
  minor(amount: Big): number
}

/** The actual price is what was charged, discounts taken off; the others are before discounts. */
function computed(goods: Element, size: Big, what: string, { prices, off, minor }: PriceFacts): Pricing {
  const actual = numberIn(childOf(goods, 'ActualSalesUnitPrice'), what)
  const price = actual ?? prices[0]
  if (price === undefined) {
    throw new Unreadable(
      `expected an ExtendedAmount or a unit price in ${what}, found neither; have the till write one`,
    )
  }
  const exact = price.abs().times(size)
  return {
    amount: minor(actual === null ? exact.minus(off) : exact),
    unitPrice: minor(price.abs()),
    discount: minor(off),
  }
}

/** What is taken off a line: `ExtendedDiscountAmount`, else the sum of its price modifiers. */
function discountOf(goods: Element, what: string): Big {
  const whole = numberIn(childOf(goods, 'ExtendedDiscountAmount'), `ExtendedDiscountAmount of ${what}`)
  if (whole !== null) return whole.abs()
  return childrenOf(goods, 'RetailPriceModifier').reduce((sum, modifier) => {
    const element = childOf(modifier, 'Amount')
    const amount = numberIn(element, `RetailPriceModifier of ${what}`)?.abs() ?? new Big(0)
    const action = element?.attributes.get('Action') ?? modifier.attributes.get('Action')
    return action === 'Add' ? sum.minus(amount) : sum.plus(amount)
  }, new Big(0))
}
