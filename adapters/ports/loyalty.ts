import type { Channel, ChannelKind } from '../channel.ts'
import type { OrderNumber, RecordId } from '../ids.ts'
import type { Money } from '../money.ts'
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
  }
  readonly tier: LoyaltyTier | null
}

/** Points that are lost on a day unless they are spent before. */
export interface ExpiringPoints {
  readonly points: number
  readonly on: Day
}

/** A tier and what it brings. */
export interface TierTerms {
  readonly tier: Pick<LoyaltyTier, 'id' | 'name' | 'rank'>
  /** In the programme's words. */
  readonly benefits: readonly string[]
}

/** Where a membership stands among the tiers, and the terms of its programme. */
export interface LoyaltyStanding {
  /** Every tier of the programme, lowest first. */
  readonly tiers: readonly TierTerms[]
  /** Null when the programme has no tiers that are reached by points. */
  readonly progress: {
    /** Null at the top. */
    readonly next: TierTerms['tier'] | null
    /** Of what is counted, still missing; 0 at the top. */
    readonly needed: number
    /** What is counted, in the programme's words. */
    readonly metric: string
  } | null
  /** What one point is worth when spent; null where the engine does not say, or it is less than the smallest coin. */
  readonly pointValue: Money | null
  /** Where points are earned and spent; null where the engine does not say. */
  readonly channels: readonly ChannelKind[] | null
}

/** Something points may be spent on. */
export interface LoyaltyReward {
  readonly recordId: RecordId
  readonly name: string
  /** Whole points. */
  readonly cost: number
  readonly kind: 'VOUCHER' | 'DISCOUNT' | 'PRODUCT' | 'OTHER'
  /** Where it may be used; empty for everywhere. */
  readonly channels: readonly ChannelKind[]
  /** The lowest rank of tier it is for; null for everybody. */
  readonly minimumRank: number | null
  /** First and last day, both included; null when open. */
  readonly from: Day | null
  readonly until: Day | null
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
  /** The last day on which these points may be spent; null where they do not expire or the engine does not say. */
  readonly expiresOn: Day | null
  /** The balance after the movement, as the engine counts it; null where it does not say. */
  readonly balanceAfter: number | null
  /** The movement this one takes back; null where it takes back none or the engine does not say. */
  readonly reverses: RecordId | null
}

/** An order by its business number in its channel. */
export interface OrderOfPoints {
  readonly channel: ChannelKind
  readonly number: OrderNumber
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
  /** Where accounts stand; an absent key is no account. */
  standings(accounts: readonly RecordId[]): Promise<Reads<RecordId, LoyaltyStanding>>
  /** Usable points by the day they expire on, earliest first, from today on; empty when none expire. */
  expiring(accounts: readonly RecordId[]): Promise<Reads<RecordId, readonly ExpiringPoints[]>>
  /**
   * What a programme's points may be spent on, cheapest first, then by name: also what is over or has not begun, without
   * what is withdrawn. `UNSUPPORTED` where the engine keeps no such list.
   */
  rewards(programs: readonly string[]): Promise<Reads<string, readonly LoyaltyReward[]>>
  /** The movements that orders caused, oldest first; empty for an order that caused none. */
  ofOrders(orders: readonly OrderOfPoints[]): Promise<Reads<OrderOfPoints, readonly LoyaltyEntry[]>>
}
