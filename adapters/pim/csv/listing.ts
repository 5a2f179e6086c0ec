import { isSourceError } from '../../error.ts'
import type {
  ContentOptions,
  ListedProduct,
  ListingPage,
  ListingRequest,
  Product,
  VariantPage,
} from '../../ports/catalog.ts'
import { isFound, type Read } from '../../read.ts'
import type { Book } from './book.ts'

/** Styles a page. */
const PAGE = 500

/** How one style and its variants are read, for one choice of texts. */
export interface StyleReader {
  product(book: Book, code: string): Read<Product> | undefined
  variants(book: Book, code: string): Read<VariantPage> | undefined
}

/** One page of the styles, in the order of their codes. Files tell no changes: every listing is one of everything. */
export function listingAfter(
  book: Book,
  { after }: ListingRequest,
  options: readonly ContentOptions[],
  reader: (content: ContentOptions) => StyleReader,
): ListingPage {
  const codes = [...book.products.rows.keys()].filter((code) => after === null || code > after).sort()
  const page = codes.slice(0, PAGE)
  let unreadable = page.filter((code) => isSourceError(book.products.rows.get(code))).length
  const products = page.flatMap((code): readonly ListedProduct[] => {
    const content = options.flatMap((one) => {
      const product = reader(one).product(book, code)
      const variants = reader(one).variants(book, code)
      if (!isFound(product)) return []
      if (isFound(variants)) {
        return variants.value.variants.length > 0 ? [{ product, variants: variants.value.variants }] : []
      }
      unreadable += 1
      return []
    })
    return content.length === options.length ? [{ code, content }] : []
  })
  const next = codes.length > PAGE ? (page.at(-1) ?? null) : null
  return { products, gone: [], unreadable, next, mark: null }
}
