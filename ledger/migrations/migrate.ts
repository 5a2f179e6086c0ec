import type { Kysely } from 'kysely'
import type { ColumnTypes, LedgerDatabase } from '../database.ts'
import { LedgerError } from '../error.ts'
import type { Schema } from '../schema.ts'
import { createLedger } from './0001-ledger.ts'
import { indexShoppers } from './0002-receipt-shoppers.ts'
import { createAccess } from './0003-access.ts'
import { createOrderTokens } from './0004-order-tokens.ts'
import { createWrites } from './0005-writes.ts'
import { createCases } from './0006-cases.ts'
import { endHolds } from './0007-ended-holds.ts'

/** One step forward; there is no way back but a backup. It never changes once a release carries it. */
export interface Migration {
  readonly name: string
  /** Runs in one transaction with all other missing steps. */
  up(db: Kysely<unknown>, columns: ColumnTypes): Promise<void>
}

/** All steps, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-ledger', up: createLedger },
  { name: '0002-receipt-shoppers', up: indexShoppers },
  { name: '0003-access', up: createAccess },
  { name: '0004-order-tokens', up: createOrderTokens },
  { name: '0005-writes', up: createWrites },
  { name: '0006-cases', up: createCases },
  { name: '0007-ended-holds', up: endHolds },
]

/**
 * Brings a database to this version's tables, an empty one too. Safe when several processes start at once: the steps
 * run under the write lock. Throws a `LedgerError` NEWER for a database that a later version has migrated.
 */
export async function migrate(
  database: LedgerDatabase,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.write('migrations', async (db) => {
    await db.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', database.columns.text, (column) => column.primaryKey())
      .execute()
    const done = (await db.selectFrom('migration').select('name').execute()).map((row) => row.name)
    refuseNewer(done, migrations)
    for (const { name, up } of migrations.filter((step) => !done.includes(step.name))) {
      await up(withoutTypes(db), database.columns)
      await db.insertInto('migration').values({ name }).execute()
    }
  })
}

function refuseNewer(done: readonly string[], migrations: readonly Migration[]): void {
  const unknown = done.filter((name) => !migrations.some((step) => step.name === name)).sort()
  if (unknown.length === 0) return
  const newest = migrations.at(-1)?.name ?? 'none'
  throw new LedgerError(
    'NEWER',
    `expected a ledger migrated up to ${newest}, found ${unknown.join(', ')} of a newer Couture; ` +
      'start the newer version, or restore the backup made before it ran',
  )
}

/** A migration sees the tables of its own time, which today's `Schema` does not describe. */
function withoutTypes(db: Kysely<Schema>): Kysely<unknown> {
  return db as unknown as Kysely<unknown>
}
