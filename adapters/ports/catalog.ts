import type { ChannelKind } from '../channel.ts'
import type { Gtin, Sku } from '../ids.ts'
import type { Reads } from '../read.ts'
import type { CrossReferencePage } from './profiles.ts'

/** Which texts are wanted. An adapter reads no more than these from its system. */
export interface ContentOptions {
  /** BCP 47, best first; never empty. The first for which the field has a value is taken. */
  readonly locales: readonly string[]
  /** Whose texts; null: the retailer's default channel. */
  readonly channel: ChannelKind | null
}

/** A text and the locale it was found in. */
export interface Localized {
  readonly text: string
  readonly locale: string
  /** True when it is not the first locale that was asked for. */
  readonly localeFallback: boolean
  /** True when the channel has no text of its own and another channel's stands in. */
  readonly channelFallback: boolean
}

/** One more attribute of a product, ready to show. */
export interface Attribute {
  readonly key: string
  readonly label: string | null
  readonly value: string
  /** UN/CEFACT or PIM unit code; null for a plain value. */
  readonly unit: string | null
}

export interface Media {
  readonly url: string
  readonly alt: string | null
  readonly kind: 'IMAGE' | 'VIDEO' | 'MODEL_3D'
  readonly width: number | null
  readonly height: number | null
}

/** A style with its texts for one channel and locale order (a PIM's product model, or a product of its own). */
export interface Product {
  /** The PIM's own key of the style; the graph seals it. */
  readonly code: string
  /** URL word, unique; the code in lower case where the PIM has none. */
  readonly handle: string
  readonly brand: string | null
  readonly title: Localized | null
  readonly shortDescription: Localized | null
  readonly longDescription: Localized | null
  readonly attributes: readonly Attribute[]
  readonly media: readonly Media[]
  /** Names of the axes its variants differ in, in display order: `color`, `size`. */
  readonly axes: readonly string[]
}

/** One value of one axis, labelled in the asked locale. */
export interface SelectedOption {
  readonly name: string
  readonly value: string
}

/** A thing one can buy. Carries its product's texts too: a PIM returns them merged. */
export interface Variant {
  readonly sku: Sku
  readonly gtin: Gtin | null
  /** `Product.code` of its style; its own code when it has no style. */
  readonly productCode: string
  readonly title: Localized | null
  readonly size: string | null
  readonly sizeSystem: string | null
  readonly color: string | null
  readonly selectedOptions: readonly SelectedOption[]
  readonly image: Media | null
}

/** One page of a product's variants. */
export interface VariantsRequest {
  readonly productCode: string
  readonly first: number
  /** The SKU after which to go on; null from the start. Variants come in SKU order. */
  readonly after: Sku | null
}
export interface VariantPage {
  readonly variants: readonly Variant[]
  readonly hasNextPage: boolean
}

/** Product content, as a PIM knows it. Behaviour is pinned by `test/contracts/catalog.ts`. Disabled products are unknown. */
export interface Catalog {
  variants(skus: readonly Sku[], options: ContentOptions): Promise<Reads<Sku, Variant>>
  /** Keys compare as `canonicalGtin`; entries are under the keys as given. */
  variantsByGtin(gtins: readonly Gtin[], options: ContentOptions): Promise<Reads<Gtin, Variant>>
  products(codes: readonly string[], options: ContentOptions): Promise<Reads<string, Product>>
  productsByHandle(handles: readonly string[], options: ContentOptions): Promise<Reads<string, Product>>
  variantsOf(
    requests: readonly VariantsRequest[],
    options: ContentOptions,
  ): Promise<Reads<VariantsRequest, VariantPage>>
  /** Every SKU with its GTIN (source `gs1`), a page at a time in a stable order. Throws a `SourceError`. */
  itemReferences(after: string | null): Promise<CrossReferencePage>
}
