import { currentScope, type Scope, withScope } from '../../call/scope.ts'
import { SourceError } from '../../error.ts'
import type { Clock } from '../../time.ts'

/** Longest wait for work of somebody else's request, ms; the pipeline's own time limits are below it. */
const PATIENCE = 60_000

/**
 * Begins work whose result other requests will wait for or use: it does not end when the request that began it is
 * given up, though its calls are told to that request's recorder.
 */
export function beginShared<T>(work: () => Promise<T>): Promise<T> {
  const scope = currentScope()
  if (!scope) return work()
  const own: Scope = {
    deadline: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    record: scope.record,
  }
  return withScope(own, work)
}

/** Waits for shared work no longer than the present request has time. Throws SOURCE_TIMEOUT. */
export function awaitShared<T>(source: string, clock: Clock, work: Promise<T>): Promise<T> {
  const scope = currentScope()
  if (!scope) return work
  const left = Math.min(Math.max(0, Math.floor(scope.deadline - clock().getTime())), PATIENCE)
  const given = AbortSignal.any([AbortSignal.timeout(left), scope.signal])
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new SourceError(source, 'SOURCE_TIMEOUT', 'the request has no time left'))
    if (given.aborted) giveUp()
    given.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject)
  })
}

export interface KeptOptions {
  readonly source: string
  readonly clock: Clock
  /** How long a value is good, ms. */
  readonly ttlMs: number
}

/**
 * Keeps what `load` brings for a bounded time and loads each key once however many ask at the same time. A failed
 * load is not kept. Keys must be few: configured names, or names the system itself gave.
 */
export function keepFor<T>(
  { source, clock, ttlMs }: KeptOptions,
  load: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly since: number; readonly value: Promise<T>; done: boolean }>()
  return (key) => {
    const now = clock().getTime()
    const known = kept.get(key)
    if (known && now - known.since < ttlMs) {
      return known.done ? known.value : awaitShared(source, clock, known.value)
    }
    const entry = { since: now, value: beginShared(() => load(key)), done: false }
    kept.set(key, entry)
    entry.value.then(
      () => {
        entry.done = true
      },
      () => {
        if (kept.get(key) === entry) kept.delete(key)
      },
    )
    return awaitShared(source, clock, entry.value)
  }
}
