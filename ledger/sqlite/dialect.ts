import { setTimeout as pause } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { LedgerError } from '../error.ts'
import type { ConnectionName } from './protocol.ts'
import type { Thread } from './thread.ts'

export interface ThreadDialectOptions {
  readonly thread: Thread
  /** Which of the thread's connections; the writer is lent to one user at a time, the reader to any number. */
  readonly connection: ConnectionName
  /** How long a transaction waits for another process that writes. */
  readonly busyTimeoutMs: number
}

/** Kysely's SQLite over the ledger's worker thread. Transactions are IMMEDIATE: they take the write lock at once. */
export function threadDialect(options: ThreadDialectOptions): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => threadDriver(options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function threadDriver({ thread, connection: on, busyTimeoutMs }: ThreadDialectOptions): Driver {
  const connection = threadConnection(thread, on)
  const lock = on === 'writer' ? createLock() : null
  return {
    init: async () => {},
    async acquireConnection() {
      await lock?.take()
      return connection
    },
    beginTransaction: () => begin(connection, busyTimeoutMs),
    commitTransaction: async () => {
      await connection.executeQuery(CompiledQuery.raw('commit'))
    },
    rollbackTransaction: async () => {
      await thread.ask({ do: 'rollback' })
    },
    releaseConnection: async () => lock?.release(),
    destroy: async () => {},
  }
}

function threadConnection(thread: Thread, on: ConnectionName): DatabaseConnection {
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, changes } = await thread.ask({ do: 'query', on, sql, parameters })
      // The rows are what the statement selects; kysely's types say which columns those are.
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
    },
    streamQuery() {
      throw new LedgerError('FAILED', 'the ledger reads whole pages; it does not stream')
    },
  }
}

async function begin(connection: DatabaseConnection, busyTimeoutMs: number): Promise<void> {
  const step = 10
  for (let waited = 0; ; waited += step) {
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
      return
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== 'BUSY' || waited >= busyTimeoutMs) throw error
    }
    await pause(step)
  }
}

/** First come, first served. */
function createLock() {
  const queue: (() => void)[] = []
  let taken = false
  return {
    async take(): Promise<void> {
      if (taken) await new Promise<void>((resolve) => queue.push(resolve))
      taken = true
    },
    release(): void {
      const next = queue.shift()
      if (next) next()
      else taken = false
    },
  }
}
