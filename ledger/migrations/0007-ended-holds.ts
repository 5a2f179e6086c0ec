import type { Kysely } from 'kysely'
import type { ColumnTypes } from '../database.ts'

/** Since when a hold's goods are in its owner's count: readings from before still lack them. */
export async function endHolds(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema.alterTable('hold').addColumn('ended_at', text).execute()
  await db.schema.alterTable('hold_line').addColumn('ended_at', text).execute()
  await db.schema.createIndex('hold_line_by_end').on('hold_line').columns(['ended_at']).execute()
}
