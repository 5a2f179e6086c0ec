import type { ChannelKind } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { Money, TaxedMoney } from '../money.ts'
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

/** The price of one unit for everybody, before promotions that need more than buying it. */
export interface Price {
  /** `net` and `tax` are null where the system does not state them. */
  readonly unitPrice: TaxedMoney
  /** The regular price while `unitPrice` is a lower promotional one; null without a reduction. */
  readonly compareAtPrice: TaxedMoney | null
  /**
   * While the price is reduced: the lowest price of the 30 days before the reduction began, which the law has announced beside
   * it (Directive 98/6/EC, art. 6a(2)). Null without a reduction, and where the system stated no price in those days.
   */
  readonly lowestPrior30Days: Money | null
  readonly validFrom: Day | null
  /** Last day, inclusive; null when open-ended. */
  readonly validUntil: Day | null
}

/** The VAT an item is sold with. */
export interface TaxRate {
  /** Percent as decimal text: "20", "5.5". */
  readonly percent: string
}

/** Prices, as an ERP or till states them. Behaviour is pinned by `test/contracts/prices.ts`. */
export interface Prices {
  /** Any number of keys: the adapter splits. An absent key: the system has no price for it on that day. */
  prices(keys: readonly PriceKey[]): Promise<Reads<PriceKey, Price>>
  /**
   * The VAT of today by item key, for splitting prices that include it. Any number of keys. An absent key: the system states no
   * single rate for it.
   */
  taxRates(items: readonly RecordId[]): Promise<Reads<RecordId, TaxRate>>
}
