import { LRUCache } from 'lru-cache'
import type { Clock } from '../adapters/time.ts'
import { memoryBuckets } from './bucket.ts'
import { createListeners } from './listeners.ts'
import { memoryOnce } from './once.ts'
import type { Cache, CacheEntry } from './port.ts'

export interface MemoryCacheOptions {
  /** Most entries held; the one longest unused goes first. */
  readonly maxEntries: number
  /** Most bytes held, counting keys and values as JSON in UTF-8. @default 64 MiB */
  readonly maxBytes?: number
  /** Decides when an entry has expired. */
  readonly clock: Clock
  /** Told of a listener that throws. @default nobody */
  readonly log?: (event: string, values: Readonly<Record<string, string | number>>) => void
}

/**
 * A `Cache` in this process, for this process alone. Values are kept as JSON text: what a caller does to a value it put
 * in or got out changes nothing here, and a value comes out as another cache, outside the process, would give it.
 */
export function memoryCache(options: MemoryCacheOptions): Cache {
  const { maxEntries, maxBytes = 64 * 1024 * 1024, clock, log = () => {} } = options
  const kept = new LRUCache<string, string>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: (json, key) => Buffer.byteLength(json) + Buffer.byteLength(key),
    perf: { now: () => clock().getTime() },
    ttlResolution: 0,
  })
  const said = memoryOnce(clock)
  const listeners = createListeners({ log })
  return {
    async getMany(keys) {
      const found = new Map<string, unknown>()
      for (const key of keys) {
        const json = kept.get(key)
        if (json !== undefined) found.set(key, JSON.parse(json))
      }
      return found
    },
    async setMany(entries) {
      for (const entry of entries) keep(kept, entry)
    },
    async deleteMany(keys) {
      for (const key of keys) kept.delete(key)
    },
    spend: memoryBuckets(clock, maxEntries),
    once: async (key, ttlSeconds) => said.once(key, ttlSeconds),
    publish: async (channel, message) => listeners.tell(channel, message),
    subscribe: listeners.add,
    async close() {
      listeners.close()
      kept.clear()
      said.clear()
    },
  }
}

/** A value without JSON, or without time to live, leaves nothing: not the value it was to replace either. */
function keep(kept: LRUCache<string, string>, { key, value, ttlSeconds }: CacheEntry): void {
  const json = toJson(value)
  const ttl = Math.floor(ttlSeconds * 1000)
  if (json === undefined || !(ttl > 0)) kept.delete(key)
  else kept.set(key, json, { ttl })
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
