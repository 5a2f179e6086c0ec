import { AsyncLocalStorage } from 'node:async_hooks'
import type { SourceErrorCode } from '../error.ts'

/** One call to a system, as explain, metrics and tests see it: never a value, a host or a body. */
export interface CallRecord {
  readonly source: string
  /** HTTP method, or `SQL`, `FILE`, `INDEX` for an index in this process. */
  readonly verb: string
  /** Route template without values: `A_SalesOrder`, `query`. */
  readonly route: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly durationMs: number
  /** How often the system was asked: 1, more when a safe read was repeated, 0 when it was not asked at all. */
  readonly attempts: number
  /** How many keys the call asks for. */
  readonly batchSize: number
  /** HTTP status of the last attempt; null when none arrived. */
  readonly status: number | null
  readonly bytes: number
  /** Null when the call succeeded. */
  readonly failure: SourceErrorCode | null
  /** The state of the system's breaker after the call. */
  readonly circuit: Circuit
}

/** The state of a system's breaker, in the schema's words. */
export type Circuit = 'CLOSED' | 'HALF_OPEN' | 'OPEN'

/**
 * On whose behalf calls are made: the request's budget and its recorder. Set once per request around its execution;
 * the call pipeline is the only reader. Work outside a request (filling the identity ledger) has none.
 */
export interface Scope {
  /** What the log knows the request by; none for work outside one. */
  readonly requestId?: string
  /** When the request must be answered, in milliseconds since the epoch. */
  readonly deadline: number
  /** Aborts when the caller has gone. Each request has its own, by which its parts know one another. */
  readonly signal: AbortSignal
  record(call: CallRecord): void
}

const current = new AsyncLocalStorage<Scope>()

/** Runs `work` on behalf of a request: every call made inside is cut to its deadline and told to its recorder. */
export function withScope<T>(scope: Scope, work: () => T): T {
  return current.run(scope, work)
}

/** The request on whose behalf we run, if any. */
export function currentScope(): Scope | undefined {
  return current.getStore()
}
