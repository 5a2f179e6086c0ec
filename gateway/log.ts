import { type DestinationStream, pino } from 'pino'
import { currentScope } from '../adapters/call/scope.ts'
import { type Clock, instant } from '../adapters/time.ts'
import type { LOG_LEVELS } from './config/shape.ts'
import { redact, redactError } from './operations/redact.ts'
import type { Secrets } from './operations/scrub.ts'

type LogLevel = (typeof LOG_LEVELS)[number]

/** What an event may carry: counts, names, codes. Never a name, an address, a card, a document or a variable. */
type LogValues = Readonly<Record<string, unknown>>

/**
 * The operator's log: one JSON object per line, an event name first. What is written on behalf of a request carries its id. Whatever
 * looks like a secret or like something personal is taken out of every value, at any depth.
 */
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
  /** What must not be written wherever it turns up: the configuration's passwords and keys. */
  readonly secrets?: Pick<Secrets, 'hide'>
}

/** Names that every line has; a value of that name would make two of it. */
const RESERVED: ReadonlySet<string> = new Set(['level', 'time', 'event'])

/** Starts a log. A level quieter than an event costs nothing but the call. */
export function createLog({ level, clock, stream, secrets }: LogOptions): Log {
  const options = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: () => `,"time":"${instant(clock())}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const logger = stream ? pino(options, stream) : pino(options)
  const write = (at: 'debug' | 'info' | 'warn' | 'error', event: string, values: LogValues, more = {}) => {
    if (!logger.isLevelEnabled(at)) return
    const requestId = currentScope()?.requestId
    const known = { ...(requestId !== undefined && { requestId }), ...values }
    // A record of values is redacted to one.
    const clean = redact(known, secrets) as Record<string, unknown>
    for (const name of RESERVED) delete clean[name]
    logger[at]({ ...clean, ...more }, event)
  }
  return {
    debug: (event, values = {}) => write('debug', event, values),
    info: (event, values = {}) => write('info', event, values),
    warn: (event, values = {}) => write('warn', event, values),
    error: (event, values = {}, cause) =>
      write('error', event, values, cause === undefined ? {} : { cause: redactError(cause, secrets) }),
  }
}
