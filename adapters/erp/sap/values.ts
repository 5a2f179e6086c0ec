import { type Day, type Instant, instant } from '../../time.ts'

const DATE = /^\/Date\((-?\d+)([+-]\d{1,4})?\)\/$/

/** The year with which an ERP says "for ever". */
const FOREVER = '9999'

/**
 * The day of an Edm.DateTime, `/Date(1768003200000)/`: UTC milliseconds of its midnight, without a zone. Null for the
 * initial date. Throws a RangeError for anything else.
 */
export function dayOf(value: string | null): Day | null {
  return (timestampOf(value)?.slice(0, 10) as Day | undefined) ?? null
}

/**
 * The instant of an Edm.DateTimeOffset, `/Date(1768003200000+0000)/`: the suffix is the offset in minutes of the zone it
 * was entered in, the milliseconds are UTC already. Null for the initial date. Throws a RangeError for anything else.
 */
export function timestampOf(value: string | null): Instant | null {
  if (value === null) return null
  const millis = DATE.exec(value)?.[1]
  if (millis === undefined) throw new RangeError('expected /Date(milliseconds)/')
  return instant(new Date(Number(millis)))
}

/** The last day of a validity, or null for 31 December 9999: open-ended. */
export function lastDayOf(value: string | null): Day | null {
  const day = dayOf(value)
  return day?.startsWith(FOREVER) ? null : day
}

/** A text as an OData V2 filter literal: quotes are doubled. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A day as an OData V2 filter literal. */
export function dayLiteral(day: Day): string {
  return `datetime'${day}T00:00:00'`
}

/** A day as an Edm.DateTime in JSON. */
export function datetime(day: Day): string {
  return `/Date(${Date.parse(`${day}T00:00:00Z`)})/`
}

/** The first characters of a text, as the system counts them (UTF-16), without half of one at the end. */
export function clip(text: string, length: number): string {
  const cut = text.slice(0, length)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
