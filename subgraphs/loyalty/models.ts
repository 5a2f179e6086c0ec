import type { CustomerId } from '../../adapters/ids.ts'
import type { LedgerPage, LoyaltyAccount, LoyaltyEntry, LoyaltyReward } from '../../adapters/ports/loyalty.ts'
import type { Found } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Day } from '../../adapters/time.ts'
import type { PageInfo } from '../connection.ts'
import type { Clue } from '../shared/access/owners.ts'
import type { Redemption } from '../shared/points/redemption-case.ts'
import type { SourceStatus } from '../source-status.ts'
import type { Refusal } from './refused.ts'

/** An account and the source that keeps it. */
export interface LoyaltyAccountModel {
  readonly asked: Answerer<'loyalty'>
  readonly found: Found<LoyaltyAccount>
  /** The shopper it was reached through; left out where it was reached by its id or card. */
  readonly shopper?: CustomerId
}

/** A movement and the page it came in. */
export interface LedgerEntryModel {
  readonly asked: Answerer<'loyalty'>
  /** The read it came in. */
  readonly page: Found<LedgerPage | readonly LoyaltyEntry[]>
  readonly entry: LoyaltyEntry
  /** Whose it is where it was reached through an account; left out where it was reached through its order. */
  readonly owner?: Clue
}

export interface LedgerConnectionModel {
  readonly edges: readonly { readonly node: LedgerEntryModel; readonly cursor: string }[]
  readonly pageInfo: PageInfo
  readonly sources: readonly SourceStatus[]
}

/** An entity of another subgraph, by its key. */
export interface CustomerModel {
  readonly id: string
}

/** An order, by its key, and whose it is where an account led to it. */
export interface OrderModel {
  readonly id: string
  readonly owner?: Clue
}

/** An account's programme; what the engine says of it loads itself. */
export interface LoyaltyProgramModel {
  readonly account: LoyaltyAccountModel
}

/** An account's points; those that expire load themselves. */
export interface LoyaltyBalanceModel {
  readonly account: LoyaltyAccountModel
}

/** A tier of an account's programme; its benefits load themselves. */
export interface LoyaltyTierModel {
  readonly account: LoyaltyAccountModel
  readonly id: string
  readonly name: string
  readonly rank: number
  readonly validUntil: Day | null
}

export interface TierProgressModel {
  readonly next: LoyaltyTierModel | null
  readonly needed: number
  readonly metric: string
}

/** A reward, and why the member may not have it. */
export interface RewardModel {
  readonly asked: Answerer<'loyalty'>
  readonly reward: LoyaltyReward
  readonly reasons: readonly string[]
}

export interface RewardConnectionModel {
  readonly edges: readonly { readonly node: RewardModel; readonly cursor: string }[]
  readonly pageInfo: PageInfo
}

/** What a change of points came to; the account is asked for when it is wanted. */
export interface LoyaltyPayloadModel {
  readonly replayed: boolean
  account(): Promise<LoyaltyAccountModel | null>
  readonly userErrors: readonly Refusal[]
}

/** What a change of a redemption came to. */
export interface RedemptionPayloadModel extends LoyaltyPayloadModel {
  readonly redemption: Redemption | null
}

export type LoyaltyUserErrorModel = Refusal
export type RedemptionModel = Redemption

/** A cart as the subgraph of carts has worked it out. */
export interface CartModel {
  readonly id: string
  readonly cost?: { readonly total: { readonly amount: string; readonly currencyCode: string } }
}
