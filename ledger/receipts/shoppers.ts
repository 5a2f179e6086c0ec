import type { Kysely } from 'kysely'
import type { RecordId } from '../../adapters/ids.ts'
import { byKeys } from '../database.ts'
import type { SeenShopper, StoredReceipt } from '../port.ts'
import type { Schema } from '../schema.ts'
import { toReceipt } from './rows.ts'

/** One page of `ReceiptLedger.shoppers`: customers first, then what room is left for cards. */
export async function shoppersPage(
  reader: Kysely<Schema>,
  source: string,
  after: SeenShopper | null,
  first: number,
): Promise<{ readonly shoppers: readonly SeenShopper[]; readonly next: SeenShopper | null }> {
  const amongCards = after !== null && after.customer === null
  const customers = amongCards
    ? []
    : (await customersPage(reader, source, after?.customer ?? null, first).execute()).map(toShopper)
  const room = first - new Set(customers.map(({ customer }) => customer)).size
  if (room === 0) return { shoppers: customers, next: customers.at(-1) ?? null }
  const from = amongCards ? after.card : null
  const cards = (await loneCardsPage(reader, source, from, room).execute()).map(({ card }) => ({
    customer: null,
    card,
  }))
  return { shoppers: [...customers, ...cards], next: cards.length === room ? (cards.at(-1) ?? null) : null }
}

/** The next customers with all their cards: two walks along the index by customer from `after` on, one to find the last of them. */
export function customersPage(reader: Kysely<Schema>, source: string, after: string | null, first: number) {
  const rest = reader
    .selectFrom('receipt')
    .where('source', '=', source)
    // Not `is not null`: only a comparison lets SQLite begin behind the receipts of nobody.
    .where('customer', after === null ? '>=' : '>', after ?? '')
  const page = rest.select('customer').distinct().orderBy('customer').limit(first).as('page')
  return rest
    .select(['customer', 'card'])
    .where(
      'customer',
      '<=',
      reader.selectFrom(page).select((eb) => eb.fn.max('page.customer').as('last')),
    )
    .groupBy(['customer', 'card'])
    .orderBy('customer')
    .orderBy((eb) => eb.fn.coalesce('card', eb.val('')))
}

/** The next cards on receipts that name no customer. Walks the index by card from `after` on. */
export function loneCardsPage(reader: Kysely<Schema>, source: string, after: string | null, first: number) {
  return reader
    .selectFrom('receipt')
    .select('card')
    .distinct()
    .where('source', '=', source)
    .where('card', after === null ? '>=' : '>', after ?? '')
    .where('customer', 'is', null)
    .orderBy('card')
    .limit(first)
}

/** See `ReceiptLedger.shoppersWith`. */
export async function shoppersWith(
  reader: Kysely<Schema>,
  source: string,
  keys: { readonly customers: readonly string[]; readonly cards: readonly string[] },
): Promise<readonly SeenShopper[]> {
  const [ofCustomers, ofCards] = await Promise.all([
    byKeys(keys.customers, (chunk) => pairsOf(reader, source, 'customer', chunk).execute()),
    byKeys(keys.cards, (chunk) => pairsOf(reader, source, 'card', chunk).execute()),
  ])
  const distinct = new Map(
    [...ofCustomers, ...ofCards].map((row) => [JSON.stringify([row.customer, row.card]), row]),
  )
  return [...distinct]
    .sort(([left, { since }], [right, { since: other }]) => compare(since, other) || compare(left, right))
    .map(([, row]) => toShopper(row))
}

/** Both columns by way of an expression: plainly grouped by, SQLite takes the customers' index for that and walks all of it. */
export function pairsOf(
  reader: Kysely<Schema>,
  source: string,
  by: 'customer' | 'card',
  keys: readonly string[],
) {
  return reader
    .selectFrom('receipt')
    .select((eb) => [
      eb.fn.max('customer').as('customer'),
      eb.fn.max('card').as('card'),
      eb.fn.min('business_day').as('since'),
    ])
    .where('source', '=', source)
    .where(by, 'in', keys)
    .groupBy((eb) => [eb.fn.coalesce('customer', eb.val('')), eb.fn.coalesce('card', eb.val(''))])
}

/** See `ReceiptLedger.newestOf`. Ranks in the index, so that no more bodies are read than answered. */
export async function newestOf(
  reader: Kysely<Schema>,
  source: string,
  customers: readonly RecordId[],
  each: number,
): Promise<ReadonlyMap<RecordId, readonly StoredReceipt[]>> {
  const found = new Map<RecordId, StoredReceipt[]>()
  for (const row of await byKeys(customers, (chunk) => newest(reader, source, chunk, each).execute())) {
    const receipt = toReceipt(row)
    if (receipt.customer === null) continue
    const others = found.get(receipt.customer)
    if (others) others.push(receipt)
    else found.set(receipt.customer, [receipt])
  }
  return found
}

export function newest(reader: Kysely<Schema>, source: string, customers: readonly string[], each: number) {
  const ranked = reader
    .selectFrom('receipt')
    .select('number')
    .select((eb) =>
      eb.fn
        .agg<number>('row_number')
        .over((over) =>
          over.partitionBy('customer').orderBy('business_day', 'desc').orderBy('number', 'desc'),
        )
        .as('place'),
    )
    .where('source', '=', source)
    .where('customer', 'in', customers)
    .as('ranked')
  return reader
    .selectFrom(ranked)
    .innerJoin('receipt', 'receipt.number', 'ranked.number')
    .selectAll('receipt')
    .where('receipt.source', '=', source)
    .where('ranked.place', '<=', each)
    .orderBy('receipt.customer')
    .orderBy('receipt.business_day', 'desc')
    .orderBy('receipt.number', 'desc')
}

function toShopper({
  customer,
  card,
}: {
  readonly customer: string | null
  readonly card: string | null
}): SeenShopper {
  // The ledger wrote it from a record's id.
  return { customer: customer as RecordId | null, card }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
