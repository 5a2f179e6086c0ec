import { performance } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../adapters/time.ts'
import type { Config } from '../config/config.ts'
import type { Summaries } from '../http/app.ts'
import type { HealthOptions } from '../http/health.ts'
import { refusalOf } from '../http/refusals.ts'
import type { Log } from '../log.ts'
import type { Parts } from '../parts.ts'
import type { OperationSummary } from '../request.ts'
import { createOperationNames, namesIn, type OperationNames } from './bounded.ts'
import type { Watched } from './lookout.ts'
import { measuredParts } from './measured-parts.ts'
import type { Metrics } from './metrics.ts'
import type { Span, Tracer } from './span.ts'
import { createWatch, type RequestWatch, UNWATCHED } from './watch.ts'

/** What a process tells of itself at work: metrics and traces, as far as they are configured. */
export interface Instruments {
  /** Parts whose systems, cache and ledger are measured. */
  dress(parts: Parts): Parts
  /** Who is asked whenever the metrics are read. */
  watch(house: Watched): void
  /** Follows every request for `/graphql` of a server. */
  follow(app: FastifyInstance, followed: Followed): Watches
  /** Opens the metrics' port. Throws `RefusedToServe` when it is taken. Answers with its URL; null without one. */
  serve(health: HealthOptions): Promise<string | null>
  /** Closes the port and sends the last spans. May be called twice. */
  close(): Promise<void>
}

/** The watches of a server's requests. */
export interface Watches {
  of(request: FastifyRequest): RequestWatch
  /** Begins to follow one of the operations of a request that stays open and is answered again and again. */
  begin(request: FastifyRequest): FollowedOperation
  /** Counts such a request, until what it answers is called, once. */
  open(): () => void
}

/** One operation that is followed for itself. */
interface FollowedOperation {
  readonly watch: RequestWatch
  end(ended: { readonly status: number; readonly summary: OperationSummary | null }): void
}

/** Where nothing is measured. */
const NO_WATCHES: Watches = {
  of: () => UNWATCHED,
  begin: () => ({ watch: UNWATCHED, end: () => {} }),
  open: () => () => {},
}

interface Followed {
  readonly summaries: Summaries
  /** Whether whoever asks may go on with a trace of theirs; for a gateway the configuration decides. */
  readonly isSubgraph: boolean
}

export interface InstrumentsOptions {
  readonly config: Pick<Config, 'metrics' | 'tracing'>
  readonly process: 'up' | 'gateway' | 'subgraph'
  /** The name of the subgraph of this process, and how far above the configured port its metrics are. */
  readonly subgraph?: { readonly name: string; readonly portOffset: number }
  /** Operations that are known by name from the start. */
  readonly operations: readonly { readonly query: string }[]
  readonly clock: Clock
  readonly log: Log
}

/** Nothing is measured. */
export const NO_INSTRUMENTS: Instruments = {
  dress: (parts) => parts,
  watch: () => {},
  follow: () => NO_WATCHES,
  serve: async () => null,
  close: async () => {},
}

/** Opens what the configuration asks for. The libraries of what it does not ask for are not even loaded. */
export async function openInstruments(options: InstrumentsOptions): Promise<Instruments> {
  const { config, subgraph, clock, log } = options
  if (!config.metrics && !config.tracing) return NO_INSTRUMENTS
  const names = createOperationNames()
  names.know([
    ...(config.metrics?.operations ?? []),
    ...options.operations.flatMap(({ query }) => namesIn(query)),
  ])
  const metrics = config.metrics ? await openMetrics(options, names) : null
  const tracer = config.tracing ? await openTracer(config.tracing, options) : null
  const monotonic = () => performance.now()
  let server: { stop(): Promise<void> } | null = null
  let closing: Promise<void> | null = null
  const close = async () => {
    await server?.stop()
    await tracer?.close()
    metrics?.close()
  }
  return {
    dress: (parts) => (metrics ? measuredParts(parts, metrics, monotonic) : parts),
    watch: (house) => metrics?.watch(house),
    follow: (app, followed) =>
      follow(app, {
        ...followed,
        metrics,
        tracer,
        names,
        clock,
        monotonic,
        trusted: followed.isSubgraph || config.tracing?.trustIncoming === true,
      }),
    async serve(health) {
      if (!config.metrics || !metrics) return null
      const { host, port } = config.metrics
      const own = port === 0 ? 0 : port + (subgraph?.portOffset ?? 0)
      const { startMetricsServer } = await import('./metrics-server.ts')
      const started = await startMetricsServer({ host, port: own, metrics, health })
      server = started
      log.info('metrics.listening', { url: `${started.url}/metrics` })
      return started.url
    },
    close: () => (closing ??= close()),
  }
}

