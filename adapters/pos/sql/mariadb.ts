import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler } from 'kysely'
import { createPool, type PoolConnection } from 'mysql2/promise'
import { namesIn } from './names.ts'
import type { SqlTillOptions } from './options.ts'
import { inSteps, type TillServer } from './server.ts'
import type { Tables } from './tables.ts'

/** Tills in a MariaDB database (10.1 or later). */
export function mariadbTills({
  url,
  concurrency,
  timeoutMs,
  tables = 'UPPER',
}: Pick<SqlTillOptions, 'url' | 'concurrency' | 'timeoutMs' | 'tables'>): TillServer {
  const pool = createPool({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: concurrency,
    maxIdle: concurrency,
    idleTimeout: 30_000,
    connectTimeout: timeoutMs,
    enableKeepAlive: true,
    charset: 'utf8mb4',
    // A time is left as the text it is: the client would take it for the machine's own.
    dateStrings: true,
  })
  const limits = new WeakMap<object, number>()

  /** Sets what a session is to be, once, and its timeout where it has another. */
  const prepare = async (connection: PoolConnection, wanted: number) => {
    const session = connection.connection
    const milliseconds = inSteps(wanted)
    const known = limits.get(session)
    if (known === undefined) {
      await connection.query('set session transaction read only')
      // Parameters are escaped by the client, whose escapes another mode would take for text.
      await connection.query("set session sql_mode = 'STRICT_TRANS_TABLES'")
    }
    if (known === milliseconds) return
    await connection.query(`set session max_statement_time = ${milliseconds / 1_000}`)
    limits.set(session, milliseconds)
  }
  return {
    product: 'MariaDB',
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new MysqlAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new MysqlIntrospector(db),
        createQueryCompiler: () => new MysqlQueryCompiler(),
      },
      plugins: namesIn(tables),
    }),
    async run({ sql, parameters }, { timeoutMs: milliseconds, signal }) {
      const connection = await pool.getConnection()
      let released = false
      const release = (broken: boolean) => {
        if (!released && broken) connection.destroy()
        else if (!released) connection.release()
        released = true
      }
      const giveUp = () => release(true)
      signal.addEventListener('abort', giveUp, { once: true })
      try {
        signal.throwIfAborted()
        await prepare(connection, milliseconds)
        const [rows] = await connection.query(sql, [...parameters])
        return Array.isArray(rows) ? rows : []
      } catch (error) {
        if (isFatal(error)) giveUp()
        throw error
      } finally {
        signal.removeEventListener('abort', giveUp)
        release(false)
      }
    },
    words: {
      about: `select version() as version, date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%fZ') as now`,
      mayWrite: `select (select count(*) from information_schema.user_privileges
          where privilege_type in ('INSERT', 'UPDATE', 'DELETE'))
        + (select count(*) from information_schema.schema_privileges
          where table_schema = database() and privilege_type in ('INSERT', 'UPDATE', 'DELETE'))
        + (select count(*) from information_schema.table_privileges
          where table_schema = database() and privilege_type in ('INSERT', 'UPDATE', 'DELETE')) as grants`,
    },
    close: () => pool.end(),
  }
}

function isFatal(error: unknown): boolean {
  return error instanceof Error && 'fatal' in error && error.fatal === true
}
