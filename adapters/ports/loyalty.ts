import type { Channel } from '../channel.ts'
import type { OrderNumber, RecordId } from '../ids.ts'
import type { Reads } from '../read.ts'
import type { Day, Instant } from '../time.ts'

export interface LoyaltyTier {
  readonly id: string
  readonly name: string
  /** 1 is the lowest. */
  readonly rank: number
  readonly validUntil: Day | null
}

/** A membership. Points are whole. */
export interface LoyaltyAccount {
  readonly recordId: RecordId
  readonly cardNumber: string
  /** The source's own customer key; null for a card nobody has registered. */
  readonly customer: RecordId | null
  readonly program: { readonly id: string; readonly name: string }
  readonly balance: {
    readonly available: number
    /** Earned, not yet usable. */
    readonly pending: number
    /** Held for a redemption under way. */
    readonly reserved: number
    readonly expiring: readonly { readonly points: number; readonly on: Day }[]
  }
  readonly tier: LoyaltyTier | null
}

/** The schema's `LedgerKind`. */
export type LedgerKind = 'EARN' | 'BONUS' | 'REDEEM' | 'EXPIRE' | 'ADJUST' | 'REVERSE' | 'TRANSFER'

export interface LoyaltyEntry {
  readonly recordId: RecordId
  readonly at: Instant
  readonly kind: LedgerKind
  /** Positive when points are gained. */
  readonly points: number
  readonly channel: Channel | null
  /** The order it came from, by its business number. */
  readonly order: { readonly channel: Channel; readonly number: OrderNumber } | null
  readonly reason: string | null
}

/** One page of an account's movements, newest first (at, then record id, both descending). */
export interface LedgerRequest {
  readonly account: RecordId
  readonly first: number
  /** The `at` and record id of the entry after which to go on; null from the newest. */
  readonly after: { readonly at: Instant; readonly recordId: RecordId } | null
}
export interface LedgerPage {
  readonly entries: readonly LoyaltyEntry[]
  readonly hasNextPage: boolean
}

/** Loyalty, as a loyalty engine knows it. Behaviour is pinned by `test/contracts/loyalty.ts`. */
export interface Loyalty {
  /** Accounts by the source's own customer key; the oldest active one where there are several. */
  accountsOfCustomers(customers: readonly RecordId[]): Promise<Reads<RecordId, LoyaltyAccount>>
  accountsByCard(cards: readonly string[]): Promise<Reads<string, LoyaltyAccount>>
  accounts(ids: readonly RecordId[]): Promise<Reads<RecordId, LoyaltyAccount>>
  ledger(requests: readonly LedgerRequest[]): Promise<Reads<LedgerRequest, LedgerPage>>
}
