import type { RecordId } from '../../adapters/ids.ts'
import type { Found, Reads } from '../../adapters/read.ts'
import { type Clock, instant } from '../../adapters/time.ts'

/** What every system in memory is: a name and a clock. */
export interface MemorySource {
  readonly source: string
  readonly clock: Clock
}

/** A value as a system in memory answers it: read just now. */
export function foundIn<T>({ source, clock }: MemorySource, value: T, recordId: string): Found<T> {
  return {
    value,
    source,
    recordId: recordId as RecordId,
    recordedAt: null,
    fetchedAt: instant(clock()),
    fromCache: false,
  }
}

/** The answer of a batch read that looks each key up; a key without a value is left out. */
export function readEach<K, T>(
  memory: MemorySource,
  keys: readonly K[],
  look: (key: K) => readonly [T, string] | null,
): Reads<K, T> {
  return new Map(
    keys.flatMap((key) => {
      const seen = look(key)
      return seen ? [[key, foundIn(memory, ...seen)] as const] : []
    }),
  )
}
