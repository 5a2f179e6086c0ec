import type { Cell, Kind } from './edm.ts'

/** A literal of a URL: its kind (`Number` fits Decimal and Double) and its value as a cell. */
export interface Literal {
  readonly kind: Exclude<Kind, 'Decimal' | 'Double'> | 'Number' | 'Null'
  readonly value: Cell
}

/** Which protocol version spells the literals and functions. */
export type Dialect = 'V2' | 'V4'

interface Rule {
  readonly pattern: RegExp
  read(match: RegExpExecArray): Literal | null
}

const text = (match: RegExpExecArray, group = 1) => match[group] ?? ''

const COMMON: readonly Rule[] = [
  {
    pattern: /'((?:[^']|'')*)'/y,
    read: (match) => ({ kind: 'String', value: text(match).replaceAll("''", "'") }),
  },
  { pattern: /(true|false)\b/y, read: (match) => ({ kind: 'Boolean', value: text(match) === 'true' }) },
  { pattern: /null\b/y, read: () => ({ kind: 'Null', value: null }) },
]

const V2: readonly Rule[] = [
  {
    pattern: /datetime'([^']*)'/y,
    read: (match) => day(text(match), /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$/),
  },
  { pattern: /datetimeoffset'([^']*)'/y, read: (match) => timestamp(text(match)) },
  { pattern: /time'([^']*)'/y, read: (match) => duration(text(match)) },
  { pattern: /guid'([^']*)'/y, read: (match) => guid(text(match)) },
  ...COMMON,
  {
    pattern: /(-?\d+(?:\.\d+)?)[MmDdFfLl]?(?![\w'-])/y,
    read: (match) => ({ kind: 'Number', value: text(match) }),
  },
]

const V4: readonly Rule[] = [
  { pattern: /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/iy, read: (match) => guid(text(match)) },
  {
    pattern: /(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))/y,
    read: (match) => timestamp(text(match)),
  },
  { pattern: /(\d{4}-\d\d-\d\d)(?![\w'-])/y, read: (match) => day(text(match), /^/) },
  {
    pattern: /(\d\d:\d\d:\d\d)(?![\w'-])/y,
    read: (match) => ({ kind: 'Time', value: text(match) }),
  },
  ...COMMON,
  { pattern: /(-?\d+(?:\.\d+)?)(?![\w'-])/y, read: (match) => ({ kind: 'Number', value: text(match) }) },
]

/** Reads the literal that starts at `at`; null where none does. The other version's spellings are none. */
export function literalAt(
  source: string,
  at: number,
  dialect: Dialect,
): { readonly literal: Literal; readonly end: number } | null {
  for (const rule of dialect === 'V2' ? V2 : V4) {
    rule.pattern.lastIndex = at
    const match = rule.pattern.exec(source)
    const literal = match && rule.read(match)
    if (literal) return { literal, end: rule.pattern.lastIndex }
  }
  return null
}

/** Whether a literal may stand where a property of this kind is compared. */
export function fits(literal: Literal, kind: Kind): boolean {
  if (literal.kind === 'Null') return kind === 'Date' || kind === 'Timestamp' || kind === 'Time'
  if (literal.kind === 'Number') return kind === 'Decimal' || kind === 'Double'
  return literal.kind === kind
}

function day(value: string, form: RegExp): Literal | null {
  const date = value.slice(0, 10)
  const parsed = new Date(`${date}T00:00:00Z`)
  const real = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
  return form.test(value) && real ? { kind: 'Date', value: date } : null
}

function timestamp(value: string): Literal | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$/.test(value)) return null
  const parsed = new Date(value)
  return Number.isNaN(parsed.getTime()) ? null : { kind: 'Timestamp', value: parsed.toISOString() }
}

function duration(value: string): Literal | null {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(value)
  if (!match) return null
  const parts = [1, 2, 3].map((group) => (match[group] ?? '0').padStart(2, '0'))
  return { kind: 'Time', value: parts.join(':') }
}

function guid(value: string): Literal | null {
  const whole = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
  return whole ? { kind: 'UUID', value: value.toLowerCase() } : null
}
