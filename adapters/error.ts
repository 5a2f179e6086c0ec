/**
 * The one list of failure codes (DESIGN section 3, rule 1), used by ports, adapters, GraphQL and logs alike.
 * Refused vendor credentials are SOURCE_UNAVAILABLE: the caller can do nothing about them.
 */
export const ERROR_CODES = [
  'SOURCE_TIMEOUT',
  'SOURCE_UNAVAILABLE',
  'CIRCUIT_OPEN',
  'RATE_LIMITED',
  'BAD_RESPONSE',
  'UNSUPPORTED',
  'CONFLICT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'BAD_INPUT',
  'COST_EXCEEDED',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The part of the list that a source can fail with. */
export type SourceErrorCode = Extract<
  ErrorCode,
  | 'SOURCE_TIMEOUT'
  | 'SOURCE_UNAVAILABLE'
  | 'CIRCUIT_OPEN'
  | 'RATE_LIMITED'
  | 'BAD_RESPONSE'
  | 'UNSUPPORTED'
  | 'CONFLICT'
>

const RETRYABLE: ReadonlySet<SourceErrorCode> = new Set([
  'SOURCE_TIMEOUT',
  'SOURCE_UNAVAILABLE',
  'CIRCUIT_OPEN',
  'RATE_LIMITED',
])

export interface SourceErrorOptions extends ErrorOptions {
  /** Seconds after which asking again makes sense, when the system or the breaker says. */
  readonly retryAfterSeconds?: number
}

/**
 * The only failure an adapter knows. `message` is for the operator and never carries vendor text, personal data or
 * a secret; `cause` keeps the original for the log and never reaches a client.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly source: string
  readonly code: SourceErrorCode
  readonly retryAfterSeconds: number | null
  constructor(source: string, code: SourceErrorCode, message: string, options: SourceErrorOptions = {}) {
    super(`${source}: ${message}`, options)
    this.source = source
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }

  /** Whether the same read may succeed when repeated. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code)
  }
}

/** Tells a failure from a found value; checks the name, so that it survives two copies of this module. */
export function isSourceError(thing: unknown): thing is SourceError {
  return thing instanceof Error && thing.name === 'SourceError'
}
