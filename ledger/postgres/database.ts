import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { LedgerDatabase } from '../database.ts'
import type { Schema } from '../schema.ts'
import { isCollision } from './failure.ts'
import { type LedgerPool, ledgerPool } from './pool.ts'
import { createSlots, createTurns } from './turns.ts'

export interface PostgresDatabaseOptions {
  /** `postgres://user:password@host:port/database`, with `?sslmode=verify-full` where the way there is not trusted. */
  readonly url: string
  /** Holds all of the ledger's tables; made when it is not there. Another ledger in the same database has another. */
  readonly schema: string
  /** Most connections for reads; writes take up to ten more. @default 5 */
  readonly connections?: number
  /** Longest time for one statement. @default 10000 */
  readonly statementTimeoutMs?: number
  /** How long a write waits for another process that writes. @default 10000 */
  readonly busyTimeoutMs?: number
}

/** Writers at once in one process of the few scopes that have one at a time each; migrations have a connection of their own. */
const WRITERS = 5
/** Writers of commerce at once in one process. They may wait for another process, and must not keep the others from writing meanwhile. */
const COMMERCE_WRITERS = 5
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
    writer: ledgerPool({ ...patient, max: WRITERS + COMMERCE_WRITERS, statementTimeoutMs }),
    // A step may have every receipt to go through.
    migrations: ledgerPool({ ...patient, max: 1, statementTimeoutMs: 0 }),
  }
  const [writer, migrator] = [on(pools.writer), on(pools.migrations)]
  const [inTurn, inSlot] = [createTurns(), createSlots(COMMERCE_WRITERS)]

  const once = <T>(scopes: readonly string[], work: (db: Kysely<Schema>) => Promise<T>) =>
    (scopes[0] === 'migrations' ? migrator : writer).transaction().execute(async (transaction) => {
      await prepare(transaction, schema, scopes)
      if (scopes[0] === 'migrations') await makeSchema(transaction, schema)
      return work(transaction.withSchema(schema))
    })
  const repeated = async <T>(scopes: readonly string[], work: (db: Kysely<Schema>) => Promise<T>) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(scopes, work)
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
      if (typeof scope === 'string') return inTurn([scope], () => repeated([scope], work))
      const scopes = [...new Set(scope)].sort()
      return inTurn(scopes, () => inSlot(() => repeated(scopes, work)))
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

/**
 * Takes the locks of a transaction, in the order of their names: whoever else takes some of them takes them in that order too. A server may
 * be set to say that something is kept before it is; for the ledger it is not said.
 */
async function prepare(db: Kysely<Schema>, schema: string, scopes: readonly string[]): Promise<void> {
  const locks = scopes.map((scope) => sql`pg_advisory_xact_lock(${lockOf(schema, scope)})`)
  const durable = sql`case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', true) end`
  await sql`select ${sql.join([durable, ...locks])}`.execute(db)
}

/** The number of the lock that holds writes of one scope apart; every process works out the same. */
function lockOf(schema: string, scope: string): string {
  const digest = createHash('sha256').update(`couture ledger\n${schema}\n${scope}`).digest()
  return digest.readBigInt64BE().toString()
}
