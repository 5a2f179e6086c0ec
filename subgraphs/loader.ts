import DataLoader from 'dataloader'
import { isSourceError } from '../adapters/error.ts'
import type { Found, Read, Reads } from '../adapters/read.ts'
import { known } from './graphql-error.ts'

/** Reads one key, in one batch with everybody else of the request who asks in the same moment. Never rejects for a failure. */
export interface ReadLoader<K, V> {
  load(key: K): Promise<Read<V> | undefined>
  /** Whoever asks for it from now on reads it again: the request itself has changed it. */
  clear(key: K): void
}

/**
 * Batches a batch read for the length of a request, and gives each key its own answer: the found value, `undefined` when
 * the source says there is none, or the failure. `keyText` tells which keys are the same (default: the key itself).
 */
export function readLoader<K, V>(
  readMany: (keys: readonly K[]) => Promise<Reads<K, V>>,
  keyText: (key: K) => unknown = (key) => key,
): ReadLoader<K, V> {
  // Wrapped, because DataLoader takes an Error among its values for a rejection.
  const loader = new DataLoader<K, { readonly read: Read<V> | undefined }, unknown>(
    async (keys) => {
      const reads = await readMany(keys).catch((error: unknown) => {
        if (isSourceError(error)) return new Map<K, Read<V>>(keys.map((key) => [key, error]))
        throw error
      })
      return keys.map((key) => ({ read: reads.get(key) }))
    },
    { cacheKeyFn: keyText },
  )
  return {
    load: async (key) => (await loader.load(key)).read,
    clear: (key) => void loader.clear(key),
  }
}

/** The found value or null; a failure becomes a GraphQL error, which puts the path and the code into `errors[]`. */
export function foundOrThrow<V>(read: Read<V> | undefined): Found<V> | null {
  return known(read) ?? null
}
