import { isSourceError, SourceError } from '../../error.ts'
import { errorBody } from './wire.ts'

/** A status with what belongs to it, of a whole answer or of one part of a batch. */
export interface Outcome {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/**
 * Throws the `SourceError` that an answer's status stands for; a 2xx passes. `what` names the service and set. The
 * vendor's code goes into `cause` and its text nowhere: it may quote what was asked for.
 */
export function refuse(source: string, what: string, { status, headers, body }: Outcome): void {
  if (status < 300) return
  const cause = new Error(`HTTP ${status} ${vendorCode(body) ?? 'without an OData error body'}`)
  const error = (code: SourceError['code'], message: string) =>
    new SourceError(source, code, message, { cause })
  if (status === 429) {
    const seconds = Number.parseInt(String(headers['retry-after'] ?? ''), 10)
    const wait = Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
    throw new SourceError(source, 'RATE_LIMITED', 'HTTP 429', { cause, ...wait })
  }
  if (status >= 500) throw error('SOURCE_UNAVAILABLE', `HTTP ${status}`)
  if (status < 400) {
    throw error('SOURCE_UNAVAILABLE', `redirected (HTTP ${status}), probably to a logon page; check auth`)
  }
  if (status === 401) throw error('SOURCE_UNAVAILABLE', 'the credentials were refused (HTTP 401); check auth')
  if (status === 403) {
    throw error('SOURCE_UNAVAILABLE', `no authorisation for ${what} (HTTP 403); grant it to the user`)
  }
  if (status === 404) {
    throw error('BAD_RESPONSE', `${what} is not there (HTTP 404); activate the service or set "services"`)
  }
  throw error('BAD_RESPONSE', `the query of ${what} was refused (HTTP ${status})`)
}

/** Message classes and numbers of a document or material that somebody else is changing just now: SD and MM messages, "is locked". */
const LOCKED: ReadonlySet<string> = new Set(['V1/042', 'MC/601', 'M3/024', 'M3/682'])

/**
 * Throws the `SourceError` that the answer to a write stands for; a 2xx passes. What the system refuses for its own reasons is a
 * CONFLICT, and nothing was written: it says so in an OData error body, which proxies do not have. What is locked just now may be
 * written later.
 */
export function refuseWrite(source: string, what: string, outcome: Outcome): void {
  const code = [400, 409, 422].includes(outcome.status) ? vendorCode(outcome.body) : null
  if (code === null) {
    refuse(source, what, outcome)
    return
  }
  const cause = new Error(`HTTP ${outcome.status} ${code}`)
  if (LOCKED.has(code)) {
    throw new SourceError(source, 'SOURCE_UNAVAILABLE', `${what} is locked by somebody else's change`, {
      cause,
    })
  }
  throw new SourceError(source, 'CONFLICT', `${what} was refused for good; the cause has the system's code`, {
    cause,
  })
}

function vendorCode(body: string): string | null {
  try {
    return errorBody.safeParse(JSON.parse(body)).data?.error.code ?? null
  } catch {
    return null
  }
}

/** The result of `work`, or the `SourceError` it threw; anything else is a bug and passes through. */
export function orFailure<T>(work: () => T): T | SourceError {
  try {
    return work()
  } catch (error) {
    return passFailure(error)
  }
}

/** A thrown `SourceError` as a value, for `catch`; anything else is thrown again. */
export function passFailure(error: unknown): SourceError {
  if (isSourceError(error)) return error
  throw error
}
