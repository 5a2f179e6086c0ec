import { type Day, type Instant, parseDay, parseInstant } from '../../time.ts'

/** A value JSON has no word for, as Tryton's JSON-RPC writes it. */
export type Tagged = { readonly __class__: string } & Readonly<Record<string, unknown>>

/** A `Decimal` from decimal text. */
export function decimalValue(text: string): Tagged {
  return { __class__: 'Decimal', decimal: text }
}

/** A `date` from a day. */
export function dateValue(day: Day): Tagged {
  const [year, month, date] = day.split('-').map(Number)
  return { __class__: 'date', year, month, day: date }
}

/** A `datetime`, which Tryton holds in UTC, from an instant. */
export function dateTimeValue(at: Instant): Tagged {
  const date = new Date(at)
  return {
    __class__: 'datetime',
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: date.getUTCMilliseconds() * 1000,
  }
}

/** A `timedelta` from seconds. */
export function timedeltaValue(seconds: number): Tagged {
  return { __class__: 'timedelta', seconds }
}

/** `bytes`, in base 64. */
export function bytesValue(bytes: Uint8Array): Tagged {
  return { __class__: 'bytes', base64: Buffer.from(bytes).toString('base64') }
}

/**
 * A parsed JSON-RPC answer with its tagged values read: Decimal as decimal text, date as `Day`, datetime as
 * `Instant`, timedelta as seconds, bytes as `Uint8Array`. Throws a RangeError for a tagged value that cannot be read,
 * or of a class Tryton does not have.
 */
export function readTagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readTagged)
  if (!isRecord(value)) return value
  if (typeof value['__class__'] === 'string') return untag(value['__class__'], value)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readTagged(item)]))
}

function untag(name: string, value: Readonly<Record<string, unknown>>): unknown {
  // A name like `constructor` is no class of Tryton's either.
  const read = Object.hasOwn(READERS, name) ? READERS[name]?.(value) : undefined
  if (read === null || read === undefined) throw new RangeError(`expected a value of class ${name}`)
  return read
}

type Reader = (value: Readonly<Record<string, unknown>>) => unknown

const READERS: Readonly<Record<string, Reader>> = {
  Decimal: ({ decimal }) => (typeof decimal === 'string' ? decimal : null),
  date: (value) => parseDay(dayText(value)),
  datetime: (value) => parseInstant(`${dayText(value)}T${timeText(value)}Z`),
  timedelta: ({ seconds }) => (typeof seconds === 'number' ? seconds : null),
  bytes: ({ base64 }) => (typeof base64 === 'string' ? new Uint8Array(Buffer.from(base64, 'base64')) : null),
}

function dayText({ year, month, day }: Readonly<Record<string, unknown>>): string {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

function timeText({ hour, minute, second, microsecond }: Readonly<Record<string, unknown>>): string {
  const millis = typeof microsecond === 'number' ? Math.floor(microsecond / 1000) : 0
  return `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}.${padded(millis, 3)}`
}

function padded(value: unknown, width: number): string {
  return String(value).padStart(width, '0')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
