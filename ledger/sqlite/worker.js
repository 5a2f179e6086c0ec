import { parentPort } from 'node:worker_threads'
import Database from 'libsql'

// The thread that owns the database file. libsql blocks while SQLite works or waits for a lock; here that stops
// nobody but other statements.
//
// JavaScript, its types in comments: a worker thread does not inherit tsx, and to load that anew for each ledger takes
// ten times as long as to open the ledger.

/** @import { Answer, ConnectionName, Failure, Order, Reply, Request } from './protocol.ts' */

/**
 * @typedef {object} Connection
 * @property {Database.Database} database
 * @property {Map<string, Database.Statement>} prepared
 */

/** @type {Answer} */
const NOTHING = { rows: [], changes: 0 }
/** Statements kept prepared per connection; the oldest goes first. */
const PREPARED = 256
/** @type {Map<ConnectionName, Connection>} */
const connections = new Map()

parentPort?.on('message', (/** @type {Request} */ { id, order }) => {
  parentPort?.postMessage(reply(id, order))
  if (order.do === 'close' || order.do === 'copy') parentPort?.close()
})

/** @type {(id: number, order: Order) => Reply} */
function reply(id, order) {
  try {
    return { id, answer: carryOut(order) }
  } catch (error) {
    return { id, failure: toFailure(error) }
  }
}

/** @type {(order: Order) => Answer} */
function carryOut(order) {
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

/** @type {(file: string, busyTimeoutMs: number) => Answer} */
function open(file, busyTimeoutMs) {
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

/**
 * Two connections that switch a new file at once get SQLITE_BUSY whatever the timeout: false asks to try again.
 *
 * @type {(database: Database.Database, deadline: number) => boolean}
 */
function switchToWal(database, deadline) {
  try {
    execute(database, 'pragma journal_mode = wal')
    return true
  } catch (error) {
    if (!toFailure(error).code.startsWith('SQLITE_BUSY') || Date.now() > deadline) throw error
    return false
  }
}

/** @type {(on: Connection, sql: string, parameters: readonly unknown[]) => Answer} */
function query({ database, prepared }, sql, parameters) {
  const statement = prepared.get(sql) ?? prepare(database, prepared, sql)
  if (statement.reader) return { rows: statement.all(...bound(parameters)), changes: 0 }
  return { rows: [], changes: statement.run(...bound(parameters)).changes }
}

/**
 * libsql takes one list for positional parameters, and none as no argument.
 *
 * @type {(parameters: readonly unknown[]) => unknown[]}
 */
function bound(parameters) {
  return parameters.length > 0 ? [parameters] : []
}

/** @type {(database: Database.Database, prepared: Map<string, Database.Statement>, sql: string) => Database.Statement} */
function prepare(database, prepared, sql) {
  const statement = database.prepare(sql)
  const [oldest] = prepared.keys()
  if (prepared.size >= PREPARED && oldest !== undefined) prepared.delete(oldest)
  prepared.set(sql, statement)
  return statement
}

/** @type {(from: string, to: string) => Answer} */
function copy(from, to) {
  const database = new Database(from, { timeout: 10_000 })
  try {
    database.prepare('vacuum into ?').run([to])
    return NOTHING
  } finally {
    database.close()
  }
}

/** @type {() => Answer} */
function close() {
  for (const { database, prepared } of connections.values()) {
    prepared.clear()
    database.close()
  }
  connections.clear()
  return NOTHING
}

/** @type {(name: ConnectionName) => Connection} */
function connection(name) {
  const found = connections.get(name)
  if (!found) throw new Error('the ledger is not open')
  return found
}

/** @type {(database: Database.Database, sql: string) => Answer} */
function execute(database, sql) {
  database.exec(sql)
  return NOTHING
}

/** @type {(error: unknown) => Failure} */
function toFailure(error) {
  const message = error instanceof Error ? error.message : 'unknown failure'
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  return { code, message }
}

/** @type {(milliseconds: number) => void} */
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
