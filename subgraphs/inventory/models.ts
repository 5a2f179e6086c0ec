import type { StockLevel } from '../../adapters/ports/stock.ts'
import type { Found } from '../../adapters/read.ts'
import type { SystemKind } from '../../adapters/source.ts'
import type { PageInfo } from '../connection.ts'
import type { SourceStatus } from '../source-status.ts'
import type { Place } from '../store-directory.ts'
import type { LevelRead } from './level.ts'

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

/** One item's stock in the warehouses. */
export interface AvailabilitySummaryModel {
  readonly reads: readonly LevelRead[]
}

/** A count and the read it comes from. */
export interface StockLevelModel {
  readonly kind: SystemKind
  readonly found: Found<StockLevel>
}
