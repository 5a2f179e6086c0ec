import { setTimeout as sleep } from 'node:timers/promises'
import { BrokenCircuitError, BulkheadRejectedError, bulkhead } from 'cockatiel'
import { isSourceError, SourceError } from '../error.ts'
import type { Clock } from '../time.ts'
import { createBreaker } from './breaker.ts'
import { CALL_DEFAULTS, type CallLimits } from './limits.ts'
import { type RetryTools, withRetries } from './retry.ts'
import { createRetryBudget } from './retry-budget.ts'
import { type CallRecord, currentScope } from './scope.ts'
import { createThrottle } from './throttle.ts'
import { cutShort, firstOf, type RequestEnd, requestEnd } from './time-limit.ts'

/** One call to a system, whatever it travels by. */
interface GuardedCall {
  /** HTTP method, or `SQL`. */
  readonly verb: string
  /** Route template for records and metrics, without values. */
  readonly route: string
  /** How many keys are asked for; 1 unless said. */
  readonly batchSize?: number
  /** Whether it only reads, so that it may be repeated after an outage. */
  readonly safe: boolean
  /** Longest time for one attempt. @default the system's */
  readonly timeoutMs?: number
}

/** One try of a call. */
export interface Attempt {
  /** Aborts when the attempt has had its time, or the request is over. */
  readonly signal: AbortSignal
  /** What has arrived; the call's record tells. */
  readonly heard: { status: number | null; bytes: number }
}

/** The guard of one system: everything that is the same for HTTP and SQL. */
export interface Guard {
  /**
   * Makes a call by `work`, which throws a `SourceError` for what goes wrong, or anything when its signal has aborted. Work
   * that does not heed its signal is waited for no longer. Rejects with a `SourceError`; other errors are bugs and pass through.
   */
  run<T>(call: GuardedCall, work: (attempt: Attempt) => Promise<T>): Promise<T>
}

export interface GuardOptions {
  /** The source's configured name. */
  readonly source: string
  /** What differs from `CALL_DEFAULTS`. */
  readonly limits?: Partial<CallLimits>
  readonly clock: Clock
  /** Told of every call, in a request or outside one: metrics and source health. */
  readonly observe?: (call: CallRecord) => void
  /** @default Math.random */
  readonly random?: () => number
  /** Lets time pass; rejects when the signal aborts. */
  readonly pause?: RetryTools['pause']
}

/**
 * What stands between every call and its system, from the outside in: the request's deadline, repetition of safe reads, a
 * place among the calls under way (or in the queue for one), the pause the system asked for, the breaker, the attempt's own
 * time limit. Each call leaves one record, however often it was tried. Shared by all requests; one per system.
 */
export function createGuard(options: GuardOptions): Guard {
  const { source, clock, observe, random = Math.random, pause = sleepFor } = options
  const limits: CallLimits = { ...CALL_DEFAULTS, ...options.limits }
  const places = bulkhead(limits.concurrency, limits.queue)
  const breaker = createBreaker(limits)
  const throttle = createThrottle(source, clock)
  const budget = createRetryBudget(limits.retryPercent)
  const tools: RetryTools = { limits, budget, throttle, circuit: breaker.circuit, clock, random, pause }

  async function attempt<T>(within: Within, work: Work<T>): Promise<T> {
    try {
      return await inTime({ source, ...within }, work)
    } catch (error) {
      if (isSourceError(error)) throttle.heard(error)
      throw error
    }
  }

  return {
    async run(call, work) {
      // Taken now: a call that has waited for its turn is started by whoever ended before it.
      const scope = currentScope()
      const startedAt = clock().getTime()
      const heard: Attempt['heard'] = { status: null, bytes: 0 }
      let attempts = 0
      // Until it has succeeded.
      let failure: CallRecord['failure'] = 'SOURCE_UNAVAILABLE'
      try {
        const end = requestEnd(source, scope, clock)
        const repeatable = {
          safe: call.safe,
          deadline: scope?.deadline ?? Number.POSITIVE_INFINITY,
          signal: end.signal,
        }
        const once = () => {
          if (attempts === 0) budget.earn()
          attempts += 1
          return attempt({ timeoutMs: call.timeoutMs ?? limits.timeoutMs, end, heard }, work)
        }
        const inTurn = () =>
          places.execute(() => {
            if (end.signal?.aborted) throw cutShort(source)
            throttle.pass()
            return breaker.execute(once)
          })
        const result = await end.orEnd(() => withRetries(tools, repeatable, inTurn))
        failure = null
        return result
      } catch (thrown) {
        const error = toSourceError(source, thrown, limits.breakMs)
        failure = error.code
        throw error
      } finally {
        const { verb, route, batchSize = 1 } = call
        const durationMs = clock().getTime() - startedAt
        const circuit = breaker.circuit()
        const times = { startedAt, durationMs, attempts }
        const record = { source, verb, route, batchSize, ...times, circuit, failure, ...heard }
        scope?.record(record)
        observe?.(record)
      }
    },
  }
}

type Work<T> = (attempt: Attempt) => Promise<T>

interface Within {
  readonly timeoutMs: number
  readonly end: RequestEnd
  readonly heard: Attempt['heard']
}

interface Attempted extends Within {
  readonly source: string
}

/** One attempt within its own time and its request's; what comes after that is not heard. */
async function inTime<T>({ source, timeoutMs, end, heard }: Attempted, work: Work<T>): Promise<T> {
  heard.status = null
  heard.bytes = 0
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = end.signal ? AbortSignal.any([timeout, end.signal]) : timeout
  try {
    return await firstOf(work({ signal, heard }), signal)
  } catch (cause) {
    // Once it is over, whatever the work says of it is an echo.
    if (end.signal?.aborted) throw cutShort(source, cause)
    if (!timeout.aborted) throw cause
    throw new SourceError(source, 'SOURCE_TIMEOUT', `no answer within ${timeoutMs} ms`, { cause })
  }
}

function toSourceError(source: string, error: unknown, breakMs: number): SourceError {
  if (isSourceError(error)) return error
  if (error instanceof BrokenCircuitError) {
    const retryAfterSeconds = Math.ceil(breakMs / 1000)
    return new SourceError(source, 'CIRCUIT_OPEN', 'not asked: it failed repeatedly', { retryAfterSeconds })
  }
  if (error instanceof BulkheadRejectedError) {
    return new SourceError(source, 'SOURCE_UNAVAILABLE', 'too many calls wait for it', { cause: error })
  }
  // Whatever a system can do has been named where it was met: this is a bug, and passes through.
  throw error
}

async function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal ? { signal } : {})
}
