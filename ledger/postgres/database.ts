import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { LedgerDatabase } from '../database.ts'
import type { Schema } from '../schema.ts'
import { isCollision } from './failure.ts'
import { type LedgerPool, ledgerPool } from './pool.ts'

export interface PostgresDatabaseOptions {
  /** `postgres://user:password@host:port/database`, with `?sslmode=verify-full` where the way there is not trusted. */
  readonly url: string
  /** Holds all of the ledger's tables; made when it is not there. Another ledger in the same database has another. */
  readonly schema: string
  /** Most connections for reads; writes take up to five more. @default 5 */
  readonly connections?: number
  /** Longest time for one statement. @default 10000 */
  readonly statementTimeoutMs?: number
  /** How long a write waits for another process that writes. @default 10000 */
  readonly busyTimeoutMs?: number
}

/** Writers at once in one process: one of each scope, and migrations have a connection of their own. */
const WRITERS = 5
/** Times a write is begun that keeps colliding with others. */
const ATTEMPTS = 5

/** A PostgreSQL schema as the repositories see it, whatever its tables. Connects with the first statement. */
export function postgresDatabase({
  url,
  schema,
  connections = 5,
  statementTimeoutMs = 10_000,
  busyTimeoutMs = 10_000,
}: PostgresDatabaseOptions): { readonly database: LedgerDatabase; close(): Promise<void> } {
  const patient = { url, lockTimeoutMs: busyTimeoutMs }
  const pools = {
    reader: ledgerPool({ url, max: connections, statementTimeoutMs, readOnly: true }),
    writer: ledgerPool({ ...patient, max: WRITERS, statementTimeoutMs }),
    // A step may have every receipt to go through.
    migrations: ledgerPool({ ...patient, max: 1, statementTimeoutMs: 0 }),
  }
  const [writer, migrator] = [on(pools.writer), on(pools.migrations)]
  const turns = new Map<string, Promise<unknown>>()

  const once = <T>(scope: string, work: (db: Kysely<Schema>) => Promise<T>) =>
    (scope === 'migrations' ? migrator : writer).transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${lockOf(schema, scope)})`.execute(transaction)
      if (scope === 'migrations') await makeSchema(transaction, schema)
      return work(transaction.withSchema(schema))
    })
  const repeated = async <T>(scope: string, work: (db: Kysely<Schema>) => Promise<T>) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(scope, work)
      } catch (error) {
        if (attempt === ATTEMPTS || !isCollision(error)) throw error
        await pause(20 * attempt)
      }
    }
  }
  const database: LedgerDatabase = {
    columns: { text: sql`text collate "C"`, real: 'double precision', long: 'bigint' },
    reader: on(pools.reader).withSchema(schema),
    // Writers of this process wait here for each other, so that no connection is taken to wait for the same lock.
    write(scope, work) {
      const turn = (turns.get(scope) ?? Promise.resolve()).then(() => repeated(scope, work))
      turns.set(
        scope,
        turn.catch(() => {}),
      )
      return turn
    },
  }
  const close = async () => void (await Promise.all(Object.values(pools).map((pool) => pool.end())))
  return { database, close }
}

function on(pool: LedgerPool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** An operator may have made it for a user who may not: then there is nothing to do. */
async function makeSchema(db: Kysely<Schema>, schema: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db)
  if (rows.length === 0) await db.schema.createSchema(schema).execute()
}

/** The number of the lock that holds writes of one scope apart; every process works out the same. */
function lockOf(schema: string, scope: string): string {
  const digest = createHash('sha256').update(`couture ledger\n${schema}\n${scope}`).digest()
  return digest.readBigInt64BE().toString()
}
