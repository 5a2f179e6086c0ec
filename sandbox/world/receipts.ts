import { receiptNumber } from '../../adapters/ids.ts'
import { daysBefore, parisInstant } from './calendar.ts'
import { LATE_FILE } from './landmarks.ts'
import type { Trade } from './orders.ts'
import { type Draft, draftReceipts } from './receipt-drafts.ts'
import type { WorldReceipt } from './sale-types.ts'
import type { WorldCustomer } from './shopper-types.ts'
import { tendersOf } from './tenders.ts'

/** The highest sequence number of a till; the next receipt is 1 again. */
const LAST_SEQUENCE = 9999

/** All till receipts, oldest first, numbered per till as they come. */
export function createReceipts(trade: Trade, customers: readonly WorldCustomer[]): readonly WorldReceipt[] {
  const timed = draftReceipts(trade, customers).map((draft) => {
    const businessDay = daysBefore(trade.today, draft.daysAgo)
    return { draft, businessDay, at: parisInstant(businessDay, draft.second) }
  })
  timed.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
  const last = new Map<string, number>()
  const numbers = new Map<Draft, string>()
  return timed.map(({ draft, businessDay, at }) => {
    const till = String(draft.random.int(1, 3))
    const key = `${draft.store.code}/${till}`
    const sequence = ((last.get(key) ?? 9900 + Number(till)) % LAST_SEQUENCE) + 1
    last.set(key, sequence)
    const number = receiptNumber({
      store: draft.store.tillStore,
      till,
      businessDay,
      sequence: String(sequence),
    })
    numbers.set(draft, number)
    const returnOf = draft.original && draft.random.chance(0.8) ? numbers.get(draft.original) : undefined
    return receipt(draft, { number, till, businessDay, sequence, at, returnOf: returnOf ?? null })
  })
}

function receipt(
  draft: Draft,
  keys: Pick<WorldReceipt, 'number' | 'till' | 'businessDay' | 'sequence' | 'at' | 'returnOf'>,
): WorldReceipt {
  const { store, customer, kind, lines, random } = draft
  const storeNumber = Number(store.tillStore)
  const card = customer?.card && (draft.showsCard || customer.tillCustomer === null) ? customer.card : null
  return {
    ...keys,
    store: store.code,
    cashier: `${store.tillStore}${random.int(1, 6)}`,
    kind,
    dialect: storeNumber % 3 === 0 ? 'poslog2' : 'poslog6',
    returnStyle: storeNumber % 2 === 0 ? 'negative-sale' : 'return-element',
    customer: customer?.index ?? null,
    namesCustomer: customer?.tillCustomer != null && (card === null || random.chance(0.5)),
    card,
    lines,
    ...tendersOf(random, { lines, kind, store: store.code }),
    late: store.code === LATE_FILE.store && draft.daysAgo === LATE_FILE.daysAgo,
  }
}
