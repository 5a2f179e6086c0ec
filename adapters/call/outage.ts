import { SourceError } from '../error.ts'
import type { Clock } from '../time.ts'
import type { Answer } from './caller.ts'

/** Nobody plans further ahead by this header, and the schema's Int must hold it. */
const LONGEST_WAIT = 86_400

/** The failure an answer's status stands for: 429 is RATE_LIMITED, 5xx SOURCE_UNAVAILABLE; null for any other. */
export function outageOf(
  source: string,
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  clock: Clock,
): SourceError | null {
  if (status !== 429 && status < 500) return null
  // By the system's own clock where it tells it: hers may be hours from ours.
  const now = httpDate(String(headers['date'] ?? '')) ?? clock().getTime()
  const retryAfterSeconds = waitOf(String(headers['retry-after'] ?? ''), now)
  const wait = retryAfterSeconds === null ? {} : { retryAfterSeconds }
  const code = status === 429 ? 'RATE_LIMITED' : 'SOURCE_UNAVAILABLE'
  return new SourceError(source, code, `HTTP ${status}`, wait)
}

/** `Retry-After` in seconds: a number of them, or an HTTP date (RFC 9110, section 10.2.3); null for anything else. */
function waitOf(header: string, now: number): number | null {
  const text = header.trim()
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_WAIT)
  const at = httpDate(text)
  if (at === null) return null
  return Math.min(Math.max(0, Math.ceil((at - now) / 1_000)), LONGEST_WAIT)
}

function httpDate(text: string): number | null {
  const at = / GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}
