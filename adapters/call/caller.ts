import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel'
import { type Dispatcher, Pool } from 'undici'
import { isSourceError, SourceError } from '../error.ts'
import type { Clock } from '../time.ts'
import { outageOf } from './outage.ts'
import { type CallRecord, type Circuit, currentScope } from './scope.ts'
import { cutShort, isCutShort, type RequestEnd, requestEnd } from './time-limit.ts'

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

export interface CallerOptions {
  /** The source's configured name. */
  readonly source: string
  /** `https://host[:port]`, with a path below which all calls go. */
  readonly baseUrl: string
  /** Longest time for one call, also inside a larger request budget. @default 2000 */
  readonly timeoutMs?: number
  /** Largest answer in bytes; a larger one is cut off as BAD_RESPONSE. @default 20 MiB */
  readonly maxBytes?: number
  /** Calls under way at once. @default 8 */
  readonly concurrency?: number
  /** Calls that may wait for a place; one more is refused at once. @default 256 */
  readonly queue?: number
  /** Failures in a row that open the breaker. @default 5 */
  readonly breakAfter?: number
  /** How long an open breaker waits before it tries again. @default 5000 */
  readonly breakMs?: number
  /** TLS settings: custom CA, client certificate (PEM). */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  readonly clock: Clock
  /** Told of every call, in a request or outside one: metrics and source health. */
  readonly observe?: (call: CallRecord) => void
}

/**
 * The pipeline under every HTTP adapter: one connection pool per system, a deadline cut from the request's budget, a
 * concurrency limit, a breaker, a size limit, the closed list of codes and a record of every call. The deadline holds while
 * a call waits for its turn, too. A 429 is RATE_LIMITED (with `Retry-After`), a 5xx SOURCE_UNAVAILABLE, no answer in time SOURCE_TIMEOUT; redirects are
 * not followed. Other statuses are the adapter's to read. Nothing is retried here.
 */
export function createCaller(options: CallerOptions): Caller {
  const { source, clock, concurrency = 8, queue = 256, breakAfter = 5, breakMs = 5_000 } = options
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`)
  const pool = new Pool(base.origin, { connections: concurrency, connect: options.tls ?? {} })
  const way: Way = { options, base, pool }
  const breaker = circuitBreaker(
    handleWhen((error) => tripsBreaker(error, breaker.state)),
    { halfOpenAfter: breakMs, breaker: new ConsecutiveBreaker(breakAfter) },
  )
  const policy = wrap(bulkhead(concurrency, queue), breaker)

  return {
    async call(request) {
      // Taken now: a call that has waited for its turn is started by whoever ended before it.
      const scope = currentScope()
      const startedAt = clock().getTime()
      const heard: Heard = { status: null, bytes: 0 }
      // Until it has succeeded.
      let failure: CallRecord['failure'] = 'SOURCE_UNAVAILABLE'
      try {
        const end = requestEnd(source, scope, clock)
        const answer = await end.orEnd(() => policy.execute(() => send(way, request, end, heard)))
        failure = null
        return answer
      } catch (thrown) {
        const error = toSourceError(source, thrown, breakMs)
        failure = error.code
        throw error
      } finally {
        const { method: verb, route, batchSize = 1 } = request
        const durationMs = clock().getTime() - startedAt
        const circuit = CIRCUIT[breaker.state]
        const record = { source, verb, route, batchSize, startedAt, durationMs, circuit, failure, ...heard }
        scope?.record(record)
        options.observe?.(record)
      }
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

/** What has arrived of an answer so far. */
interface Heard {
  status: number | null
  bytes: number
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
function tripsBreaker(error: unknown, state: CircuitState): boolean {
  if (isCutShort(error)) return state === CircuitState.HalfOpen
  return isSourceError(error) && (error.code === 'SOURCE_TIMEOUT' || error.code === 'SOURCE_UNAVAILABLE')
}

async function send(
  { options, base, pool }: Way,
  request: Call,
  { signal: end }: RequestEnd,
  heard: Heard,
): Promise<Answer> {
  const { source, clock, timeoutMs = 2_000 } = options
  const url = new URL(request.path, base)
  if (url.origin !== base.origin) {
    throw new SourceError(source, 'BAD_RESPONSE', 'the system pointed to another host; expected its own')
  }
  if (end?.aborted) throw cutShort(source)
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await pool.request({
      method: request.method,
      path: url.pathname + url.search,
      headers: { ...request.headers },
      body: request.body ?? null,
      signal: end ? AbortSignal.any([timeout, end]) : timeout,
    })
    const { statusCode: status, headers } = response
    heard.status = status
    const outage = outageOf(source, { status, headers }, clock)
    if (!outage) return { status, headers, body: await readBody(options, response.body, heard) }
    // What an outage page says is nobody's business; read to its end, its connection can be used again.
    response.body.dump().catch(() => undefined)
    throw outage
  } catch (error) {
    if (isSourceError(error)) throw error
    if (end?.aborted) throw cutShort(source, error)
    if (timeout.aborted) {
      throw new SourceError(source, 'SOURCE_TIMEOUT', `no answer within ${timeoutMs} ms`, { cause: error })
    }
    throw new SourceError(source, 'SOURCE_UNAVAILABLE', 'the connection failed', { cause: error })
  }
}

async function readBody(
  { source, maxBytes = 20 * 1024 * 1024 }: CallerOptions,
  body: Dispatcher.ResponseData['body'],
  heard: Heard,
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

function toSourceError(source: string, error: unknown, breakMs: number): SourceError {
  if (isSourceError(error)) return error
  if (error instanceof BrokenCircuitError) {
    const retryAfterSeconds = Math.ceil(breakMs / 1000)
    return new SourceError(source, 'CIRCUIT_OPEN', 'not asked: it failed repeatedly', { retryAfterSeconds })
  }
  if (error instanceof BulkheadRejectedError) {
    return new SourceError(source, 'SOURCE_UNAVAILABLE', 'too many calls wait for it', { cause: error })
  }
  // Whatever a system can do has been named where it was met: this is a bug, and passes through.
  throw error
}
