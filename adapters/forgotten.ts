import { createHmac } from 'node:crypto'
import type { Cache } from '../cache/port.ts'
import type { Clock } from './time.ts'

/** What was changed by the graph itself: whatever was kept of a port's answers about it is older than that. */
interface Changed {
  /** The source's configured name. */
  readonly source: string
  readonly port: ForgettingPort
  /** Records, numbers and cards: texts that reads about it are asked by. */
  readonly about: readonly string[]
}

/** The ports whose answers may be forgotten before their time. */
const FORGETTING = ['loyalty'] as const
export type ForgettingPort = (typeof FORGETTING)[number]

/** From now on a port is asked anew about what was changed, by everybody who shares the cache. */
type Forget = (changed: Changed) => Promise<void>

/** Forgets, and tells that it did. */
interface Forgetting {
  readonly forget: Forget
  /** How often this process did: a read that began before is not waited for by who comes after. */
  count(): number
}

interface ForgettingOptions {
  readonly cache: Cache
  readonly hmacKey: string
  readonly clock: Clock
  /** How long the answers of a port may be kept in all, seconds. */
  readonly keptSeconds: (port: ForgettingPort) => number
}

/**
 * Makes it. Keys of what is kept cannot be listed (a page of a history is one among many), so nothing is removed: a mark says since when
 * answers about something count.
 */
export function createForgetting({ cache, hmacKey, clock, keptSeconds }: ForgettingOptions): Forgetting {
  let count = 0
  return {
    count: () => count,
    async forget({ source, port, about }) {
      const value = clock().getTime()
      const ttlSeconds = keptSeconds(port)
      await cache.setMany(
        about.map((text) => ({ key: markKey({ hmacKey, source, port }, text), value, ttlSeconds })),
      )
      count += 1
    },
  }
}

/** The key under which the cache says since when answers about a text count. */
export function markKey(
  { hmacKey, source, port }: { readonly hmacKey: string; readonly source: string; readonly port: string },
  text: string,
): string {
  return `since:${createHmac('sha256', hmacKey)
    .update(JSON.stringify([source, port, text]))
    .digest('base64url')}`
}

/** Every text in what is asked by. */
export function textsIn(key: unknown): readonly string[] {
  if (typeof key === 'string') return [key]
  return typeof key === 'object' && key !== null ? Object.values(key).flatMap(textsIn) : []
}

/** Whether the answers of a port may be forgotten. */
export function isForgetting(port: string): port is ForgettingPort {
  return (FORGETTING as readonly string[]).includes(port)
}
