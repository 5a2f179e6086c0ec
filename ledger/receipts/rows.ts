import type { RecordId } from '../../adapters/ids.ts'
import type { Day, Instant } from '../../adapters/time.ts'
import type { StoredReceipt } from '../port.ts'
import type { ReceiptRow } from '../schema.ts'

/** A row as the port's receipt; the ledger wrote it from one, so its texts are what they were. */
export function toReceipt(row: ReceiptRow): StoredReceipt {
  return {
    number: row.number as RecordId,
    businessDay: row.business_day as Day,
    placedAt: row.placed_at as Instant | null,
    customer: row.customer as RecordId | null,
    card: row.card,
    returnsFrom: JSON.parse(row.returns_from) as RecordId[],
    body: row.body,
    raw: row.raw,
    file: row.file,
    readAt: row.read_at as Instant,
  }
}

/** A receipt as a row. */
export function toReceiptRow(source: string, receipt: StoredReceipt): ReceiptRow {
  return {
    source,
    number: receipt.number,
    business_day: receipt.businessDay,
    placed_at: receipt.placedAt,
    customer: receipt.customer,
    card: receipt.card,
    returns_from: JSON.stringify(receipt.returnsFrom),
    body: receipt.body,
    raw: receipt.raw,
    file: receipt.file,
    read_at: receipt.readAt,
  }
}
