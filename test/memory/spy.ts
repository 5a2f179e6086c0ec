import type { SourceError } from '../../adapters/error.ts'
import { isFound, type Read, type Reads } from '../../adapters/read.ts'

/** A port that counts how often each of its methods is called. */
export function counted<P extends object>(
  port: P,
): { readonly port: P; readonly calls: Readonly<Record<keyof P, number>> } {
  const calls = Object.fromEntries(Object.keys(port).map((name) => [name, 0]))
  const methods = Object.entries(port).map(([name, method]) => [
    name,
    (...given: unknown[]) => {
      calls[name] = (calls[name] ?? 0) + 1
      return method(...given)
    },
  ])
  // The same methods under the same names, which `fromEntries` cannot say.
  return { port: Object.fromEntries(methods) as P, calls: calls as Record<keyof P, number> }
}

/** A batch read all of whose keys fail. */
export function failsWith(error: SourceError): <K>(keys: readonly K[]) => Promise<Reads<K, never>> {
  return async (keys) => new Map(keys.map((key) => [key, error]))
}

/** A batch read of a system that does not answer now: what it said before stands in. */
export function saidBefore<K, V>(
  read: (keys: readonly K[]) => Promise<Reads<K, V>>,
): (keys: readonly K[]) => Promise<Reads<K, V>> {
  return async (keys) => {
    const reads = [...(await read(keys))]
    return new Map(
      reads.map(([key, one]): [K, Read<V>] => [
        key,
        isFound(one) ? { ...one, fromCache: true, stale: true } : one,
      ]),
    )
  }
}
