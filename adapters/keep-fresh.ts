import type { Cache } from '../cache/port.ts'
import { type BatchRead, cachedReads } from './cached.ts'
import { CACHED_READS, type CachedPort, type Freshness, howKept } from './cached-reads.ts'
import { isSourceError } from './error.ts'
import { namesIn } from './forget.ts'
import type { RecordId } from './ids.ts'
import type { Found, Reads } from './read.ts'
import type { Source } from './source.ts'
import type { Clock } from './time.ts'

export interface KeepFreshTools {
  readonly cache: Cache
  readonly freshness: Freshness
  /** Keeps record keys out of the cache's keys. */
  readonly hmacKey: string
  readonly clock: Clock
  /** How often something was changed by this process (`Forgetting`). @default never */
  readonly changes?: () => number
}

/**
 * A source whose answers are kept as long as they are fresh, and past that while the system fails, as `cached-reads.ts` says.
 * A source with background work (tills' files) holds its answers itself already, so it is asked each time.
 */
export function keepFresh(source: Source, tools: KeepFreshTools): Source {
  if ((source.jobs ?? []).length > 0) return source
  const ports = Object.entries(source.ports).map(([name, port]) => [
    name,
    isCachedPort(name) ? cachedPort(port, { ...tools, source: source.name, port: name }) : port,
  ])
  // Each entry is the port it was, by the same name.
  return { ...source, ports: Object.fromEntries(ports) as Source['ports'] }
}

function isCachedPort(name: string): name is CachedPort {
  return name in CACHED_READS
}

interface CachedPortOptions extends KeepFreshTools {
  /** The source's configured name. */
  readonly source: string
  readonly port: CachedPort
}

/** A port through a cache: the same methods, those of `CACHED_READS` kept, the others passed through. */
export function cachedPort<P extends object>(port: P, options: CachedPortOptions): P {
  const methods = Object.entries(port).map(([method, read]) => {
    const how = howKept(options.port, method)
    if (how === 'keys') return [method, keptReads(read as AnyRead, method, options)]
    if (how === 'list') return [method, keptList(read as AnyList, method, options)]
    return [method, read]
  })
  // The table names batch reads and lists alone, and each is wrapped in its own signature.
  return Object.fromEntries(methods) as P
}

/** Ports whose answers follow from what the graph itself has changed. */
const CHANGED: ReadonlySet<CachedPort> = new Set(['orders', 'stock', 'loyalty', 'profiles'])

type AnyRead = (keys: readonly unknown[], ...choice: readonly unknown[]) => Promise<Reads<unknown, unknown>>
type AnyList = () => Promise<readonly Found<unknown>[]>

/** Choices (a catalogue's locales and channel) come from clients: more than these are not worth keeping apart. */
const MOST_CHOICES = 300

/** A batch read; what it takes besides its keys is a choice that answers depend on. */
function keptReads(read: AnyRead, method: string, options: CachedPortOptions): AnyRead {
  const made = new Map<string, BatchRead<unknown, unknown>>()
  return (keys, ...choice) => {
    const text = JSON.stringify(choice)
    const known = made.get(text) ?? kept((some) => read(some, ...choice), { method, choice: text }, options)
    if (made.size > MOST_CHOICES) made.clear()
    made.set(text, known)
    return known(keys)
  }
}

/** A list is kept whole, as one answer to one question. */
function keptList(list: AnyList, method: string, options: CachedPortOptions): AnyList {
  const all = 'all'
  const read: BatchRead<unknown, readonly Found<unknown>[]> = async (keys) => {
    try {
      const value = await list()
      const fetchedAt = value[0]?.fetchedAt
      // Without a record there is nothing to keep: the next reader asks again.
      if (!fetchedAt) return new Map()
      const { source } = options
      const recordId = all as RecordId
      const found = { value, source, recordId, recordedAt: null, fetchedAt, fromCache: false }
      return new Map(keys.map((key) => [key, found]))
    } catch (error) {
      if (!isSourceError(error)) throw error
      return new Map(keys.map((key) => [key, error]))
    }
  }
  const once = kept(read, { method, choice: '' }, options)
  return async () => {
    const answer = (await once([all])).get(all)
    if (isSourceError(answer)) throw answer
    if (!answer) return []
    const { fromCache, stale } = answer
    return answer.value.map((record) => ({ ...record, fromCache, ...(stale && { stale }) }))
  }
}

function kept<T>(
  read: BatchRead<unknown, T>,
  { method, choice }: { readonly method: string; readonly choice: string },
  { cache, clock, freshness, hmacKey, port, source, changes }: CachedPortOptions,
): BatchRead<unknown, T> {
  return cachedReads<unknown, T>(read, {
    cache,
    clock,
    source,
    hmacKey,
    kind: `${port}.${method}`,
    ttlSeconds: freshness[port],
    staleSeconds: freshness.staleIfError,
    keyText: (key) => JSON.stringify([choice, key]),
    ...(CHANGED.has(port) && { namesOf: namesIn, ...(changes && { changes }) }),
  })
}
