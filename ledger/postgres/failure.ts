import { LedgerError, type LedgerErrorCode } from '../error.ts'

/** PostgreSQL's own codes (its manual, appendix A), by whole code or class. */
const BY_STATE: Readonly<Record<string, readonly [code: LedgerErrorCode, message: string]>> = {
  '28': ['CANNOT_OPEN', "the ledger's database refused the credentials; check ledger.url"],
  '3D': ['CANNOT_OPEN', "expected the ledger's database on the server, found none; create it first"],
  '42501': [
    'CANNOT_OPEN',
    "the ledger's user may not do this; it must own the ledger's schema, or be let create one",
  ],
  '53300': [
    'UNAVAILABLE',
    "the ledger's server takes no more connections; lower ledger.connections or raise its max_connections",
  ],
  '55P03': ['BUSY', 'another process is writing to the ledger'],
  '57014': ['FAILED', "a statement of the ledger's took longer than it may"],
}

/** Classes in which the server ends or refuses a connection that was in order: it is asked again. */
const GONE = /^(08|53|57P|25P03)/

const AWAY = "expected the ledger's server to answer, found it away; it is asked again with the next request"

/** What a failure of the client or the server means for the ledger. Anything but theirs passes through unchanged. */
export function toLedgerError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'LedgerError') return error
  const state = sqlState(error)
  if (state === null) return new LedgerError('UNAVAILABLE', AWAY, { cause: error })
  const known = BY_STATE[state] ?? BY_STATE[state.slice(0, 2)]
  if (known) return new LedgerError(known[0], known[1], { cause: error })
  if (GONE.test(state)) return new LedgerError('UNAVAILABLE', AWAY, { cause: error })
  return new LedgerError('FAILED', `the ledger's database refused a statement (${state})`, { cause: error })
}

/** Whether a transaction failed only because of another one, and may be run again (serialization, deadlock). */
export function isCollision(error: unknown): boolean {
  const cause = error instanceof LedgerError ? error.cause : error
  return cause instanceof Error && ['40001', '40P01'].includes(sqlState(cause) ?? '')
}

/** The server's five characters; null for a failure of the connection or of the client itself. */
function sqlState(error: Error): string | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /^[0-9A-Z]{5}$/.test(code) && 'severity' in error ? code : null
}
