import { isIP } from 'node:net'
import { z } from 'zod'
import { parseDay } from '../../adapters/time.ts'

/** Names that the identity ledger uses for keys of no single system. */
const RESERVED_NAMES = ['card', 'gs1', 'couture']

/** A text that says something. */
export const text = z.string().min(1)
/** An IANA zone. */
export const timeZone = text
  .refine(isTimeZone, { error: 'expected an IANA time zone like Europe/Paris' })
  .describe('an IANA time zone like Europe/Paris')

/** A BCP 47 tag. */
export const locale = text
  .refine(isLocale, { error: 'expected a BCP 47 language tag like fr-FR' })
  .describe('a BCP 47 language tag like fr-FR')

/** What a retailer calls a system; the ledger knows its records by it. */
export const systemName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .refine((name) => !RESERVED_NAMES.includes(name), { error: `expected a name other than card and gs1` })
  .describe('a name in lower case: letters, digits, hyphens')

/** One span of a day: `10:00-19:30`; one that ends not later than it begins ends on the next day. */
export const openingHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .describe('opening hours like 10:00-19:30')

/** Spans by date, `2026-12-25`. */
export const specialHours = z
  .record(
    z
      .string()
      .refine((date) => parseDay(date) !== null, { error: 'expected a date like 2026-12-25' })
      .describe('a date like 2026-12-25'),
    z.array(openingHours),
  )
  .default({})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** An address, or a network as address/bits. */
export const proxy = z
  .string()
  .refine((value) => isAddress(value), { error: 'expected an address or a network like 10.0.0.0/8' })

function isAddress(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
