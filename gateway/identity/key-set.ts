import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import type { Clock } from '../../adapters/time.ts'
import { type Fetch, limitedFetch } from './jwks-fetch.ts'
import { KeysUnavailable } from './refused.ts'

export interface KeySetOptions {
  readonly url: string
  readonly fetch: Fetch
  /** Longest time for one reading. */
  readonly timeoutMs: number
  readonly clock: Clock
  /** Told each time the keys could not be read. */
  readonly failed: (error: unknown) => void
}

/** Keys of this age are read again, beside the requests. */
export const REFRESH_MS = 300_000
/** Keys of this age, of an issuer that nobody asked lately, are read again before one of them counts. */
export const STALE_MS = 900_000
/** Between two readings that a token's unknown key, or an issuer that is down, may cause. */
export const COOLDOWN_MS = 10_000

/**
 * The keys of one issuer, read when first needed, again when they age or when a token names one that is not there, and at
 * most so often. While the issuer is down the keys read before go on being used. Throws `KeysUnavailable` when there are
 * none, or none of that name and nobody to ask.
 */
export function createKeySet(options: KeySetOptions): JWTVerifyGetKey {
  const { url, fetch, timeoutMs } = options
  // When to read is decided here, by our clock: the library would stop using keys it cannot renew.
  const remote = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    timeoutDuration: timeoutMs,
    [customFetch]: limitedFetch(fetch),
  })
  const reader = readings(remote.reload, options)
  return async (header, token) => {
    await reader.freshen()
    const known = await remote(header, token).catch(nullIfUnknown)
    if (known) return known
    await reader.readAgain()
    return remote(header, token)
  }
}

function nullIfUnknown(error: unknown): null {
  if (error instanceof errors.JWKSNoMatchingKey) return null
  throw error
}

/** When the keys are read: at most one reading at a time, and after each a while without. */
function readings(reload: () => Promise<void>, { clock, failed }: KeySetOptions) {
  let readAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let isFailing = false
  let pending: Promise<void> | null = null
  const now = () => clock().getTime()
  const isRead = () => readAt !== Number.NEGATIVE_INFINITY
  const read = async (): Promise<void> => {
    triedAt = now()
    try {
      await reload()
      readAt = now()
      isFailing = false
    } catch (error) {
      isFailing = true
      failed(error)
    } finally {
      pending = null
    }
  }
  /** The reading under way, or a new one; null when the last is too short a time ago. Never rejects. */
  const reading = (): Promise<void> | null => {
    // Of readings that overlap the library makes one.
    if (now() - triedAt >= COOLDOWN_MS) pending = read()
    return pending
  }
  return {
    /** Reads keys that are too old, and waits for it only where they would be too old to use. Throws `KeysUnavailable`. */
    async freshen(): Promise<void> {
      const age = now() - readAt
      if (age < REFRESH_MS) return
      const isWaitedFor = !isRead() || (age >= STALE_MS && !isFailing)
      const under = reading()
      if (isWaitedFor) await under
      if (!isRead()) throw new KeysUnavailable()
    },
    /** Reads them because one is missing. Nothing happens when that was done a moment ago. Throws `KeysUnavailable`. */
    async readAgain(): Promise<void> {
      await reading()
      if (isFailing) throw new KeysUnavailable()
    },
  }
}
