import type { Catalog } from '../../ports/catalog.ts'
import { readCategories } from './categories.ts'
import { readListing } from './listing.ts'
import type { Pim } from './pim.ts'
import { readProducts } from './products.ts'
import { readReferences } from './references.ts'
import { readVariantsOf } from './style-variants.ts'
import { handleOf } from './translate.ts'
import { readVariants, readVariantsByGtin } from './variants.ts'

/**
 * The catalogue as an Akeneo PIM knows it. Besides the calls each read names, the PIM's structure (attributes, channels,
 * labels of selects, variants of families) is read when first needed and kept.
 */
export function akeneoCatalog(pim: Pim): Catalog {
  return {
    variants: (skus, content) => readVariants(pim, skus, content),
    variantsByGtin: (gtins, content) => readVariantsByGtin(pim, gtins, content),
    products: (codes, content) => readProducts(pim, codes, content, (code) => code),
    productsByHandle: (handles, content) => readProducts(pim, handles, content, handleOf),
    variantsOf: (requests, content) => readVariantsOf(pim, requests, content),
    categories: (codes, content) => readCategories(pim, codes, content, (code) => code),
    categoriesByHandle: (handles, content) => readCategories(pim, handles, content, handleOf),
    listing: (request, options) => readListing(pim, request, options),
    itemReferences: (after) => readReferences(pim, after),
  }
}
