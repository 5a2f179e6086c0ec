import type { IncomingRequest } from '../request.ts'
import { RefusedToken } from './refused.ts'

/** Longest token, characters: far more than any needs, and less than all headers may be together. */
const MOST = 8_192

/** Three parts in base64url (RFC 7515, section 7.1) after the scheme, which may be written in any case (RFC 9110, 11.1). */
const BEARER = /^bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i

/** The token of a request; null without one. Throws `RefusedToken` for a header of another form, and for two. */
export function bearerToken({ authorization }: IncomingRequest['headers']): string | null {
  if (authorization === undefined) return null
  if (typeof authorization !== 'string') throw new RefusedToken('header')
  if (authorization.length > MOST) throw new RefusedToken('size')
  const token = BEARER.exec(authorization)?.[1]
  if (token === undefined) throw new RefusedToken('form')
  return token
}
