import { HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'
import { isSourceError, SourceError } from '../adapters/error.ts'
import { ASK_LATER, isLedgerAway, rootCause } from './errors.ts'

/**
 * Who stood in the way of a request before its operation began, because they do not answer now: the ledger, or a system. Null for a bug, and for a
 * refusal. What the driver said is the cause, for the log alone.
 */
export function awayNow(error: unknown): SourceError | null {
  const cause = rootCause(error)
  if (isLedgerAway(cause)) return new SourceError('ledger', 'SOURCE_UNAVAILABLE', ASK_LATER, { cause })
  if (!isSourceError(cause) || !cause.retryable) return null
  const { source, retryAfterSeconds } = cause
  const again = retryAfterSeconds !== null && { retryAfterSeconds }
  return new SourceError(source, 'SOURCE_UNAVAILABLE', ASK_LATER, { cause, ...again })
}

/** The answer to a request whose operation did not begin: HTTP 503, and when to ask again where that is known. */
export function notBegun(failure: SourceError): GraphQLError {
  const { message, code, source, retryable, retryAfterSeconds } = failure
  const again = retryAfterSeconds === null ? [] : [['retry-after', String(retryAfterSeconds)] as const]
  const http = { status: 503, headers: new HeaderMap(again) }
  const known = retryAfterSeconds !== null && { retryAfterSeconds }
  return new GraphQLError(message, {
    originalError: failure,
    extensions: { code, source, retryable, ...known, http },
  })
}
