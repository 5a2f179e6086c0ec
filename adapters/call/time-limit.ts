import { isSourceError, SourceError } from '../error.ts'
import type { Clock } from '../time.ts'
import type { Scope } from './scope.ts'

const CUT_SHORT = 'the request ended first'

/** A timer of more milliseconds fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The end of the request on whose behalf a call is made: its deadline, or its caller has gone. */
export interface RequestEnd {
  /** Aborts at the end; null for work outside a request, which has none. */
  readonly signal: AbortSignal | null
  /** The work, or at the end of the request a SOURCE_TIMEOUT, whatever the work still waits for. */
  orEnd<T>(work: () => Promise<T>): Promise<T>
}

/** The end of a request, seen by calls to one source. */
export function requestEnd(source: string, scope: Scope | undefined, clock: Clock): RequestEnd {
  if (!scope) return { signal: null, orEnd: (work) => work() }
  const left = scope.deadline - clock().getTime()
  if (left <= 0 || scope.signal.aborted) {
    return { signal: AbortSignal.abort(), orEnd: () => Promise.reject(cutShort(source)) }
  }
  // Work that many requests share has no deadline of its own.
  const signal = AbortSignal.any([
    scope.signal,
    AbortSignal.timeout(Math.min(Math.ceil(left), LONGEST_TIMER)),
  ])
  return { signal, orEnd: (work) => firstOf(work(), signal, () => cutShort(source)) }
}

/** The work, or a rejection as soon as the signal aborts, whatever the work still waits for. */
export function firstOf<T>(
  work: Promise<T>,
  signal: AbortSignal,
  over: () => unknown = () => signal.reason,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(over())
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}

/** A failure that says nothing of the system: the request it was made for ended before the answer came. */
export function cutShort(source: string, cause?: unknown): SourceError {
  return new SourceError(source, 'SOURCE_TIMEOUT', CUT_SHORT, { cause })
}

/** Tells `cutShort` from a system that did not answer in its own time. */
export function isCutShort(error: unknown): boolean {
  return isSourceError(error) && error.code === 'SOURCE_TIMEOUT' && error.message.endsWith(CUT_SHORT)
}
