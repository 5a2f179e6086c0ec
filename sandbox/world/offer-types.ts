import type { ChannelKind } from '../../adapters/channel.ts'
import type { WorldLoyaltyAccount } from './programme-types.ts'

/** A lower price for some days, Paris, both included. Of one article they never overlap. */
export interface WorldMarkdown {
  readonly sku: string
  readonly from: string
  readonly until: string
  /** Gross cents for one unit, below the list price. */
  readonly price: number
}

/** What a promotion gives. */
type WorldBenefit =
  | { readonly kind: 'PERCENT'; readonly percent: string }
  | { readonly kind: 'AMOUNT'; readonly cents: number }
  | { readonly kind: 'BUY_X_GET_Y'; readonly buy: number; readonly get: number; readonly percent: string }
  | { readonly kind: 'FREE_SHIPPING' }
  | { readonly kind: 'POINTS_MULTIPLIER'; readonly factor: string }

/** What a campaign promises, to whom, where and when. */
export interface WorldPromotion {
  /** For tests to name it by; no system knows it. */
  readonly label: string
  readonly name: string
  readonly benefit: WorldBenefit
  /** Local days, both included; times `18:00` where the promotion begins or ends within the day. */
  readonly from: string
  readonly fromTime: string | null
  readonly until: string | null
  readonly untilTime: string | null
  readonly channels: readonly ChannelKind[]
  /** Store codes; null: in every store. */
  readonly stores: readonly string[] | null
  /** SKUs; null: everything. */
  readonly items: readonly string[] | null
  readonly code: string | null
  readonly audience:
    | { readonly is: 'everybody' }
    | { readonly is: 'members' }
    | { readonly is: 'tier'; readonly tier: WorldLoyaltyAccount['tier'] }
    | { readonly is: 'segment'; readonly segment: string }
  readonly stackable: boolean
  /** Gross cents. */
  readonly minimum: number | null
  readonly geofence: { readonly store: string; readonly radiusMeters: number } | null
  /** False: withdrawn. */
  readonly active: boolean
}
