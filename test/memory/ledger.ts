import type { RecordId } from '../../adapters/ids.ts'
import type {
  FileRead,
  Marks,
  Quarantined,
  ReceiptLedger,
  ReceiptQuery,
  StoredReceipt,
} from '../../ledger/port.ts'

/** Receipts and marks in their simplest form: the double for tests of what writes and reads them. */
export function memoryReceipts(): { readonly receipts: ReceiptLedger; readonly marks: Marks } {
  const bySource = new Map<string, Shelf>()
  const shelf = (source: string): Shelf => {
    const found = bySource.get(source) ?? { receipts: new Map(), files: new Map(), quarantined: new Map() }
    bySource.set(source, found)
    return found
  }
  const named = new Map<string, string>()
  return {
    receipts: {
      store: async (source, read) => store(shelf(source), read),
      fileMarks: async (source) => new Map(shelf(source).files),
      byNumber: async (source, numbers) =>
        new Map(
          numbers.flatMap((number) => {
            const receipt = shelf(source).receipts.get(number)
            return receipt ? [[number, receipt] as const] : []
          }),
        ),
      history: async (source, query) => history([...shelf(source).receipts.values()], query),
      returning: async (source, numbers) => returning([...shelf(source).receipts.values()], numbers),
      quarantined: async (source) => [...shelf(source).quarantined.values()].flat(),
      count: async (source) => shelf(source).receipts.size,
    },
    marks: {
      read: async (name) => named.get(name) ?? null,
      write: async (name, value) => {
        named.set(name, value)
      },
    },
  }
}

interface Shelf {
  readonly receipts: Map<RecordId, StoredReceipt>
  readonly files: Map<string, string>
  readonly quarantined: Map<string, readonly Quarantined[]>
}

function store({ receipts, files, quarantined }: Shelf, read: FileRead): void {
  if (read.quarantined.some(({ reason }) => typeof reason !== 'string')) throw new Error('expected a reason')
  for (const receipt of read.receipts) {
    const held = receipts.get(receipt.number)
    if (!held || held.readAt <= receipt.readAt) receipts.set(receipt.number, receipt)
  }
  quarantined.set(read.file, read.quarantined)
  files.set(read.file, read.mark)
}

function history(all: readonly StoredReceipt[], query: ReceiptQuery) {
  const { customers, cards, first, until, from } = query
  const theirs = all
    .filter(
      ({ customer, card }) => (customer && customers.includes(customer)) || (card && cards.includes(card)),
    )
    .filter(({ businessDay }) => (!until || businessDay <= until) && (!from || businessDay >= from))
    .sort((left, right) => compare(right.businessDay, left.businessDay) || compare(right.number, left.number))
  const last = theirs[Math.min(first, theirs.length) - 1]?.businessDay
  const receipts = theirs.filter(({ businessDay }) => last !== undefined && businessDay >= last)
  return { receipts, more: receipts.length < theirs.length }
}

function returning(all: readonly StoredReceipt[], numbers: readonly RecordId[]) {
  const found = new Map<RecordId, readonly StoredReceipt[]>()
  for (const number of numbers) {
    const later = all
      .filter(({ returnsFrom }) => returnsFrom.includes(number))
      .sort(
        (left, right) =>
          compare(left.businessDay, right.businessDay) || compare(left.placedAt ?? '', right.placedAt ?? ''),
      )
    if (later.length > 0) found.set(number, later)
  }
  return found
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
