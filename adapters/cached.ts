import { createHmac } from 'node:crypto'
import type { Cache } from '../cache/port.ts'
import { currentScope, type Scope } from './call/scope.ts'
import { type Found, isFound, type Read, type Reads } from './read.ts'
import type { Clock } from './time.ts'

export interface CachedReadsOptions<K> {
  readonly cache: Cache
  /** The source's configured name. */
  readonly source: string
  /** Which read this is, `catalog.variants`: part of the cache's keys, with the format of its values. */
  readonly kind: string
  /** Keeps what is asked for out of the cache's keys. */
  readonly hmacKey: string
  /** How long answers of this kind are good, a "there is none" too. */
  readonly ttlSeconds: number
  /** Everything an answer depends on, as one text; keys of equal text are one key. */
  keyText(key: K): string
  readonly clock: Clock
}

/** A batch read of a port: any number of keys, an honest answer per key. */
export type BatchRead<K, T> = (keys: readonly K[]) => Promise<Reads<K, T>>

/** Counts the shapes of `Kept`, so that a newer version does not read an older one's entries. */
const FORMAT = 1

/** What is kept: a found value, or that there is none. Failures never are. */
type Kept<T> = Omit<Found<T>, 'fromCache'> | { readonly none: true }

/** What a read under way came to. `cutShort`: its own caller's time was up or that caller has left. */
interface Flight<T> {
  readonly answers: ReadonlyMap<string, Read<T>>
  readonly cutShort: boolean
}

/**
 * The same read through a cache. A hit keeps the time it was fetched at and says that it is from the cache. Calls for a
 * key that is being read wait for that read; when it failed because its own caller ran out of time or left, those that
 * waited read for themselves. Values must be JSON.
 */
export function cachedReads<K, T>(read: BatchRead<K, T>, options: CachedReadsOptions<K>): BatchRead<K, T> {
  const flights = new Map<string, Promise<Flight<T>>>()

  /** The flights that carry these keys; those in none take off together. */
  const board = (keys: ReadonlyMap<string, K>): Promise<Flight<T>[]> => {
    const waiting = new Map([...keys].filter(([text]) => !flights.has(text)))
    const flight = fly(read, waiting, options).finally(() => {
      for (const text of waiting.keys()) flights.delete(text)
    })
    for (const text of waiting.keys()) flights.set(text, flight)
    return Promise.all(new Set([...keys.keys()].flatMap((text) => flights.get(text) ?? [])))
  }

  const answer = async (keys: ReadonlyMap<string, K>): Promise<ReadonlyMap<string, Read<T>>> => {
    if (keys.size === 0) return new Map()
    const landed = await board(keys)
    const answers = new Map(landed.flatMap((flight) => [...flight.answers]))
    if (hasEnded(currentScope(), options.clock)) return answers
    const lost = landed.filter((flight) => flight.cutShort).flatMap((flight) => failed(flight.answers))
    const again = await answer(new Map([...keys].filter(([text]) => lost.includes(text))))
    return new Map([...answers, ...again])
  }

  return async (keys) => {
    const texts = new Map(keys.map((key) => [key, cacheKey(options, key)]))
    const answers = await answer(new Map([...texts].map(([key, text]) => [text, key])))
    return new Map([...texts].flatMap(([key, text]) => entry(key, answers.get(text))))
  }
}

/** Looks in the cache, reads the rest, keeps what it learnt. */
async function fly<K, T>(
  read: BatchRead<K, T>,
  keys: ReadonlyMap<string, K>,
  { cache, ttlSeconds, clock }: CachedReadsOptions<K>,
): Promise<Flight<T>> {
  if (keys.size === 0) return { answers: new Map(), cutShort: false }
  const scope = currentScope()
  const hits = await cache.getMany([...keys.keys()])
  const missing = [...keys].filter(([text]) => !hits.has(text))
  const reads: Reads<K, T> = missing.length > 0 ? await read(missing.map(([, key]) => key)) : new Map()
  const kept = missing.flatMap(([text, key]) => entry(text, toKept(reads.get(key))))
  await cache.setMany(kept.map(([key, value]) => ({ key, value, ttlSeconds })))
  const known = [...hits].flatMap(([text, value]) => entry(text, fromKept(value as Kept<T>)))
  const fresh = missing.flatMap(([text, key]) => entry(text, reads.get(key)))
  return { answers: new Map([...known, ...fresh]), cutShort: hasEnded(scope, clock) }
}

function toKept<T>(read: Read<T> | undefined): Kept<T> | undefined {
  if (read === undefined) return { none: true }
  if (!isFound(read)) return undefined
  const { fromCache: _, ...found } = read
  return found
}

function fromKept<T>(kept: Kept<T>): Found<T> | undefined {
  return 'none' in kept ? undefined : { ...kept, fromCache: true }
}

function failed<T>(answers: ReadonlyMap<string, Read<T>>): string[] {
  return [...answers].filter(([, read]) => !isFound(read)).map(([text]) => text)
}

/** An entry for a map, where there is something to enter. */
function entry<K, V>(key: K, value: V | undefined): readonly (readonly [K, V])[] {
  return value === undefined ? [] : [[key, value]]
}

function cacheKey<K>({ hmacKey, source, kind, keyText }: CachedReadsOptions<K>, key: K): string {
  const text = JSON.stringify([FORMAT, source, kind, keyText(key)])
  return `read:${createHmac('sha256', hmacKey).update(text).digest('base64url')}`
}

function hasEnded(scope: Scope | undefined, clock: Clock): boolean {
  return scope !== undefined && (scope.signal.aborted || scope.deadline <= clock().getTime())
}
