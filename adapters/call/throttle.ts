import { isSourceError, SourceError, type SourceErrorCode } from '../error.ts'
import type { Clock } from '../time.ts'

const HELD = 'not asked: it wants to be left alone for a while'

/** Remembers that a system has said "wait n seconds". */
export interface Throttle {
  /** Listens to a failure: one with `retryAfterSeconds` holds every call back for that long. */
  heard(error: SourceError): void
  /** Throws what the system said, with what is left of its wait, while that lasts. */
  pass(): void
  /** Milliseconds until calls may pass again; 0 when they may. */
  left(): number
}

/**
 * Holds calls to one system back while it wants no more, whatever its way of saying so (`Retry-After` of a 429 or 503, or an error
 * that an adapter knows for a refusal of that kind). The last word counts.
 */
export function createThrottle(source: string, clock: Clock): Throttle {
  let until = 0
  let code: SourceErrorCode = 'RATE_LIMITED'
  const left = () => Math.max(0, until - clock().getTime())
  return {
    left,
    heard(error) {
      if (error.retryAfterSeconds === null || isHeldBack(error)) return
      until = clock().getTime() + error.retryAfterSeconds * 1_000
      code = error.code
    },
    pass() {
      const wait = left()
      if (wait === 0) return
      throw new SourceError(source, code, HELD, { retryAfterSeconds: Math.ceil(wait / 1_000) })
    },
  }
}

/** Whether a call was not made because the system had asked for a pause before it. */
export function isHeldBack(error: unknown): boolean {
  return isSourceError(error) && error.message.endsWith(HELD)
}
