import { isSourceError, SourceError, type SourceErrorCode } from '../../error.ts'

type Meaning = readonly [code: SourceErrorCode, message: (tables: string) => string]

const AWAY: Meaning = ['SOURCE_UNAVAILABLE', () => 'the connection failed']
const REFUSED: Meaning = ['SOURCE_UNAVAILABLE', () => 'the credentials were refused; check "url"']
const NO_DATABASE: Meaning = ['SOURCE_UNAVAILABLE', () => 'the server has no such database; check "url"']
const MAY_NOT: Meaning = [
  'SOURCE_UNAVAILABLE',
  (tables) => `the user may not read ${tables}; grant it SELECT on them`,
]
const TOO_LONG: Meaning = ['SOURCE_TIMEOUT', () => 'the statement took longer than it may']
const OTHER_TABLES: Meaning = [
  'BAD_RESPONSE',
  (tables) =>
    `expected uniCenta's tables and columns in ${tables}, found one missing; check "url" and "tables", and that it is uniCenta 3.70 or later`,
]

/** PostgreSQL's SQLSTATEs (its manual, appendix A), whole or by class. */
const STATES: Readonly<Record<string, Meaning>> = {
  '28': REFUSED,
  '3D': NO_DATABASE,
  '3F': OTHER_TABLES,
  '42501': MAY_NOT,
  '42P01': OTHER_TABLES,
  '42703': OTHER_TABLES,
  '57014': TOO_LONG,
  '57': AWAY,
  '53': AWAY,
  '08': AWAY,
}

/** MariaDB's names of errors, as mysql2 gives them (MariaDB Error Codes). */
const NAMES: Readonly<Record<string, Meaning>> = {
  ER_ACCESS_DENIED_ERROR: REFUSED,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: REFUSED,
  ER_DBACCESS_DENIED_ERROR: REFUSED,
  ER_BAD_DB_ERROR: NO_DATABASE,
  ER_TABLEACCESS_DENIED_ERROR: MAY_NOT,
  ER_COLUMNACCESS_DENIED_ERROR: MAY_NOT,
  ER_NO_SUCH_TABLE: OTHER_TABLES,
  ER_BAD_FIELD_ERROR: OTHER_TABLES,
  ER_STATEMENT_TIMEOUT: TOO_LONG,
  ER_QUERY_INTERRUPTED: AWAY,
  ER_CON_COUNT_ERROR: AWAY,
  ER_TOO_MANY_USER_CONNECTIONS: AWAY,
  ER_USER_LIMIT_REACHED: AWAY,
  ER_SERVER_SHUTDOWN: AWAY,
  ER_CONNECTION_KILLED: AWAY,
}

/** MariaDB's number for a statement that ran out of `max_statement_time`; mysql2, of MySQL's list, has no name for it. */
const STATEMENT_TIMEOUT = 1969

/** The failure a database client's error stands for. `tables` is what was read. The client's words stay in `cause`. */
export function tillFailure(source: string, tables: string, error: unknown): SourceError {
  if (isSourceError(error)) return error
  const [code, message] = meaningOf(error) ?? [
    'BAD_RESPONSE' as const,
    (named: string) => `the database refused to read ${named}`,
  ]
  return new SourceError(source, code, message(tables), { cause: error })
}

function meaningOf(error: unknown): Meaning | null {
  if (!(error instanceof Error)) return AWAY
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if ('errno' in error && error.errno === STATEMENT_TIMEOUT) return TOO_LONG
  if ('severity' in error) return STATES[code] ?? STATES[code.slice(0, 2)] ?? null
  if (code.startsWith('ER_')) return NAMES[code] ?? null
  // No answer of the server's: the connection, or the client's wait for one.
  return 'sqlState' in error && error.sqlState !== undefined ? null : AWAY
}
