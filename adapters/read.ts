import { isSourceError, type SourceError } from './error.ts'
import type { RecordId } from './ids.ts'
import type { Instant } from './time.ts'

/** What one source answered for one key: a value with its origin, or why there is none to show. */
export type Read<T> = Found<T> | SourceError

/** A value and where it comes from. Nothing else carries provenance upward, so nothing can lose it. */
export interface Found<T> {
  readonly value: T
  /** The source's configured name. */
  readonly source: string
  /** The record's key in that source. */
  readonly recordId: RecordId
  /** When the system recorded it; null where it does not say. */
  readonly recordedAt: Instant | null
  /** When we read it from the system. */
  readonly fetchedAt: Instant
  readonly fromCache: boolean
  /** Set on an answer past its age, shown because the system fails just now. Lists and records say so: STALE. */
  readonly stale?: true
}

/**
 * The answer of a batch read: one entry for each key the source has an answer for. An absent key means *the source
 * says there is none*; a `SourceError` means nobody knows. Order and repeats in the keys do not matter.
 * Where keys are objects (a `StockKey`, say), an entry's key is the very object that was passed.
 */
export type Reads<K, T> = ReadonlyMap<K, Read<T>>

/** Whether the read found a value. */
export function isFound<T>(read: Read<T> | undefined): read is Found<T> {
  return read !== undefined && !isSourceError(read)
}

/**
 * Reads `keys` in chunks of at most `size`, side by side, and puts the entries together. A failed chunk becomes its
 * `SourceError` for each of *its* keys and no others; anything else that is thrown is a bug and passes through.
 * Repeated keys are asked for once.
 */
export async function inChunks<K, T>(
  keys: readonly K[],
  size: number,
  readChunk: (chunk: readonly K[]) => Promise<Iterable<readonly [K, Read<T>]>>,
): Promise<Map<K, Read<T>>> {
  const distinct = [...new Set(keys)]
  const chunks = Array.from({ length: Math.ceil(distinct.length / size) }, (_, i) =>
    distinct.slice(i * size, (i + 1) * size),
  )
  const parts = await Promise.all(chunks.map((chunk) => readChunk(chunk).catch(failAll<K>(chunk))))
  return new Map(parts.flatMap((part) => [...part]))
}

function failAll<K>(chunk: readonly K[]) {
  return (error: unknown): Iterable<readonly [K, SourceError]> => {
    if (!isSourceError(error)) throw error
    return chunk.map((key) => [key, error] as const)
  }
}
