import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { ERROR_CODES, type ErrorCode, isSourceError } from '../adapters/error.ts'

/** GraphQL's own codes, which clients know by these names. */
export const PROTOCOL_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
] as const
type ProtocolCode = (typeof PROTOCOL_CODES)[number]

/** Every code a client can see. */
export type ClientCode = ErrorCode | ProtocolCode

const OURS: ReadonlySet<string> = new Set(ERROR_CODES)
const PROTOCOL: ReadonlySet<string> = new Set(PROTOCOL_CODES)

/** Failures of the ledger's that pass: nothing of ours is wrong, and who asks again later is answered. */
const PASSING: ReadonlySet<unknown> = new Set(['UNAVAILABLE', 'BUSY'])

/** What the server underneath calls a bad request. */
const BAD_REQUESTS: ReadonlySet<string> = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
])

/**
 * An error of ours for a request that is refused before anything is asked. `check` is the operator's word for what refused it, in
 * lower case (`depth`, `token.expired`): it stands in the log and the metrics, and no client sees it.
 */
export function refusal(code: ErrorCode, message: string, status = 400, check?: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status }, ...(check && { check }) } })
}

/** The code a client sees for an error; whatever is on no list is INTERNAL. */
export function clientCode(error: unknown): ClientCode {
  if (isSourceError(error)) return error.code
  if (isLedgerAway(error)) return 'SOURCE_UNAVAILABLE'
  if (!(error instanceof GraphQLError)) return 'INTERNAL'
  const code = error.extensions['code']
  if (isOurs(code)) return code
  // A rule of ours that failed in validation keeps its own code beneath the server's.
  const inner = error.originalError instanceof GraphQLError ? error.originalError.extensions['code'] : null
  const isFromSubgraph = error.extensions['serviceName'] !== undefined
  if (isFromSubgraph) return 'INTERNAL'
  if (isOurs(inner)) return inner
  if (isProtocol(code)) return code
  return typeof code === 'string' && BAD_REQUESTS.has(code) ? 'BAD_INPUT' : 'INTERNAL'
}

/**
 * What a client gets to see of an error: message, path, and of its extensions `code`, `source`, `retryable` and
 * `retryAfterSeconds`. Anything without a code of ours becomes `Internal error`; its cause is for the log.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const code = clientCode(thrown)
  const path = formatted.path && { path: formatted.path }
  if (isLedgerAway(thrown)) return { ...LEDGER_AWAY, ...path }
  if (code === 'INTERNAL') return { message: 'Internal error', ...path, extensions: { code } }
  const isRequestError = PROTOCOL.has(code) || code === 'BAD_INPUT' || code === 'COST_EXCEEDED'
  const isFromSubgraph = formatted.extensions?.['serviceName'] !== undefined
  const locations = isRequestError && !isFromSubgraph && formatted.locations
  return {
    message: short(formatted.message),
    ...(locations && { locations }),
    ...path,
    extensions: { code, ...allowed(formatted.extensions ?? {}) },
  }
}

/** Whether something failed because the ledger does not answer now, and not by a bug. */
export function isLedgerAway(error: unknown): boolean {
  const cause = rootCause(error)
  return cause instanceof Error && cause.name === 'LedgerError' && 'code' in cause && PASSING.has(cause.code)
}

/** What is said of whoever does not answer now. */
export const ASK_LATER = 'does not answer now; ask again later, a change with the same idempotency key'

const LEDGER_AWAY = {
  message: `ledger: ${ASK_LATER}`,
  extensions: { code: 'SOURCE_UNAVAILABLE', source: 'ledger', retryable: true },
} as const satisfies GraphQLFormattedError

/** Messages may quote what the client sent, whole. */
const MAX_MESSAGE = 500

function short(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message
}

/** The thrown thing at the bottom of a GraphQL error, for the log. */
export function rootCause(error: unknown): unknown {
  let at = error
  while (at instanceof GraphQLError && at.originalError) at = at.originalError
  return at
}

function allowed({ source, retryable, retryAfterSeconds }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof source === 'string' && { source }),
    ...(typeof retryable === 'boolean' && { retryable }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  }
}

function isOurs(code: unknown): code is ErrorCode {
  return typeof code === 'string' && OURS.has(code)
}

function isProtocol(code: unknown): code is ProtocolCode {
  return typeof code === 'string' && PROTOCOL.has(code)
}
