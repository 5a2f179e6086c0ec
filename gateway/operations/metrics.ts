import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CallRecord } from '../../adapters/call/scope.ts'
import { ERROR_CODES } from '../../adapters/error.ts'
import type { Clock } from '../../adapters/time.ts'
import { PROTOCOL_CODES } from '../errors.ts'
import type { OperationSummary } from '../request.ts'
import { atMost, type OperationNames, OTHER } from './bounded.ts'
import { lookout, type Watched } from './lookout.ts'
import { METRICS, type MetricName, type MetricRow } from './metric-table.ts'
import type { Refused } from './why-refused.ts'

/** A GraphQL request that has been answered. */
interface Ended {
  readonly status: number
  readonly seconds: number
  /** Null where it did not come so far. */
  readonly summary: OperationSummary | null
  readonly refused: Refused | null
}

/** One call of a method of the ledger. */
interface LedgerCall {
  /** `identity`, `marks`, ... */
  readonly store: string
  readonly method: string
  readonly seconds: number
  readonly ok: boolean
}

/** A process's numbers. Nothing personal, and no label without bounds, is in them. */
export interface Metrics {
  begun(): void
  /** So many more live answers are open, or fewer. */
  streams(more: 1 | -1): void
  ended(request: Ended): void
  /** A request was refused before it was one for the graph. */
  refused(refused: Refused): void
  called(call: CallRecord): void
  /** `code` is null for a fetch without an error. */
  fetched(subgraph: string, seconds: number, code: string | null): void
  looked(found: { readonly hit: number; readonly absent: number; readonly miss: number }): void
  cacheAvailable(available: boolean): void
  ledgerCalled(call: LedgerCall): void
  observed(kind: string, source: string, count: number): void
  /** Who is asked, whenever the numbers are read, for what no event tells; the last one counts. */
  watch(house: Watched): void
  /** The numbers in Prometheus' text format, and the media type of that. */
  text(): Promise<string>
  readonly contentType: string
  close(): void
}

export interface MetricsOptions {
  /** `up`, `gateway` or `subgraph`. */
  readonly process: string
  /** The subgraph's name; empty for the others. */
  readonly subgraph: string
  readonly names: OperationNames
  readonly clock: Clock
}

/** From a cached answer to a request that runs out of time, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const LEDGER_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 10]

const CODES: ReadonlySet<string> = new Set([...ERROR_CODES, ...PROTOCOL_CODES])
const CIRCUITS: Readonly<Record<CallRecord['circuit'], number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 }

/** Starts counting, in a registry of its own. */
export function createMetrics({ process, subgraph, names, clock }: MetricsOptions): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const of = instruments(registry)
  const route = atMost(500)
  const check = atMost(100)
  of.gauge('couture_process_info').set({ process, subgraph }, 1)
  of.gauge('couture_cache_available').set(1)
  const inFlight = of.gauge('couture_requests_in_flight')
  const streams = of.gauge('couture_live_streams')
  const requests = of.counter('couture_requests_total')
  const durations = of.histogram('couture_request_duration_seconds')
  const errors = of.counter('couture_request_errors_total')
  const refusals = of.counter('couture_refusals_total')
  const fetches = of.histogram('couture_subgraph_fetch_duration_seconds')
  const calls = of.counter('couture_system_calls_total')
  const callDurations = of.histogram('couture_system_call_duration_seconds')
  const retries = of.counter('couture_system_retries_total')
  const circuit = of.gauge('couture_system_circuit')
  const reads = of.counter('couture_cache_reads_total')
  const available = of.gauge('couture_cache_available')
  const ledger = of.histogram('couture_ledger_duration_seconds', LEDGER_BUCKETS)
  const identity = of.counter('couture_identity_observed_total')
  const { watch, look } = lookout(of, clock)
  const refuse = (refused: Refused) => refusals.inc({ code: refused.code, check: check(refused.check) })
  return {
    begun: () => inFlight.inc(),
    streams: (more) => streams.inc(more),
    ended({ status, seconds, summary, refused }) {
      inFlight.dec()
      const operation = names.label(summary?.operation ?? null)
      const type = summary?.type ?? 'none'
      requests.inc({ operation, type, status })
      durations.observe({ operation, type }, seconds)
      for (const [code, count] of Object.entries(summary?.codes ?? {}))
        errors.inc({ code: codeLabel(code) }, count)
      if (refused) refuse(refused)
    },
    refused: refuse,
    called(call) {
      const { source, failure, durationMs, attempts } = call
      const labels = { source, route: route(call.route) }
      calls.inc({ ...labels, outcome: failure ?? 'ok' })
      callDurations.observe(labels, durationMs / 1_000)
      retries.inc({ source }, Math.max(0, attempts - 1))
      circuit.set({ source }, CIRCUITS[call.circuit])
    },
    fetched: (name, seconds, code) =>
      fetches.observe({ subgraph: name, outcome: code === null ? 'ok' : codeLabel(code) }, seconds),
    looked(found) {
      for (const [outcome, count] of Object.entries(found)) reads.inc({ outcome }, count)
    },
    cacheAvailable: (is) => available.set(is ? 1 : 0),
    ledgerCalled: ({ store, method, seconds, ok }) =>
      ledger.observe({ store, method, outcome: ok ? 'ok' : 'failed' }, seconds),
    observed: (kind, source, count) => identity.inc({ kind, source }, count),
    watch,
    async text() {
      await look()
      return registry.metrics()
    },
    contentType: registry.contentType,
    close: () => registry.clear(),
  }
}

function codeLabel(code: string): string {
  return CODES.has(code) ? code : OTHER
}

/** Makes each metric as the table has it. */
function instruments(registry: Registry) {
  const rows: Readonly<Record<MetricName, MetricRow>> = METRICS
  const made = new Map<MetricName, Gauge>()
  const settings = (name: MetricName) => {
    const { help, labels } = rows[name]
    return { name, help, labelNames: [...labels], registers: [registry] }
  }
  return {
    counter: (name: MetricName) => new Counter(settings(name)),
    histogram: (name: MetricName, buckets = BUCKETS) => new Histogram({ ...settings(name), buckets }),
    gauge(name: MetricName) {
      const gauge = made.get(name) ?? new Gauge(settings(name))
      made.set(name, gauge)
      return gauge
    },
  }
}
