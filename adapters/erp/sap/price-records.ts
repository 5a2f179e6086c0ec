import { type Day, parseDay } from '../../time.ts'
import { canonicalKey } from './keys.ts'
import { dayOf } from './values.ts'
import type { Validity } from './wire.ts'

/** A record that states a price for everybody, with its first and last day and the price of one unit in minor units. */
export interface PriceRecord {
  readonly row: Validity
  readonly from: Day
  readonly until: Day
  readonly minor: number
  readonly promotional: boolean
}

/** What holds on a day: the record that decides, and the regular one it undercuts, if it does. */
export interface Holding {
  readonly decides: PriceRecord
  readonly regular: PriceRecord | null
}

/** Fields that narrow a record down to some customers or documents. */
const LIMITS = [
  'Customer',
  'CustomerGroup',
  'CustomerPriceGroup',
  'CustomerHierarchy',
  'CustomerConditionGroup',
  'PriceListType',
  'SalesOffice',
  'SalesDocument',
] as const satisfies readonly (keyof Validity)[]

/** The rows that state a price for everybody, in a plant or in all; `minorOf` may throw for a value that is none. */
export function recordsOf(
  rows: readonly Validity[],
  { promotionalTypes, minorOf }: { promotionalTypes: readonly string[]; minorOf: (row: Validity) => number },
): readonly PriceRecord[] {
  return rows
    .filter((row) => !row.to_SlsPrcgConditionRecord.ConditionIsDeleted)
    .filter((row) => LIMITS.every((limit) => row[limit] === ''))
    .map((row) => ({
      row,
      from: dayOf(row.ConditionValidityStartDate) ?? FIRST_DAY,
      until: dayOf(row.ConditionValidityEndDate) ?? LAST_DAY,
      minor: minorOf(row),
      promotional: promotionalTypes.includes(row.ConditionType),
    }))
}

/**
 * What holds on a day. Of the regular prices that of the store's plant before that for all, then the latest; a promotional
 * price where it is lower, the lowest of several; a promotional price alone where there is no regular one.
 */
export function holdingOn(records: readonly PriceRecord[], on: Day, store: string | null): Holding | null {
  const valid = records.filter(
    ({ from, until, row }) =>
      from <= on && on <= until && (row.Plant === '' || canonicalKey(row.Plant) === store),
  )
  const regular = valid.filter(({ promotional }) => !promotional).sort(nearestFirst)[0] ?? null
  const lowest = valid
    .filter(({ promotional }) => promotional)
    .sort((a, b) => a.minor - b.minor || nearestFirst(a, b))[0]
  if (lowest && (!regular || lowest.minor < regular.minor)) return { decides: lowest, regular }
  return regular && { decides: regular, regular: null }
}

function nearestFirst(left: PriceRecord, right: PriceRecord): number {
  if ((left.row.Plant === '') !== (right.row.Plant === '')) return left.row.Plant === '' ? 1 : -1
  return right.from.localeCompare(left.from)
}

/** From which to which day the same records decide as on this one. */
export function spanOf(records: readonly PriceRecord[], on: Day, store: string | null) {
  const now = holdingOn(records, on, store)
  const same = (day: Day) => {
    const then = holdingOn(records, day, store)
    return then?.decides === now?.decides && then?.regular === now?.regular
  }
  // Nothing can change on a day that no record begins on, nor on one that follows no record's last day.
  const changes = [...new Set(records.flatMap(({ from, until }) => [from, daysFrom(until, 1)]))].sort()
  const ending = changes.find((day) => day > on && !same(day))
  const starting = changes.findLast((day) => day <= on && !same(daysFrom(day, -1)))
  return { from: starting ?? FIRST_DAY, until: ending ? daysFrom(ending, -1) : LAST_DAY }
}

/** How long before a reduction its prior price is looked for (Directive 98/6/EC, art. 6a(2)). */
export const PRIOR_DAYS = 30

/**
 * The first day of the reduction that holds on a day. One that was deepened without a gap began with its first step: its prior
 * price is the one before that (art. 6a(5), which France has taken up: Code de la consommation, L112-1-1).
 */
export function reductionBegan(records: readonly PriceRecord[], on: Day, store: string | null): Day {
  let day = spanOf(records, on, store).from
  for (;;) {
    const before = daysFrom(day, -1)
    const earlier = holdingOn(records, before, store)
    const minor = holdingOn(records, day, store)?.decides.minor ?? 0
    if (!earlier?.regular || earlier.decides.minor < minor) return day
    day = spanOf(records, before, store).from
  }
}

/** The lowest price of the 30 days before a day, in minor units; null when there was none. */
export function lowestBefore(records: readonly PriceRecord[], day: Day, store: string | null): number | null {
  let lowest: number | null = null
  for (let back = 1; back <= PRIOR_DAYS; back += 1) {
    const held = holdingOn(records, daysFrom(day, -back), store)
    if (held && (lowest === null || held.decides.minor < lowest)) lowest = held.decides.minor
  }
  return lowest
}

/** Before any ERP, and what ERPs write for "for ever". */
const FIRST_DAY = '0001-01-01' as Day
const LAST_DAY = '9999-12-31' as Day

/** Whether a day is one of those that stand for "always" and "for ever". */
export function isOpen(day: Day): boolean {
  return day <= '1900-01-01' || day.startsWith('9999')
}

/** The day so many days later (negative: earlier); never beyond the calendar's ends. */
export function daysFrom(day: Day, days: number): Day {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return parseDay(moved) ?? (days < 0 ? FIRST_DAY : LAST_DAY)
}
