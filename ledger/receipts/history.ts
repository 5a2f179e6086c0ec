import type { ExpressionBuilder, Kysely } from 'kysely'
import type { ReceiptQuery } from '../port.ts'
import type { ReceiptRow, Schema } from '../schema.ts'

/**
 * One page of a shopper's receipts, newest first, in two statements: which days it covers, then their receipts.
 * Both walk the indexes by customer and by card, so the cost grows with the shopper's receipts and not with the tills'.
 */
export async function historyPage(
  reader: Kysely<Schema>,
  source: string,
  query: ReceiptQuery,
): Promise<{ readonly rows: readonly ReceiptRow[]; readonly more: boolean }> {
  if (query.customers.length + query.cards.length === 0) return { rows: [], more: false }
  const { oldest, more } = await pageDays(reader, source, query)
  if (oldest === null) return { rows: [], more }
  const page = shoppers(reader, source, query, oldest).as('shopper')
  const rows = await reader
    .selectFrom('receipt')
    .innerJoin(page, 'shopper.number', 'receipt.number')
    .selectAll('receipt')
    .where('receipt.source', '=', source)
    .orderBy('receipt.business_day', 'desc')
    .orderBy('receipt.number', 'desc')
    .execute()
  return { rows, more }
}

/** The oldest day of a page that holds whole days and at least `first` receipts; null for a page of none. */
async function pageDays(reader: Kysely<Schema>, source: string, query: ReceiptQuery) {
  const days = await reader
    .selectFrom(shoppers(reader, source, query, query.from).as('shopper'))
    .select(['business_day', (eb) => eb.fn.countAll().as('receipts')])
    .groupBy('business_day')
    .orderBy('business_day', 'desc')
    .limit(query.first + 1)
    .execute()
  let receipts = 0
  let covered = 0
  for (const day of days) {
    if (receipts >= query.first) break
    receipts += Number(day.receipts)
    covered += 1
  }
  return { oldest: days[covered - 1]?.business_day ?? null, more: days.length > covered }
}

/** Number and day of each receipt that carries one of the customers or cards, once. */
function shoppers(
  reader: Kysely<Schema>,
  source: string,
  { customers, cards, until }: ReceiptQuery,
  from: string | null,
) {
  const within = reader
    .selectFrom('receipt')
    .select(['number', 'business_day'])
    .where('source', '=', source)
    .$if(from !== null, (query) => query.where('business_day', '>=', from))
    .$if(until !== null, (query) => query.where('business_day', '<=', until))
  return within.where(oneOf('customer', customers)).union(within.where(oneOf('card', cards)))
}

/** PostgreSQL refuses an empty `in ()`. */
function oneOf(column: 'customer' | 'card', keys: readonly string[]) {
  return (eb: ExpressionBuilder<Schema, 'receipt'>) =>
    keys.length > 0 ? eb(column, 'in', keys) : eb.lit(false)
}
