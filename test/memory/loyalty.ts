import type { LedgerRequest, Loyalty, LoyaltyAccount, LoyaltyEntry } from '../../adapters/ports/loyalty.ts'
import { type MemorySource, readEach } from './found.ts'

/** An account and its movements, in any order. */
export interface MemoryAccount {
  readonly account: LoyaltyAccount
  readonly entries: readonly LoyaltyEntry[]
}

export interface MemoryLoyaltyOptions extends MemorySource {
  readonly accounts: readonly MemoryAccount[]
}

/** The plainest `Loyalty`. */
export function memoryLoyalty(options: MemoryLoyaltyOptions): Loyalty {
  const { accounts } = options
  const look = (wanted: (account: LoyaltyAccount) => boolean) => {
    const seen = accounts.find(({ account }) => wanted(account))
    return seen ? ([seen.account, seen.account.recordId] as const) : null
  }
  return {
    accountsOfCustomers: async (customers) =>
      readEach(options, customers, (id) => look(({ customer }) => customer === id)),
    accountsByCard: async (cards) =>
      readEach(options, cards, (card) => look(({ cardNumber }) => cardNumber === card)),
    accounts: async (ids) => readEach(options, ids, (id) => look(({ recordId }) => recordId === id)),
    ledger: async (requests) =>
      readEach(options, requests, (request) => {
        const seen = accounts.find(({ account }) => account.recordId === request.account)
        return seen ? [pageOf(seen.entries, request), request.account] : null
      }),
  }
}

function pageOf(entries: readonly LoyaltyEntry[], { first, after }: LedgerRequest) {
  const rest = [...entries]
    .sort((left, right) => (isBefore(left, right) ? -1 : 1))
    .filter((entry) => after === null || isBefore(after, entry))
  return { entries: rest.slice(0, first), hasNextPage: rest.length > first }
}

type Place = Pick<LoyaltyEntry, 'at' | 'recordId'>

/** Newest first: `at`, then the record, both descending. */
function isBefore(left: Place, right: Place): boolean {
  return left.at === right.at ? left.recordId > right.recordId : left.at > right.at
}
