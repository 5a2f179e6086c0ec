import { type Kysely, sql } from 'kysely'
import { type LedgerDatabase, writeRows } from '../database.ts'
import { LedgerError } from '../error.ts'
import type { AccessEntryRow, Schema } from '../schema.ts'
import { type Chain, HEAD_ID, START } from './chain.ts'
import type { AccessEntry, AccessFilter, AccessHead, AccessLedger } from './port.ts'
import { numbered, toAccessRow, toRow } from './rows.ts'
import { verifyChain } from './verify.ts'

/** `AccessLedger` in the ledger's database. */
export function databaseAccess({ reader, write }: LedgerDatabase, chain: Chain): AccessLedger {
  let newest: AccessHead = { rows: 0, hash: START }
  return {
    async append(entries) {
      const head = await write('access', async (db) => {
        const found = await headIn(db, chain)
        refuseSetBack(found, newest)
        return entries.length === 0 ? found : extend(db, chain, { head: found, entries })
      })
      // Answers of one transaction come back before the next begins, so this is never an older one.
      newest = head
      return head
    },
    async read(filter, { after, first }) {
      const rows = await matching(reader, filter)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(first)
        .execute()
      return rows.map((row) => {
        const found = numbered(row)
        if (chain.isOurs(found)) return toAccessRow(found)
        throw new LedgerError(
          'TAMPERED',
          `row ${found.seq} of the access log is not what was written; verify the log`,
        )
      })
    },
    verify: (noted) => verifyChain(reader, chain, noted ?? null),
  }
}

/** The mark that a chain was begun in this ledger: without it an empty log would be taken for a new one. */
const BEGUN = 'ledger:access-begun'

/** Seals the head of a chain without rows, once in a ledger's life. */
export async function beginAccess({ reader, write }: LedgerDatabase, chain: Chain): Promise<void> {
  const begun = (db: Kysely<Schema>) =>
    db.selectFrom('mark').select('name').where('name', '=', BEGUN).executeTakeFirst()
  if (await begun(reader)) return
  await write('access', async (db) => {
    if (await begun(db)) return
    await db.insertInto('mark').values({ name: BEGUN, value: '1' }).execute()
    await db
      .insertInto('access_head')
      .values(chain.sealed({ rows: 0, hash: START }))
      .execute()
  })
}

async function headIn(db: Kysely<Schema>, chain: Chain): Promise<AccessHead> {
  const row = await db.selectFrom('access_head').selectAll().where('id', '=', HEAD_ID).executeTakeFirst()
  const head = row ? chain.opened(row) : null
  if (head) return head
  throw tampered(`its head is ${row ? 'not what was written' : 'gone'}`)
}

/** What this process wrote cannot have gone: somebody has put an older state back under it. */
function refuseSetBack(found: AccessHead, newest: AccessHead): void {
  if (found.rows > newest.rows || (found.rows === newest.rows && found.hash === newest.hash)) return
  throw tampered(`found ${found.rows} rows, expected those ${newest.rows} that this process wrote`)
}

function tampered(what: string): LedgerError {
  return new LedgerError(
    'TAMPERED',
    `the access log was changed by somebody else: ${what}. Nothing is added to it; verify it, and restore a backup`,
  )
}

interface Extension {
  readonly head: AccessHead
  readonly entries: readonly AccessEntry[]
}

async function extend(db: Kysely<Schema>, chain: Chain, { head, entries }: Extension): Promise<AccessHead> {
  const rows: AccessEntryRow[] = []
  let last = head
  for (const entry of entries) {
    const row = chain.hashed(toRow(entry, { seq: last.rows + 1, previous: last.hash }))
    rows.push(row)
    last = { rows: row.seq, hash: row.hash }
  }
  const sealed = chain.sealed(last)
  await Promise.all([
    writeRows(rows, (chunk) => db.insertInto('access_entry').values(chunk).execute()),
    db.updateTable('access_head').set(sealed).where('id', '=', HEAD_ID).execute(),
  ])
  return last
}

function matching(db: Kysely<Schema>, filter: AccessFilter) {
  const { customerId, subject, orderId, since, until } = filter
  let query = db.selectFrom('access_entry').selectAll()
  if (customerId !== undefined) {
    const ids = db
      .selectFrom('identity_id as asked')
      .innerJoin('identity_id as own', 'own.entity', 'asked.entity')
      .select('own.id')
      .where('asked.id', '=', customerId)
    query = query.where((where) =>
      where.or([where('customer', '=', customerId), where('customer', 'in', ids)]),
    )
  }
  if (subject !== undefined) query = query.where('subject', '=', subject)
  // Ids of orders are long and secret enough that none is a part of another; LIKE would not tell case apart everywhere.
  if (orderId !== undefined) {
    query = query.where(sql<boolean>`replace(orders, ${JSON.stringify(orderId)}, '') <> orders`)
  }
  if (since !== undefined) query = query.where('at', '>=', since)
  if (until !== undefined) query = query.where('at', '<', until)
  return query
}
