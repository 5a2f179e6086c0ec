import type { ChannelKind } from '../../../adapters/channel.ts'
import type { Money } from '../../../adapters/money.ts'

/** The schema's `FulfillmentKind`: how an item may reach the shopper, in the order in which ways are listed. */
export const FULFILMENT_KINDS = [
  'SHIP_FROM_WAREHOUSE',
  'SHIP_FROM_STORE',
  'PICKUP_IN_STORE',
  'CURBSIDE_PICKUP',
  'BUY_IN_STORE',
  'ENDLESS_AISLE',
  'RESERVE_IN_STORE',
] as const
export type FulfilmentKind = (typeof FULFILMENT_KINDS)[number]

/** How long a way takes and what it costs, as the retailer says. Times of day are those of the place it starts from. */
export interface LeadTime {
  /** For collecting: minutes of the store's opening hours. For shipping: minutes of the clock. */
  readonly preparationMinutes: number
  /** `15:00`: what is ordered later is prepared on the next day of work; null without such a time. */
  readonly cutOff: string | null
  /** Days of the week, `MONDAY`, on which goods are sent and carriers deliver. */
  readonly workingDays: readonly string[]
  /** Days of work between sending and delivery; 0 is the same day. */
  readonly carrierDays: { readonly earliest: number; readonly latest: number }
  /** From when until when carriers deliver. */
  readonly deliveryHours: { readonly from: string; readonly until: string }
  /** What the shopper pays, tax included; null where the configuration does not say. */
  readonly cost: Money | null
  /** Where it is offered; empty for everywhere. */
  readonly channels: readonly ChannelKind[]
}

/** The ways whose times the retailer has configured; of the others nothing is promised. */
export type Fulfilment = ReadonlyMap<FulfilmentKind, LeadTime>
