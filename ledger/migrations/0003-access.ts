import type { Kysely } from 'kysely'
import type { ColumnTypes } from '../database.ts'

/** The log of access to personal data: its rows, and the head of their chain. */
export async function createAccess(db: Kysely<unknown>, { text, long }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('access_entry')
    .addColumn('seq', long, (column) => column.primaryKey())
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('viewer_kind', text, (column) => column.notNull())
    .addColumn('subject', text)
    .addColumn('store', text)
    .addColumn('customer', text)
    .addColumn('orders', text, (column) => column.notNull())
    .addColumn('what', text, (column) => column.notNull())
    .addColumn('why', text, (column) => column.notNull())
    .addColumn('origin', text, (column) => column.notNull())
    .addColumn('previous', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .execute()
  for (const by of ['customer', 'subject', 'at']) {
    await db.schema.createIndex(`access_by_${by}`).on('access_entry').columns([by, 'seq']).execute()
  }
  await db.schema
    .createTable('access_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('rows', long, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('seal', text, (column) => column.notNull())
    .execute()
}
