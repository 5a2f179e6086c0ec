import type { Kysely } from 'kysely'
import { byKeys, writeRows } from '../database.ts'
import type { FileRead, StoredReceipt } from '../port.ts'
import type { Schema } from '../schema.ts'
import { toReceiptRow } from './rows.ts'

/** Writes what reads of files gave, in the order given; see `ReceiptLedger.store`. `db` is the transaction. */
export async function storeFiles(
  db: Kysely<Schema>,
  source: string,
  reads: readonly FileRead[],
): Promise<void> {
  const receipts = reads.flatMap((read) => read.receipts)
  await storeReceipts(db, source, await withoutOutdated(db, source, receipts))
  const files = [...new Map(reads.map((read) => [read.file, read])).values()]
  await storeQuarantined(db, source, files)
  await storeMarks(db, source, files)
}

/** Each number once, its latest read; none that the ledger holds from a later read (files are read side by side). */
async function withoutOutdated(
  db: Kysely<Schema>,
  source: string,
  receipts: readonly StoredReceipt[],
): Promise<StoredReceipt[]> {
  const latest = new Map<string, StoredReceipt>()
  for (const receipt of receipts) {
    const other = latest.get(receipt.number)
    if (!other || other.readAt <= receipt.readAt) latest.set(receipt.number, receipt)
  }
  const held = db.selectFrom('receipt').select(['number', 'read_at']).where('source', '=', source)
  for (const row of await byKeys(latest.keys(), (chunk) => held.where('number', 'in', chunk).execute())) {
    const receipt = latest.get(row.number)
    if (receipt && receipt.readAt < row.read_at) latest.delete(row.number)
  }
  return [...latest.values()]
}

async function storeReceipts(
  db: Kysely<Schema>,
  source: string,
  receipts: readonly StoredReceipt[],
): Promise<void> {
  const numbers = receipts.map(({ number }) => number)
  const old = db.deleteFrom('receipt_return').where('source', '=', source)
  await byKeys(numbers, (chunk) => old.where('number', 'in', chunk).execute())
  await writeRows(
    receipts.map((receipt) => toReceiptRow(source, receipt)),
    (rows) =>
      db
        .insertInto('receipt')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['source', 'number']).doUpdateSet((eb) => ({
            business_day: eb.ref('excluded.business_day'),
            placed_at: eb.ref('excluded.placed_at'),
            customer: eb.ref('excluded.customer'),
            card: eb.ref('excluded.card'),
            returns_from: eb.ref('excluded.returns_from'),
            body: eb.ref('excluded.body'),
            raw: eb.ref('excluded.raw'),
            file: eb.ref('excluded.file'),
            read_at: eb.ref('excluded.read_at'),
          })),
        )
        .execute(),
  )
  const returns = receipts.flatMap(({ number, returnsFrom }) =>
    [...new Set(returnsFrom)].map((sold) => ({ source, returns_from: sold, number })),
  )
  await writeRows(returns, (rows) => db.insertInto('receipt_return').values(rows).execute())
}

async function storeQuarantined(
  db: Kysely<Schema>,
  source: string,
  files: readonly FileRead[],
): Promise<void> {
  const old = db.deleteFrom('quarantine').where('source', '=', source)
  await byKeys(
    files.map(({ file }) => file),
    (chunk) => old.where('file', 'in', chunk).execute(),
  )
  const rows = files.flatMap(({ file, quarantined }) =>
    quarantined.map(({ position, reason, raw, at }, ordinal) => ({
      source,
      file,
      ordinal,
      position,
      reason,
      raw,
      at,
    })),
  )
  await writeRows(rows, (chunk) => db.insertInto('quarantine').values(chunk).execute())
}

async function storeMarks(db: Kysely<Schema>, source: string, files: readonly FileRead[]): Promise<void> {
  await writeRows(
    files.map(({ file, mark }) => ({ source, file, mark })),
    (rows) =>
      db
        .insertInto('receipt_file')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['source', 'file']).doUpdateSet((eb) => ({ mark: eb.ref('excluded.mark') })),
        )
        .execute(),
  )
}
