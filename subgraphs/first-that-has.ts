import type { Read, Reads } from '../adapters/read.ts'
import type { Answerer, PortName } from '../adapters/source.ts'

/**
 * A batch read over the sources of a port in the retailer's order: each is asked only for the keys that none before it
 * answered, with a value or a failure.
 */
export async function firstThatHas<P extends PortName, K, V>(
  answerers: readonly Answerer<P>[],
  keys: readonly K[],
  read: (answerer: Answerer<P>, keys: readonly K[]) => Promise<Reads<K, V>>,
): Promise<Reads<K, V>> {
  const all = new Map<K, Read<V>>()
  for (const answerer of answerers) {
    const missing = keys.filter((key) => !all.has(key))
    if (missing.length === 0) break
    for (const [key, one] of await read(answerer, missing)) all.set(key, one)
  }
  return all
}
