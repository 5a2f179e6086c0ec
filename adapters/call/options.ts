import { z } from 'zod'
import type { CallerOptions } from './caller.ts'
import { CALL_DEFAULTS, type CallLimits } from './limits.ts'

const { timeoutMs, concurrency, queue, breakAfter, breakMs, retries, retryPercent } = CALL_DEFAULTS

/** The keys of every system that is asked over a network, whatever the transport; spread into its own `z.strictObject`. */
export const limitOptions = {
  timeoutMs: z.int().min(50).max(60_000).default(timeoutMs).meta({
    unit: 'milliseconds',
    description: 'longest time for one attempt of a call. Never longer than the request has left',
  }),
  concurrency: z
    .int()
    .min(1)
    .max(64)
    .default(concurrency)
    .meta({ unit: 'calls', description: 'calls under way at once' }),
  queue: z
    .int()
    .min(0)
    .max(10_000)
    .default(queue)
    .meta({ unit: 'calls', description: 'calls that may wait for a place; one more is refused at once' }),
  breakAfter: z.int().min(1).max(1_000).default(breakAfter).meta({
    unit: 'outages',
    description: 'outages in a row that open the breaker. The system is then not asked for a while',
  }),
  breakMs: z.int().min(100).default(breakMs).meta({
    unit: 'milliseconds',
    description: 'how long the breaker stays open. Then one call is let through to see',
  }),
  retries: z
    .int()
    .min(0)
    .max(2)
    .default(retries)
    .meta({ unit: 'repetitions', description: 'most repetitions of a read after an outage. 0 for none' }),
  retryPercent: z.int().min(0).max(100).default(retryPercent).meta({
    unit: 'percent',
    description: 'most repetitions per hundred calls of the system, beyond the first ten',
  }),
} satisfies Record<keyof CallLimits, z.ZodType>

/** The keys every HTTP adapter's options share; spread into its own `z.strictObject`. */
export const httpOptions = {
  url: z
    .url({ protocol: /^https?$/ })
    .describe('base URL of the system, https://host[:port][/path]')
    .meta({ secret: 'url' }),
  ...limitOptions,
  maxBytes: z.int().min(1_024).default(20_971_520).meta({ unit: 'bytes', description: 'largest answer' }),
  tls: z
    .strictObject({
      ca: z.string().optional().describe('your certificate authority, PEM'),
      cert: z.string().optional().describe('client certificate, PEM'),
      key: z.string().optional().describe('its private key, PEM').meta({ secret: true }),
    })
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
