import { handleWhen, retry } from 'cockatiel'
import { isSourceError, type SourceError } from '../error.ts'
import type { Clock } from '../time.ts'
import { type CallLimits, RETRY_BASE_MS, RETRY_LONGEST_MS } from './limits.ts'
import type { RetryBudget } from './retry-budget.ts'
import type { Circuit } from './scope.ts'
import { isHeldBack, type Throttle } from './throttle.ts'

export interface RetryTools {
  readonly limits: Pick<CallLimits, 'retries' | 'timeoutMs'>
  readonly budget: RetryBudget
  readonly throttle: Throttle
  readonly circuit: () => Circuit
  readonly clock: Clock
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number
  /** Lets time pass; rejects when `signal` aborts. */
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

/** What is repeated, and until when. */
export interface Repeatable {
  /** Whether doing it twice is the same as doing it once. */
  readonly safe: boolean
  /** Milliseconds since the epoch; not finite for work outside a request. */
  readonly deadline: number
  readonly signal: AbortSignal | null
}

/**
 * Does `attempt` until it succeeds or nothing speaks for another try. A safe read is repeated after an outage (no connection, HTTP
 * 5xx, a torn answer) or when the system said when to come back, as long as the breaker is closed and the budget has a token.
 * A silent system is not asked again: its time is spent, and it may still be at work. What was held back before it was sent
 * waits its turn, safe or not, and costs no token. No wait begins that would not leave the next attempt as much time as the
 * last one took; outside a request a call waits no longer than `timeoutMs` in all. Waits have full jitter: a random part of
 * a span that doubles.
 */
export function withRetries<T>(tools: RetryTools, call: Repeatable, attempt: () => Promise<T>): Promise<T> {
  const { clock, pause } = tools
  const startedAt = clock().getTime()
  const latest = Number.isFinite(call.deadline) ? call.deadline : startedAt + tools.limits.timeoutMs
  let repetitions = 0
  let wait = 0
  let attemptedAt = startedAt
  let failed: SourceError | null = null

  const mayRepeat = (error: SourceError) =>
    call.safe && repetitions < tools.limits.retries && mayPass(error) && tools.circuit() === 'CLOSED'

  const isWorthIt = (error: unknown): boolean => {
    if (!isSourceError(error)) return false
    const held = isHeldBack(error)
    if (!held && !mayRepeat(error)) return false
    wait = tools.throttle.left() + tools.random() * spanOf(repetitions)
    const now = clock().getTime()
    if (now + wait + (now - attemptedAt) >= latest) return false
    if (held) return true
    failed = error
    repetitions += 1
    return tools.budget.spend()
  }

  // The library's own wait knows neither an injected clock nor the end of a request: it is zero, and ours comes before the attempt.
  return retry(handleWhen(isWorthIt), { maxAttempts: Number.POSITIVE_INFINITY }).execute(async () => {
    if (wait > 0) await pause(wait, call.signal ?? undefined)
    attemptedAt = clock().getTime()
    try {
      return await attempt()
    } catch (error) {
      // What a repetition is refused for is not what went wrong.
      throw isSourceError(error) ? error : (failed ?? error)
    }
  }, call.signal ?? undefined)
}

/** Whether the same call may succeed if it is made again. */
function mayPass({ code, retryAfterSeconds }: SourceError): boolean {
  return code === 'SOURCE_UNAVAILABLE' || (code === 'RATE_LIMITED' && retryAfterSeconds !== null)
}

function spanOf(repetitions: number): number {
  return Math.min(RETRY_LONGEST_MS, RETRY_BASE_MS * 2 ** repetitions)
}
