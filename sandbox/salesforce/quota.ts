import type { Clock } from '../../adapters/time.ts'
import { ApiError } from './api-error.ts'

/** The org's calls of the last 24 hours. */
export interface Quota {
  readonly limit: number
  used(): number
  /** Counts calls; throws 403 REQUEST_LIMIT_EXCEEDED when they are used up. */
  count(calls: number): void
}

const HOUR = 3_600_000

/** A limit that rolls over 24 hours, counted by the hour. */
export function createQuota(limit: number, clock: Clock): Quota {
  const byHour = new Map<number, number>()
  const used = () => {
    const hour = Math.floor(clock().getTime() / HOUR)
    for (const past of byHour.keys()) if (past <= hour - 24) byHour.delete(past)
    return [...byHour.values()].reduce((sum, calls) => sum + calls, 0)
  }
  return {
    limit,
    used,
    count(calls) {
      if (used() + calls > limit) throw requestLimitExceeded()
      const hour = Math.floor(clock().getTime() / HOUR)
      byHour.set(hour, (byHour.get(hour) ?? 0) + calls)
    },
  }
}

/** The vendor throttles with a 403 and names no time to wait. */
export function requestLimitExceeded(): ApiError {
  return new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
}
