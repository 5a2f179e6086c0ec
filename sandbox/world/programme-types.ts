import type { ChannelKind } from '../../adapters/channel.ts'

/** A card of the loyalty programme, with all that happened on it. */
export interface WorldLoyaltyAccount {
  /** Salesforce LoyaltyProgramMember id. */
  readonly memberId: string
  readonly card: string
  readonly customer: number
  /** False: the member has no ContactId (a card nobody registered). */
  readonly registered: boolean
  readonly tier: 'Bronze' | 'Argent' | 'Or'
  readonly enrolledOn: string
  readonly balance: number
  readonly pending: number
  /** All that was ever earned: what the tier goes by. */
  readonly earned: number
  /** Usable points by the day they expire on, earliest first; the points spent of them are taken off the earliest. */
  readonly lots: readonly WorldLot[]
  readonly movements: readonly WorldPoints[]
}

/** A movement of points. */
export interface WorldPoints {
  /** Salesforce TransactionJournal id. */
  readonly id: string
  readonly at: string
  readonly kind: 'EARN' | 'REDEEM' | 'EXPIRE' | 'ADJUST'
  readonly points: number
  readonly channel: ChannelKind
  /** Order or receipt number. */
  readonly order: string | null
  readonly reason: string | null
  /** YYYY-MM-DD: the last day of the month two years after earning; null for what does not expire. */
  readonly expiresOn: string | null
  /** Of all points, pending ones too, after this movement. */
  readonly balanceAfter: number
  /** The movement this one takes back; null where it takes back none. */
  readonly reverses: string | null
}

/** Points that expire on one day. */
export interface WorldLot {
  readonly on: string
  readonly points: number
  /** How many of them are spent. */
  readonly spent: number
}

/** A tier of the loyalty programme. */
export interface WorldTier {
  readonly name: WorldLoyaltyAccount['tier']
  /** Points earned from which one is in it. */
  readonly from: number
  readonly benefits: readonly string[]
}

/** What points may be spent on. */
export interface WorldReward {
  readonly id: string
  readonly name: string
  /** Points. */
  readonly cost: number
  /** Salesforce's words for vouchers. */
  readonly type: 'FixedValue' | 'DiscountPercentage' | 'ProductOrService'
  /** Cents. */
  readonly faceValue?: number
  readonly percent?: number
  /** Where it may be used; empty for everywhere. */
  readonly channels: readonly ChannelKind[]
  readonly minimumTier: WorldLoyaltyAccount['tier'] | null
  /** First and last day; YYYY-MM-DD. */
  readonly from: string
  readonly until: string | null
  /** False: withdrawn. */
  readonly active: boolean
}
