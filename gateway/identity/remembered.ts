import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'

/** Who a token was found to be for, and for how long that holds. */
export interface Proven {
  readonly viewer: Viewer
  /** When the token ceases to count, milliseconds since the epoch. */
  readonly until: number
}

/** Most tokens remembered at once. */
const MOST = 5_000
/** Longest time that a token is believed without another look at its issuer's keys, ms. */
const REMEMBERED_MS = 60_000

/**
 * Proves a token once in a while instead of at every request: checking a signature costs a third of a millisecond of CPU time,
 * looking its hash up a hundredth of that. Tokens themselves are not kept, nor are those that do not count.
 */
export function remembering(
  prove: (token: string, now: number) => Promise<Proven>,
): (token: string, now: number) => Promise<Viewer> {
  const known = new LRUCache<string, Proven>({ max: MOST })
  return async (token, now) => {
    const hash = createHash('sha256').update(token).digest('base64')
    const found = known.get(hash)
    if (found && now < found.until) return found.viewer
    const { viewer, until } = await prove(token, now)
    known.set(hash, { viewer, until: Math.min(until, now + REMEMBERED_MS) })
    return viewer
  }
}
