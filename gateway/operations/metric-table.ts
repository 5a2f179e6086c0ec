/** One metric as Prometheus knows it. `docs/operators.md` lists the same, held together by a test. */
export interface MetricRow {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  /** Every label has a bounded set of values: words of the code, names of the configuration. */
  readonly labels: readonly string[]
}

/** Every metric of ours; those of Node (`nodejs_*`, `process_*`) are `prom-client`'s. */
export const METRICS = {
  couture_process_info: {
    type: 'gauge',
    help: 'always 1; which process this is: up, gateway, or subgraph and its name',
    labels: ['process', 'subgraph'],
  },
  couture_requests_total: {
    type: 'counter',
    help: 'GraphQL requests that were answered, refused ones too',
    labels: ['operation', 'type', 'status'],
  },
  couture_request_duration_seconds: {
    type: 'histogram',
    help: 'time from the first byte of a request to the last of its answer',
    labels: ['operation', 'type'],
  },
  couture_requests_in_flight: { type: 'gauge', help: 'GraphQL requests under way', labels: [] },
  couture_live_streams: { type: 'gauge', help: 'live answers that are open', labels: [] },
  couture_request_errors_total: { type: 'counter', help: 'errors in answers', labels: ['code'] },
  couture_refusals_total: {
    type: 'counter',
    help: 'requests refused as a whole, before any system was asked',
    labels: ['code', 'check'],
  },
  couture_subgraph_fetch_duration_seconds: {
    type: 'histogram',
    help: 'fetches of query plans; ok, or the code of the first error',
    labels: ['subgraph', 'outcome'],
  },
  couture_system_calls_total: {
    type: 'counter',
    help: 'calls to systems, in requests and outside; ok, or the code of the failure',
    labels: ['source', 'route', 'outcome'],
  },
  couture_system_call_duration_seconds: {
    type: 'histogram',
    help: 'time of a call to a system, waits and repetitions included',
    labels: ['source', 'route'],
  },
  couture_system_retries_total: {
    type: 'counter',
    help: 'repetitions of calls, beyond the first attempt of each',
    labels: ['source'],
  },
  couture_system_circuit: {
    type: 'gauge',
    help: 'breaker after the last call: 0 closed, 1 half open, 2 open',
    labels: ['source'],
  },
  couture_cache_reads_total: {
    type: 'counter',
    help: 'keys looked up in the cache: hit, absent (a hit that says there is none), miss',
    labels: ['outcome'],
  },
  couture_cache_available: {
    type: 'gauge',
    help: '1 while the cache answers, 0 while it is away',
    labels: [],
  },
  couture_ledger_duration_seconds: {
    type: 'histogram',
    help: 'reads and writes of the ledger, those of a store within one as `outbox.take`; ok or failed',
    labels: ['store', 'method', 'outcome'],
  },
  couture_identity_observed_total: {
    type: 'counter',
    help: 'cross-references written to the identity ledger by this process',
    labels: ['kind', 'source'],
  },
  couture_identity_filled: {
    type: 'gauge',
    help: '1 once the cross-references of every system have been read to their end',
    labels: [],
  },
  couture_outbox_entries: {
    type: 'gauge',
    help: 'what systems are still to be told (QUEUED), was given up (DEAD), or discarded; the same in every process of a ledger',
    labels: ['system', 'state'],
  },
  couture_outbox_oldest_seconds: {
    type: 'gauge',
    help: 'how long ago the oldest of them was queued',
    labels: ['system', 'state'],
  },
} as const satisfies Readonly<Record<string, MetricRow>>

export type MetricName = keyof typeof METRICS
