import type { Kysely } from 'kysely'
import type { Day } from '../../adapters/time.ts'
import { byKeys } from '../database.ts'
import type { PlacedOrderRow, Schema } from '../schema.ts'
import type { PlacedOrder, PlacedOrderReads, PlacedOrders } from './port.ts'
import { notNext } from './version.ts'

type Page = Parameters<PlacedOrderReads['ofCustomers']>[1]

/** `PlacedOrderReads` in the ledger's database. */
export function placedOrderReads(reader: Kysely<Schema>): PlacedOrderReads {
  return {
    byIds: (ids) => byIds(reader, ids),
    async byNumbers(keys) {
      const all = reader.selectFrom('placed_order').selectAll()
      const wanted = new Set(keys.map(numberKey))
      const rows = await byKeys(
        keys.map(({ number }) => number),
        (chunk) => all.where('number', 'in', chunk).execute(),
      )
      return rows.filter((row) => wanted.has(numberKey(row))).map(toOrder)
    },
    async ofCustomers(customerIds, page) {
      if (customerIds.length === 0) return { orders: [], more: false }
      const { oldest, more } = await pageDays(reader, customerIds, page)
      if (oldest === null) return { orders: [], more }
      const rows = await within(reader, customerIds, { ...page, from: oldest })
        .selectAll()
        .orderBy('placed_on', 'desc')
        .orderBy('number', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return { orders: rows.map(toOrder), more }
    },
  }
}

/** `PlacedOrders` in a transaction. */
export function placedOrders(db: Kysely<Schema>): PlacedOrders {
  return { byIds: (ids) => byIds(db, ids), save: (order) => save(db, order) }
}

async function byIds(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, PlacedOrder>> {
  const all = db.selectFrom('placed_order').selectAll()
  const rows = await byKeys(ids, (chunk) => all.where('id', 'in', chunk).execute())
  return new Map(rows.map((row) => [row.id, toOrder(row)]))
}

function numberKey({ channel, number }: Pick<PlacedOrder, 'channel' | 'number'>): string {
  return JSON.stringify([channel, number])
}

/** The oldest day of a page that holds whole days and at least `first` orders; null for a page of none. */
async function pageDays(reader: Kysely<Schema>, customerIds: readonly string[], page: Page) {
  const days = await within(reader, customerIds, page)
    .select(['placed_on', (eb) => eb.fn.countAll().as('orders')])
    .groupBy('placed_on')
    .orderBy('placed_on', 'desc')
    .limit(page.first + 1)
    .execute()
  let orders = 0
  let covered = 0
  for (const day of days) {
    if (orders >= page.first) break
    orders += Number(day.orders)
    covered += 1
  }
  // The ledger wrote it from a day.
  const oldest = (days[covered - 1]?.placed_on ?? null) as Day | null
  return { oldest, more: days.length > covered }
}

function within(reader: Kysely<Schema>, customerIds: readonly string[], { until, from }: Page) {
  return reader
    .selectFrom('placed_order')
    .where('customer_id', 'in', customerIds)
    .$if(from !== null, (query) => query.where('placed_on', '>=', from))
    .$if(until !== null, (query) => query.where('placed_on', '<=', until))
}

/** In one statement, so that of two writes that read the same version one fails, whatever they said they are about. */
async function save(db: Kysely<Schema>, order: PlacedOrder): Promise<void> {
  const { id, ...values } = toRow(order)
  const written =
    order.version === 1
      ? await db
          .insertInto('placed_order')
          .values({ id, ...values })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .execute()
      : await db
          .updateTable('placed_order')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', order.version - 1)
          .returning('id')
          .execute()
  if (written.length === 0) throw notNext('an order', order.version)
}

function toRow(order: PlacedOrder): PlacedOrderRow {
  return {
    id: order.id,
    channel: order.channel,
    number: order.number,
    customer_id: order.customerId,
    placed_on: order.placedOn,
    version: order.version,
    body: order.body,
  }
}

/** A row that `toRow` made: its texts are what they were. */
function toOrder(row: PlacedOrderRow): PlacedOrder {
  return {
    id: row.id,
    channel: row.channel,
    number: row.number,
    customerId: row.customer_id,
    placedOn: row.placed_on as Day,
    version: row.version,
    body: row.body,
  }
}
