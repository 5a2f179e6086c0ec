const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The day so many days before (negative: after) another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10)
}

/** The day so many days after another, but never after `last`. */
export function daysAfter(day: string, days: number, last: string): string {
  const after = daysBefore(day, -days)
  return after < last ? after : last
}

/**
 * The instant of a wall-clock time in Paris, ISO UTC. Computed from the EU's rule (Directive 2000/84/EC: last Sundays of
 * March and October at 01:00 UTC), because asking Intl for ten thousand receipts takes seconds. `seconds` counts from
 * midnight and may go past the end of the day.
 */
export function parisInstant(day: string, seconds: number): string {
  const wall = Date.parse(`${day}T00:00:00Z`) + seconds * 1000
  return new Date(wall - parisOffset(wall)).toISOString()
}

/** The wall-clock time in Paris of an ISO instant, without a zone: `2026-05-10T14:03:07`. */
export function parisWall(instant: string): string {
  const utc = Date.parse(instant)
  const year = new Date(utc).getUTCFullYear()
  const summer = utc >= lastSunday(year, 2) + HOUR && utc < lastSunday(year, 9) + HOUR
  return new Date(utc + (summer ? 2 : 1) * HOUR).toISOString().slice(0, 19)
}

/** Clocks go from 02:00 to 03:00 in March and from 03:00 to 02:00 in October; the hour that comes twice is taken as the first. */
function parisOffset(wall: number): number {
  const year = new Date(wall).getUTCFullYear()
  const starts = lastSunday(year, 2) + 2 * HOUR
  const ends = lastSunday(year, 9) + 3 * HOUR
  return wall >= starts && wall < ends ? 2 * HOUR : HOUR
}

const sundays = new Map<number, number>()

function lastSunday(year: number, month: number): number {
  const key = year * 12 + month
  const known = sundays.get(key)
  if (known !== undefined) return known
  const end = new Date(Date.UTC(year, month + 1, 0))
  const sunday = end.getTime() - end.getUTCDay() * DAY
  sundays.set(key, sunday)
  return sunday
}
