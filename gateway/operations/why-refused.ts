import { GraphQLError } from 'graphql'
import { type ClientCode, clientCode } from '../errors.ts'

/** Why a request was refused as a whole, before any system was asked: for the operator, never for the client. */
export interface Refused {
  readonly code: ClientCode
  /** Which check it was: a word of ours, `depth`, `token.expired`. */
  readonly check: string
  /** What the client was told, where that quotes nothing of the request. */
  readonly reason?: string
}

/** The check behind a code, where whoever refused does not name one in `extensions.check`, which no client sees. */
const CHECKS: Readonly<Record<ClientCode, string>> = {
  GRAPHQL_PARSE_FAILED: 'parse',
  GRAPHQL_VALIDATION_FAILED: 'validation',
  PERSISTED_QUERY_NOT_FOUND: 'persisted',
  PERSISTED_QUERY_NOT_SUPPORTED: 'persisted',
  BAD_INPUT: 'input',
  UNSUPPORTED: 'operation',
  UNAUTHENTICATED: 'token',
  FORBIDDEN: 'authorisation',
  COST_EXCEEDED: 'cost',
  RATE_LIMITED: 'rate',
  CONFLICT: 'conflict',
  SOURCE_TIMEOUT: 'system',
  SOURCE_UNAVAILABLE: 'system',
  CIRCUIT_OPEN: 'system',
  BAD_RESPONSE: 'system',
  INTERNAL: 'bug',
}

/** Codes whose messages are ours alone; those of the others may quote the document or a variable. */
const OURS: ReadonlySet<ClientCode> = new Set([
  'UNSUPPORTED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'COST_EXCEEDED',
  'RATE_LIMITED',
])

/** What the first of the errors that a request was refused with says; null for none. */
export function whyRefused(errors: readonly unknown[]): Refused | null {
  const [first] = errors
  if (first === undefined) return null
  const code = clientCode(first)
  const message = first instanceof Error && OURS.has(code) ? first.message : null
  return { code, check: checkOf(first) ?? CHECKS[code], ...(message !== null && { reason: message }) }
}

/** The check an error names: its own, or that of the error it was made from. */
function checkOf(error: unknown): string | null {
  if (!(error instanceof GraphQLError)) return null
  const { check } = error.extensions
  return isWord(check) ? check : checkOf(error.originalError)
}

/** Words of ours alone become values of a metric. */
function isWord(check: unknown): check is string {
  return typeof check === 'string' && /^[a-z][a-z0-9.-]{0,40}$/.test(check)
}
