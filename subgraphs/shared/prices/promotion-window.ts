import type { PromotionWindow } from '../../../adapters/ports/promotions.ts'
import { type Day, type Instant, instantIn } from '../../../adapters/time.ts'

/** From when, and until when (exclusive), a promotion runs; null where that side is open. */
export interface RunningTime {
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
}

/**
 * A window as instants in a zone. A day lasts from its first instant to that of the next one, so the day on which clocks are
 * changed has 23 or 25 hours. A time that comes twice is the first of the two, one that does not exist the end of the gap.
 */
export function runningTime(
  { from, fromTime, until, untilTime }: PromotionWindow,
  timeZone: string,
): RunningTime {
  const lastDay = until && (untilTime ? until : dayAfter(until))
  return {
    startsAt: from && instantIn(timeZone, `${from}T${fromTime ?? '00:00'}:00`),
    endsAt: lastDay && instantIn(timeZone, `${lastDay}T${untilTime ?? '00:00'}:00`),
  }
}

/** Whether it has not begun, runs, or is over. */
export function standingAt(
  { startsAt, endsAt }: RunningTime,
  at: Instant,
): 'NOT_STARTED' | 'RUNNING' | 'EXPIRED' {
  if (startsAt !== null && at < startsAt) return 'NOT_STARTED'
  return endsAt !== null && at >= endsAt ? 'EXPIRED' : 'RUNNING'
}

/** The next day of the calendar. */
export function dayAfter(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as Day
}
