import { GraphQLScalarType } from 'graphql'
import { isCurrency } from '../adapters/money.ts'
import { parseDay, parseInstant } from '../adapters/time.ts'

/** How one custom scalar is checked: the canonical value, or null when the input is none. */
interface ScalarRule {
  readonly expected: string
  readonly typescript: 'string' | 'number'
  parse(input: unknown): string | number | null
}

const text = (accept: (value: string) => string | null) => (input: unknown) =>
  typeof input === 'string' ? accept(input) : null

/** Every custom scalar of the schema, what it accepts and what it is to a resolver. */
const RULES: Readonly<Record<string, ScalarRule>> = {
  DateTime: {
    expected: 'an RFC 3339 instant with an offset, like 2026-01-10T10:00:00Z',
    typescript: 'string',
    parse: text(parseInstant),
  },
  Date: { expected: 'a real day, like 2026-01-10', typescript: 'string', parse: text(parseDay) },
  TimeZone: {
    expected: 'an IANA time zone, like Europe/Paris',
    typescript: 'string',
    parse: text((value) => (isTimeZone(value) ? value : null)),
  },
  Decimal: {
    expected: 'a decimal number as a string, like "12.50"',
    typescript: 'string',
    parse: text((value) => (/^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? value : null)),
  },
  Long: {
    expected: 'an integer of at most 53 bits',
    typescript: 'number',
    parse: (input) => (Number.isSafeInteger(input) ? (input as number) : null),
  },
  CurrencyCode: {
    expected: 'an ISO 4217 code, like EUR',
    typescript: 'string',
    parse: text((value) => (isCurrency(value) ? value : null)),
  },
  CountryCode: {
    expected: 'an ISO 3166-1 alpha-2 code, like FR',
    typescript: 'string',
    parse: text((value) => (/^[A-Z]{2}$/.test(value) ? value : null)),
  },
  Locale: {
    expected: 'a BCP 47 language tag, like fr-FR',
    typescript: 'string',
    parse: text((value) => canonicalLocale(value)),
  },
  URL: {
    expected: 'an absolute http or https URL',
    typescript: 'string',
    parse: text((value) => (/^https?:\/\//.test(value) && URL.canParse(value) ? value : null)),
  },
}

/** What each scalar is to a resolver; code generation maps them so. */
export const scalarTypes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(RULES).map(([name, { typescript }]) => [name, typescript])),
  _FieldSet: 'string',
}

/**
 * The scalars as they check what comes in, by name. What comes out has been made canonical by the adapters.
 * An input that does not fit throws a TypeError that says what was expected, without repeating the input.
 */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = Object.fromEntries(
  Object.entries(RULES).map(([name, rule]) => [name, scalar(name, rule)]),
)

function scalar(name: string, { expected, parse }: ScalarRule): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: (input) => {
      const value = parse(input)
      if (value === null) throw new TypeError(`${name}: expected ${expected}`)
      return value
    },
  })
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

function canonicalLocale(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}
