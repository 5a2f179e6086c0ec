import type { Answer } from '../../call/caller.ts'
import { SourceError } from '../../error.ts'
import { errorsShape } from './wire.ts'

/** A query or collection that named a field the user may not see: worth describing the object, once. */
export const INVALID_FIELD: unique symbol = Symbol('INVALID_FIELD')

/** What an answer, or a part of one, came to. */
export type Outcome<T> = T | typeof INVALID_FIELD

/**
 * The body of a 2xx; INVALID_FIELD where that was the refusal. Throws a `SourceError` for every other refusal: the
 * vendor throttles with a **403** REQUEST_LIMIT_EXCEEDED, and does not say when to come back.
 */
export function answerOf(source: string, status: number, body: unknown): Outcome<unknown> {
  if (status >= 200 && status < 300) return body
  const errors = errorsShape.safeParse(body)
  const codes = errors.success ? errors.data.map(({ errorCode }) => errorCode) : []
  if (status === 400 && codes.includes('INVALID_FIELD')) return INVALID_FIELD
  if (codes.includes('REQUEST_LIMIT_EXCEEDED')) throw limitReached(source)
  if (status >= 500) throw new SourceError(source, 'SOURCE_UNAVAILABLE', `HTTP ${status}`)
  if (codes.includes('INVALID_TYPE')) {
    throw new SourceError(
      source,
      'UNSUPPORTED',
      'the org has no such object, or the integration user may not see it; grant it or leave the port out',
    )
  }
  if (status === 403) {
    throw new SourceError(source, 'SOURCE_UNAVAILABLE', 'the integration user may not read this; grant it')
  }
  if (status === 404) {
    throw new SourceError(source, 'UNSUPPORTED', 'the API has no such resource; check apiVersion')
  }
  throw new SourceError(source, 'BAD_RESPONSE', `the call was refused with HTTP ${status}`)
}

/** The outcome, or UNSUPPORTED when a field that cannot be left out is hidden. */
export function orThrow<T>(source: string, outcome: Outcome<T>): T {
  if (outcome !== INVALID_FIELD) return outcome as T
  throw new SourceError(
    source,
    'UNSUPPORTED',
    'the integration user may not see a field that is searched by; grant it (couture doctor names it)',
  )
}

/** How long an org that has used up its calls is left alone, seconds: it does not say, and each try costs a round trip. */
const LEAVE_ALONE = 15

/** The daily limit, rolling over 24 hours; nobody knows when it gives way. */
export function limitReached(source: string): SourceError {
  const message = 'the org has used up its calls of the last 24 hours'
  return new SourceError(source, 'RATE_LIMITED', message, { retryAfterSeconds: LEAVE_ALONE })
}

/** For the call pipeline: a 403 that means "no more calls" (REST developer guide, "Status Codes and Error Responses"). */
export function throttledBy(source: string): (answer: Answer) => SourceError | null {
  return ({ status, body }) => {
    const isLimit = status === 403 && body.includes('REQUEST_LIMIT_EXCEEDED')
    return isLimit ? limitReached(source) : null
  }
}
