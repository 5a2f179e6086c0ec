import { parentPort } from 'node:worker_threads'
import Database from 'libsql'
import type { Answer, ConnectionName, Failure, Order, Reply, Request } from './protocol.ts'

// The thread that owns the database file. libsql blocks while SQLite works or waits for a lock; here that stops
// nobody but other statements.

interface Connection {
  readonly database: Database.Database
  readonly prepared: Map<string, Database.Statement>
}

const NOTHING: Answer = { rows: [], changes: 0 }
/** Statements kept prepared per connection; the oldest goes first. */
const PREPARED = 256
const connections = new Map<ConnectionName, Connection>()

parentPort?.on('message', ({ id, order }: Request) => {
  parentPort?.postMessage(reply(id, order))
  if (order.do === 'close' || order.do === 'copy') parentPort?.close()
})

function reply(id: number, order: Order): Reply {
  try {
    return { id, answer: carryOut(order) }
  } catch (error) {
    return { id, failure: toFailure(error) }
  }
}

function carryOut(order: Order): Answer {
  switch (order.do) {
    case 'open':
      return open(order.file, order.busyTimeoutMs)
    case 'query':
      return query(connection(order.on), order.sql, order.parameters)
    case 'rollback': {
      const { database } = connection('writer')
      return database.inTransaction ? execute(database, 'rollback') : NOTHING
    }
    case 'copy':
      return copy(order.from, order.to)
    case 'close':
      return close()
  }
}

function open(file: string, busyTimeoutMs: number): Answer {
  const writer = new Database(file, { timeout: busyTimeoutMs })
  connections.set('writer', { database: writer, prepared: new Map() })
  const deadline = Date.now() + busyTimeoutMs
  while (!switchToWal(writer, deadline)) pause(10)
  execute(writer, 'pragma synchronous = full')
  execute(writer, 'pragma foreign_keys = on')
  // The driver asks again for a busy lock, so that reads go on meanwhile.
  execute(writer, 'pragma busy_timeout = 0')
  const reader = new Database(file, { timeout: busyTimeoutMs })
  connections.set('reader', { database: reader, prepared: new Map() })
  execute(reader, 'pragma query_only = on')
  return NOTHING
}

/** Two connections that switch a new file at once get SQLITE_BUSY whatever the timeout: false asks to try again. */
function switchToWal(database: Database.Database, deadline: number): boolean {
  try {
    execute(database, 'pragma journal_mode = wal')
    return true
  } catch (error) {
    if (!toFailure(error).code.startsWith('SQLITE_BUSY') || Date.now() > deadline) throw error
    return false
  }
}

function query({ database, prepared }: Connection, sql: string, parameters: readonly unknown[]): Answer {
  const statement = prepared.get(sql) ?? prepare(database, prepared, sql)
  if (statement.reader) return { rows: statement.all(...bound(parameters)), changes: 0 }
  return { rows: [], changes: statement.run(...bound(parameters)).changes }
}

/** libsql takes one list for positional parameters, and none as no argument. */
function bound(parameters: readonly unknown[]): unknown[] {
  return parameters.length > 0 ? [parameters] : []
}

function prepare(database: Database.Database, prepared: Map<string, Database.Statement>, sql: string) {
  const statement = database.prepare(sql)
  const [oldest] = prepared.keys()
  if (prepared.size >= PREPARED && oldest !== undefined) prepared.delete(oldest)
  prepared.set(sql, statement)
  return statement
}

function copy(from: string, to: string): Answer {
  const database = new Database(from, { timeout: 10_000 })
  try {
    database.prepare('vacuum into ?').run([to])
    return NOTHING
  } finally {
    database.close()
  }
}

function close(): Answer {
  for (const { database, prepared } of connections.values()) {
    prepared.clear()
    database.close()
  }
  connections.clear()
  return NOTHING
}

function connection(name: ConnectionName): Connection {
  const found = connections.get(name)
  if (!found) throw new Error('the ledger is not open')
  return found
}

function execute(database: Database.Database, sql: string): Answer {
  database.exec(sql)
  return NOTHING
}

function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : 'unknown failure'
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  return { code, message }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
