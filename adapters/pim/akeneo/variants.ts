import { canonicalGtin, type Gtin, type Sku } from '../../ids.ts'
import type { ContentOptions, Variant } from '../../ports/catalog.ts'
import { type Found, inChunks, type Read } from '../../read.ts'
import type { PimPage } from './client.ts'
import { prepareReading, type Reading, variantAttributes, variantLabels } from './mapping.ts'
import { entry, familyVariantsOf, hasTwoLevels, PAGE, rootsOf } from './models.ts'
import type { Pim } from './pim.ts'
import { isIn, searchProducts } from './products.ts'
import { foundIn, toVariant } from './translate.ts'
import type { PimProduct } from './wire.ts'

/** Variants by SKU: one search per 100. */
export function readVariants(
  pim: Pim,
  skus: readonly Sku[],
  content: ContentOptions,
): Promise<Map<Sku, Read<Variant>>> {
  return inChunks(skus, PAGE, async (chunk) => {
    const reading = await prepareReading(pim, content, variantLabels)
    const criteria = { [reading.places.sku]: isIn(chunk) }
    const found = await findVariants(pim, reading, { criteria, keys: chunk.length, enough: chunk.length })
    const bySku = new Map(found.items.map((variant) => [variant.value.sku, variant]))
    return chunk.flatMap((sku) => entry(sku, bySku.get(sku), found.unreadable))
  })
}

/** Variants by GTIN, of whatever length either side writes it: one search per 100. Of two with one GTIN the lower SKU. */
export function readVariantsByGtin(
  pim: Pim,
  gtins: readonly Gtin[],
  content: ContentOptions,
): Promise<Map<Gtin, Read<Variant>>> {
  return inChunks(gtins, PAGE, async (chunk) => {
    const reading = await prepareReading(pim, content, variantLabels)
    const { gtin } = reading.places
    if (gtin === null) return []
    const criteria = { [gtin]: isIn([...new Set(chunk.flatMap(spellings))]) }
    const found = await findVariants(pim, reading, { criteria, keys: chunk.length })
    const byGtin = new Map(
      bySku(found.items)
        .reverse()
        .map((variant) => [canonicalGtin(variant.value.gtin ?? ''), variant]),
    )
    return chunk.flatMap((key) => entry(key, byGtin.get(canonicalGtin(key)), found.unreadable))
  })
}

/** What a search found. */
export type Variants = Pick<PimPage<Found<Variant>>, 'items' | 'unreadable'>

/** Variants that fit the criteria; those without an SKU are left out. */
export async function findVariants(
  pim: Pim,
  reading: Reading,
  search: {
    readonly criteria: Readonly<Record<string, readonly unknown[]>>
    readonly keys: number
    readonly enough?: number
  },
): Promise<Variants> {
  const { items, unreadable } = await searchProducts(pim, {
    ...search,
    locales: reading.askedLocales,
    attributes: variantAttributes(reading.places),
  })
  const families = await familyVariantsOf(
    pim,
    items.map(({ family }) => family),
  )
  const kindsOf = ({ family }: PimProduct) => families.get(family ?? '') ?? []
  const deep = items.filter((product) => kindsOf(product).some(hasTwoLevels))
  const roots = await rootsOf(
    pim,
    deep.flatMap(({ parent }) => parent ?? []),
    { locales: reading.askedLocales, attributes: [reading.places.sku] },
  )
  const variants = items.flatMap((product) => {
    const style = product.parent === null ? null : (roots.get(product.parent) ?? product.parent)
    const variant = toVariant(product, { style, variants: kindsOf(product) }, reading)
    return variant ? [foundIn(variant, product, pim)] : []
  })
  return { items: variants, unreadable }
}

/** In the order of their SKUs. */
export function bySku(variants: readonly Found<Variant>[]): Found<Variant>[] {
  return [...variants].sort((a, b) => (a.value.sku < b.value.sku ? -1 : 1))
}

/** A GTIN as a PIM may have it: of 14, 13, 12 or 8 digits, and as it was given. */
function spellings(gtin: Gtin): readonly string[] {
  const full = canonicalGtin(gtin)
  const shorter = [13, 12, 8].flatMap((length) =>
    full.startsWith('0'.repeat(14 - length)) ? [full.slice(14 - length)] : [],
  )
  return [gtin, full, ...shorter]
}
