import { amountText, type Currency } from '../../money.ts'
import { minorIn } from './amounts.ts'
import type { TaxedMinor } from './body.ts'
import { type Element, totalsOf } from './element.ts'

/** What the lines of a receipt came to. */
export interface Computed {
  readonly currency: Currency
  readonly total: TaxedMinor
  /** Zero where none is recorded. */
  readonly rounding: number
  /** Everything that was taken off. */
  readonly discount: number
  /** What was taken off the whole receipt. */
  readonly apart: number
  /** What the tenders make; null where there are none or some are in another currency. */
  readonly received: number | null
  /** Each line may be rounded on its own: so many minor units are no contradiction. */
  readonly tolerance: number
}

/**
 * Where the document says something else than its lines: one sentence each. Totals compare by size, because vendors state
 * those of returns with either sign; "gross" and "net" mean different things to different vendors, so any of the meanings will do.
 */
export function contradictions(retail: Element, computed: Computed): readonly string[] {
  const { total, rounding, discount, apart } = computed
  const due = total.gross + rounding
  const goods = [total.gross, due, total.net, total.gross + discount, total.gross + apart]
  return [
    ...compare('the tenders make', computed.received, [due], computed),
    ...compareTotals(retail, 'TransactionGrandAmount', [total.gross, due], computed),
    ...compareTotals(retail, 'TransactionTaxAmount', [total.tax], computed),
    ...compareTotals(retail, 'TransactionGrossAmount', goods, computed),
    ...compareTotals(retail, 'TransactionNetAmount', goods, computed),
  ]
}

function compareTotals(
  retail: Element,
  type: string,
  meanings: readonly (number | null)[],
  computed: Computed,
): readonly string[] {
  return totalsOf(retail, type).flatMap((element) => {
    const stated = minorIn(element, type, computed.currency)
    const size = (amount: number | null) => (amount === null ? null : Math.abs(amount))
    return compare(`${type} states`, size(stated), meanings.map(size), computed)
  })
}

function compare(
  what: string,
  stated: number | null,
  meanings: readonly (number | null)[],
  { currency, tolerance }: Computed,
): readonly string[] {
  const known = meanings.filter((meaning) => meaning !== null)
  const [first] = known
  if (stated === null || first === undefined) return []
  if (known.some((meaning) => Math.abs(meaning - stated) <= tolerance)) return []
  return [`${what} ${text(stated, currency)}, the lines give ${text(first, currency)}`]
}

function text(minor: number, currency: Currency): string {
  return `${amountText({ minor, currency })} ${currency}`
}
