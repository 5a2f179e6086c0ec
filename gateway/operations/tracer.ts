import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node'
import type { Clock } from '../../adapters/time.ts'
import type { Log } from '../log.ts'
import type { Attributes, Span, SpanOptions, Tracer } from './span.ts'

export interface TracerOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly sampleRatio: number
  readonly service: string
  /** Which process of the graph this is: `gateway`, `subgraph orders`. */
  readonly process: string
  readonly clock: Clock
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number
  readonly log: Log
}

/** How long a collector may take, and how often it is told: a slow one costs spans and no request. */
const EXPORT_MS = 5_000
const EVERY_MS = 1_000

/**
 * The way to an OpenTelemetry collector over OTLP/HTTP in JSON. Nothing is registered globally: no library of this process finds
 * a tracer it was not given. What the collector does not take is dropped, and logged once until it takes something again.
 */
export function createTracer(options: TracerOptions): Tracer {
  const { url, headers, sampleRatio, service, process, clock, monotonic, log } = options
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: EXPORT_MS })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'couture.process': process }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    spanProcessors: [
      new BatchSpanProcessor(toldOf(exporter, log), {
        scheduledDelayMillis: EVERY_MS,
        // The exporter gives up first: given up on, what it says in the end would come when nobody listens any more.
        exportTimeoutMillis: EXPORT_MS + 1_000,
      }),
    ],
  })
  const otel = provider.getTracer('couture')
  // Milliseconds alone are too coarse for what one process does.
  const offset = clock().getTime() - monotonic()
  const now = () => offset + monotonic()
  const begin = (
    name: string,
    { kind, attributes = {}, atMs = now() }: SpanOptions,
    parent: Context,
  ): Span => {
    const span = otel.startSpan(
      name,
      { kind: SpanKind[kind], attributes: { ...attributes }, startTime: atMs },
      parent,
    )
    const own = trace.setSpan(ROOT_CONTEXT, span)
    return {
      traceparent: traceparentOf(span),
      child: (of, more) => begin(of, more, own),
      set: (more: Attributes) => void span.setAttributes({ ...more }),
      end(code, at = now()) {
        if (code !== null)
          span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR, message: code })
        span.end(Math.max(at, atMs))
      },
    }
  }
  return {
    begin: (name, { traceparent = null, ...more }) => begin(name, more, parentOf(traceparent)),
    // What could not be sent has been told of, where it failed.
    close: () => provider.shutdown().catch(() => undefined),
  }
}

/** `version-traceid-parentid-flags` (W3C Trace Context, section 3.2). */
function traceparentOf(span: OtelSpan): string {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0')}`
}

/** The context of a caller's span; that of nobody for a header of another form. Ids of zeros alone the library takes for none. */
function parentOf(traceparent: string | null): Context {
  const match = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent ?? '')
  const [, traceId = '', spanId = '', flags = '00'] = match ?? []
  if (!match) return ROOT_CONTEXT
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true })
}

/** An exporter whose failures an operator hears of: once, until it succeeds again. */
function toldOf(exporter: SpanExporter, log: Log): SpanExporter {
  let failing = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== 0
        if (failed && !failing) log.warn('tracing.away', { spans: spans.length })
        if (!failed && failing) log.info('tracing.back')
        failing = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}
