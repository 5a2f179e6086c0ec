import type { Kysely } from 'kysely'
import type { RecordId } from '../adapters/ids.ts'
import type { Instant } from '../adapters/time.ts'
import { byKeys, type LedgerDatabase } from './database.ts'
import type { FileRead, ReceiptLedger } from './port.ts'
import { inGroups } from './receipts/groups.ts'
import { historyPage } from './receipts/history.ts'
import { toReceipt } from './receipts/rows.ts'
import { newestOf, shoppersPage, shoppersWith } from './receipts/shoppers.ts'
import { storeFiles } from './receipts/store.ts'
import type { ReceiptRow, Schema } from './schema.ts'

/** Enough to share the wait for the disk, few enough to let other writers in. */
const FILES_PER_TRANSACTION = 64

/** `ReceiptLedger` in the ledger's database. */
export function databaseReceipts({ reader, write }: LedgerDatabase): ReceiptLedger {
  const stores = new Map<string, (read: FileRead) => Promise<void>>()
  const storeIn = (source: string) =>
    inGroups<FileRead>(FILES_PER_TRANSACTION, (reads) =>
      write('receipts', (db) => storeFiles(db, source, reads)),
    )
  return {
    store(source, read) {
      const store = stores.get(source) ?? storeIn(source)
      stores.set(source, store)
      return store(read)
    },
    async fileMarks(source) {
      const query = reader.selectFrom('receipt_file').select(['file', 'mark'])
      const rows = await query.where('source', '=', source).execute()
      return new Map(rows.map(({ file, mark }) => [file, mark]))
    },
    async byNumber(source, numbers) {
      const all = reader.selectFrom('receipt').selectAll().where('source', '=', source)
      const rows = await byKeys(numbers, (chunk) => all.where('number', 'in', chunk).execute())
      return new Map(rows.map((row) => [row.number as RecordId, toReceipt(row)]))
    },
    async history(source, query) {
      const { rows, more } = await historyPage(reader, source, query)
      return { receipts: rows.map(toReceipt), more }
    },
    async returning(source, numbers) {
      const found = new Map<RecordId, ReturnType<typeof toReceipt>[]>()
      for (const row of await byKeys(numbers, (chunk) => takingBack(reader, source, chunk))) {
        const sold = row.sold as RecordId
        const receipts = found.get(sold)
        if (receipts) receipts.push(toReceipt(row))
        else found.set(sold, [toReceipt(row)])
      }
      return found
    },
    shoppers: (source, after, first) => shoppersPage(reader, source, after, first),
    shoppersWith: (source, keys) => shoppersWith(reader, source, keys),
    newestOf: (source, customers, each) => newestOf(reader, source, customers, each),
    async quarantined(source) {
      const query = reader.selectFrom('quarantine').select(['file', 'position', 'reason', 'raw', 'at'])
      const rows = await query.where('source', '=', source).orderBy('file').orderBy('ordinal').execute()
      return rows.map((row) => ({ ...row, at: row.at as Instant }))
    },
    async count(source) {
      const query = reader.selectFrom('receipt').select((eb) => eb.fn.countAll().as('receipts'))
      const row = await query.where('source', '=', source).executeTakeFirstOrThrow()
      return Number(row.receipts)
    },
  }
}

function takingBack(
  reader: Kysely<Schema>,
  source: string,
  numbers: readonly string[],
): Promise<(ReceiptRow & { readonly sold: string })[]> {
  return reader
    .selectFrom('receipt_return')
    .innerJoin('receipt', (join) =>
      join
        .onRef('receipt.source', '=', 'receipt_return.source')
        .onRef('receipt.number', '=', 'receipt_return.number'),
    )
    .selectAll('receipt')
    .select('receipt_return.returns_from as sold')
    .where('receipt_return.source', '=', source)
    .where('receipt_return.returns_from', 'in', numbers)
    .orderBy('receipt.business_day')
    .orderBy((eb) => eb.fn.coalesce('receipt.placed_at', eb.val('')))
    .orderBy('receipt.number')
    .execute()
}
