import type { ContentOptions, Product } from '../../ports/catalog.ts'
import type { Found, Read } from '../../read.ts'
import type { PimPage } from './client.ts'
import { prepareReading, productAttributes, productLabels, type Reading } from './mapping.ts'
import { entry, familyVariantsOf, inModelChunks, modelsByCode, PAGE } from './models.ts'
import type { Pim } from './pim.ts'
import { foundIn, skuOf, toProduct } from './translate.ts'
import { type PimProduct, productShape } from './wire.ts'

/**
 * Styles by `keyOf` their code, which is the PIM's code of the root model, or the SKU of a product without one. One call
 * per 100 codes (fewer where codes are long), and one more where some are no models.
 */
export function readProducts(
  pim: Pim,
  keys: readonly string[],
  content: ContentOptions,
  keyOf: (code: string) => string,
): Promise<Map<string, Read<Product>>> {
  return inModelChunks(keys, async (chunk) => {
    const reading = await prepareReading(pim, content, productLabels)
    const values = { locales: reading.askedLocales, attributes: productAttributes(reading.places) }
    const models = await modelsByCode(pim, chunk, values)
    const families = await familyVariantsOf(
      pim,
      models.items.map(({ family }) => family),
    )
    const roots = models.items.filter(({ parent }) => parent === null)
    const styles = roots.map((model) => {
      const variants = families.get(model.family ?? '') ?? []
      const variant = variants.find(({ code }) => code === model.family_variant) ?? null
      return foundIn(toProduct(model, variant, reading), model, pim)
    })
    const known = new Set(models.items.map(({ code }) => keyOf(code)))
    const singles = await singleProducts(
      pim,
      reading,
      chunk.filter((key) => !known.has(key)),
    )
    const byKey = new Map([...singles.items, ...styles].map((found) => [keyOf(found.value.code), found]))
    return chunk.flatMap((key) => entry(key, byKey.get(key), models.unreadable ?? singles.unreadable))
  })
}

/** Products without a model, by SKU, as styles of their own. No call when there is nothing to look for. */
async function singleProducts(
  pim: Pim,
  reading: Reading,
  skus: readonly string[],
): Promise<Pick<PimPage<Found<Product>>, 'items' | 'unreadable'>> {
  if (skus.length === 0) return { items: [], unreadable: null }
  const { sku } = reading.places
  const found = await searchProducts(pim, {
    criteria: { [sku]: isIn(skus), parent: [{ operator: 'EMPTY' }] },
    locales: reading.askedLocales,
    attributes: productAttributes(reading.places),
    keys: skus.length,
    enough: skus.length,
  })
  const items = found.items.flatMap((product) => {
    const code = skuOf(product, sku)
    return code === null ? [] : [foundIn(toProduct({ ...product, code }, null, reading), product, pim)]
  })
  return { items, unreadable: found.unreadable }
}

/** A search of `products-uuid`. */
export interface ProductSearch {
  readonly criteria: Readonly<Record<string, readonly unknown[]>>
  readonly locales: readonly string[]
  readonly attributes: readonly string[]
  /** How many keys are asked for. */
  readonly keys: number
  /** How many products there can be at most, where that is known. */
  readonly enough?: number
}

/** Products that fit; disabled ones do not. Filters are in the body, so no URL is too long. */
export function searchProducts({ client }: Pim, search: ProductSearch): Promise<PimPage<PimProduct>> {
  const { criteria, locales, attributes, keys, enough } = search
  const call = {
    // By cursor: a product that comes or goes between two pages moves no other across their edge.
    path: `products-uuid/search?limit=${PAGE}&pagination_type=search_after`,
    route: 'products-uuid/search',
    batchSize: keys,
    body: { search: { ...criteria, enabled: [{ operator: '=', value: true }] }, locales, attributes },
  }
  return client.all(call, productShape, enough)
}

/** A criterion's list of alternatives; the PIM refuses an empty one. */
export function isIn(value: readonly string[]): readonly unknown[] {
  return [{ operator: 'IN', value }]
}
