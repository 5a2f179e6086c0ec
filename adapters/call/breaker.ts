import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'
import { isSourceError } from '../error.ts'
import type { CallLimits } from './limits.ts'
import type { Circuit } from './scope.ts'
import { isCutShort } from './time-limit.ts'

/** The breaker of one system. */
export interface Breaker {
  /** Makes the call, or throws cockatiel's `BrokenCircuitError` at once. While one call tries a system again, others wait for what comes of it. */
  execute<T>(work: () => Promise<T>): Promise<T>
  circuit(): Circuit
}

/**
 * A breaker that opens after so many outages in a row, and lets one call through when its time is over. Outages are silence
 * (SOURCE_TIMEOUT) and SOURCE_UNAVAILABLE: no connection, a connection that broke, HTTP 5xx. A 4xx of any kind, throttling and
 * an unreadable answer are none: the system is there.
 */
export function createBreaker({ breakAfter, breakMs }: Pick<CallLimits, 'breakAfter' | 'breakMs'>): Breaker {
  const policy: CircuitBreakerPolicy = circuitBreaker(
    handleWhen((error) => isOutage(error, policy.state)),
    { halfOpenAfter: breakMs, breaker: new ConsecutiveBreaker(breakAfter) },
  )
  return { execute: (work) => policy.execute(work), circuit: () => CIRCUIT[policy.state] }
}

const CIRCUIT: Readonly<Record<CircuitState, Circuit>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.Isolated]: 'OPEN',
}

/**
 * A call cut short by its own request says nothing of the system, and so does not open the breaker; nor does it prove a
 * system well that is being tried again. Any other silence or outage counts against it.
 */
function isOutage(error: unknown, state: CircuitState): boolean {
  if (isCutShort(error)) return state === CircuitState.HalfOpen
  return isSourceError(error) && (error.code === 'SOURCE_TIMEOUT' || error.code === 'SOURCE_UNAVAILABLE')
}
