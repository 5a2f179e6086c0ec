import Big from 'big.js'
import type { Currency } from '../../money.ts'
import { minorIn, plain, sumOf } from './amounts.ts'
import type { TaxedMinor } from './body.ts'
import { childOf, type Element, totalsOf } from './element.ts'
import type { StatedLine } from './lines.ts'

/**
 * A line's price and amount in their parts: tax as stated, else computed from the line's rate, else unknown. Where tax comes on top
 * of the whole receipt, the line does not say its share: its gross is then its price before tax, its tax null.
 */
export function taxedLine(
  line: StatedLine,
  taxIncluded: boolean,
): { readonly unitPrice: TaxedMinor; readonly total: TaxedMinor } {
  const { unitPrice, amount, tax, rate } = line
  return { unitPrice: part(unitPrice, null, rate, taxIncluded), total: part(amount, tax, rate, taxIncluded) }
}

/** The sum, part by part; a part one of them lacks is unknown in the sum. */
export function addUp(parts: readonly TaxedMinor[]): TaxedMinor {
  const all = (numbers: readonly (number | null)[]) =>
    numbers.includes(null) ? null : sumOf(numbers.map((number) => number ?? 0))
  return {
    gross: sumOf(parts.map(({ gross }) => gross)),
    net: all(parts.map(({ net }) => net)),
    tax: all(parts.map(({ tax }) => tax)),
  }
}

/** Tax stated for the receipt as a whole: its tax lines, else its total; signed as the goods go. Null where none is stated. */
export function wholeTax(
  retail: Element,
  items: readonly Element[],
  goods: number,
  currency: Currency,
): number | null {
  const tax = taxLines(items, currency) ?? totalTax(retail, currency)
  if (tax === null) return null
  return plain(goods < 0 ? -Math.abs(tax) : tax)
}

function taxLines(items: readonly Element[], currency: Currency): number | null {
  const taxes = items.flatMap((item) => {
    const tax = childOf(item, 'Tax')
    const amount = tax && minorIn(childOf(tax, 'Amount'), 'a tax line', currency)
    if (tax === null || amount === null) return []
    return /refund|return/i.test(tax.attributes.get('TypeCode') ?? '') ? -Math.abs(amount) : amount
  })
  return taxes.length === 0 ? null : sumOf(taxes)
}

function totalTax(retail: Element, currency: Currency): number | null {
  const stated = totalsOf(retail, 'TransactionTaxAmount')[0]
  return stated ? minorIn(stated, 'TransactionTaxAmount', currency) : null
}

function part(amount: number, stated: number | null, rate: Big | null, included: boolean): TaxedMinor {
  const tax = stated ?? (rate === null ? null : taxAt(amount, rate, included))
  if (included) return { gross: amount, net: tax === null ? null : plain(amount - tax), tax }
  return { gross: plain(amount + (tax ?? 0)), net: amount, tax }
}

function taxAt(amount: number, rate: Big, included: boolean): number {
  const thousandths = Math.round(rate.toNumber() * 1_000)
  const share = amount * thousandths
  // Every rate there is has at most three decimals: whole numbers then do what `Big` would, ten times as fast.
  if (thousandths / 1_000 === rate.toNumber() && Number.isSafeInteger(share * 2)) {
    return plain(halfUp(share, included ? thousandths + 100_000 : 100_000))
  }
  const base = included ? rate.plus(100) : new Big(100)
  return plain(Number(new Big(amount).times(rate).div(base).round(0, Big.roundHalfUp)))
}

/** A whole number divided by another above zero, rounded to the nearest, halves away from zero. */
function halfUp(dividend: number, divisor: number): number {
  const double = Math.abs(dividend) * 2 + divisor
  return (Math.sign(dividend) * (double - (double % (divisor * 2)))) / (divisor * 2)
}
