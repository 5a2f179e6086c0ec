import type { Channel } from '../../adapters/channel.ts'
import type { SourceError } from '../../adapters/error.ts'
import type { Instant } from '../../adapters/time.ts'
import type { PageInfo } from '../connection.ts'
import type { RejectedCode } from '../shared/prices/discount-codes.ts'
import type { MoneyFields } from '../shared/prices/money.ts'
import type { StatedPromotion } from '../shared/prices/running-promotions.ts'
import type { LazyTaxedMoney } from '../shared/prices/tax.ts'
import type { SourceRecord, SourceStatus } from '../source-status.ts'

/** A thing one can buy, by the key prices are asked with. */
export interface ProductVariantModel {
  readonly sku: string
}

export type TaxedMoneyModel = LazyTaxedMoney

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

export type RejectedCodeModel = RejectedCode

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
