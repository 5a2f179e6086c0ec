import type { Channel } from '../../adapters/channel.ts'
import type { SourceError } from '../../adapters/error.ts'
import type { Instant } from '../../adapters/time.ts'
import type { PageInfo } from '../connection.ts'
import type { MoneyFields } from '../money.ts'
import type { StatedPromotion } from '../running-promotions.ts'
import type { SourceRecord, SourceStatus } from '../source-status.ts'

/** A thing one can buy, by the key prices are asked with. */
export interface ProductVariantModel {
  readonly sku: string
}

/** What a gross amount is made of; null where nobody states it. */
export interface TaxParts {
  readonly net: MoneyFields | null
  readonly tax: MoneyFields | null
}

/** An amount whose parts are looked up when they are asked for, since another system states them. */
export interface TaxedMoneyModel {
  readonly gross: MoneyFields
  parts(): Promise<TaxParts>
}

export interface VariantPriceModel {
  readonly unitPrice: TaxedMoneyModel
  readonly compareAtPrice: TaxedMoneyModel | null
  readonly lowestPrior30Days: MoneyFields | null
  readonly channel: Channel
  readonly storeId: string | null
  promotions(): Promise<readonly AppliedPromotionModel[]>
  readonly validFrom: Instant | null
  readonly validUntil: Instant | null
  readonly source: SourceRecord
}

export type PromotionModel = StatedPromotion

export interface AppliedPromotionModel {
  readonly promotion: StatedPromotion
  readonly label: string
  readonly amount: MoneyFields
  readonly code: string | null
}

export interface PromotionConnectionModel {
  readonly edges: readonly {
    readonly node: PromotionModel
    readonly cursor: string
    readonly distanceMeters: number | null
  }[]
  readonly pageInfo: PageInfo
  readonly sources: readonly SourceStatus[]
}

export interface QuoteLineModel {
  readonly sku: string
  readonly quantity: number
  /** Null: no price; the failure of the system that would know. */
  readonly unitPrice: TaxedMoneyModel | SourceError | null
  readonly lineTotal: TaxedMoneyModel | SourceError | null
  readonly promotions: readonly AppliedPromotionModel[] | SourceError
}

export interface RejectedCodeModel {
  readonly code: string
  readonly reason:
    | 'UNKNOWN'
    | 'EXPIRED'
    | 'NOT_STARTED'
    | 'WRONG_CHANNEL'
    | 'NOT_ELIGIBLE'
    | 'MINIMUM_NOT_MET'
    | 'NOT_STACKABLE'
}

export interface PriceQuoteModel {
  readonly lines: readonly QuoteLineModel[]
  readonly total: TaxedMoneyModel | SourceError | null
  readonly discount: MoneyFields | SourceError
  readonly promotions: readonly AppliedPromotionModel[] | SourceError
  readonly rejectedCodes: readonly RejectedCodeModel[] | SourceError
  readonly validUntil: Instant
  /** The graph's own: it has no name in the configuration. */
  readonly source: Omit<SourceRecord, 'instance'> & { readonly instance: null }
  readonly sources: readonly SourceStatus[]
}
