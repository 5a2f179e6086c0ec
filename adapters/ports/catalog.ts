import type { ChannelKind } from '../channel.ts'
import type { Gtin, Sku } from '../ids.ts'
import type { Found, Reads } from '../read.ts'
import type { Instant } from '../time.ts'
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

/** Sentences for an associate, and the locale they were found in. */
export type TalkingPoints = Omit<Localized, 'text'> & { readonly points: readonly string[] }

/** One more attribute of a product, ready to show. */
export interface Attribute {
  readonly key: string
  readonly label: string | null
  readonly value: string
  /** UN/CEFACT or PIM unit code; null for a plain value. */
  readonly unit: string | null
}

/** A picture or film, in the rendition for the asked channel where there are several. */
export interface Media {
  readonly url: string
  readonly alt: string | null
  readonly kind: 'IMAGE' | 'VIDEO' | 'MODEL_3D'
  /** Pixels; null where nobody says. */
  readonly width: number | null
  readonly height: number | null
}

/** A shelf of the shop. Roots of the system's trees are no shelves: they hold everything. */
export interface Category {
  /** The system's own key. */
  readonly code: string
  /** URL word, unique; the code in lower case where the system has none. */
  readonly handle: string
  readonly name: Localized | null
  /** Codes from the widest shelf to the one right above. */
  readonly ancestors: readonly string[]
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
  /** What an associate says of it, one sentence each, of one locale. Null when the PIM has none. */
  readonly talkingPoints: TalkingPoints | null
  /** When the PIM first had it; null where it does not say. */
  readonly createdAt: Instant | null
  /** Codes of the shelves it stands on, in the system's order; some may be none of the shop's (`categories` has no answer). */
  readonly categories: readonly string[]
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

/** Where a listing goes on. */
export interface ListingRequest {
  /** `next` of the page before; null at the start. */
  readonly after: string | null
  /** `mark` of an earlier listing: only what has changed since is wanted. Null: everything. */
  readonly since: string | null
}

/** A product as an index of the whole catalogue takes it. */
export interface ListedProduct {
  readonly code: string
  /** Its texts and all its variants in SKU order, one entry for each of the asked options, in their order. */
  readonly content: readonly {
    readonly product: Found<Product>
    readonly variants: readonly Variant[]
  }[]
}

/** A page of everything there is, or of what has changed. */
export interface ListingPage {
  /** Products that can be bought: each with at least one variant. */
  readonly products: readonly ListedProduct[]
  /** Codes that a listing since a mark found to be no longer for sale. */
  readonly gone: readonly string[]
  /** Records of this page that could not be read: they are neither listed nor gone. */
  readonly unreadable: number
  /** Pass as `after`; null at the end. Stays good while records come and go. */
  readonly next: string | null
  /** Pass as `since` of the next listing once this one has ended; null where the system cannot tell changes. */
  readonly mark: string | null
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
  /** Shelves by code. A tree is small and changes rarely: an adapter may read it whole and keep it for a while. */
  categories(codes: readonly string[], options: ContentOptions): Promise<Reads<string, Category>>
  categoriesByHandle(handles: readonly string[], options: ContentOptions): Promise<Reads<string, Category>>
  /**
   * Every product, a page at a time, each once, in a stable order, its texts by each of `options` (never empty); or those
   * that changed since a mark. A mark may list again what an earlier listing had. Deleted records show in no listing of
   * changes: only a listing of everything can tell. Throws a `SourceError`; the same request may then be repeated.
   */
  listing(request: ListingRequest, options: readonly ContentOptions[]): Promise<ListingPage>
  /** Every SKU with its GTIN (source `gs1`), a page at a time in a stable order. Throws a `SourceError`. */
  itemReferences(after: string | null): Promise<CrossReferencePage>
}
