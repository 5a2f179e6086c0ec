import type { Kysely } from 'kysely'

/**
 * The indexes by customer and by card hold the other one too, so that who was seen with what is read from them alone: a receipt's row
 * carries the whole transaction.
 */
export async function indexShoppers(db: Kysely<unknown>): Promise<void> {
  await widen(db, 'customer', 'card')
  await widen(db, 'card', 'customer')
}

async function widen(db: Kysely<unknown>, by: string, also: string): Promise<void> {
  await db.schema.dropIndex(`receipt_by_source_${by}`).execute()
  await db.schema
    .createIndex(`receipt_by_${by}`)
    .on('receipt')
    .columns(['source', by, 'business_day', 'number', also])
    .execute()
}
