import type { SourceError } from '../../adapters/error.ts'
import type { Sku } from '../../adapters/ids.ts'
import type { Catalog, Category, ContentOptions, Product, Variant } from '../../adapters/ports/catalog.ts'
import { isFound, type Read, type Reads } from '../../adapters/read.ts'
import { type Context, perRequest } from '../context.ts'
import { firstThatHas } from '../first-that-has.ts'
import { type ReadLoader, readLoader } from '../loader.ts'
import { type SourceStatus, statusOfReads } from '../source-status.ts'
import type { VariantFacts } from './sizes.ts'

/** What catalogues say of the variants a shopper bought. */
export interface Wardrobe {
  /** By SKU; the category is its code. Variants without a size or a category are left out. */
  readonly facts: ReadonlyMap<Sku, VariantFacts>
  /** The most specific category of each SKU that stands in one, sized or not. */
  readonly categories: ReadonlyMap<Sku, string>
  /** Names of those categories, by code, in the request's language; the code where it has none. */
  readonly names: ReadonlyMap<string, string>
  readonly sources: readonly SourceStatus[]
}

interface Loaders {
  readonly variants: ReadLoader<Sku, Variant>
  readonly products: ReadLoader<string, Product>
  readonly categories: ReadLoader<string, Category>
}

const loaders = perRequest(({ services, locales, channel }): Loaders => {
  const { catalog } = services.estate.answers
  const options: ContentOptions = { locales, channel }
  const from = <K, V>(read: (port: Catalog, keys: readonly K[]) => Promise<Reads<K, V>>) =>
    readLoader<K, V>((keys) => firstThatHas(catalog, keys, ({ port }, missing) => read(port, missing)))
  return {
    variants: from((port, skus: readonly Sku[]) => port.variants(skus, options)),
    products: from((port, codes: readonly string[]) => port.products(codes, options)),
    categories: from((port, codes: readonly string[]) => port.categories(codes, options)),
  }
})

/** Variants, their styles and their categories, each read once for all shoppers of the request. */
export async function wardrobeOf(context: Context, skus: readonly Sku[]): Promise<Wardrobe> {
  const { variants, products, categories } = loaders(context)
  const distinct = [...new Set(skus)].sort()
  const worn = await Promise.all(distinct.map(async (sku) => [sku, await variants.load(sku)] as const))
  const known = worn.flatMap(([sku, read]) => (isFound(read) ? [[sku, read.value] as const] : []))
  const styles = await readAll(
    products,
    known.map(([, { productCode }]) => productCode),
  )
  const codes = [...styles.values()].flatMap((read) => (isFound(read) ? read.value.categories : []))
  const shelves = await readAll(categories, codes)
  const shelfOf = (variant: Variant) => mostSpecific(styles.get(variant.productCode), shelves)
  const placed = known.flatMap(([sku, variant]) => {
    const shelf = shelfOf(variant)
    return shelf ? [{ sku, variant, shelf }] : []
  })
  const reads = [...worn.map(([, read]) => read), ...styles.values(), ...shelves.values()]
  return {
    facts: new Map(
      placed.flatMap(({ sku, variant: { size, sizeSystem }, shelf }) =>
        size === null ? [] : [[sku, { category: shelf.code, size, sizeSystem }] as const],
      ),
    ),
    categories: new Map(placed.map(({ sku, shelf }) => [sku, shelf.code])),
    names: new Map(placed.map(({ shelf }) => [shelf.code, shelf.name?.text ?? shelf.code])),
    sources: statusesOf(context, reads),
  }
}

async function readAll<V>(
  loader: ReadLoader<string, V>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Read<V> | undefined>> {
  const distinct = [...new Set(codes)].sort()
  return new Map(await Promise.all(distinct.map(async (code) => [code, await loader.load(code)] as const)))
}

/** The shelf with the most shelves above it; by code where several have. */
function mostSpecific(
  style: Read<Product> | undefined,
  shelves: ReadonlyMap<string, Read<Category> | undefined>,
): Category | null {
  const codes = isFound(style) ? style.value.categories : []
  const known = codes.flatMap((code) => {
    const read = shelves.get(code)
    return isFound(read) ? [read.value] : []
  })
  const [best = null] = known.sort((left, right) => {
    const deeper = right.ancestors.length - left.ancestors.length
    return deeper === 0 ? Number(left.code > right.code) * 2 - 1 : deeper
  })
  return best
}

/** Each catalogue by what came of its reads; a failure names its own source. */
function statusesOf(
  { services }: Context,
  reads: readonly (Read<unknown> | undefined)[],
): readonly SourceStatus[] {
  const { catalog } = services.estate.answers
  return catalog.map((asked) =>
    statusOfReads(
      asked,
      reads.filter((read) => read === undefined || (read as SourceError).source === asked.name),
      services.clock,
    ),
  )
}
