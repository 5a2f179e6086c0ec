import type { z } from 'zod'
import { parseShape } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Found, Read } from '../../read.ts'
import { inChunks } from '../../read.ts'
import { type Clock, type Instant, instant } from '../../time.ts'
import type { Connection } from './connection.ts'
import { resultOf } from './refusal.ts'
import { fieldsOf } from './shapes.ts'

/** One `search_read`. Its rows are parsed one by one by `shape`. */
export interface Query<Row> {
  readonly model: string
  readonly domain: readonly unknown[]
  /** What is read, which is also what is asked for. */
  readonly fields: z.ZodObject
  readonly shape: z.ZodType<Row>
  /** Pairs of field and ASC or DESC. @default by id */
  readonly order?: readonly (readonly [string, 'ASC' | 'DESC'])[]
  /** Tryton itself has none. @default no limit */
  readonly limit?: number
  /** What function fields want to know beyond the user's preferences. */
  readonly context?: Readonly<Record<string, unknown>>
  /** How many keys it asks for. @default 1 */
  readonly keys?: number
}

/** The wire to one Tryton database, JSON-RPC. */
export interface TrytonClient {
  readonly source: string
  /** Throws a `SourceError`. */
  read<Row>(query: Query<Row>): Promise<readonly Row[]>
  /**
   * Reads keys in chunks; a failed chunk fails its own keys and no others. `entries` may throw as `translate`'s work.
   */
  readByKeys<Key, Row, Value>(
    keys: readonly Key[],
    by: {
      query(chunk: readonly Key[]): Query<Row>
      entries(rows: readonly Row[], chunk: readonly Key[]): Iterable<readonly [Key, Read<Value>]>
    },
  ): Promise<Map<Key, Read<Value>>>
  /** Runs `work` and turns a RangeError, which means a value that cannot be read, into BAD_RESPONSE. */
  translate<T>(what: string, work: () => T): T
  /** The failure of a key whose record is there and cannot be read. */
  unreadable(model: string): SourceError
  found<Value>(value: Value, recordId: RecordId, recordedAt: Instant | null): Found<Value>
  /** The server's version, and the time of its answer. */
  version(): Promise<{ readonly version: unknown; readonly date: string | null }>
  /** Signs in anew, as a session may outlive a changed password, and goes on with that; the user's company. */
  company(): Promise<number | null>
}

export interface TrytonClientOptions {
  readonly source: string
  readonly connection: Connection
  readonly clock: Clock
  /** Most keys in one call. */
  readonly chunk: number
}

/** A client over a connection, which it shares with whoever writes. */
export function createTrytonClient({ source, connection, clock, chunk }: TrytonClientOptions): TrytonClient {
  async function read<Row>(query: Query<Row>): Promise<readonly Row[]> {
    const { model, domain, fields, shape, order = [['id', 'ASC']], limit = null, keys = 1, context } = query
    const answer = await connection.send({
      method: `model.${model}.search_read`,
      params: [domain, 0, limit, order, fieldsOf(fields)],
      ...(context && { context }),
      route: model,
      keys,
      safe: true,
    })
    const rows = resultOf(source, model, answer)
    if (!Array.isArray(rows)) throw new SourceError(source, 'BAD_RESPONSE', `expected a list of ${model}`)
    return rows.map((row) => parseShape(source, shape, row))
  }

  return {
    source,
    read,
    translate: (what, work) => translate(source, what, work),
    readByKeys: (keys, { query, entries }) =>
      inChunks(keys, chunk, async (some) => {
        const asked = { keys: some.length, ...query(some) }
        const rows = await read(asked)
        return translate(source, asked.model, () => [...entries(rows, some)])
      }),
    unreadable: (model) => new SourceError(source, 'BAD_RESPONSE', `a record of ${model} cannot be read`),
    found: (value, recordId, recordedAt) => ({
      value,
      source,
      recordId,
      recordedAt,
      fetchedAt: instant(clock()),
      fromCache: false,
    }),
    version: connection.version,
    company: connection.company,
  }
}

function translate<T>(source: string, what: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SourceError(source, 'BAD_RESPONSE', `a value of ${what} cannot be read`, { cause })
  }
}
