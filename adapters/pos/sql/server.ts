import type { CompiledQuery, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What one statement may take. */
interface StatementLimit {
  readonly timeoutMs: number
  /** Gives the statement up, and its connection with it. */
  readonly signal: AbortSignal
}

/** A tills' database server; each dialect makes one. Connects with the first statement, and never writes. */
export interface TillServer {
  /** `PostgreSQL`, `MariaDB`: for the operator. */
  readonly product: string
  /** Builds statements; it runs none. */
  readonly build: Kysely<Tables>
  /** Runs one statement, in a session that may only read. Rejects with the client's own error. */
  run(query: CompiledQuery, limit: StatementLimit): Promise<readonly unknown[]>
  /** What the dialect says differently. */
  readonly words: {
    /** One row, `version` and `now` (UTC, ISO). */
    readonly about: string
    /** One row with `grants`, a number: greater than 0 for a user who may write. */
    readonly mayWrite: string
  }
  close(): Promise<void>
}

/** Statement timeouts are set in steps of this, so that most statements find theirs set. */
const STEP_MS = 250

/** A timeout as it is set: never shorter than asked for. */
export function inSteps(timeoutMs: number): number {
  return Math.max(1, Math.ceil(timeoutMs / STEP_MS)) * STEP_MS
}
