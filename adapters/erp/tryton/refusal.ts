import type { Answer } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { isSourceError, SourceError } from '../../error.ts'
import { readTagged } from './codec.ts'
import { answerBody } from './wire.ts'

/** Kinds of error Tryton names; any other text is a Python error's own. */
const KINDS: ReadonlySet<string> = new Set([
  'UserError',
  'UserWarning',
  'ConcurrencyException',
  'LoginException',
])

/**
 * The result of a call, its tagged values read. A failure of the model comes with HTTP 200, so the body is looked at
 * before the status. Throws the `SourceError` the answer stands for; Tryton's own words may quote what was asked for,
 * so they go nowhere. 401 is the caller's to understand.
 */
export function resultOf(source: string, what: string, answer: Answer): unknown {
  refuseStatus(source, what, answer.status)
  const { result, error } = parseShape(source, answerBody, readJson(source, answer))
  if (error !== undefined && error !== null) throw refusal(source, what, error)
  try {
    return readTagged(result)
  } catch (cause) {
    throw new SourceError(source, 'BAD_RESPONSE', `a value of ${what} cannot be read`, { cause })
  }
}

/** How a write ended: done, with its result; held up by a warning, by its name; or refused for the system's own reasons. */
export type WriteEnd =
  | { readonly kind: 'DONE'; readonly result: unknown }
  | { readonly kind: 'WARNING'; readonly name: string }
  | { readonly kind: 'REFUSED' }

/**
 * How a write ended. A warning or a refusal is one transaction that was rolled back: nothing was written. Throws for everything else as
 * `resultOf`.
 */
export function writeEndOf(source: string, what: string, answer: Answer): WriteEnd {
  refuseStatus(source, what, answer.status)
  const { error } = parseShape(source, answerBody, readJson(source, answer))
  const [kind, args] = error ?? []
  if (kind === 'UserError') return { kind: 'REFUSED' }
  const name = kind === 'UserWarning' && Array.isArray(args) ? args[0] : null
  if (typeof name === 'string') return { kind: 'WARNING', name }
  return { kind: 'DONE', result: resultOf(source, what, answer) }
}

function refuseStatus(source: string, what: string, status: number): void {
  if (status < 300) return
  const error = (code: SourceError['code'], message: string) => new SourceError(source, code, message)
  if (status < 400) throw error('SOURCE_UNAVAILABLE', `redirected (HTTP ${status}); check url`)
  if (status === 404) {
    throw error(
      'SOURCE_UNAVAILABLE',
      'the database cannot be opened (HTTP 404); check "database", and that its database server runs',
    )
  }
  if (status === 403) {
    throw error('UNSUPPORTED', `${what} is not offered (HTTP 403); is the server Tryton 6.0 or later?`)
  }
  throw error('BAD_RESPONSE', `${what} was refused (HTTP ${status})`)
}

function refusal(source: string, what: string, error: readonly unknown[]): SourceError {
  const [first] = error
  const kind = typeof first === 'string' && KINDS.has(first) ? first : null
  const cause = new Error(kind ?? 'an error inside Tryton')
  if (kind === 'UserError') {
    return new SourceError(source, 'BAD_RESPONSE', `${what} was refused; grant the user access to it`, {
      cause,
    })
  }
  if (kind !== null)
    return new SourceError(source, 'BAD_RESPONSE', `${what} was refused (${kind})`, { cause })
  const hint = 'a module may be missing or of another version'
  return new SourceError(source, 'BAD_RESPONSE', `${what} failed inside Tryton; ${hint}`, { cause })
}

const REFUSED = 'the credentials were refused (HTTP 401); check "user" and "password"'
const TOO_MANY = 'too many sign-ins were refused (HTTP 429); check "user" and "password", then wait'

/** Refused user or password. */
export function refusedCredentials(source: string): SourceError {
  return new SourceError(source, 'SOURCE_UNAVAILABLE', REFUSED)
}

/** For `catch` of a sign-in: HTTP 429, which is for those that were refused before, says what to do. */
export function tooManySignIns(source: string): (error: unknown) => never {
  return (error) => {
    if (!isSourceError(error) || error.code !== 'RATE_LIMITED') throw error
    throw new SourceError(source, 'RATE_LIMITED', TOO_MANY, { cause: error })
  }
}

/** Whether a sign-in failed because of user and password, and would again. */
export function isRefusedCredentials(error: unknown): boolean {
  return isSourceError(error) && [REFUSED, TOO_MANY].some((words) => error.message.endsWith(words))
}
