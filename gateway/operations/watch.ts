import type { CallRecord } from '../../adapters/call/scope.ts'
import type { Metrics } from './metrics.ts'
import type { Span } from './span.ts'

/** The gateway's own work on a request, in order. Planning ends before execution begins. */
type Phase = 'parse' | 'validate' | 'plan' | 'execute'

/** Follows one request through a process, for metrics and traces. */
export interface RequestWatch {
  /** A call to a system was made on the request's behalf, and not in a fetch. */
  called(call: CallRecord): void
  begin(phase: Phase): void
  /** Ends a phase, if it has begun; `code` is null where nothing went wrong. */
  end(phase: Phase, code: string | null): void
  /** A fetch of the query plan begins. */
  fetch(subgraph: string): FetchWatch
}

/** Follows one fetch. */
interface FetchWatch {
  /** The header `traceparent` for a subgraph in another process of ours; null without a trace. */
  readonly traceparent: string | null
  called(call: CallRecord): void
  end(code: string | null): void
}

/** Where nothing is measured. */
export const UNWATCHED: RequestWatch = {
  called: () => {},
  begin: () => {},
  end: () => {},
  fetch: () => ({ traceparent: null, called: () => {}, end: () => {} }),
}

export interface WatchOptions {
  readonly metrics: Pick<Metrics, 'fetched'> | null
  /** The request's own span. */
  readonly span: Span | null
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number
}

/** A watch that tells metrics of fetches, and a trace of phases, fetches and calls. */
export function createWatch({ metrics, span, monotonic }: WatchOptions): RequestWatch {
  const phases = new Map<Phase, Span>()
  return {
    called: (call) => addCall(span, call),
    begin(phase) {
      if (span) phases.set(phase, span.child(phase, { kind: 'INTERNAL' }))
    },
    end(phase, code) {
      phases.get(phase)?.end(code)
      phases.delete(phase)
    },
    fetch(subgraph) {
      const startedAt = monotonic()
      const parent = phases.get('execute') ?? span
      const own = parent?.child(`fetch ${subgraph}`, {
        kind: 'CLIENT',
        attributes: { 'couture.subgraph': subgraph },
      })
      return {
        traceparent: own?.traceparent ?? null,
        called(call) {
          // The way to a subgraph elsewhere is the fetch itself.
          if (call.source === subgraph && call.route === 'graphql') own?.set(tellOf(call))
          else addCall(own ?? null, call)
        },
        end(code) {
          own?.end(code)
          metrics?.fetched(subgraph, (monotonic() - startedAt) / 1_000, code)
        },
      }
    },
  }
}

/** A call is known when it is over: its span is made from its record. */
function addCall(parent: Span | null, call: CallRecord): void {
  if (!parent) return
  const { source, verb, route, startedAt, durationMs, failure } = call
  const span = parent.child(`${verb} ${route}`, {
    kind: 'CLIENT',
    atMs: startedAt,
    attributes: { 'couture.system': source, 'couture.route': route, ...tellOf(call) },
  })
  span.end(failure, startedAt + durationMs)
}

function tellOf({ attempts, batchSize, bytes, status, circuit }: CallRecord) {
  return {
    'couture.attempts': attempts,
    'couture.batch_size': batchSize,
    'couture.bytes': bytes,
    'couture.circuit': circuit,
    ...(status !== null && { 'http.response.status_code': status }),
  }
}
