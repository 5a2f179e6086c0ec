import type { Catalog } from '../adapters/ports/catalog.ts'
import type { Read, Reads } from '../adapters/read.ts'
import type { Context } from './context.ts'

/**
 * A batch read over the catalogues in the retailer's order: each is asked only for the keys that none before it answered,
 * with a value or a failure.
 */
export async function firstThatHas<K, V>(
  { services }: Context,
  keys: readonly K[],
  read: (port: Catalog, keys: readonly K[]) => Promise<Reads<K, V>>,
): Promise<Reads<K, V>> {
  const all = new Map<K, Read<V>>()
  for (const { port } of services.estate.answers.catalog) {
    const missing = keys.filter((key) => !all.has(key))
    if (missing.length === 0) break
    for (const [key, one] of await read(port, missing)) all.set(key, one)
  }
  return all
}
