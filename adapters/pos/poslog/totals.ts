import type { Currency } from '../../money.ts'
import { minorIn, plain, sumOf } from './amounts.ts'
import type { TaxedMinor, Tender } from './body.ts'
import { contradictions } from './checks.ts'
import { childOf, type Element } from './element.ts'
import type { StatedLine } from './lines.ts'
import { addUp, taxedLine, wholeTax } from './taxes.ts'
import type { Paid } from './tenders.ts'

/** The sums of a receipt, computed from its lines; the document's own totals only check them. */
export interface Sums {
  /** In the order of the lines that were given. */
  readonly lines: readonly { readonly unitPrice: TaxedMinor; readonly total: TaxedMinor }[]
  readonly tenders: readonly Tender[]
  readonly subtotal: TaxedMinor
  readonly discount: number | null
  readonly total: TaxedMinor
  readonly rounding: number | null
  readonly warnings: readonly string[]
}

/** What there is to sum up: the receipt's element, its line items that count, and what was read from them. */
export interface Stated {
  readonly retail: Element
  readonly items: readonly Element[]
  readonly lines: readonly StatedLine[]
  readonly paid: Paid
  readonly currency: Currency
  /** Whether amounts include tax, where neither the document nor what was paid tells. */
  readonly pricesIncludeTax: boolean
}

/** One way to understand a receipt. */
interface Understanding {
  readonly taxIncluded: boolean
  /** Whether discounts on the whole receipt are still to be taken off the lines. */
  readonly discountApart: boolean
}

/** Amounts stated for the receipt as a whole. */
interface Whole {
  readonly discount: number
  readonly tax: number | null
}

/**
 * Sums a receipt up. Vendors differ in whether amounts hold tax and whether a discount on the whole receipt is already
 * spread over the lines; the understanding under which the goods cost what was paid is taken, and the configured one
 * where none fits (a warning then says so).
 */
export function sumUp(stated: Stated): Sums {
  const { retail, items, lines, paid, currency } = stated
  const goods = sumOf(lines.map((line) => line.amount))
  const whole: Whole = {
    discount: discountsOn(items, currency),
    tax: wholeTax(retail, items, goods, currency),
  }
  const understanding = understand(stated, whole)
  const taxed = lines.map((line) => taxedLine(line, understanding.taxIncluded))
  const total = totalOf(lines, whole, understanding)
  const discount = sumOf(lines.map((line) => line.discount)) + whole.discount
  const tenders = directed(paid, total.gross)
  const received = receivedIn(tenders, currency)
  const rounding = roundingOf(paid.rounding, received - total.gross)
  const comparable = tenders.length > 0 && tenders.every((tender) => tender.currency === currency)
  const warnings = contradictions(retail, {
    currency,
    total,
    rounding: rounding ?? 0,
    discount,
    apart: understanding.discountApart ? whole.discount : 0,
    received: comparable ? received : null,
    tolerance: lines.length,
  })
  return {
    lines: taxed,
    tenders,
    subtotal: addUp(taxed.map((line) => line.total)),
    discount: discount === 0 ? null : discount,
    total,
    rounding,
    warnings,
  }
}

function understand({ lines, paid, currency, pricesIncludeTax }: Stated, whole: Whole): Understanding {
  const stated = lines.find((line) => line.taxIncluded !== null)?.taxIncluded ?? null
  const taxIncluded = stated ?? pricesIncludeTax
  const usual = { taxIncluded, discountApart: true }
  if (paid.tenders.length === 0) return usual
  const taxes = stated === null ? [taxIncluded, !taxIncluded] : [taxIncluded]
  const all = [true, false].flatMap((discountApart) =>
    taxes.map((tax) => ({ taxIncluded: tax, discountApart })),
  )
  const miss = (each: Understanding) => {
    const total = totalOf(lines, whole, each).gross
    const over = receivedIn(directed(paid, total), currency) - total
    return Math.abs(over - (roundingOf(paid.rounding, over) ?? 0))
  }
  const best = all.reduce((left, right) => (miss(right) < miss(left) ? right : left), usual)
  return miss(best) <= lines.length ? best : usual
}

function totalOf(
  lines: readonly StatedLine[],
  whole: Whole,
  { taxIncluded, discountApart }: Understanding,
): TaxedMinor {
  const goods = addUp(lines.map((line) => taxedLine(line, taxIncluded).total))
  const apart = discountApart ? whole.discount : 0
  // Taxes of the lines no longer add up to the receipt's once something came off the whole.
  const tax = apart === 0 ? (goods.tax ?? whole.tax) : whole.tax
  if (taxIncluded) {
    const gross = plain(goods.gross - apart)
    return { gross, net: tax === null ? null : plain(gross - tax), tax }
  }
  const net = plain(sumOf(lines.map((line) => line.amount)) - apart)
  const onTop = tax ?? goods.tax
  return { gross: plain(net + (onTop ?? 0)), net, tax: onTop }
}

/** Money paid out on a receipt of returns is negative, also where the till states it without a sign or a TypeCode. */
function directed({ tenders, directed: told }: Paid, total: number): readonly Tender[] {
  const unsigned = !told && total < 0 && tenders.every(({ amount }) => amount >= 0)
  return unsigned ? tenders.map((tender) => ({ ...tender, amount: plain(-tender.amount) })) : tenders
}

/** Vendors disagree on what "up" means when money goes back, so what was paid decides the sign where it can. */
function roundingOf(recorded: number | null, difference: number): number | null {
  return recorded !== null && Math.abs(recorded) === Math.abs(difference) ? plain(difference) : recorded
}

function discountsOn(items: readonly Element[], currency: Currency): number {
  return sumOf(
    items.flatMap((item) => {
      const discount = childOf(item, 'Discount')
      if (discount === null) return []
      return Math.abs(minorIn(childOf(discount, 'Amount'), 'Discount', currency) ?? 0)
    }),
  )
}

function receivedIn(tenders: readonly Tender[], currency: Currency): number {
  return sumOf(tenders.flatMap((tender) => (tender.currency === currency ? tender.amount : [])))
}
