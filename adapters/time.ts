/** An instant: RFC 3339 in UTC with milliseconds, `2026-01-10T10:00:00.000Z`. */
export type Instant = string & { readonly __kind: 'Instant' }
/** A business or calendar day without a zone, `2026-01-10`. */
export type Day = string & { readonly __kind: 'Day' }

/** Tells the time. An argument everywhere, so that tests decide what time it is. */
export type Clock = () => Date

/** The instant of a date. */
export function instant(date: Date): Instant {
  return date.toISOString() as Instant
}

/** Parses any RFC 3339 or `+0000` style instant; null when the text is no instant, or of a day that is none. */
export function parseInstant(text: string): Instant | null {
  const colon = text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(colon)) return null
  if (!parseDay(colon.slice(0, 10))) return null
  const millis = Date.parse(colon)
  return Number.isNaN(millis) ? null : instant(new Date(millis))
}

/** A day if the text is a real one (`2026-02-30` is not), else null. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : (text as Day)
}

const WEEK = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const

/** The day so many days after another; before it when negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as Day
}

/** `MONDAY` to `SUNDAY` (schema.org DayOfWeek). */
export function weekdayOf(day: Day): (typeof WEEK)[number] {
  return WEEK[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'SUNDAY'
}

/** The calendar day of an instant in an IANA zone. */
export function dayIn(timeZone: string, at: Date): Day {
  return new Date(at.getTime() + offsetMillis(timeZone, at)).toISOString().slice(0, 10) as Day
}

/**
 * The instant of a local wall-clock time (`2026-05-10T14:03:00`) in an IANA zone. Where clocks go back the earlier
 * of the two instants is taken; where they go forward the time is moved past the gap. Null for any other text, one
 * that states a zone too.
 */
export function instantIn(timeZone: string, local: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(local)) return null
  const naive = Date.parse(`${local}Z`)
  if (Number.isNaN(naive) || !parseDay(local.slice(0, 10))) return null
  const before = naive - offsetMillis(timeZone, new Date(naive - 86_400_000))
  const after = naive - offsetMillis(timeZone, new Date(naive + 86_400_000))
  const fits = [before, after].filter((at) => at + offsetMillis(timeZone, new Date(at)) === naive)
  return instant(new Date(fits.length > 0 ? Math.min(...fits) : before))
}

/** One per zone: making a formatter costs a hundred times what using it does. Zones are few and come from configuration. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = CLOCKS.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  CLOCKS.set(timeZone, clock)
  return clock
}

/** Clocks change on the quarter of an hour, in every zone since 1973 (IANA tz database); one known offset serves all of it. */
const QUARTER = 900_000
const QUARTERS_SINCE = Date.UTC(1973, 0, 1)
/** Offsets kept; a day of a store is 96 of them. */
const MOST_OFFSETS = 20_000
const OFFSETS = new Map<string, number>()

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetMillis(timeZone: string, at: Date): number {
  const time = at.getTime()
  if (time < QUARTERS_SINCE) return computedOffset(timeZone, at)
  const key = `${timeZone}/${Math.floor(time / QUARTER)}`
  const known = OFFSETS.get(key)
  if (known !== undefined) return known
  const offset = computedOffset(timeZone, at)
  if (OFFSETS.size >= MOST_OFFSETS) OFFSETS.clear()
  OFFSETS.set(key, offset)
  return offset
}

function computedOffset(timeZone: string, at: Date): number {
  const parts = clockOf(timeZone).formatToParts(at)
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  )
  return wall - Math.floor(at.getTime() / 1000) * 1000
}

/** The wall-clock time of an instant in an IANA zone, `2026-05-10T14:03:07`: to the second, without a zone. */
export function wallIn(timeZone: string, at: Date): string {
  return new Date(at.getTime() + offsetMillis(timeZone, at)).toISOString().slice(0, 19)
}
