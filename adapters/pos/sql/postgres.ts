import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { Pool, type PoolClient, types } from 'pg'
import { namesIn } from './names.ts'
import type { SqlTillOptions } from './options.ts'
import { inSteps, type TillServer } from './server.ts'
import type { Tables } from './tables.ts'

/** `timestamp` without a zone, left as the text it is: the client would take it for the machine's own time. */
const TIMESTAMP = 1114

/** Tills in a PostgreSQL database. */
export function postgresTills({
  url,
  concurrency,
  timeoutMs,
  tables = 'lower',
}: Pick<SqlTillOptions, 'url' | 'concurrency' | 'timeoutMs' | 'tables'>): TillServer {
  const pool = new Pool({
    connectionString: url,
    max: concurrency,
    application_name: 'couture',
    connectionTimeoutMillis: timeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: '-c default_transaction_read_only=on',
    types: {
      getTypeParser: (oid, format) => (oid === TIMESTAMP ? String : types.getTypeParser(oid, format)),
    },
  })
  // An idle connection that the server ends is no failure: the pool has dropped it already.
  pool.on('error', () => {})
  const limits = new WeakMap<PoolClient, number>()

  const limit = async (client: PoolClient, wanted: number) => {
    const milliseconds = inSteps(wanted)
    if (limits.get(client) === milliseconds) return
    await client.query(`set statement_timeout = ${milliseconds}`)
    limits.set(client, milliseconds)
  }
  return {
    product: 'PostgreSQL',
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
      plugins: namesIn(tables),
    }),
    async run({ sql, parameters }, { timeoutMs: milliseconds, signal }) {
      const client = await pool.connect()
      let released = false
      const release = (broken: boolean) => {
        if (!released) client.release(broken)
        released = true
      }
      const giveUp = () => release(true)
      client.once('error', giveUp)
      signal.addEventListener('abort', giveUp, { once: true })
      try {
        signal.throwIfAborted()
        await limit(client, milliseconds)
        return (await client.query(sql, [...parameters])).rows
      } finally {
        signal.removeEventListener('abort', giveUp)
        client.off('error', giveUp)
        release(false)
      }
    },
    words: {
      about: `select current_setting('server_version') as version,
        to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
      mayWrite: `select count(*)::int as grants from information_schema.tables
        where lower(table_name) in ('receipts', 'tickets', 'payments')
        and has_table_privilege(quote_ident(table_schema) || '.' || quote_ident(table_name), 'INSERT, UPDATE, DELETE')`,
    },
    close: () => pool.end(),
  }
}
