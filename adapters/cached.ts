import { createHmac } from 'node:crypto'
import type { Cache } from '../cache/port.ts'
import { currentScope, type Scope } from './call/scope.ts'
import { isSourceError, type SourceError } from './error.ts'
import { markKey } from './forget.ts'
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
  /** For how long after that an answer may be shown while the system fails. @default 0 */
  readonly staleSeconds?: number
  /** Everything an answer depends on, as one text; keys of equal text are one key. */
  keyText(key: K): string
  /** Names of what an answer is about: what was changed (`Forget`) after a read was begun is read anew. @default nothing is ever changed */
  readonly namesOf?: (key: K) => readonly string[]
  /** How often something was changed by this process: who comes after does not wait for a read that was begun before. @default never */
  readonly changes?: () => number
  readonly clock: Clock
}

/** A batch read of a port: any number of keys, an honest answer per key. */
export type BatchRead<K, T> = (keys: readonly K[]) => Promise<Reads<K, T>>

/** Counts the shapes of `Kept`, so that a newer version does not read an older one's entries. */
const FORMAT = 3

/** What is kept, and since when (milliseconds since the epoch): a found value, or that there is none. Failures never are. */
interface Kept<T> {
  readonly since: number
  /** When the read was begun that came to it. */
  readonly begun: number
  readonly found: Omit<Found<T>, 'fromCache' | 'stale'> | null
}

/** Whether what a cache holds under a read's key says that the system has none. */
export function isKeptAbsence(kept: unknown): boolean {
  return typeof kept === 'object' && kept !== null && 'found' in kept && kept.found === null
}

/** What a read under way came to. `cutShort`: its own caller's time was up or that caller has left. */
interface Flight<T> {
  readonly answers: ReadonlyMap<string, Read<T>>
  readonly cutShort: boolean
}

/**
 * The same read through a cache. A hit keeps the time it was fetched at and says that it is from the cache; past its age the
 * system is asked again, and only if that fails the hit is shown, marked stale. What was not there may be there by now, so
 * "there is none" is never shown past its age. Calls for a key that is being read wait for that read; when it failed because its
 * own caller ran out of time or left, those that waited read for themselves. A request does not ask again for what failed for it:
 * its later parts hear the same at once, instead of waiting for a system that hangs once more. Values must be JSON.
 */
export function cachedReads<K, T>(read: BatchRead<K, T>, options: CachedReadsOptions<K>): BatchRead<K, T> {
  const flights = new Map<string, Promise<Flight<T>>>()
  const failuresOf = failuresByRequest<T>()

  /** The flights that carry these keys; those in none take off together. */
  const board = (keys: ReadonlyMap<string, K>): Promise<Flight<T>[]> => {
    const changes = options.changes?.() ?? 0
    const nameOf = (text: string) => `${changes}:${text}`
    const waiting = new Map([...keys].filter(([text]) => !flights.has(nameOf(text))))
    const flight = fly(read, waiting, options).finally(() => {
      for (const text of waiting.keys()) flights.delete(nameOf(text))
    })
    for (const text of waiting.keys()) flights.set(nameOf(text), flight)
    return Promise.all(new Set([...keys.keys()].flatMap((text) => flights.get(nameOf(text)) ?? [])))
  }

  const answer = async (keys: ReadonlyMap<string, K>): Promise<ReadonlyMap<string, Read<T>>> => {
    if (keys.size === 0) return new Map()
    const landed = await board(keys)
    const answers = new Map(landed.flatMap((flight) => [...flight.answers]))
    if (hasEnded(currentScope(), options.clock)) return answers
    const lost = landed.filter((flight) => flight.cutShort).flatMap((flight) => unanswered(flight.answers))
    const again = await answer(new Map([...keys].filter(([text]) => lost.includes(text))))
    return new Map([...answers, ...again])
  }

  return async (keys) => {
    const texts = new Map(keys.map((key) => [key, cacheKey(options, key)]))
    const failures = failuresOf(currentScope(), options.changes?.() ?? 0)
    const open = [...texts].filter(([, text]) => !failures.has(text))
    const answers = await answer(new Map(open.map(([key, text]) => [text, key])))
    for (const [text, read] of answers) if (isFailure(read)) failures.set(text, read)
    return new Map([...texts].flatMap(([key, text]) => entry(key, answers.get(text) ?? failures.get(text))))
  }
}