async function openMetrics(
  { process, subgraph, clock }: InstrumentsOptions,
  names: OperationNames,
): Promise<Metrics> {
  const { createMetrics } = await import('./metrics.ts')
  return createMetrics({ process, subgraph: subgraph?.name ?? '', names, clock })
}

async function openTracer(
  tracing: NonNullable<Config['tracing']>,
  { process, subgraph, clock, log }: InstrumentsOptions,
): Promise<Tracer> {
  const { createTracer } = await import('./tracer.ts')
  const own = subgraph ? `${process} ${subgraph.name}` : process
  return createTracer({ ...tracing, process: own, clock, log, monotonic: () => performance.now() })
}

interface Following extends Followed {
  readonly metrics: Metrics | null
  readonly tracer: Tracer | null
  readonly names: OperationNames
  readonly clock: Clock
  readonly monotonic: () => number
  readonly trusted: boolean
}

/** What follows one operation, from its first byte to its last. */
interface Watching {
  readonly watch: RequestWatch
  readonly span: Span | null
}

/** Hooks that begin a request's watch with its first byte and end it with its last. */
function follow(app: FastifyInstance, following: Following): Watches {
  const { metrics, monotonic, summaries } = following
  const watches = new WeakMap<FastifyRequest, Watching>()
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.url === '/graphql') watches.set(request, begin(request, following))
  })
  app.addHook('onResponse', async (request, reply) => {
    const known = watches.get(request)
    const refused = refusalOf(request)
    if (known) {
      const { statusCode: status, elapsedTime } = reply
      const summary = summaries.get(request) ?? null
      end(known, following, { status, seconds: elapsedTime / 1_000, summary, refused })
    } else if (refused) {
      // Refused before anything else looked at it: another host's name, a malformed request, another address.
      metrics?.refused(refused)
    }
  })
  return {
    of: (request) => watches.get(request)?.watch ?? UNWATCHED,
    begin(request) {
      const startedAt = monotonic()
      const known = begin(request, following)
      return {
        watch: known.watch,
        end: (ended) =>
          end(known, following, { ...ended, seconds: (monotonic() - startedAt) / 1_000, refused: null }),
      }
    },
    open() {
      metrics?.streams(1)
      return () => metrics?.streams(-1)
    },
  }
}

function begin({ id, method, headers, routeOptions }: FastifyRequest, following: Following): Watching {
  const { metrics, tracer, clock, monotonic, trusted } = following
  const { traceparent } = headers
  const span =
    tracer?.begin('request', {
      kind: 'SERVER',
      atMs: clock().getTime(),
      traceparent: trusted && typeof traceparent === 'string' ? traceparent : null,
      attributes: {
        'couture.request_id': id,
        'http.request.method': method,
        'http.route': routeOptions.url ?? '',
      },
    }) ?? null
  metrics?.begun()
  return { span, watch: createWatch({ metrics, span, monotonic }) }
}

function end(
  { span }: Watching,
  { metrics, names }: Following,
  { status, seconds, summary, refused: before }: Parameters<Metrics['ended']>[0],
): void {
  const refused = summary?.refused ?? before
  if (summary?.registered && summary.operation) names.know([summary.operation])
  metrics?.ended({ status, seconds, summary, refused })
  endSpan(span, { status, summary, refused, names })
}

interface EndedSpan extends Pick<Parameters<Metrics['ended']>[0], 'status' | 'summary' | 'refused'> {
  readonly names: OperationNames
}

function endSpan(span: Span | null, { status, summary, refused, names }: EndedSpan): void {
  if (!span) return
  const codes = Object.keys(summary?.codes ?? {})
  span.set({
    'http.response.status_code': status,
    ...(summary && { 'graphql.operation.name': names.label(summary.operation) }),
    ...(summary?.type && { 'graphql.operation.type': summary.type }),
    ...(summary?.viewer && { 'couture.viewer.kind': summary.viewer }),
    ...(codes.length > 0 && { 'couture.error_codes': codes.sort().join(' ') }),
    ...(refused && { 'couture.refused.check': refused.check }),
  })
  span.end(refused?.code ?? (status >= 500 ? 'INTERNAL' : null))
}
