import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Found, Read } from '../../read.ts'
import { type Clock, type Instant, instant } from '../../time.ts'
import type { Service } from './endpoint.ts'
import { begin, nextQuery, type Reading, takePage } from './paging.ts'
import { type Query, queryPath } from './query.ts'
import { orFailure } from './refusal.ts'
import type { Transport } from './transport.ts'

/** Rows of one query, or why there are none. */
export type Rows<Row> = readonly Row[] | SourceError

/** The wire to one S/4HANA system, OData V2. */
export interface SapClient {
  readonly source: string
  /**
   * Runs queries against one service and answers each in its place: a single short one as a GET, several or long ones
   * together in a `$batch`, whose parts fail one by one. Reads server pages to the end, and a list that changes meanwhile
   * anew. Never rejects with a `SourceError`.
   */
  read<Row>(service: Service, queries: readonly Query<Row>[]): Promise<readonly Rows<Row>[]>
  /**
   * Reads keys in chunks of the vendor's limit, all chunks together; a failed chunk fails its own keys and no others.
   * `entries` may throw a `SourceError` or a `RangeError` (a value that is none) for its chunk.
   */
  readByKeys<Key, Row, Value>(
    service: Service,
    keys: readonly Key[],
    by: ByKeys<Key, Row, Value>,
  ): Promise<Map<Key, Read<Value>>>
  /** As `readByKeys`, for keys that are grouped already. */
  readChunks<Key, Row, Value>(
    service: Service,
    chunks: readonly (readonly Key[])[],
    by: ByKeys<Key, Row, Value>,
  ): Promise<Map<Key, Read<Value>>>
  /** Runs `translate` and turns a RangeError, which means a value that cannot be read, into BAD_RESPONSE. */
  translate<T>(what: string, translate: () => T): T
  /** The failure of a key whose record is there and cannot be read. */
  unreadable(set: string): SourceError
  found<Value>(value: Value, recordId: RecordId, recordedAt: Instant | null): Found<Value>
}

/** How `readByKeys` asks for a chunk of keys and reads its rows. */
interface ByKeys<Key, Row, Value> {
  query(chunk: readonly Key[]): Query<Row>
  entries(rows: readonly Row[], chunk: readonly Key[]): Iterable<readonly [Key, Read<Value>]>
}

export interface SapClientOptions {
  readonly source: string
  readonly transport: Transport
  readonly clock: Clock
  /** Most keys in one filter. */
  readonly chunk: number
  /** Most pages of one answer. */
  readonly maxPages: number
}

/** A client that has asked for nothing yet. */
export function createSapClient(options: SapClientOptions): SapClient {
  const { source, transport, clock, chunk, maxPages } = options
  const missing = new SourceError(source, 'BAD_RESPONSE', 'a query has no answer')

  async function read<Row>(service: Service, queries: readonly Query<Row>[]): Promise<Rows<Row>[]> {
    const results = queries.map((query): Reading<Row> | SourceError => begin(query))
    for (;;) {
      const pending = results.flatMap((reading, index) =>
        isSourceError(reading) || reading.done ? [] : [{ index, reading, query: nextQuery(reading) }],
      )
      if (pending.length === 0) return results.map((each) => (isSourceError(each) ? each : each.rows))
      const gets = pending.map(({ query }) => ({
        path: queryPath(query),
        route: query.set,
        keys: query.keys ?? 1,
      }))
      const pages = await transport.pages(service, gets)
      pending.forEach(({ index, reading }, at) => {
        const page = pages[at] ?? missing
        results[index] = isSourceError(page)
          ? page
          : orFailure(() => takePage(source, reading, { page, maxPages }))
      })
    }
  }

  function translate<T>(what: string, work: () => T): T {
    try {
      return work()
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      throw new SourceError(source, 'BAD_RESPONSE', `a value of ${what} cannot be read`, { cause })
    }
  }

  async function readChunks<Key, Row, Value>(
    service: Service,
    chunks: readonly (readonly Key[])[],
    { query, entries }: ByKeys<Key, Row, Value>,
  ): Promise<Map<Key, Read<Value>>> {
    const queries = chunks.map((part) => ({ keys: part.length, ...query(part) }))
    const answers = await read(service, queries)
    const parts = chunks.map((part, at) => {
      const rows = answers[at] ?? []
      const reads = isSourceError(rows)
        ? rows
        : orFailure(() => translate(queries[at]?.set ?? service, () => [...entries(rows, part)]))
      return isSourceError(reads) ? part.map((key) => [key, reads] as const) : reads
    })
    return new Map(parts.flat())
  }

  return {
    source,
    read,
    translate,
    unreadable: (set) => new SourceError(source, 'BAD_RESPONSE', `a record of ${set} cannot be read`),
    readChunks,
    readByKeys: (service, keys, by) => {
      const distinct = [...new Set(keys)]
      const chunks = Array.from({ length: Math.ceil(distinct.length / chunk) }, (_, at) =>
        distinct.slice(at * chunk, (at + 1) * chunk),
      )
      return readChunks(service, chunks, by)
    },
    found: (value, recordId, recordedAt) => found(source, clock, { value, recordId, recordedAt }),
  }
}

function found<Value>(
  source: string,
  clock: Clock,
  read: Pick<Found<Value>, 'value' | 'recordId' | 'recordedAt'>,
): Found<Value> {
  return { ...read, source, fetchedAt: instant(clock()), fromCache: false }
}
