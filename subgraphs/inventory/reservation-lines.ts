import { isSourceError } from '../../adapters/error.ts'
import type { HoldRecord, StockPlace } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { levelAt, placeOf, sellable, whyUnknown } from '../shared/stock/stock-level.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import { because, type ReservationRefusal } from './reservation-refusals.ts'
import type { AvailabilityItemInput } from './resolvers.generated.ts'

/** An article and how many are wanted; GraphQL has put in the default. */
export type Item = AvailabilityItemInput & { readonly quantity: number }

/** An article that is wanted, and how many the owner of the place's stock could sell, whatever the graph has put aside. */
export interface CountedLine {
  readonly sku: string
  readonly requested: number
  readonly count: number
  /** What is put aside is taken off that count. */
  readonly counted: StockPlace
}

/** What was counted, or why that promises nothing. */
export interface Counted {
  readonly lines: readonly CountedLine[]
  readonly refusals: readonly ReservationRefusal[]
}

/** The owner's counts of all articles in one batch. */
export async function countedLines(context: Context, place: Place, items: readonly Item[]): Promise<Counted> {
  const reads = await Promise.all(items.map(({ sku }) => levelAt(context, sku, place)))
  const refusals = items.flatMap(({ sku }, position) => {
    const level = reads[position]
    if (!level || !whyUnknown(context, [level])) return []
    const code = isSourceError(level.read) ? 'SYSTEM_UNAVAILABLE' : 'STALE_STOCK'
    return [because(code, { field: lineField(position), sku })]
  })
  const lines = items.map(({ sku, quantity }, position) => {
    const read = reads[position]?.read
    const counted = placeOf(place, sku, read)
    // Keeping none of it there is a count of none.
    const count = read === undefined || isSourceError(read) ? 0 : sellable(read.value, 0)
    return { sku, requested: quantity, count, counted }
  })
  return { lines, refusals }
}

/** What there is too little of, with how many there are. */
export function lacking(lines: HoldRecord['lines']): readonly ReservationRefusal[] {
  return lines.flatMap(({ sku, requested, held }, position) =>
    held < requested
      ? [because('INSUFFICIENT_STOCK', { field: lineField(position), sku, availableNow: held })]
      : [],
  )
}

function lineField(position: number): readonly string[] {
  return ['input', 'lines', String(position)]
}
