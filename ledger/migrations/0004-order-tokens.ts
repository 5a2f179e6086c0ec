import type { Kysely } from 'kysely'
import type { ColumnTypes } from '../database.ts'

/** Which order a guest's token opens; of the token itself no more than its hash. */
export async function createOrderTokens(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('order_token')
    .addColumn('hash', text, (column) => column.primaryKey())
    .addColumn('order_id', text, (column) => column.notNull())
    .addColumn('granted_at', text, (column) => column.notNull())
    .addColumn('expires_at', text, (column) => column.notNull())
    .addColumn('revoked', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('order_token_by_order').on('order_token').column('order_id').execute()
}
