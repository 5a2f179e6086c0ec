import type { StockLevel } from '../../adapters/ports/stock.ts'
import type { Found } from '../../adapters/read.ts'
import type { SystemKind } from '../../adapters/source.ts'
import type { HoldRecord } from '../../ledger/writes/port.ts'
import type { PageInfo } from '../connection.ts'
import type { Option, Options, Wish } from '../shared/stock/fulfilment-options.ts'
import type { LevelRead } from '../shared/stock/stock-level.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import type { SourceStatus } from '../source-status.ts'

/** A store as the configuration knows it; what systems know loads itself. */
export type StoreModel = Place

export interface StoreConnectionModel {
  readonly edges: readonly {
    readonly node: StoreModel
    readonly cursor: string
    readonly distanceMeters: number | null
  }[]
  readonly pageInfo: PageInfo
  readonly totalCount: number
  readonly sources: readonly SourceStatus[]
}

/** A thing one can buy, by the key stock is asked with. */
export interface ProductVariantModel {
  readonly sku: string
}

/** One item's stock in one store: the store and what its owner answered. */
export interface StoreAvailabilityModel {
  readonly sku: string
  readonly place: Place
  readonly read: LevelRead
}

export interface StoreAvailabilityConnectionModel {
  readonly edges: readonly {
    readonly node: StoreAvailabilityModel
    readonly cursor: string
    readonly distanceMeters: number | null
  }[]
  readonly pageInfo: PageInfo
  readonly sources: readonly SourceStatus[]
}

/** One item's stock in the warehouses, and on demand its ways to the shopper. */
export interface AvailabilitySummaryModel {
  readonly places: readonly Place[]
  /** In the order of `places`. */
  readonly reads: Promise<readonly LevelRead[]>
  /** Asks for the stock of stores as well; once, however often it is called. */
  options(): Promise<Options>
  /** The readings of warehouses, and those of stores where the options were asked for. */
  allReads(): Promise<readonly LevelRead[]>
}

export interface AvailabilityResultModel {
  readonly sku: string
  readonly requested: number
  readonly wish: Wish
  readonly summary: AvailabilitySummaryModel | null
}

/** A way to the shopper. */
export type FulfillmentOptionModel = Option

/** A place with stock. */
export type LocationModel = Place

/** A count and the read it comes from. */
export interface StockLevelModel {
  readonly place: Place
  readonly kind: SystemKind
  readonly found: Found<StockLevel>
  /** Units the graph has put aside there. */
  readonly held: number
}

/** Units put aside, as the ledger has them. */
export type ReservationModel = HoldRecord
