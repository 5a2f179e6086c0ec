import Big from 'big.js'
import { type Currency, distribute, type Money, percentOf } from '../../../adapters/money.ts'
import type { Benefit } from '../../../adapters/ports/promotions.ts'

/** All of one article at one price in a basket, and what is left to pay for it, in minor units. */
export interface Goods {
  readonly sku: string
  readonly unit: Money
  /** Decimal text. */
  readonly quantity: string
  readonly left: number
}

/**
 * What a benefit takes off each of the goods it is for, in minor units and in their order; never more than is left. Goods
 * come in one order, whatever that of the basket (`promotion-rules.ts`), so cents that have to go somewhere go to the same place.
 */
export function reductions(benefit: Benefit, goods: readonly Goods[], currency: Currency): readonly number[] {
  if (benefit.kind === 'PERCENT') {
    return goods.map(({ left }) => percentOf({ minor: left, currency }, atMost100(benefit.percent)).minor)
  }
  if (benefit.kind === 'AMOUNT') {
    const all = goods.reduce((sum, { left }) => sum + left, 0)
    const amount = { minor: Math.max(0, Math.min(benefit.amount.minor, all)), currency }
    return goods.length === 0
      ? []
      : distribute(
          amount,
          goods.map(({ left }) => left),
        ).map(({ minor }) => minor)
  }
  return benefit.kind === 'BUY_X_GET_Y' ? cheapestReduced(benefit, goods) : goods.map(() => 0)
}

/**
 * All whole units in a row, dearest first, cut into sets of `buy + get`: the last `get` of each set are reduced. What is sold
 * by weight counts by whole units, a rest does not count.
 */
function cheapestReduced(
  { buy, get, percent }: Extract<Benefit, { kind: 'BUY_X_GET_Y' }>,
  goods: readonly Goods[],
): readonly number[] {
  const inRow = goods
    .map((one, place) => ({ ...one, place, units: wholeOf(one.quantity) }))
    .sort((a, b) => b.unit.minor - a.unit.minor || a.place - b.place)
  const off = goods.map(() => 0)
  let before = 0
  for (const { place, units, unit, left } of inRow) {
    const reduced = reducedAmong(before + units, buy, get) - reducedAmong(before, buy, get)
    off[place] = Math.min(left, reduced * percentOf(unit, atMost100(percent)).minor)
    before += units
  }
  return off
}

/** How many of the first `units` in the row are reduced. */
function reducedAmong(units: number, buy: number, get: number): number {
  const sets = Math.floor(units / (buy + get))
  return sets * get + Math.max(0, units - sets * (buy + get) - buy)
}

function wholeOf(quantity: string): number {
  return Math.max(0, Number(new Big(quantity).round(0, Big.roundDown)))
}

function atMost100(percent: string): string {
  return new Big(percent).gt(100) ? '100' : percent
}
