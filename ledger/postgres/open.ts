import { createLedger } from '../ledger.ts'
import type { Ledger } from '../port.ts'
import { backupPostgres } from './backup.ts'
import { type PostgresDatabaseOptions, postgresDatabase } from './database.ts'

export interface PostgresLedgerOptions extends PostgresDatabaseOptions {
  /** The retailer's lasting key for ids; a ledger takes one for its whole life. */
  readonly idKey: string
}

/**
 * Opens a ledger in a schema of a PostgreSQL database (12 or later), migrated to this version. Any number of processes on
 * any number of machines may open one. A server that goes away costs the statements under way, each a `LedgerError`
 * UNAVAILABLE; when it is back everything works again. Close what it returns, or the process does not end.
 */
export async function openPostgresLedger(options: PostgresLedgerOptions): Promise<Ledger> {
  const { database, close } = postgresDatabase(options)
  try {
    const backup = (file: string) => backupPostgres(options, file)
    return await createLedger(database, { idKey: options.idKey, backup, close })
  } catch (error) {
    await close()
    throw error
  }
}
