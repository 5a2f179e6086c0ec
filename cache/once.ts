import type { Clock } from '../adapters/time.ts'

/** What was said once and may not be said again for a while, in this process alone. */
export interface MemoryOnce {
  /** Whether this is the first time within the time to live that was given with it. */
  once(key: string, ttlSeconds: number): boolean
  /** How many keys are remembered, those included whose time is over and which were not cleared away yet. */
  size(): number
  clear(): void
}

/** Below so many keys nothing is cleared away. */
const FEW = 1_000

/**
 * Forgets a key when its time is over and never before: unlike a cache's entries, none is pushed out by others. Takes as much
 * memory as twice what is remembered, since it is cleared whenever it has doubled.
 */
export function memoryOnce(clock: Clock): MemoryOnce {
  const until = new Map<string, number>()
  let full = FEW
  const clearAway = (now: number) => {
    for (const [key, end] of until) if (end <= now) until.delete(key)
    full = Math.max(FEW, until.size * 2)
  }
  return {
    once(key, ttlSeconds) {
      const now = clock().getTime()
      if ((until.get(key) ?? Number.NEGATIVE_INFINITY) > now) return false
      until.set(key, now + ttlSeconds * 1_000)
      if (until.size >= full) clearAway(now)
      return true
    },
    size: () => until.size,
    clear: () => until.clear(),
  }
}
