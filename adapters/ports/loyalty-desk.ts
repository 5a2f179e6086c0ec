import type { ChannelKind } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { Reads } from '../read.ts'
import type { Day, Instant } from '../time.ts'
import type { LoyaltyAccount, OrderOfPoints } from './loyalty.ts'

/**
 * Enrols shoppers and moves points, as a loyalty engine does; what it holds is read with `Loyalty`. Behaviour is pinned by
 * `test/contracts/loyalty-desk.ts`.
 *
 * Each change carries a key of ours that the engine keeps with it for ever: the same key with the same input (whose points, how many, of what kind)
 * is done once, however often it is sent, and answers how that change stands; with another input CONFLICT. A call that failed may be repeated with its key at once. All throw a `SourceError`:
 * CONFLICT when the engine refuses (not enough points, a member already) and did nothing.
 */
export interface LoyaltyDesk {
  readonly capabilities: LoyaltyDeskCapabilities
  /** How long a call that was not answered may still be carried out, milliseconds. */
  readonly settleMs: number
  /** Makes a shopper a member, with no points. */
  enrol(request: Enrolment): Promise<LoyaltyAccount>
  /** Points for an order. Whether they can be spent at once is the programme's. */
  earn(request: PointsEarned): Promise<PointsChange>
  /** A correction, up or down. */
  adjust(request: PointsAdjusted): Promise<PointsChange>
  /** Puts points aside for a redemption: they are `reserved`, and no longer `available`. */
  hold(request: PointsHeld): Promise<PointsChange>
  /** Spends what was held under a key: `reserved` no more. Spent points stay so; CONFLICT for what was given back or never held. */
  use(key: string): Promise<PointsChange>
  /** Gives back what was held under a key: `available` again. CONFLICT for what was spent or never held. */
  release(key: string): Promise<PointsChange>
  /** The movements made under these keys of ours, as they stand; an absent key: there is none. */
  changes(keys: readonly string[]): Promise<Reads<string, PointsChange>>
}

/** What a product can do; a caller never asks for what is false here. */
interface LoyaltyDeskCapabilities {
  readonly enrol: boolean
  readonly earn: boolean
  readonly adjust: boolean
  /** `hold`, `use` and `release`. */
  readonly redeem: boolean
}

/** Whose points they are. */
type Membership = Pick<LoyaltyAccount, 'recordId' | 'program'>

/** 1 to 255 characters. */
interface Keyed {
  readonly key: string
}
export interface Enrolment extends Keyed {
  /** The source's own customer key. */
  readonly customer: RecordId
  readonly program: string
  /** The number of the new card. */
  readonly cardNumber: string
  readonly on: Day
}
interface Movement extends Keyed {
  readonly account: Membership
  readonly at: Instant
  readonly channel: ChannelKind
}
export interface PointsEarned extends Movement {
  /** Whole, above zero. */
  readonly points: number
  readonly order: OrderOfPoints
}
export interface PointsAdjusted extends Movement {
  /** Whole; below zero takes points away. */
  readonly points: number
  readonly reason: string
  /** The order whose points it corrects, in whose channel it then is; null for none. */
  readonly order: OrderOfPoints | null
}
export interface PointsHeld extends Movement {
  /** Whole, above zero. */
  readonly points: number
  /** What the shopper shows where the points are spent; kept where the engine has a place for it. */
  readonly code: string
  /** The reward's name, or what they are spent on. */
  readonly reason: string
}

/** A movement of ours. */
export interface PointsChange {
  readonly recordId: RecordId
  readonly key: string
  readonly account: RecordId
  readonly kind: 'EARN' | 'ADJUST' | 'REDEEM'
  /** Positive when points are gained. */
  readonly points: number
  /** DONE for what is no redemption. */
  readonly state: 'DONE' | 'HELD' | 'USED' | 'RELEASED'
  readonly at: Instant
}
