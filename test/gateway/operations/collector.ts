import { createServer } from 'node:http'
import { freePort } from '../../sandbox/free-port.ts'

/** A span as a collector got it. */
export interface Collected {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  /** `service.name` and `couture.process`. */
  readonly service: string
  readonly process: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  /** Null where nothing went wrong. */
  readonly error: string | null
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly endedAt: number
}

/** An OTLP/HTTP collector of the test's own: takes JSON at `/v1/traces`. */
export interface Collector {
  readonly url: string
  readonly spans: readonly Collected[]
  /** Everything it got, as it came: bodies and headers. */
  readonly heard: readonly string[]
  /** What it answers from now on. */
  answer(status: number): void
  forget(): void
  close(): Promise<void>
}

/** Starts one on a free port. */
export async function startCollector(): Promise<Collector> {
  const spans: Collected[] = []
  const heard: string[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`, body)
      if (status === 200) spans.push(...spansOf(body))
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    spans,
    heard,
    answer(next) {
      status = next
    },
    forget() {
      spans.length = 0
      heard.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The parts of OTLP's JSON (`ExportTraceServiceRequest`) that are looked at. */
interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[]
  }[]
}

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, string | number | boolean>>
}

interface ExportedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly status: { readonly code?: number; readonly message?: string }
}

function spansOf(body: string): Collected[] {
  const { resourceSpans } = JSON.parse(body) as Exported
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const told = toRecord(resource.attributes)
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId || null,
        service: String(told['service.name']),
        process: String(told['couture.process']),
        attributes: toRecord(span.attributes),
        error: span.status.code === 2 ? (span.status.message ?? '') : null,
        startedAt: Number(span.startTimeUnixNano) / 1e6,
        endedAt: Number(span.endTimeUnixNano) / 1e6,
      })),
    )
  })
}

function toRecord(attributes: readonly Attribute[]): Record<string, string | number | boolean> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] ?? '']))
}

/** The spans below one, as nested names in the order of their names; `null` for the traces' roots. */
export function childrenOf(spans: readonly Collected[], parent: Collected | null): readonly Collected[] {
  return spans
    .filter((span) => (parent === null ? isRoot(span, spans) : span.parentSpanId === parent.spanId))
    .sort((left, right) => left.name.localeCompare(right.name))
}

function isRoot({ parentSpanId }: Collected, spans: readonly Collected[]): boolean {
  return !spans.some(({ spanId }) => spanId === parentSpanId)
}
