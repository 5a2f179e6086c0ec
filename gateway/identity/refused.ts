import { HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'

/** Why a token does not count; for the log, never for the caller. */
export type Reason =
  | 'header'
  | 'size'
  | 'form'
  | 'issuer'
  | 'algorithm'
  | 'key'
  | 'signature'
  | 'expired'
  | 'claims'
  | 'customer'
  | 'store'

/** A token that is present and wrong. `detail` names a claim or a configured thing, never a value of the token. */
export class RefusedToken extends Error {
  override readonly name = 'RefusedToken'
  readonly reason: Reason
  readonly detail: string | null
  constructor(reason: Reason, detail: string | null = null) {
    super(detail === null ? reason : `${reason}: ${detail}`)
    this.reason = reason
    this.detail = detail
  }
}

/** Nobody can say whether a token counts: its issuer's keys were never read, and cannot be now. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

/** 401 as RFC 6750, section 3, has it; which check failed is nobody's business but the operator's. */
export function unauthenticated(): GraphQLError {
  const headers = new HeaderMap([['www-authenticate', 'Bearer error="invalid_token"']])
  return new GraphQLError(
    'the token does not count: it is malformed, expired or not for this graph; sign in again',
    {
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers } },
    },
  )
}

/** 503: the same request may succeed in a moment. */
export function unverifiable(retryAfterSeconds: number): GraphQLError {
  const headers = new HeaderMap([['retry-after', String(retryAfterSeconds)]])
  return new GraphQLError(
    'who signs these tokens cannot be reached, so this one cannot be checked; try again',
    {
      extensions: {
        code: 'SOURCE_UNAVAILABLE',
        retryable: true,
        retryAfterSeconds,
        http: { status: 503, headers },
      },
    },
  )
}
