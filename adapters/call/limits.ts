/** How much of one system's patience we use, and of ours: per system, for every transport alike. */
export interface CallLimits {
  /** Longest time for one attempt, milliseconds; never longer than the request has left. */
  readonly timeoutMs: number
  /** Calls under way at once. */
  readonly concurrency: number
  /** Calls that may wait for a place; one more is refused at once. */
  readonly queue: number
  /** Outages in a row that open the breaker. */
  readonly breakAfter: number
  /** How long an open breaker waits before it lets one call through, milliseconds. */
  readonly breakMs: number
  /** Most repetitions of one safe read. */
  readonly retries: number
  /** Most repetitions per hundred calls, beyond a first `RETRY_RESERVE`. */
  readonly retryPercent: number
}

/** What holds where `couture.yaml` says nothing else; docs/configuration.md is generated from it. */
export const CALL_DEFAULTS: CallLimits = {
  timeoutMs: 2_000,
  concurrency: 8,
  queue: 256,
  breakAfter: 5,
  breakMs: 5_000,
  retries: 2,
  retryPercent: 10,
}

/** Repetitions that a system may cost at once, on top of its share: what a process that has just started has to spend. */
export const RETRY_RESERVE = 10

/** The waits before the first and the second repetition are drawn from 0 to this, and to twice this, milliseconds. */
export const RETRY_BASE_MS = 100

/** No repetition waits longer than this, but for a system that asked to be left alone. */
export const RETRY_LONGEST_MS = 1_000
