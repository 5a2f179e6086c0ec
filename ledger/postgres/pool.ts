import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { LedgerError } from '../error.ts'
import { toLedgerError } from './failure.ts'

/** A bounded pool of connections as kysely wants it, that fails with `LedgerError`s alone. */
export interface LedgerPool extends PostgresPool {
  /** Waits for statements under way; a second time waits for the first. */
  end(): Promise<void>
}

/** How long a connection is waited for, from a server that is there or a pool that has none left. */
const CONNECT_MS = 5_000
/** What the client waits beyond the server's own statement timeout: for a server that no longer says anything. */
const GRACE_MS = 2_000

export interface PoolOptions {
  readonly url: string
  readonly max: number
  /** 0 for none. */
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs?: number
  readonly readOnly?: boolean
}

/** Connects with the first statement. A connection that breaks is thrown away, and the next statement gets another. */
export function ledgerPool({
  url,
  max,
  statementTimeoutMs,
  lockTimeoutMs = 0,
  readOnly = false,
}: PoolOptions): LedgerPool {
  const config: PoolConfig = {
    connectionString: url,
    application_name: 'couture-ledger',
    max,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
    // A process that stops in the middle of a write must not keep the others out.
    idle_in_transaction_session_timeout: 30_000,
    ...(statementTimeoutMs > 0 && {
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + GRACE_MS,
    }),
    ...(lockTimeoutMs > 0 && { lock_timeout: lockTimeoutMs }),
    ...(readOnly && { options: '-c default_transaction_read_only=on' }),
  }
  const pool = new Pool(config)
  // An idle connection that the server ends is no failure of anybody's: the pool has dropped it already.
  pool.on('error', () => {})
  // Nor is one that it ends right after it was made, before anybody listens: whoever asks it next is told.
  pool.on('connect', (client) => client.on('error', () => {}))
  let ended: Promise<void> | null = null
  return {
    async connect() {
      if (ended !== null) {
        throw new LedgerError('CLOSED', 'the ledger is closed; nothing can be read from it or written to it')
      }
      return connection(await pool.connect().catch(fail))
    },
    end() {
      ended ??= pool.end()
      return ended
    },
  }
}

/** One statement after the other: repositories send several without waiting, which pg will not take for ever. */
function connection(client: PoolClient): PostgresPoolClient {
  let last: Promise<unknown> = Promise.resolve()
  let broken: Error | null = null
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  const query = (sql: string, parameters: readonly unknown[] = []) => {
    const run = () => client.query(sql, parameters.map(storable))
    const answer = last.then(run).catch((error: unknown) => {
      const failure = toLedgerError(error)
      if (failure instanceof LedgerError && failure.code === 'UNAVAILABLE') broken = failure
      throw failure
    })
    last = answer.catch(() => {})
    return answer
  }
  return {
    // kysely's interface has a second form, for cursors, which the ledger does not use.
    query: query as unknown as PostgresPoolClient['query'],
    release() {
      client.off('error', onError)
      client.release(broken ?? undefined)
    },
  }
}

/** PostgreSQL's text has no NUL, which a file that is not what it should be may hold: its picture is kept instead. */
function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' ? parameter.replaceAll('\u0000', '\u2400') : parameter
}

function fail(error: unknown): never {
  throw toLedgerError(error)
}
