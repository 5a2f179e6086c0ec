import type { Compilable } from 'kysely'
import { z } from 'zod'
import type { Tools } from '../../adapter.ts'
import { parseShape } from '../../call/json.ts'
import { limitsOf } from '../../call/options.ts'
import { createGuard } from '../../call/resilient.ts'
import { currentScope } from '../../call/scope.ts'
import type { RecordId } from '../../ids.ts'
import type { Found } from '../../read.ts'
import { type Instant, instant } from '../../time.ts'
import { tillFailure } from './failure.ts'
import type { SqlTillOptions } from './options.ts'
import type { TillServer } from './server.ts'

/** What a statement reads. */
interface Reading<Row> {
  /** The table it is about, for records: `RECEIPTS`. */
  readonly route: string
  /** Every table it reads, for the operator; the route's alone where not said. */
  readonly tables?: readonly string[]
  readonly shape: z.ZodType<Row>
  /** How many keys it asks for. @default 1 */
  readonly keys?: number
}

/** The way to the tills' database. Every statement goes through here: guarded, cut to the request's deadline, recorded, parsed. */
export interface TillClient {
  readonly source: string
  readonly build: TillServer['build']
  readonly server: Pick<TillServer, 'product' | 'words'>
  read<Row>(query: Pick<Compilable, 'compile'>, reading: Reading<Row>): Promise<readonly Row[]>
  /** Runs a dialect's own statement. */
  readText<Row>(sql: string, reading: Reading<Row>): Promise<readonly Row[]>
  /** A value read just now. */
  found<T>(value: T, recordId: string, recordedAt: Instant | null): Found<T>
  close(): Promise<void>
}

/** Keys in one statement, as WIRE's rule for SQL tills. */
export const CHUNK = 500

/** A client over a server. Reads are repeated after an outage like any other system's. */
export function createTillClient(
  source: string,
  options: SqlTillOptions,
  { server, clock, observe }: Pick<Tools, 'clock' | 'observe'> & { readonly server: TillServer },
): TillClient {
  const guard = createGuard({ source, limits: limitsOf(options), clock, observe })
  const run = async <Row>(compiled: ReturnType<Compilable['compile']>, reading: Reading<Row>) => {
    const { route, tables = [route], shape, keys = 1 } = reading
    const scope = currentScope()
    const call = { verb: 'SELECT', route, batchSize: keys, safe: true }
    const rows = await guard.run(call, async ({ signal }) => {
      const left = scope ? scope.deadline - clock().getTime() : Number.POSITIVE_INFINITY
      try {
        return await server.run(compiled, { timeoutMs: Math.min(options.timeoutMs, left), signal })
      } catch (error) {
        throw tillFailure(source, tables.join(', '), error)
      }
    })
    return parseShape(source, z.array(shape), rows)
  }
  return {
    source,
    build: server.build,
    server,
    read: (query, reading) => run(query.compile(), reading),
    readText: (sql, reading) =>
      run({ ...server.build.selectNoFrom([]).compile(), sql, parameters: [] }, reading),
    found: (value, recordId, recordedAt) => ({
      value,
      source,
      // The database's own key, as it gave it.
      recordId: recordId as RecordId,
      recordedAt,
      fetchedAt: instant(clock()),
      fromCache: false,
    }),
    close: server.close,
  }
}
