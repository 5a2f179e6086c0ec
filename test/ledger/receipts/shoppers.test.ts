import { type Explainable, type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerDatabase } from '../../../ledger/database.ts'
import { MIGRATIONS, migrate } from '../../../ledger/migrations/migrate.ts'
import { customersPage, loneCardsPage, newest, pairsOf } from '../../../ledger/receipts/shoppers.ts'
import type { Schema } from '../../../ledger/schema.ts'
import { sqliteDatabase } from '../../../ledger/sqlite/open.ts'
import { sqlitePlace } from '../sqlite/place.ts'

describe('reading who receipts know', () => {
  let reader: Kysely<Schema>
  let close: () => Promise<void>
  beforeAll(async () => {
    const place = await sqlitePlace()
    const opened = await sqliteDatabase({ file: place.file })
    close = async () => {
      await opened.close()
      await place.destroy()
    }
    await migrate(opened.database)
    reader = opened.database.reader
  })
  afterAll(() => close())

  // Each needs the database, which is not open yet when tests are named.
  const statements: Readonly<Record<string, () => Explainable>> = {
    'a first page of customers': () => customersPage(reader, 'tills', null, 10),
    'a later page of customers': () => customersPage(reader, 'tills', 'T1', 10),
    'a page of cards': () => loneCardsPage(reader, 'tills', '2900', 10),
    'the cards of one customer': () => pairsOf(reader, 'tills', 'customer', ['T1']),
    'the cards of customers': () => pairsOf(reader, 'tills', 'customer', ['T1', 'T2', 'T3']),
    'the customers of one card': () => pairsOf(reader, 'tills', 'card', ['2900']),
    'the customers of cards': () => pairsOf(reader, 'tills', 'card', ['2900', '2901', '2902']),
    'the newest receipts of customers': () => newest(reader, 'tills', ['T1', 'T2'], 10),
  }

  it.each(Object.keys(statements))(
    'walks no more of an index than it must, and no table: %s',
    async (name) => {
      const plan = await statements[name]?.().explain<{ readonly detail: string }>(undefined, sql`query plan`)
      const steps = (plan ?? []).map(({ detail }) => detail)
      const searches = steps.filter((step) => /^(SEARCH|SCAN) receipt\b/.test(step))
      expect(searches.length).toBeGreaterThan(0)
      for (const step of searches) {
        expect(step).toMatch(
          /SEARCH receipt USING (COVERING INDEX receipt_by_\w+ \(source=\? AND (customer|card)[=>]|INDEX sqlite_autoindex_receipt_1 \(source=\? AND number=)/,
        )
      }
    },
  )
})

describe('a ledger from before its shoppers were indexed', () => {
  it('keeps its receipts', async () => {
    const place = await sqlitePlace()
    const { database, close } = await sqliteDatabase({ file: place.file })
    await migrate(database, MIGRATIONS.slice(0, 1))
    await insertReceipt(database)
    await migrate(database)
    const rows = await customersPage(database.reader, 'tills', null, 10).execute()
    expect(rows).toEqual([{ customer: 'T1', card: '2900' }])
    await close()
    await place.destroy()
  })
})

function insertReceipt({ write }: LedgerDatabase): Promise<unknown> {
  const row = { source: 'tills', number: '1', business_day: '2026-05-10', placed_at: null }
  const rest = {
    customer: 'T1',
    card: '2900',
    returns_from: '[]',
    body: '{}',
    raw: '',
    file: 'a',
    read_at: '',
  }
  return write('receipts', (db) =>
    db
      .insertInto('receipt')
      .values({ ...row, ...rest })
      .execute(),
  )
}
