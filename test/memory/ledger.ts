import type { RecordId } from '../../adapters/ids.ts'
import type {
  FileRead,
  Marks,
  OrderTokens,
  Quarantined,
  ReceiptLedger,
  ReceiptQuery,
  SeenShopper,
  StoredReceipt,
} from '../../ledger/port.ts'
import type { WriteLedger } from '../../ledger/writes/port.ts'
import { memoryOrderTokens } from './order-tokens.ts'
import { memoryWrites } from './writes.ts'

/** Receipts, marks, order tokens and writes in their simplest form: the double for tests of what writes and reads them. */
export function memoryReceipts(): {
  readonly receipts: ReceiptLedger
  readonly marks: Marks
  readonly orderTokens: OrderTokens
  readonly writes: WriteLedger
} {
  const bySource = new Map<string, Shelf>()
  const shelf = (source: string): Shelf => {
    const found = bySource.get(source) ?? { receipts: new Map(), files: new Map(), quarantined: new Map() }
    bySource.set(source, found)
    return found
  }
  const named = new Map<string, string>()
  const orderTokens = memoryOrderTokens()
  return {
    orderTokens,
    writes: memoryWrites(orderTokens),
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
      shoppers: async (source, after, first) => shoppers([...shelf(source).receipts.values()], after, first),
      shoppersWith: async (source, keys) => shoppersWith([...shelf(source).receipts.values()], keys),
      newestOf: async (source, customers, each) =>
        newestOf([...shelf(source).receipts.values()], customers, each),
      quarantined: async (source) => [...shelf(source).quarantined.values()].flat(),
      count: async (source) => shelf(source).receipts.size,
    },
    marks: {
      read: async (name) => named.get(name) ?? null,
      write: async (name, value) => {
        named.set(name, value)
      },
      swap: async (name, expected, value) => {
        if ((named.get(name) ?? null) !== expected) return false
        named.set(name, value)
        return true
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

/** Customers sort before cards, and each key's pairs stand together. */
function shoppers(all: readonly StoredReceipt[], after: SeenShopper | null, first: number) {
  const keyOf = ({ customer, card }: SeenShopper) => (customer === null ? `2 ${card}` : `1 ${customer}`)
  const rest = distinct(all)
    .filter((pair) => after === null || keyOf(pair) > keyOf(after))
    .sort((left, right) => compare(keyOf(left), keyOf(right)) || compare(left.card ?? '', right.card ?? ''))
  const page = new Set([...new Set(rest.map(keyOf))].slice(0, first))
  const found = rest.filter((pair) => page.has(keyOf(pair)))
  return { shoppers: found, next: page.size === first ? (found.at(-1) ?? null) : null }
}

function shoppersWith(
  all: readonly StoredReceipt[],
  { customers, cards }: { readonly customers: readonly RecordId[]; readonly cards: readonly string[] },
) {
  const oldestFirst = [...all].sort((left, right) => compare(left.businessDay, right.businessDay))
  return distinct(oldestFirst).filter(
    ({ customer, card }) =>
      (customer !== null && customers.includes(customer)) || (card !== null && cards.includes(card)),
  )
}

function distinct(all: readonly StoredReceipt[]): readonly SeenShopper[] {
  const pairs = all.map(({ customer, card }) => ({ customer, card }))
  const byKey = new Map<string, SeenShopper>()
  for (const pair of pairs.filter(({ customer, card }) => customer !== null || card !== null)) {
    const key = JSON.stringify([pair.customer, pair.card])
    if (!byKey.has(key)) byKey.set(key, pair)
  }
  return [...byKey.values()]
}

function newestOf(all: readonly StoredReceipt[], customers: readonly RecordId[], each: number) {
  const newestFirst = [...all].sort(
    (left, right) => compare(right.businessDay, left.businessDay) || compare(right.number, left.number),
  )
  return new Map(
    customers.flatMap((wanted) => {
      const theirs = newestFirst.filter(({ customer }) => customer === wanted).slice(0, each)
      return theirs.length > 0 ? [[wanted, theirs] as const] : []
    }),
  )
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
