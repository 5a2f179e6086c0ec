import type { ChannelKind } from '../../../adapters/channel.ts'
import type { Money } from '../../../adapters/money.ts'
import type { PaymentMethod } from '../../../adapters/ports/orders.ts'

/** The schema's `RefundPath`: how money is given back. */
export type RefundPath = 'ORIGINAL_TENDER' | 'GIFT_CARD' | 'STORE_CREDIT' | 'CASH'

/** The schema's `Disposition`: what becomes of goods that came back. */
export type Disposition = 'RESTOCK_STORE' | 'RETURN_TO_WAREHOUSE' | 'DAMAGED' | 'DESTROY'

/** Goods that are taken though their order says nothing of who brings them. */
export interface Allowance {
  readonly taken: boolean
  /** What may be given for them without a manager. */
  readonly upTo: Money
}

/** What the retailer's configuration says of goods that come back. */
export interface ReturnPolicy {
  /** For how long goods may come back, counted from the day they left or were handed over. */
  readonly days: number
  /** Days more for goods that were sent: what a parcel may take. */
  readonly parcelDays: number
  /** Where returns are made; empty for nowhere. */
  readonly channels: readonly ChannelKind[]
  /** The words a shopper may give as a reason; empty for any. */
  readonly reasons: readonly string[]
  /** What becomes of goods, by the word for the condition they are in. */
  readonly conditions: Readonly<Record<string, Disposition>>
  /** The most that is given back in cash for one return; null without a limit. */
  readonly cashLimit: Money | null
  readonly withoutReceipt: Allowance
  readonly gifts: Allowance
  /** How money paid so is given back, the usual way first. */
  readonly refundPaths: Readonly<Partial<Record<PaymentMethod, readonly RefundPath[]>>>
  /** How long it takes at most until money that a provider gives back is there. */
  readonly refundDays: number
  /** Where a label for the way back is printed: `{reference}` stands for the return's number. Null where there is none. */
  readonly labelUrl: string | null
}

/** Whether goods in such hands may be sold again. */
export function isResellable(disposition: Disposition): boolean {
  return disposition === 'RESTOCK_STORE' || disposition === 'RETURN_TO_WAREHOUSE'
}

/** Channels in which goods are handed over a counter. */
const IN_STORES: ReadonlySet<ChannelKind> = new Set(['STORE_POS', 'ASSOCIATE_APP', 'KIOSK'])

/** Whether somebody stands at a counter in this channel. */
export function isAtCounter(channel: ChannelKind): boolean {
  return IN_STORES.has(channel)
}
