import type { Kysely } from 'kysely'
import type { Instant } from '../../adapters/time.ts'
import { byKeys, writeRows } from '../database.ts'
import type { HoldLineRow, HoldRow, Schema } from '../schema.ts'
import type { HoldReads, HoldRecord, Holds, StockPlace } from './port.ts'

/** `HoldReads` in the ledger's database. */
export function holdReads(reader: Kysely<Schema>): HoldReads {
  const holds = () => reader.selectFrom('hold').selectAll()
  return {
    async byIds(ids) {
      const rows = await byKeys(ids, (chunk) => holds().where('id', 'in', chunk).execute())
      return new Map(rows.map((row) => [row.id, toHold(row)]))
    },
    ofOrders: (orderIds) => grouped(reader, 'order_id', orderIds),
    ofCarts: (cartIds) => grouped(reader, 'cart_id', cartIds),
    held: (places, at) => held(reader, places, at),
    async openOf(customerId, at) {
      const { open } = await reader
        .selectFrom('hold')
        .select((eb) => eb.fn.countAll<number | string>().as('open'))
        .where('customer_id', '=', customerId)
        .where('state', '=', 'HELD')
        .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', at)]))
        .executeTakeFirstOrThrow()
      // PostgreSQL's client gives a bigint as text.
      return Number(open)
    },
    async expired(at, first) {
      const rows = await holds()
        .where('state', '=', 'HELD')
        .where('expires_at', '<=', at)
        .orderBy('expires_at')
        .orderBy('id')
        .limit(first)
        .execute()
      return rows.map(toHold)
    },
    async committed(after, first) {
      const last = reader.selectFrom('hold').where('id', '=', after)
      const rows = await holds()
        .where('state', '=', 'COMMITTED')
        .$if(after !== null, (query) =>
          query.where((eb) =>
            eb.or([
              eb('created_at', '>', last.select('created_at')),
              eb.and([eb('created_at', '=', last.select('created_at')), eb('id', '>', after)]),
            ]),
          ),
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(first)
        .execute()
      return rows.map(toHold)
    },
  }
}

/** `Holds` in a transaction. */
export function holds(db: Kysely<Schema>): Holds {
  return { ...holdReads(db), save: (hold) => save(db, hold) }
}

async function grouped(
  reader: Kysely<Schema>,
  by: 'order_id' | 'cart_id',
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly HoldRecord[]>> {
  const all = reader.selectFrom('hold').selectAll().orderBy('created_at').orderBy('id')
  const found = new Map<string, HoldRecord[]>()
  for (const row of await byKeys(ids, (chunk) => all.where(by, 'in', chunk).execute())) {
    const id = row[by] ?? ''
    found.set(id, [...(found.get(id) ?? []), toHold(row)])
  }
  return found
}

/** Of every place and article asked for: only where there are holds does that add rows that nobody asked for. */
async function held(
  reader: Kysely<Schema>,
  places: readonly StockPlace[],
  at: Instant,
): Promise<ReadonlyMap<StockPlace, number>> {
  const locations = [...new Set(places.map(({ location }) => location))]
  const sums = reader
    .selectFrom('hold_line')
    .select(['location', 'sku', 'ended_at', (eb) => eb.fn.sum<number | string>('held').as('units')])
    .where('location', 'in', locations)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', at)]))
    .groupBy(['location', 'sku', 'ended_at'])
  const rows = await byKeys(
    places.map(({ sku }) => sku),
    (chunk) => sums.where('sku', 'in', chunk).execute(),
  )
  const byPlace = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) byPlace.set(placeKey(row), [...(byPlace.get(placeKey(row)) ?? []), row])
  return new Map(
    places.map((place) => {
      const counting = (byPlace.get(placeKey(place)) ?? []).filter(
        ({ ended_at: endedAt }) => endedAt === null || (place.readAt !== undefined && endedAt > place.readAt),
      )
      return [place, counting.reduce((sum, { units }) => sum + Number(units), 0)]
    }),
  )
}

function placeKey({ location, sku }: Pick<StockPlace, 'location' | 'sku'>): string {
  return JSON.stringify([location, sku])
}

async function save(db: Kysely<Schema>, hold: HoldRecord): Promise<void> {
  const { id, ...values } = toRow(hold)
  await db
    .insertInto('hold')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
  await db.deleteFrom('hold_line').where('hold_id', '=', id).execute()
  await writeRows(countingLines(hold), (rows) => db.insertInto('hold_line').values(rows).execute())
}

/** What may count of a hold, each article once. */
function countingLines({ id, location, state, lines, expiresAt, endedAt }: HoldRecord): HoldLineRow[] {
  const isEnded = state === 'ENDED' && endedAt !== undefined
  if (state !== 'HELD' && state !== 'COMMITTED' && !isEnded) return []
  const units = new Map<string, number>()
  for (const line of lines) units.set(line.sku, (units.get(line.sku) ?? 0) + line.held)
  const until = state === 'HELD' ? expiresAt : null
  const ended = isEnded ? endedAt : null
  return [...units].map(([sku, sum]) => ({ hold_id: id, sku, location, held: sum, until, ended_at: ended }))
}

function toRow(hold: HoldRecord): HoldRow {
  return {
    id: hold.id,
    location: hold.location,
    state: hold.state,
    lines: JSON.stringify(hold.lines),
    expires_at: hold.expiresAt,
    customer_id: hold.customerId,
    cart_id: hold.cartId,
    order_id: hold.orderId,
    created_at: hold.createdAt,
    ended_at: hold.endedAt ?? null,
  }
}

/** A row that `toRow` made: its texts are what they were. */
function toHold(row: HoldRow): HoldRecord {
  return {
    id: row.id,
    location: row.location,
    state: row.state as HoldRecord['state'],
    lines: JSON.parse(row.lines) as HoldRecord['lines'],
    expiresAt: row.expires_at as Instant | null,
    customerId: row.customer_id,
    cartId: row.cart_id,
    orderId: row.order_id,
    createdAt: row.created_at as Instant,
    ...(row.ended_at !== null && { endedAt: row.ended_at as Instant }),
  }
}
