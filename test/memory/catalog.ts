import { canonicalGtin, type Gtin, type RecordId, type Sku } from '../../adapters/ids.ts'
import type {
  Catalog,
  Category,
  ContentOptions,
  Localized,
  Product,
  Variant,
  VariantPage,
  VariantsRequest,
} from '../../adapters/ports/catalog.ts'
import { parseInstant } from '../../adapters/time.ts'
import { foundIn, type MemorySource, readEach } from './found.ts'

/** A style with its texts by BCP 47 locale, the same for every channel. */
export interface MemoryProduct {
  readonly code: string
  readonly brand: string
  readonly title: Readonly<Record<string, string>>
  /** Names of its shelves, the widest first; a shelf's code is its name. @default none */
  readonly shelves?: readonly string[]
  /** In every locale the same. @default none */
  readonly points?: readonly string[]
  /** RFC 3339. @default unknown */
  readonly createdAt?: string
  readonly variants: readonly {
    readonly sku: string
    readonly gtin: string
    readonly color: string
    readonly size: string
  }[]
}

export interface MemoryCatalogOptions extends MemorySource {
  readonly products: readonly MemoryProduct[]
}

type MemoryVariant = MemoryProduct['variants'][number]

/** The plainest `Catalog`. */
export function memoryCatalog(options: MemoryCatalogOptions): Catalog {
  const { source, products } = options
  const all = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
  const inOrder = all.map(({ variant }) => variant).sort(bySku)
  const variant = (wanted: (one: MemoryVariant) => boolean, content: ContentOptions) => {
    const seen = all.find((one) => wanted(one.variant))
    return seen ? ([toVariant(seen.product, seen.variant, content), seen.variant.sku] as const) : null
  }
  const product = (code: string, content: ContentOptions) => {
    const seen = products.find((one) => one.code === code)
    return seen ? ([toProduct(seen, content), code] as const) : null
  }
  return {
    variants: async (skus, content) =>
      readEach(options, skus, (sku) => variant((one) => one.sku === sku, content)),
    variantsByGtin: async (gtins, content) =>
      readEach(options, gtins, (gtin) =>
        variant((one) => canonicalGtin(one.gtin) === canonicalGtin(gtin), content),
      ),
    products: async (codes, content) => readEach(options, codes, (code) => product(code, content)),
    productsByHandle: async (handles, content) =>
      readEach(options, handles, (handle) => product(handle, content)),
    variantsOf: async (requests, content) =>
      readEach(options, requests, (request) => {
        const seen = products.find(({ code }) => code === request.productCode)
        return seen ? [pageOf(seen, request, content), seen.code] : null
      }),
    categories: async (codes) =>
      readEach(options, codes, (code) => shelf(products, (one) => one.code === code)),
    categoriesByHandle: async (handles) =>
      readEach(options, handles, (handle) => shelf(products, (one) => one.handle === handle)),
    listing: async ({ after }, wanted) => {
      const rest = [...products]
        .sort((left, right) => (left.code < right.code ? -1 : 1))
        .filter(({ code, variants }) => variants.length > 0 && (after === null || code > after))
      const page = rest.slice(0, 7)
      const content = (one: MemoryProduct) =>
        wanted.map((choice) => ({
          product: foundIn(options, toProduct(one, choice), one.code),
          variants: [...one.variants].sort(bySku).map((variant) => toVariant(one, variant, choice)),
        }))
      return {
        products: page.map((one) => ({ code: one.code, content: content(one) })),
        gone: [],
        unreadable: 0,
        next: rest.length > 7 ? (page.at(-1)?.code ?? null) : null,
        mark: null,
      }
    },
    itemReferences: async (after) => {
      const page = inOrder.filter(({ sku }) => after === null || sku > after).slice(0, 10)
      const sets = page.map(({ sku, gtin }) => ({
        record: { source, id: sku as RecordId },
        same: [
          {
            record: { source: 'gs1', id: canonicalGtin(gtin) as string as RecordId },
            method: 'MANUAL' as const,
          },
        ],
      }))
      const last = page.at(-1)
      return { sets, next: last && last !== inOrder.at(-1) ? last.sku : null }
    },
  }
}

function pageOf(product: MemoryProduct, request: VariantsRequest, content: ContentOptions): VariantPage {
  const { first, after } = request
  const rest = [...product.variants].sort(bySku).filter(({ sku }) => after === null || sku > after)
  return {
    variants: rest.slice(0, first).map((one) => toVariant(product, one, content)),
    hasNextPage: rest.length > first,
  }
}

function toVariant(product: MemoryProduct, variant: MemoryVariant, content: ContentOptions): Variant {
  const { sku, gtin, color, size } = variant
  return {
    sku: sku as Sku,
    gtin: gtin as Gtin,
    productCode: product.code,
    title: localized(product.title, content),
    size,
    sizeSystem: null,
    color,
    selectedOptions: [
      { name: 'color', value: color },
      { name: 'size', value: size },
    ],
    image: null,
  }
}

function shelf(products: readonly MemoryProduct[], wanted: (one: Category) => boolean) {
  const shelves = products.flatMap(({ shelves: names = [] }) =>
    names.map((name, i): Category => {
      const text = { text: name, locale: 'und', localeFallback: false, channelFallback: false }
      return { code: name, handle: name.toLowerCase(), name: text, ancestors: names.slice(0, i) }
    }),
  )
  const seen = shelves.find(wanted)
  return seen ? ([seen, seen.code] as const) : null
}

function toProduct(
  { code, brand, title, shelves, points, createdAt }: MemoryProduct,
  content: ContentOptions,
): Product {
  return {
    code,
    handle: code,
    brand,
    title: localized(title, content),
    shortDescription: null,
    longDescription: null,
    talkingPoints: points
      ? { points, locale: content.locales[0] ?? 'und', localeFallback: false, channelFallback: false }
      : null,
    createdAt: parseInstant(createdAt ?? ''),
    categories: shelves ?? [],
    attributes: [],
    media: [],
    axes: ['color', 'size'],
  }
}

function localized(texts: Readonly<Record<string, string>>, { locales }: ContentOptions): Localized | null {
  const locale = locales.find((one) => texts[one] !== undefined)
  const text = locale && texts[locale]
  if (!text) return null
  return { text, locale, localeFallback: locale !== locales[0], channelFallback: false }
}

function bySku(left: MemoryVariant, right: MemoryVariant): number {
  return left.sku < right.sku ? -1 : 1
}
