import { decodeJwt, decodeProtectedHeader, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { IssuerConfig } from '../config/identity-shape.ts'
import type { Claims } from './claims.ts'
import { KeysUnavailable, type Reason, RefusedToken } from './refused.ts'

/** A configured issuer and its keys. */
export interface TrustedIssuer {
  /** Its configured name. */
  readonly name: string
  readonly config: IssuerConfig
  readonly keys: JWTVerifyGetKey
}

/** Longest key id: it is compared and nothing else. */
const MOST_KID = 255

/** A subject as OpenID Connect Core 1.0, section 2, has it: at most 255 ASCII characters; and none that controls a terminal. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/

/** The issuer a token says it is from. That is believed for choosing whose keys it is checked with, and no further. */
export function issuerOf(token: string, issuers: ReadonlyMap<string, TrustedIssuer>): TrustedIssuer {
  const { iss } = decoded(() => decodeJwt(token))
  const found = typeof iss === 'string' ? issuers.get(iss) : undefined
  if (!found) throw new RefusedToken('issuer')
  return found
}

/** What a token of an issuer says, once everything about it is proven. Throws `RefusedToken` and `KeysUnavailable`. */
export async function verified(
  token: string,
  { config, keys }: TrustedIssuer,
  now: Date,
): Promise<Claims & { readonly sub: string; readonly exp: number }> {
  const { kid } = decoded(() => decodeProtectedHeader(token))
  // Looked up, such a name would cause a reading of the keys each time.
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > MOST_KID)) throw new RefusedToken('key')
  const { issuer, audience, algorithms, clockToleranceSeconds: clockTolerance } = config
  const options = {
    issuer,
    audience,
    algorithms,
    clockTolerance,
    currentDate: now,
  }
  const { payload } = await jwtVerify(token, keys, options).catch((error: unknown) => {
    throw refusedFor(error)
  })
  const { sub, exp = Number.NaN, iat = 0 } = payload
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) throw new RefusedToken('claims', 'sub')
  // 1e999 is a number in JSON, and for ever.
  if (!Number.isFinite(exp)) throw new RefusedToken('claims', 'exp')
  if (iat > Math.floor(now.getTime() / 1_000) + clockTolerance) {
    throw new RefusedToken('claims', 'iat')
  }
  return { ...payload, sub, exp }
}

function decoded<T>(decode: () => T): T {
  try {
    return decode()
  } catch {
    throw new RefusedToken('form')
  }
}

const REASONS: Readonly<Record<string, Reason>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'algorithm',
  ERR_JWKS_NO_MATCHING_KEY: 'key',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'key',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature',
  ERR_JWT_EXPIRED: 'expired',
}

function refusedFor(error: unknown): unknown {
  if (error instanceof KeysUnavailable) return error
  if (error instanceof errors.JWTClaimValidationFailed) return new RefusedToken('claims', error.claim)
  if (error instanceof errors.JOSEError) return new RefusedToken(REASONS[error.code] ?? 'form')
  // An issuer's key that cannot be used: what else jose throws comes from the key.
  return new RefusedToken('key')
}
