import { type Secrets, scrub } from './scrub.ts'

/** How deep and how broad a value is looked at; what lies beyond is left out. */
const DEPTH = 6
const BREADTH = 100

const REDACTED = '[redacted]'

/** Names whose values are never written, without what stands between their letters: `X-Api-Key` is `xapikey`. */
const SECRET_NAMES =
  /passw(or)?d|passphrase|^pwd$|secret|token$|credential|cookie|^key$|(api|id|hmac|sign|signing|secret|private|encryption)key$|^(proxy)?authorization$|session(id)?$|^jwt$|^dsn$|connectionstring|signature$/
const PERSONAL_NAMES =
  /e?mail(address)?$|phone(number)?$|^mobile$|^(loyalty)?card(number)?$|^iban$|^birth|(first|last|full|given|family|sur|customer)name$|address(es)?$|street|^subject$|^variables?$|^query$|^body$/

/** Names whose short texts are numbers of documents, which an operator must be able to look up. */
const RECORD_NAMES: ReadonlySet<string> = new Set(['record'])

/**
 * Any value as one that may be written: plain, finite, scrubbed. Whatever stands under a name of a secret or of something
 * personal is replaced, in any case and at any depth, in maps, in lists of headers too; numbers of nine digits and more are, too.
 * Never throws.
 */
export function redact(value: unknown, secrets?: Pick<Secrets, 'hide'>): unknown {
  return redactAt(value, { secrets, depth: 0, above: [] })
}

interface At {
  readonly secrets: Pick<Secrets, 'hide'> | undefined
  readonly depth: number
  /** What the value is inside of. */
  readonly above: readonly object[]
}

function redactAt(value: unknown, at: At): unknown {
  switch (typeof value) {
    case 'string':
      return scrub(value, at.secrets)
    case 'number':
      return shortNumber(value)
    case 'bigint':
      return shortNumber(Number(value))
    case 'boolean':
      return value
    case 'object':
      return value === null ? null : object(value, at)
    default:
      return undefined
  }
}

/** Telephone numbers and cards are kept as numbers, too. */
function shortNumber(value: number): number | string {
  return Math.abs(value) < 100_000_000 ? value : '[number]'
}

function object(value: object, at: At): unknown {
  if (at.depth >= DEPTH || at.above.includes(value)) return '[more]'
  const inside: At = { ...at, depth: at.depth + 1, above: [...at.above, value] }
  try {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
    if (value instanceof Error) return describeError(value, inside)
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]'
    if (value instanceof Map)
      return entries(
        [...value].map(([key, one]) => [String(key), one]),
        inside,
      )
    if (value instanceof Set) return list([...value], inside)
    return Array.isArray(value) ? list(value, inside) : entries(Object.entries(value), inside)
  } catch {
    // A getter or a proxy of somebody else's.
    return '[unreadable]'
  }
}

function entries(pairs: readonly (readonly [string, unknown])[], at: At): Record<string, unknown> {
  const shown = pairs
    .slice(0, BREADTH)
    .map(([name, value]) => [scrub(name, at.secrets), named(name, value, at)] as const)
  return Object.fromEntries(shown)
}

/** A value under its name. */
function named(name: string, value: unknown, at: At): unknown {
  if (value === null || typeof value === 'boolean' || value === undefined) return value
  if (isHidden(name)) return REDACTED
  const isRecord = RECORD_NAMES.has(name) && typeof value === 'string' && /^[\w-]{1,12}$/.test(value)
  return isRecord ? (at.secrets?.hide(value) ?? value) : redactAt(value, at)
}

/** A list; in one of header names and values by turns, or of pairs, the value after a hidden name is hidden. */
function list(values: readonly unknown[], at: At): unknown[] {
  return values.slice(0, BREADTH).map((value, index) => {
    const before = index > 0 ? values[index - 1] : null
    return typeof before === 'string' && isHidden(before) ? REDACTED : redactAt(value, at)
  })
}

function isHidden(name: string): boolean {
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  return SECRET_NAMES.test(letters) || PERSONAL_NAMES.test(letters)
}

/** An error and its causes as plain values: name, code, scrubbed message, where it was thrown. */
function describeError(error: Error, at: At): Record<string, unknown> {
  const { cause } = error
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z\d_]{1,40}$/.test(error.code)
  const others = error instanceof AggregateError && error.errors.slice(0, 5)
  return {
    name: scrub(String(error.name), at.secrets),
    ...(code && { code: error.code }),
    message: scrub(String(error.message), at.secrets),
    stack: stackOf(error, at),
    ...(others && { errors: others.map((one) => describeThrown(one, at)) }),
    ...(cause !== undefined && { cause: describeThrown(cause, at) }),
  }
}

/** The frames alone: the first lines repeat the message. */
function stackOf({ stack }: Error, at: At): readonly string[] {
  return String(stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .map((line) => scrub(line.trim(), at.secrets))
}

/** Whatever was thrown. What is no error says nothing that could be told from personal data. */
function describeThrown(thrown: unknown, at: At): unknown {
  if (thrown instanceof Error) return object(thrown, at)
  return { name: typeof thrown, message: 'something other than an error was thrown' }
}

/** An error for the log, or anything else that was thrown. */
export function redactError(thrown: unknown, secrets?: Pick<Secrets, 'hide'>): unknown {
  return describeThrown(thrown, { secrets, depth: 0, above: [] })
}
