import type { RecordId } from '../ids.ts'
import type { Reads } from '../read.ts'

/** One item in one place, both by the source's own keys. */
export interface StockKey {
  readonly item: RecordId
  /** A store's or warehouse's key. */
  readonly location: RecordId
}

/** Whole units; fractions are rounded down. Null where the system does not say. */
export interface StockLevel {
  /** Physically there and unrestricted; negative when the system counts below zero. */
  readonly onHand: number
  /** Held for orders. */
  readonly reserved: number | null
  /** On its way in. */
  readonly inbound: number | null
}

/** Stock levels, as an ERP, WMS or till counts them. Behaviour is pinned by `test/contracts/stock.ts`. */
export interface Stock {
  /**
   * When `onHand` less `reserved` falls by what the graph has ordered: when the source takes the order, or when the goods leave. Until then
   * the graph counts them itself.
   * @default 'WHEN_GONE'
   */
  readonly falls?: 'WHEN_ORDERED' | 'WHEN_GONE'
  /**
   * Any number of keys: the adapter splits, and asks once for many items in many places where its vendor can. An
   * absent key: the system keeps no stock of the item there.
   */
  levels(keys: readonly StockKey[]): Promise<Reads<StockKey, StockLevel>>
}
