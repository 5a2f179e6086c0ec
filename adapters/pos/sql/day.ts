import { type Day, instant } from '../../time.ts'

const DAY_MS = 86_400_000

/** The business day of a local time: what comes before `dayStartsAt` belongs to the day before. */
export function businessDayOf(local: string, dayStartsAt: string): Day {
  const day = local.slice(0, 10) as Day
  return local.slice(11, 16) < dayStartsAt ? shifted(day, -1) : day
}

/** The first local time of a business day, as both databases read it. */
export function startOf(day: Day, dayStartsAt: string): string {
  return `${day} ${dayStartsAt}:00`
}

/** The first local time after a business day. */
export function endOf(day: Day, dayStartsAt: string): string {
  return startOf(shifted(day, 1), dayStartsAt)
}

function shifted(day: Day, days: number): Day {
  return instant(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)).slice(0, 10) as Day
}
