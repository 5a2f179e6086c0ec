import { z } from 'zod'
import type { CallerOptions } from './caller.ts'
import { CALL_DEFAULTS, type CallLimits } from './limits.ts'

const { timeoutMs, concurrency, queue, breakAfter, breakMs, retries, retryPercent } = CALL_DEFAULTS

/** The keys of every system that is asked over a network, whatever the transport; spread into its own `z.strictObject`. */
export const limitOptions = {
  timeoutMs: z
    .int()
    .min(50)
    .max(60_000)
    .default(timeoutMs)
    .describe('longest time for one attempt of a call, milliseconds'),
  concurrency: z.int().min(1).max(64).default(concurrency).describe('calls under way at once'),
  queue: z
    .int()
    .min(0)
    .max(10_000)
    .default(queue)
    .describe('calls that may wait for a place; one more is refused at once'),
  breakAfter: z
    .int()
    .min(1)
    .max(1_000)
    .default(breakAfter)
    .describe('outages in a row that open the breaker'),
  breakMs: z.int().min(100).default(breakMs).describe('how long the breaker stays open, milliseconds'),
  retries: z.int().min(0).max(2).default(retries).describe('most repetitions of a read after an outage'),
  retryPercent: z
    .int()
    .min(0)
    .max(100)
    .default(retryPercent)
    .describe('most repetitions per hundred calls, beyond the first ten'),
} satisfies Record<keyof CallLimits, z.ZodType>

/** The keys every HTTP adapter's options share; spread into its own `z.strictObject`. */
export const httpOptions = {
  url: z.url({ protocol: /^https?$/ }).describe('base URL of the system, https://host[:port][/path]'),
  ...limitOptions,
  maxBytes: z.int().min(1_024).default(20_971_520).describe('largest answer, bytes'),
  tls: z
    .strictObject({ ca: z.string().optional(), cert: z.string().optional(), key: z.string().optional() })
    .optional()
    .describe('custom CA and client certificate, PEM'),
}

/** The parsed form of `httpOptions`. */
export type HttpOptions = z.output<z.ZodObject<typeof httpOptions>>

/** The limits among an adapter's options. */
export function limitsOf(options: CallLimits): CallLimits {
  const { timeoutMs, concurrency, queue, breakAfter, breakMs, retries, retryPercent } = options
  return { timeoutMs, concurrency, queue, breakAfter, breakMs, retries, retryPercent }
}

/** An adapter's HTTP options as the call pipeline wants them. */
export function callerOptions(
  options: HttpOptions,
): Pick<CallerOptions, 'baseUrl' | 'limits' | 'maxBytes' | 'tls'> {
  const { ca, cert, key } = options.tls ?? {}
  const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
  return { baseUrl: options.url, limits: limitsOf(options), maxBytes: options.maxBytes, tls }
}