/** What failed for a request so far, by text, for as long as the request lasts; anew after each change. */
function failuresByRequest<T>(): (scope: Scope | undefined, changes: number) => Map<string, Read<T>> {
  const requests = new WeakMap<
    AbortSignal,
    { readonly changes: number; readonly failures: Map<string, Read<T>> }
  >()
  return (scope, changes) => {
    const known = scope && requests.get(scope.signal)
    if (known?.changes === changes) return known.failures
    const failures = new Map<string, Read<T>>()
    if (scope) requests.set(scope.signal, { changes, failures })
    return failures
  }
}

/** Looks in the cache, reads the rest, keeps what it learnt. */
async function fly<K, T>(
  read: BatchRead<K, T>,
  keys: ReadonlyMap<string, K>,
  options: CachedReadsOptions<K>,
): Promise<Flight<T>> {
  if (keys.size === 0) return { answers: new Map(), cutShort: false }
  const { cache, ttlSeconds, staleSeconds = 0, clock } = options
  const scope = currentScope()
  const hits = await unchanged<K, T>(keys, options)
  const isFresh = (kept: Kept<T> | undefined) =>
    kept !== undefined && kept.since + ttlSeconds * 1_000 > clock().getTime()
  const missing = [...keys].filter(([text]) => !isFresh(hits.get(text)))
  const begun = clock().getTime()
  const reads: Reads<K, T> = missing.length > 0 ? await read(missing.map(([, key]) => key)) : new Map()
  const since = clock().getTime()
  const kept = missing.flatMap(([text, key]) => entry(text, toKept(reads.get(key), { since, begun })))
  await cache.setMany(
    kept.map(([key, value]) => ({ key, value, ttlSeconds: ttlSeconds + (value.found ? staleSeconds : 0) })),
  )
  const known = [...hits].flatMap(([text, value]) => (isFresh(value) ? entry(text, fromKept(value)) : []))
  const fresh = missing.flatMap(([text, key]) => entry(text, orStale(reads.get(key), hits.get(text))))
  return { answers: new Map([...known, ...fresh]), cutShort: hasEnded(scope, clock) }
}

/** What is kept under the keys, but for what was begun to be read before it was changed. */
async function unchanged<K, T>(
  keys: ReadonlyMap<string, K>,
  { cache, hmacKey, namesOf }: CachedReadsOptions<K>,
): Promise<ReadonlyMap<string, Kept<T>>> {
  const marks = new Map(
    [...keys].map(([text, key]) => [text, (namesOf?.(key) ?? []).map((name) => markKey(hmacKey, name))]),
  )
  const all = await cache.getMany([...keys.keys(), ...new Set([...marks.values()].flat())])
  // Everything under these keys was put there below.
  const hits = [...all].filter(([text]) => keys.has(text)) as readonly (readonly [string, Kept<T>])[]
  const changedAt = (text: string) =>
    Math.max(0, ...(marks.get(text) ?? []).map((mark) => Number(all.get(mark) ?? 0)))
  return new Map(hits.filter(([text, { begun }]) => begun > changedAt(text)))
}

function toKept<T>(read: Read<T> | undefined, times: Pick<Kept<T>, 'since' | 'begun'>): Kept<T> | undefined {
  if (read === undefined) return { ...times, found: null }
  // A cache below this one may answer past its age, too: that is nothing to keep anew.
  if (!isFound(read) || read.stale) return undefined
  const { fromCache: _, ...found } = read
  return { ...times, found }
}

function fromKept<T>({ found }: Kept<T>): Found<T> | undefined {
  return found === null ? undefined : { ...found, fromCache: true }
}

/** What was read; or what is kept, past its age, where the system failed. */
function orStale<T>(read: Read<T> | undefined, kept: Kept<T> | undefined): Read<T> | undefined {
  if (!isSourceError(read) || !kept?.found || !isPassing(read)) return read
  return { ...kept.found, fromCache: true, stale: true }
}

/** A failure of today. What the system never could, or contradicts, is no reason to show what it said before. */
function isPassing({ code, retryable }: SourceError): boolean {
  return retryable || code === 'BAD_RESPONSE'
}

function unanswered<T>(answers: ReadonlyMap<string, Read<T>>): string[] {
  return [...answers].filter(([, read]) => isFailure(read)).map(([text]) => text)
}

/** A failure, also where something older is shown in its place. */
function isFailure<T>(read: Read<T>): boolean {
  return !isFound(read) || read.stale === true
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
