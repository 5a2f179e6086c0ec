import {
  addDays,
  type Day,
  dayIn,
  type Instant,
  instant,
  instantIn,
  wallIn,
  weekdayOf,
} from '../../../adapters/time.ts'
import type { Place } from './store-directory.ts'

/** What opening hours are worked out from: regular ones by day of the week, and those of single dates. */
export type Timetable = Pick<Place, 'timeZone' | 'hours' | 'specialHours'>

/** A stretch of time in which a place is open: from the first instant to just before the second. */
export interface Opening {
  readonly from: Instant
  readonly until: Instant
}

const DAY_MILLIS = 86_400_000
/** How many days are looked ahead for the next opening: longer than any works or summer break. */
const HORIZON = 60

/**
 * The instant at which a place's clocks first show a local time or a later one. Where clocks go forward over it that is
 * the moment they do; where they go back and it comes twice, the first of the two.
 */
export function momentOf(timeZone: string, day: Day, time: string): Instant {
  const local = time === '24:00' ? `${addDays(day, 1)}T00:00:00` : `${day}T${time}:00`
  const at = Date.parse(instantIn(timeZone, local) ?? `${local}Z`)
  if (wallIn(timeZone, new Date(at)) === local) return instant(new Date(at))
  // The time does not exist there: the clocks jump over it in the day before the instant it was moved to.
  let [before, after] = [at - 25 * 3_600_000, at]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallIn(timeZone, new Date(middle)) >= local) after = middle
    else before = middle
  }
  return instant(new Date(after))
}

/**
 * When a place opens on a day of its own calendar, in order: a date of its own before the day of the week. Hours past
 * midnight belong to the day they begin on. Empty when it is closed all day, null when nobody has its hours.
 */
export function openingsOn(
  { timeZone, hours, specialHours }: Timetable,
  day: Day,
): readonly Opening[] | null {
  const special = specialHours.filter(({ date }) => date === day)
  if (special.length === 0 && hours === null) return null
  const weekday = weekdayOf(day)
  const today = special.length > 0 ? special : (hours ?? []).filter((one) => one.day === weekday)
  return today
    .flatMap(({ opens, closes }) => {
      if (opens === null || closes === null) return []
      const lastDay = closes <= opens ? addDays(day, 1) : day
      return [{ from: momentOf(timeZone, day, opens), until: momentOf(timeZone, lastDay, closes) }]
    })
    .filter(({ from, until }) => from < until)
    .sort((left, right) => (left.from < right.from ? -1 : 1))
}

/** Whether a place is open at an instant; null when nobody has its hours. */
export function isOpen(timetable: Timetable, at: Date): boolean | null {
  const today = dayIn(timetable.timeZone, at)
  const openings = [openingsOn(timetable, addDays(today, -1)), openingsOn(timetable, today)]
  const now = instant(at)
  const open = openings.some((some) => some?.some(({ from, until }) => from <= now && now < until))
  return open || openings[1] !== null ? open : null
}

/**
 * The opening a place is in at an instant, or the next one; null when nobody has its hours, or it does not open within
 * 60 days.
 */
export function nextOpening(timetable: Timetable, at: Date): Opening | null {
  const now = instant(at)
  const today = dayIn(timetable.timeZone, at)
  for (let ahead = -1; ahead <= HORIZON; ahead++) {
    const openings = openingsOn(timetable, addDays(today, ahead)) ?? []
    const next = openings.find(({ until }) => now < until)
    if (next) return next
  }
  return null
}

/** When a place opens next: this very instant while it is open. Null as `nextOpening` is. */
export function opensNext(timetable: Timetable, at: Date): Instant | null {
  const opening = nextOpening(timetable, at)
  return opening && instant(new Date(Math.max(at.getTime(), Date.parse(opening.from))))
}

/**
 * The instant at which so many minutes of open time have passed since another: work goes on while the place is open and
 * rests while it is closed. At the earliest the next opening. Null when it does not open again, or not long enough,
 * within 60 days.
 */
export function afterOpenMinutes(timetable: Timetable, since: Date, minutes: number): Instant | null {
  let left = minutes * 60_000
  let at = since
  for (;;) {
    const opening = nextOpening(timetable, at)
    if (!opening || Date.parse(opening.from) - since.getTime() > HORIZON * DAY_MILLIS) return null
    const from = Math.max(at.getTime(), Date.parse(opening.from))
    const until = Date.parse(opening.until)
    // Work that would end with the closing is done then: nobody can collect it, so it counts from the next opening.
    if (from + left < until) return instant(new Date(from + left))
    left -= until - from
    at = new Date(until)
  }
}
