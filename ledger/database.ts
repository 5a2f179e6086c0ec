import type { ColumnDataType, Expression, Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { About } from './writes/port.ts'

/** What a write is about. Two writes about one thing never overlap, on any machine. */
type WriteScope = 'migrations' | 'identity' | 'receipts' | 'marks' | 'access' | 'order-tokens'

/** What a write of commerce is about: things of which there are many, so that most writes have none in common. */
export type CommerceScope = About | 'outbox' | `command/${string}`

/** What a driver's database calls the columns that the ledger has. */
export interface ColumnTypes {
  /** Text that is compared byte by byte, so that every database orders it the same. */
  readonly text: ColumnDataType | Expression<unknown>
  /** A double. */
  readonly real: ColumnDataType | Expression<unknown>
  /** A whole number of 64 bits. PostgreSQL's client gives it as text. */
  readonly long: ColumnDataType | Expression<unknown>
}

/** The database under the ledger's repositories; each driver makes one. */
export interface LedgerDatabase {
  readonly columns: ColumnTypes
  /** For reads, each on its own; never waits for a write under way and sees every write that has returned. */
  readonly reader: Kysely<Schema>
  /**
   * Runs `work` in one transaction that is kept when `work` returns and undone when it throws. No other write of the
   * same scope runs beside it, here or in another process, so what it has read is still true when it is kept. Of several scopes
   * that holds for each; of none it holds for nothing but what a statement changes. `work` may begin again after a collision, and waits
   * for no other write.
   */
  write<T>(scope: WriteScope | readonly CommerceScope[], work: (db: Kysely<Schema>) => Promise<T>): Promise<T>
}

/** Keys asked for in one statement. Both databases take tens of thousands of parameters; plans stay quick at this. */
const KEYS_PER_STATEMENT = 1_000
/** Values written by one statement, whatever the number of columns: SQLite takes 32,766. */
const VALUES_PER_STATEMENT = 5_000

/** Cuts distinct keys to what one statement takes, runs it for all parts side by side and puts the rows together. */
export async function byKeys<K, Row>(
  keys: Iterable<K>,
  run: (chunk: K[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const chunks = cut([...new Set(keys)], KEYS_PER_STATEMENT)
  return (await Promise.all(chunks.map(run))).flat()
}

/** Cuts rows to what one statement takes and writes all parts; in a transaction they are sent without waiting. */
export async function writeRows<Row extends object>(
  rows: readonly Row[],
  write: (chunk: Row[]) => Promise<unknown>,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length
  await Promise.all(cut(rows, Math.floor(VALUES_PER_STATEMENT / Math.max(columns, 1))).map(write))
}

function cut<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
