import type { Day } from './time.ts'

/** What was read of a history: whole, or the newest part of it. */
export interface Cut<Row> {
  /** Every row of each day they cover, newest first. */
  readonly whole: readonly Row[]
  /** Whether there are older rows. */
  readonly more: boolean
  /** The day that is split, when the whole ones are fewer than wanted: it must be read to its end. */
  readonly split: Day | null
}

/**
 * Cuts rows, newest first, to whole days. `full` says that exactly as many came as were asked for, so that the last day
 * may go on and older ones may follow.
 */
export function cutToDays<Row>(
  rows: readonly Row[],
  dayOf: (row: Row) => Day,
  { first, full }: { readonly first: number; readonly full: boolean },
): Cut<Row> {
  const last = rows.at(-1)
  if (!full || last === undefined) return fewestDays(rows, dayOf, first)
  const split = dayOf(last)
  const whole = rows.filter((row) => dayOf(row) !== split)
  if (whole.length >= first) return { ...fewestDays(whole, dayOf, first), more: true }
  return { whole, more: true, split }
}

/** The fewest whole days that hold at least `first` rows. */
function fewestDays<Row>(rows: readonly Row[], dayOf: (row: Row) => Day, first: number): Cut<Row> {
  const lastWanted = rows[Math.max(first, 1) - 1]
  if (lastWanted === undefined) return { whole: rows, more: false, split: null }
  const end = dayOf(lastWanted)
  const whole = rows.filter((row) => dayOf(row) >= end)
  return { whole, more: whole.length < rows.length, split: null }
}
