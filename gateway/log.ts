import { type DestinationStream, pino } from 'pino'
import { type Clock, instant } from '../adapters/time.ts'
import type { LOG_LEVELS } from './config/shape.ts'

type LogLevel = (typeof LOG_LEVELS)[number]

/** What an event may carry: counts, names, codes. Never a name, an address, a card, a document or a variable. */
type LogValues = Readonly<Record<string, unknown>>

/** The operator's log: one JSON object per line, an event name first. */
export interface Log {
  debug(event: string, values?: LogValues): void
  info(event: string, values?: LogValues): void
  warn(event: string, values?: LogValues): void
  /** `cause` is written with its own causes, each scrubbed of what looks personal. */
  error(event: string, values?: LogValues, cause?: unknown): void
}

export interface LogOptions {
  readonly level: LogLevel
  readonly clock: Clock
  /** Where lines go. @default standard output */
  readonly stream?: DestinationStream
}

/** Keys whose values never reach the log, at the top and one level down. */
const SECRET_KEYS = ['password', 'clientSecret', 'secret', 'token', 'authorization', 'cookie', 'key', 'email']

export function createLog({ level, clock, stream }: LogOptions): Log {
  const options = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: () => `,"time":"${instant(clock())}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
  }
  const logger = stream ? pino(options, stream) : pino(options)
  return {
    debug: (event, values = {}) => logger.debug(values, event),
    info: (event, values = {}) => logger.info(values, event),
    warn: (event, values = {}) => logger.warn(values, event),
    error: (event, values = {}, cause) =>
      logger.error(cause === undefined ? values : { ...values, cause: describeError(cause) }, event),
  }
}

interface DescribedError {
  readonly name: string
  readonly message: string
  readonly stack?: readonly string[]
  readonly cause?: DescribedError
}

/** An error and its causes as plain values: name, scrubbed message and where it was thrown. */
function describeError(thrown: unknown, depth = 0): DescribedError {
  if (!(thrown instanceof Error))
    return { name: typeof thrown, message: 'something other than an error was thrown' }
  const stack = (thrown.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .map((line) => line.trim())
  const { cause } = thrown
  return {
    name: thrown.name,
    message: scrub(thrown.message),
    stack,
    ...(cause !== undefined && depth < 4 && { cause: describeError(cause, depth + 1) }),
  }
}

/** Takes out what looks like an e-mail address, a card or phone number, or credentials in a URL; cuts long texts. */
export function scrub(text: string): string {
  return text
    .slice(0, 500)
    .replace(/\/\/[^/@\s]*@/g, '//[credentials]@')
    .replace(/[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>]+/g, '[e-mail]')
    .replace(/\+?\d(?:[ .-]?\d){8,}/g, '[number]')
}
