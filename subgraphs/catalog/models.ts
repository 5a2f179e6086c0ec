import type { ChannelKind } from '../../adapters/channel.ts'
import type { Attribute, Product } from '../../adapters/ports/catalog.ts'
import type { SearchFacet } from '../../adapters/ports/search.ts'
import type { Found } from '../../adapters/read.ts'

import type { PageInfo } from '../connection.ts'
import type { SourceStatus } from '../source-status.ts'

/** A style by the PIM's own key; its fields load themselves. */
export interface ProductModel {
  readonly code: string
}

/** A shelf by the PIM's own key; its fields load themselves. */
export interface CategoryModel {
  readonly code: string
}

/** A thing one can buy; its fields load themselves from the SKU. */
export interface ProductVariantModel {
  readonly sku: string
}

export interface ProductVariantConnectionModel {
  readonly edges: readonly { readonly node: ProductVariantModel; readonly cursor: string }[]
  readonly pageInfo: PageInfo
  readonly totalCount: number
}

export interface SearchResultEdgeModel {
  readonly node: ProductModel
  readonly cursor: string
  readonly score: number | null
  readonly matchedSku: string | null
  readonly why: string | null
}

export interface SearchResultConnectionModel {
  readonly edges: readonly SearchResultEdgeModel[]
  readonly pageInfo: PageInfo
  readonly totalCount: number
  readonly facets: readonly SearchFacet[]
  readonly sources: readonly SourceStatus[]
}

/** A product's content and the read it comes from. */
export interface ProductContentModel {
  readonly title: string | null
  readonly shortDescription: string | null
  readonly longDescription: string | null
  readonly talkingPoints: readonly string[] | null
  readonly attributes: readonly Attribute[]
  readonly channel: ChannelKind
  readonly locale: string
  readonly localeFallback: boolean
  readonly channelFallback: boolean
  readonly found: Found<Product>
}
