import type { Kysely } from 'kysely'
import type { ColumnTypes } from '../database.ts'

/** What is done about orders: returns, cancellations, what stores hand over. */
export async function createCases(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('order_case')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('order_id', text)
    .addColumn('customer_id', text)
    .addColumn('location', text)
    .addColumn('is_open', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('order_case_by_order').on('order_case').columns(['order_id']).execute()
  await db.schema
    .createIndex('order_case_by_place')
    .on('order_case')
    .columns(['location', 'kind', 'is_open', 'created_at', 'id'])
    .execute()
}
