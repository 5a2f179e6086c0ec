import { z } from 'zod'
import type { CallerOptions } from './caller.ts'

/** The keys every HTTP adapter's options share; spread into its own `z.strictObject`. */
export const httpOptions = {
  url: z.url({ protocol: /^https?$/ }).describe('base URL of the system, https://host[:port][/path]'),
  timeoutMs: z.int().min(50).max(60_000).default(2_000).describe('longest time for one call, milliseconds'),
  concurrency: z.int().min(1).max(64).default(8).describe('calls under way at once'),
  maxBytes: z.int().min(1_024).default(20_971_520).describe('largest answer, bytes'),
  breakMs: z.int().min(100).default(5_000).describe('how long the breaker stays open, milliseconds'),
  tls: z
    .strictObject({ ca: z.string().optional(), cert: z.string().optional(), key: z.string().optional() })
    .optional()
    .describe('custom CA and client certificate, PEM'),
}

/** The parsed form of `httpOptions`. */
export type HttpOptions = z.output<z.ZodObject<typeof httpOptions>>

/** An adapter's HTTP options as the call pipeline wants them. */
export function callerOptions(options: HttpOptions): Omit<CallerOptions, 'source' | 'clock' | 'observe'> {
  const { ca, cert, key } = options.tls ?? {}
  const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
  const { url: baseUrl, timeoutMs, concurrency, maxBytes, breakMs } = options
  return { baseUrl, timeoutMs, concurrency, maxBytes, breakMs, tls }
}
