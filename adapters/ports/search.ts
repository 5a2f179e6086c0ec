import type { Sku } from '../ids.ts'
import type { Reads } from '../read.ts'
import type { Instant } from '../time.ts'

/** A facet's key and the values of which one must hold. */
export interface SearchFilter {
  readonly key: string
  readonly values: readonly string[]
}

/** What is looked for. */
export interface SearchRequest {
  /** Words as people type them; null: everything that fits the rest. */
  readonly text: string | null
  /** Handle of a shelf; what stands on shelves below it counts. Null: the whole shop. */
  readonly category: string | null
  /** All must hold. A key or value nobody knows fits no product. */
  readonly filters: readonly SearchFilter[]
  /** RELEVANCE without text is NEWEST. What has no known beginning comes last in NEWEST. */
  readonly sort: 'RELEVANCE' | 'NEWEST'
  /** BCP 47, best first; never empty. Words are taken to be of the first that the engine has. */
  readonly locales: readonly string[]
  readonly first: number
  /** `cursor` of the hit after which to go on; null from the start. */
  readonly after: string | null
}

/** A product that fits. */
export interface SearchHit {
  readonly productCode: string
  /** The variant that the words or filters speak of; null when they speak of no one variant. */
  readonly matchedSku: Sku | null
  /** Comparable within one answer; null where there are no words. */
  readonly score: number | null
  /** In which of the product's parts the words were found, for those who tune a search; null where there are no words. */
  readonly why: string | null
  readonly cursor: string
}

/** One value of a facet and how many products have it. */
interface SearchBucket {
  /** What a filter takes; the same in every language. */
  readonly value: string
  /** What to show, in the request's language. */
  readonly label: string | null
  readonly count: number
}

/** A way to narrow an answer. */
export interface SearchFacet {
  readonly key: string
  readonly label: string | null
  /**
   * Most frequent first. Counts are of products that fit the words, the shelf and all *other* filters, so that a second
   * value of the same facet can be added.
   */
  readonly buckets: readonly SearchBucket[]
}

/** How much of one catalogue the engine knows. */
export interface SearchFeed {
  /** The catalogue's configured name. */
  readonly source: string
  /** NONE before the first product, PARTIAL while some are missing, OUTDATED when the catalogue could not be read again. */
  readonly state: 'WHOLE' | 'PARTIAL' | 'OUTDATED' | 'NONE'
  /** The catalogue as it was then is what the engine knows; null before it was read to its end once. */
  readonly asOf: Instant | null
}

/** A page of products that fit. */
export interface SearchPage {
  readonly hits: readonly SearchHit[]
  readonly hasNextPage: boolean
  /** How many fit, on all pages. */
  readonly total: number
  readonly facets: readonly SearchFacet[]
  readonly feeds: readonly SearchFeed[]
}

/** Finding products, as a search engine can. Behaviour is pinned by `test/contracts/search.ts`. */
export interface Search {
  /**
   * An entry per request, found also when nothing fits. Case, accents, number and gender do not matter; a word that
   * nothing has is taken for one it resembles; every word must fit. A page goes on after its cursor even when products
   * have come or gone since.
   */
  search(requests: readonly SearchRequest[]): Promise<Reads<SearchRequest, SearchPage>>
}
