import type { Kysely } from 'kysely'
import type { Instant } from '../../adapters/time.ts'
import { byKeys } from '../database.ts'
import type { CaseRow, Schema } from '../schema.ts'
import type { CaseReads, CaseRecord, Cases } from './port.ts'
import { notNext } from './version.ts'

/** `CaseReads` in the ledger's database. */
export function caseReads(reader: Kysely<Schema>): CaseReads {
  return {
    byIds: (ids) => byIds(reader, ids),
    ofOrders: (orderIds) => ofOrders(reader, orderIds),
    openAt: (location, page) => openAt(reader, location, page),
  }
}

/** `Cases` in a transaction. */
export function cases(db: Kysely<Schema>): Cases {
  return {
    byIds: (ids) => byIds(db, ids),
    ofOrders: (orderIds) => ofOrders(db, orderIds),
    save: (one) => save(db, one),
  }
}

async function byIds(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, CaseRecord>> {
  const all = db.selectFrom('order_case').selectAll()
  const rows = await byKeys(ids, (chunk) => all.where('id', 'in', chunk).execute())
  return new Map(rows.map((row) => [row.id, toCase(row)]))
}

async function ofOrders(
  db: Kysely<Schema>,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseRecord[]>> {
  const all = db.selectFrom('order_case').selectAll().orderBy('created_at').orderBy('id')
  const rows = await byKeys(orderIds, (chunk) => all.where('order_id', 'in', chunk).execute())
  const found = new Map<string, CaseRecord[]>()
  for (const row of rows) {
    // They were asked for by it.
    const orderId = row.order_id ?? ''
    found.set(orderId, [...(found.get(orderId) ?? []), toCase(row)])
  }
  return found
}

async function openAt(
  db: Kysely<Schema>,
  location: string,
  { kind, after, first }: Parameters<CaseReads['openAt']>[1],
): Promise<readonly CaseRecord[]> {
  const open = db
    .selectFrom('order_case')
    .selectAll()
    .where('location', '=', location)
    .where('kind', '=', kind)
    .where('is_open', '=', 1)
  const behind =
    after === null
      ? open
      : open.where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('created_at', 'id'),
            '>',
            selectFrom('order_case as last')
              .select(['last.created_at', 'last.id'])
              .where('last.id', '=', after)
              .$asTuple('created_at', 'id'),
          ),
        )
  const rows = await behind.orderBy('created_at').orderBy('id').limit(first).execute()
  return rows.map(toCase)
}

/** In one statement, so that of two writes that read the same version one fails, whatever they said they are about. */
async function save(db: Kysely<Schema>, one: CaseRecord): Promise<void> {
  const { id, version, body } = one
  const values = {
    customer_id: one.customerId,
    location: one.location,
    is_open: one.isOpen ? 1 : 0,
    version,
    body,
  }
  const written =
    version === 1
      ? await db
          .insertInto('order_case')
          .values({ id, kind: one.kind, order_id: one.orderId, created_at: one.createdAt, ...values })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .execute()
      : await db
          .updateTable('order_case')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version - 1)
          .returning('id')
          .execute()
  if (written.length === 0) throw notNext('a case', version)
}

/** A row that `save` wrote: its texts are what they were. */
function toCase(row: CaseRow): CaseRecord {
  return {
    id: row.id,
    kind: row.kind,
    orderId: row.order_id,
    customerId: row.customer_id,
    location: row.location,
    isOpen: row.is_open === 1,
    version: row.version,
    createdAt: row.created_at as Instant,
    body: row.body,
  }
}
