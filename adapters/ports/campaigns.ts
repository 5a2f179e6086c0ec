import type { ChannelKind } from '../channel.ts'
import type { RecordId, Sku } from '../ids.ts'
import type { Instant } from '../time.ts'

/**
 * Who talks to shoppers about what they left: a campaign tool, or the CRM it works from. The graph tells what happened, and neither writes to
 * anybody nor decides what is written. Behaviour is pinned by `test/contracts/campaigns.ts`.
 */
export interface Campaigns {
  /** How long a call that was not answered may still be carried out, milliseconds. A repeat need not wait for it: the key sees to it that both are one. */
  readonly settleMs: number
  /**
   * Tells that a cart was given up: once for each key, however often it is sent. Throws a `SourceError`: CONFLICT when the system does not
   * know the shopper, UNSUPPORTED when it refuses for good what somebody has to put right; it did nothing then.
   */
  cartAbandoned(cart: AbandonedCart): Promise<void>
}

/** A cart that its shopper left. */
export interface AbandonedCart {
  /** Ours, 1 to 255 characters. */
  readonly key: string
  /** The graph's id of the cart. */
  readonly cartId: string
  /** The source's own customer key. */
  readonly customer: RecordId
  /** Where it was begun. */
  readonly channel: ChannelKind
  readonly at: Instant
  readonly lines: readonly { readonly sku: Sku; readonly quantity: number }[]
}
