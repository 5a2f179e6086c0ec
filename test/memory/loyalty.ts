import type {
  ExpiringPoints,
  LedgerRequest,
  Loyalty,
  LoyaltyAccount,
  LoyaltyEntry,
  LoyaltyReward,
  LoyaltyStanding,
} from '../../adapters/ports/loyalty.ts'
import { type MemorySource, readEach } from './found.ts'

/** An account and its movements, in any order. */
export interface MemoryAccount {
  readonly account: LoyaltyAccount
  readonly entries: readonly LoyaltyEntry[]
  readonly standing?: LoyaltyStanding
  readonly expiring?: readonly ExpiringPoints[]
}

export interface MemoryLoyaltyOptions extends MemorySource {
  readonly accounts: readonly MemoryAccount[]
  /** By programme. */
  readonly rewards?: Readonly<Record<string, readonly LoyaltyReward[]>>
}

/** A programme without tiers. */
const NO_TIERS: LoyaltyStanding = { tiers: [], progress: null, pointValue: null, channels: null }

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
    standings: async (ids) =>
      readEach(options, ids, (id) => {
        const seen = accounts.find(({ account }) => account.recordId === id)
        return seen ? [seen.standing ?? NO_TIERS, id] : null
      }),
    expiring: async (ids) =>
      readEach(options, ids, (id) => {
        const seen = accounts.find(({ account }) => account.recordId === id)
        return seen ? [seen.expiring ?? [], id] : null
      }),
    rewards: async (programs) =>
      readEach(options, programs, (program) => [options.rewards?.[program] ?? [], program]),
    ofOrders: async (orders) =>
      readEach(options, orders, ({ channel, number }) => {
        const own = accounts
          .flatMap(({ entries }) => entries)
          .filter(({ order }) => order?.number === number && order.channel.kind === channel)
          .sort((left, right) => (isBefore(left, right) ? 1 : -1))
        return [own, number]
      }),
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
