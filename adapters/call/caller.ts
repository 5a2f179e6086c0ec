import { type Dispatcher, Pool } from 'undici'
import { isSourceError, SourceError } from '../error.ts'
import type { Clock } from '../time.ts'
import { CALL_DEFAULTS, type CallLimits } from './limits.ts'
import { outageOf } from './outage.ts'
import { type Attempt, createGuard, type GuardOptions } from './resilient.ts'
import type { CallRecord } from './scope.ts'

/** One HTTP call an adapter wants made. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path and query below the system's base URL, already encoded; or an absolute URL of the same origin. */
  readonly path: string
  /** Route template for records and metrics, without values: `A_SalesOrder`. */
  readonly route: string
  /** How many keys are asked for; 1 unless said. */
  readonly batchSize?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /**
   * Whether a POST may be repeated after an outage: it only reads, or carries a key by which the system does it once. A GET always may.
   * @default false
   */
  readonly safe?: boolean
  /** Longest time for one attempt, where it is another than the system's: some writes take long. */
  readonly timeoutMs?: number
}

/** What came back: any status below 500 but 429, which the pipeline has turned into a `SourceError`. */
export interface Answer {
  readonly status: number
  /** Lower-case names; a repeated header is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** The way to one system. Every HTTP call of an adapter goes through here and nowhere else. */
export interface Caller {
  call(request: Call): Promise<Answer>
  close(): Promise<void>
}

export interface CallerOptions extends Pick<GuardOptions, 'random' | 'pause'> {
  /** The source's configured name. */
  readonly source: string
  /** `https://host[:port]`, with a path below which all calls go. */
  readonly baseUrl: string
  /** What differs from `CALL_DEFAULTS`. */
  readonly limits?: Partial<CallLimits>
  /** Largest answer in bytes; a larger one is cut off as BAD_RESPONSE. @default 20 MiB */
  readonly maxBytes?: number
  /** TLS settings: custom CA, client certificate (PEM). */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  /** The vendor's own way of saying "no more": the failure such an answer stands for, null for any other. A 429 is known. */
  readonly throttled?: (answer: Answer) => SourceError | null
  readonly clock: Clock
  /** Told of every call, in a request or outside one: metrics and source health. */
  readonly observe?: (call: CallRecord) => void
}

/**
 * The pipeline under every HTTP adapter: one connection pool per system behind its guard (`resilient.ts`), a size limit, and the closed
 * list of codes. A 429 is RATE_LIMITED, a 5xx SOURCE_UNAVAILABLE (both with `Retry-After`), no answer in time SOURCE_TIMEOUT;
 * redirects are not followed. Other statuses are the adapter's to read. Nothing else repeats a call: the pool does not.
 */
export function createCaller(options: CallerOptions): Caller {
  const { source, clock, observe, limits, random, pause } = options
  const guard = createGuard({
    source,
    clock,
    ...(limits && { limits }),
    ...(observe && { observe }),
    ...(random && { random }),
    ...(pause && { pause }),
  })
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`)
  const { concurrency } = { ...CALL_DEFAULTS, ...limits }
  const pool = new Pool(base.origin, { connections: concurrency, connect: options.tls ?? {} })
  const way: Way = { options, base, pool }
  return {
    call: (request) => {
      const { method: verb, route, batchSize = 1, safe = verb === 'GET', timeoutMs } = request
      const own = timeoutMs === undefined ? {} : { timeoutMs }
      return guard.run({ verb, route, batchSize, safe, ...own }, (attempt) => send(way, request, attempt))
    },
    close: () => pool.close(),
  }
}

/** The way to a system: its pool and what is known of it. */
interface Way {
  readonly options: CallerOptions
  readonly base: URL
  readonly pool: Pool
}

async function send({ options, base, pool }: Way, request: Call, attempt: Attempt): Promise<Answer> {
  const { source, clock, throttled } = options
  const url = new URL(request.path, base)
  if (url.origin !== base.origin) {
    throw new SourceError(source, 'BAD_RESPONSE', 'the system pointed to another host; expected its own')
  }
  try {
    const response = await pool.request({
      method: request.method,
      path: url.pathname + url.search,
      headers: { ...request.headers },
      body: request.body ?? null,
      signal: attempt.signal,
    })
    const { statusCode: status, headers } = response
    attempt.heard.status = status
    const outage = outageOf(source, { status, headers }, clock)
    if (outage) {
      // What an outage page says is nobody's business; read to its end, its connection can be used again.
      response.body.dump().catch(() => undefined)
      throw outage
    }
    const answer = { status, headers, body: await readBody(options, response.body, attempt) }
    const refusal = throttled?.(answer) ?? null
    if (refusal) throw refusal
    return answer
  } catch (error) {
    if (isSourceError(error)) throw error
    throw new SourceError(source, 'SOURCE_UNAVAILABLE', 'the connection failed', { cause: error })
  }
}

async function readBody(
  { source, maxBytes = 20 * 1024 * 1024 }: CallerOptions,
  body: Dispatcher.ResponseData['body'],
  { heard }: Attempt,
): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of body) {
    heard.bytes += chunk.length
    if (heard.bytes > maxBytes) {
      body.destroy()
      throw new SourceError(source, 'BAD_RESPONSE', `the answer is larger than ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
