import type { ChannelKind } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { Money } from '../money.ts'
import type { Found, Reads } from '../read.ts'
import type { Day } from '../time.ts'

/** What a promotion gives. Percentages and factors are decimal text; quantities whole and at least 1. */
export type Benefit =
  | { readonly kind: 'PERCENT'; readonly percent: string }
  /** Off all it is for together. */
  | { readonly kind: 'AMOUNT'; readonly amount: Money }
  /** Of every `buy + get` units the cheapest `get` are reduced: «2ème à −50 %» is 1, 1, 50. */
  | { readonly kind: 'BUY_X_GET_Y'; readonly buy: number; readonly get: number; readonly percent: string }
  | { readonly kind: 'FREE_SHIPPING' }
  | { readonly kind: 'POINTS_MULTIPLIER'; readonly factor: string }

/**
 * When a promotion runs, on the clocks of where it is bought: the store's zone, or the retailer's away from stores. Both days are
 * included. `fromTime` and `untilTime` (`18:00`) narrow the first and the last day; null: from its beginning, to its end.
 */
export interface PromotionWindow {
  /** Null: it always has. */
  readonly from: Day | null
  readonly fromTime: string | null
  /** Null: no end is known. */
  readonly until: Day | null
  readonly untilTime: string | null
}

/** For whom: somebody to whom one of these applies; everybody when none is named. */
export interface Audience {
  /** Whoever has a loyalty account. */
  readonly members: boolean
  /** Names of loyalty tiers. */
  readonly tiers: readonly string[]
  /** Names of segments, as `segments` gives them. */
  readonly segments: readonly string[]
}

/** One promotion, as its system states it. */
export interface Promotion {
  readonly name: string
  readonly benefit: Benefit
  readonly window: PromotionWindow
  /** Null: in every channel. */
  readonly channels: readonly ChannelKind[] | null
  /** The retailer's store codes; null: in every store and away from them. */
  readonly stores: readonly string[] | null
  /** SKUs; null: everything. */
  readonly items: readonly RecordId[] | null
  /** One of these must be given; none are needed when empty. Compared without case. */
  readonly codes: readonly string[]
  readonly audience: Audience
  /** Whether it goes together with others that do. */
  readonly stackable: boolean
  /** What the goods it is for must at least cost together, gross, before promotions. */
  readonly minimum: Money | null
  /** Only near this store (the retailer's code). */
  readonly geofence: { readonly store: string; readonly radiusMeters: number } | null
}

/** A list of promotions, each with its own provenance, in ascending order of record id. */
export interface PromotionList {
  readonly promotions: readonly Found<Promotion>[]
  /** How many more there are that cannot be read. */
  readonly unreadable: number
}

/** Promotions, as a campaign or loyalty system knows them. Withdrawn ones are not there. Behaviour: `test/contracts/promotions.ts`. */
export interface Promotions {
  /** Those that run at some time of each day, in whatever zone; a day's list may be empty and is never absent. */
  running(days: readonly Day[]): Promise<Reads<Day, PromotionList>>
  /** Those that take a code, running or not. An absent code is no promotion's. */
  byCode(codes: readonly string[]): Promise<Reads<string, PromotionList>>
  /** By the source's own record id. */
  promotions(ids: readonly RecordId[]): Promise<Reads<RecordId, Promotion>>
  /** The segments that shoppers are in, by the source's own customer key. Absent: a customer it does not know. */
  segments(customers: readonly RecordId[]): Promise<Reads<RecordId, readonly string[]>>
}
