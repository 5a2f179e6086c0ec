import { parseShape } from '../../call/json.ts'
import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Found, Read } from '../../read.ts'
import { type Clock, type Instant, instant } from '../../time.ts'
import type { Service } from './endpoint.ts'
import { type Query, queryPath } from './query.ts'
import { orFailure } from './refusal.ts'
import type { Page, Transport } from './transport.ts'

/** Rows of one query, or why there are none. */
export type Rows<Row> = readonly Row[] | SourceError

/** The wire to one S/4HANA system, OData V2. */
export interface SapClient {
  readonly source: string
  /**
   * Runs queries against one service and answers each in its place: a single short one as a GET, several or long ones
   * together in a `$batch`, whose parts fail one by one. Follows server paging to the end. Never rejects with a
   * `SourceError`.
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

/** A query on its way: its place in the answer, and the path of its next page. */
interface Pending<Row> {
  readonly index: number
  readonly query: Query<Row>
  readonly path: string
}

/** A client that has asked for nothing yet. */
export function createSapClient(options: SapClientOptions): SapClient {
  const { source, transport, clock, chunk, maxPages } = options

  async function read<Row>(service: Service, queries: readonly Query<Row>[]): Promise<Rows<Row>[]> {
    const results = queries.map((): Rows<Row> => [])
    let pending = queries.map((query, index): Pending<Row> => ({ index, query, path: queryPath(query) }))
    for (let round = 0; pending.length > 0; round += 1) {
      if (round === maxPages) {
        const endless = new SourceError(source, 'BAD_RESPONSE', `more than ${maxPages} pages in one answer`)
        for (const { index } of pending) results[index] = endless
        break
      }
      const gets = pending.map(({ path, query }) => ({ path, route: query.set, keys: query.keys ?? 1 }))
      const pages = await transport.pages(service, gets)
      pending = pending.flatMap((asked, at) => {
        const page = pages[at]
        if (!page) return []
        results[asked.index] = together(source, results[asked.index], { page, query: asked.query })
        const goesOn = !isSourceError(results[asked.index]) && !isSourceError(page) && page.next !== null
        return goesOn ? [{ ...asked, path: page.next }] : []
      })
    }
    return results
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

/** The rows so far with those of one more page; a row that has not its shape fails the query. */
function together<Row>(
  source: string,
  before: Rows<Row> | undefined,
  { page, query }: { readonly page: Page | SourceError; readonly query: Query<Row> },
): Rows<Row> {
  if (isSourceError(page)) return page
  if (isSourceError(before)) return before
  return orFailure(() => [...(before ?? []), ...page.rows.map((row) => parseShape(source, query.shape, row))])
}
