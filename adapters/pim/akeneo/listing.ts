import { isSourceError } from '../../error.ts'
import type {
  ContentOptions,
  ListedProduct,
  ListingPage,
  ListingRequest,
  Product,
  VariantPage,
  VariantsRequest,
} from '../../ports/catalog.ts'
import { isFound, type Read, type Reads } from '../../read.ts'
import { parseInstant } from '../../time.ts'
import { type ListingStage, listedFrom, nextOf, stageOf } from './listing-stage.ts'
import { PAGE, rootsOf } from './models.ts'
import type { Pim } from './pim.ts'
import { readProducts } from './products.ts'
import { readVariantsOf } from './style-variants.ts'
import { skuOf } from './translate.ts'
import { modelShape, productShape } from './wire.ts'

/** Most variants of one style that an index takes. */
const MOST_VARIANTS = 10_000

/** What one page of the PIM's lists names. */
interface Named {
  /** Codes of styles. */
  readonly codes: readonly string[]
  readonly unreadable: number
  /** Latest `updated` of its records, as the PIM wrote it; empty without records. */
  readonly updated: string
  readonly next: string | null
}

/**
 * One page of the catalogue: 100 records by cursor (root models first, then products without a model), then their texts
 * and variants as any request reads them, once for each of `options`. A listing since a mark goes over the models and
 * then the products whose `updated` is later, disabled ones too: a style that has no variant left is gone.
 */
export async function readListing(
  pim: Pim,
  request: ListingRequest,
  options: readonly ContentOptions[],
): Promise<ListingPage> {
  const stage = stageOf(request, pim)
  const named = stage.list === 'models' ? await namedModels(pim, stage) : await namedProducts(pim, stage)
  const read = await readStyles(pim, named, options)
  const listed = new Set(read.products.map(({ code }) => code))
  return {
    products: read.products,
    gone:
      stage.since === null
        ? []
        : named.codes.filter((code) => !listed.has(code) && !read.unreadable.has(code)),
    unreadable: named.unreadable + read.unreadable.size,
    ...nextOf(stage, named),
  }
}

async function namedModels(pim: Pim, stage: ListingStage): Promise<Named> {
  const call = { path: listedFrom(stage, pim), route: 'product-models', batchSize: PAGE }
  const { items, unreadable, next } = await pim.client.page(call, modelShape)
  return {
    codes: [...new Set(items.map(({ code, parent }) => parent ?? code))],
    unreadable: unreadable ? 1 : 0,
    updated: latest(items),
    next,
  }
}

async function namedProducts(pim: Pim, stage: ListingStage): Promise<Named> {
  const { sku } = pim.options.attributes
  const call = { path: listedFrom(stage, pim), route: 'products-uuid', batchSize: PAGE }
  const { items, unreadable, next } = await pim.client.page(call, productShape)
  const parents = items.flatMap(({ parent }) => parent ?? [])
  const roots = await rootsOf(pim, parents, { locales: [await anyLocale(pim)], attributes: [sku] })
  const codes = items.flatMap((product) => {
    const own: string | null = skuOf(product, sku)
    return product.parent === null ? (own ?? []) : (roots.get(product.parent) ?? product.parent)
  })
  return {
    codes: [...new Set(codes)],
    unreadable: unreadable ? 1 : 0,
    updated: latest(items),
    next,
  }
}

/** The PIM takes no empty list of locales, and the fewer the shorter its answer. */
async function anyLocale({ structure }: Pim): Promise<string> {
  return [...(await structure.channels()).values()].flat()[0] ?? ''
}

function latest(items: readonly { readonly updated: string }[]): string {
  const at = ({ updated }: { readonly updated: string }) => parseInstant(updated) ?? ''
  return items.reduce((best, item) => (at(item) > at({ updated: best }) ? item.updated : best), '')
}

/** Styles and their variants in one language. */
interface StylesRead {
  readonly products: Reads<string, Product>
  readonly variants: Reads<VariantsRequest, VariantPage>
}

async function readStyles(
  pim: Pim,
  { codes }: Named,
  options: readonly ContentOptions[],
): Promise<{ readonly products: readonly ListedProduct[]; readonly unreadable: ReadonlySet<string> }> {
  const requests = codes.map(
    (productCode): VariantsRequest => ({ productCode, first: MOST_VARIANTS, after: null }),
  )
  const reads: StylesRead[] = []
  // One language after the other: shoppers' requests share the few calls that the PIM takes at once.
  for (const content of options) {
    const products = await readProducts(pim, codes, content, (code) => code)
    reads.push({ products, variants: await readVariantsOf(pim, requests, content) })
  }
  const unreadable = new Set<string>()
  const products = requests.flatMap((request): readonly ListedProduct[] => {
    const code = request.productCode
    const content = reads.flatMap(({ products: found, variants }) => {
      const product = found.get(code)
      const page = variants.get(request)
      if (isLost(product) || isLost(page)) unreadable.add(code)
      if (!isFound(product) || !isFound(page) || page.value.variants.length === 0) return []
      return [{ product, variants: page.value.variants }]
    })
    return content.length === options.length ? [{ code, content }] : []
  })
  return { products, unreadable }
}

/** Whether a record cannot be read, now or later. Throws what may pass: the page can be asked for again. */
function isLost(read: Read<unknown> | undefined): boolean {
  if (!isSourceError(read)) return false
  if (read.retryable) throw read
  return true
}
