import type { ChannelKind } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { TaxedMoney } from '../money.ts'
import type { Reads } from '../read.ts'
import type { Day } from '../time.ts'

/** What is bought, where and when. */
export interface PriceKey {
  /** The source's own item key. */
  readonly item: RecordId
  readonly channel: ChannelKind
  /** The source's own store key; null away from stores. */
  readonly store: RecordId | null
  /** Whole units, at least 1: scales may make many cheaper. */
  readonly quantity: number
  /** The day in the retailer's zone for which the price holds. */
  readonly on: Day
}

/** A list price of one unit, before promotions. */
export interface Price {
  /** `net` and `tax` are null where the system does not state them. */
  readonly unitPrice: TaxedMoney
  readonly validFrom: Day | null
  /** Last day, inclusive; null when open-ended. */
  readonly validUntil: Day | null
}

/** Prices, as an ERP or till states them. Behaviour is pinned by `test/contracts/prices.ts`. */
export interface Prices {
  /** Any number of keys: the adapter splits. An absent key: the system has no price for it on that day. */
  prices(keys: readonly PriceKey[]): Promise<Reads<PriceKey, Price>>
}
