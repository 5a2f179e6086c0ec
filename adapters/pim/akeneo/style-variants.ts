import type { ContentOptions, Variant, VariantPage, VariantsRequest } from '../../ports/catalog.ts'
import { type Found, isFound, type Read } from '../../read.ts'
import { prepareReading, type Reading, variantLabels } from './mapping.ts'
import { familyVariantsOf, hasTwoLevels, inModelChunks, modelsBelow, modelsByCode } from './models.ts'
import type { Pim } from './pim.ts'
import { isIn } from './products.ts'
import { foundIn } from './translate.ts'
import { bySku, findVariants, type Variants } from './variants.ts'
import type { PimModel } from './wire.ts'

/** Styles whose variants are read together: with four variants each they fill a page. */
const STYLES = 25

/**
 * Pages of styles' variants. The PIM sorts by nothing of ours, so a style's variants are read whole: per 25 styles one
 * call for the models and one search per 100 variants (a last page that is full costs one more), and one search where
 * some are no models. A product without a model is its own and only variant.
 */
export async function readVariantsOf(
  pim: Pim,
  requests: readonly VariantsRequest[],
  content: ContentOptions,
): Promise<Map<VariantsRequest, Read<VariantPage>>> {
  const codes = requests.map(({ productCode }) => productCode)
  const styles = await inModelChunks(codes, (chunk) => readStyles(pim, chunk, content), STYLES)
  return new Map(
    requests.flatMap((request) => {
      const style = styles.get(request.productCode)
      if (!style) return []
      return [[request, isFound(style) ? { ...style, value: pageOf(style.value, request) } : style] as const]
    }),
  )
}

function pageOf(variants: readonly Variant[], { first, after }: VariantsRequest): VariantPage {
  const rest = after === null ? variants : variants.filter(({ sku }) => sku > after)
  return { variants: rest.slice(0, first), hasNextPage: rest.length > first }
}

async function readStyles(
  pim: Pim,
  codes: readonly string[],
  content: ContentOptions,
): Promise<readonly (readonly [string, Read<readonly Variant[]>])[]> {
  const reading = await prepareReading(pim, content, variantLabels)
  const models = await modelsByCode(pim, codes, bare(reading))
  const known = new Set(models.items.map(({ code }) => code))
  const roots = models.items.filter(({ parent }) => parent === null)
  const [below, singles] = await Promise.all([
    variantsBelow(pim, reading, roots),
    singleVariants(
      pim,
      reading,
      codes.filter((code) => !known.has(code)),
    ),
  ])
  // A list that may lack somebody is no list: every style that was asked for with it fails.
  const unreadable = models.unreadable ?? below.unreadable ?? singles.unreadable
  if (unreadable) throw unreadable
  return [
    ...roots.map((root) => [root.code, foundIn(ofStyle(below.items, root.code), root, pim)] as const),
    ...singles.items.map((single) => [single.value.sku, { ...single, value: [single.value] }] as const),
  ]
}

function ofStyle(variants: readonly Found<Variant>[], code: string): readonly Variant[] {
  return bySku(variants.filter(({ value }) => value.productCode === code)).map(({ value }) => value)
}

async function variantsBelow(pim: Pim, reading: Reading, roots: readonly PimModel[]): Promise<Variants> {
  if (roots.length === 0) return { items: [], unreadable: null }
  const families = await familyVariantsOf(
    pim,
    roots.map(({ family }) => family),
  )
  const deep = roots.filter(({ family, family_variant }) =>
    (families.get(family ?? '') ?? []).some((kind) => kind.code === family_variant && hasTwoLevels(kind)),
  )
  const below = await modelsBelow(
    pim,
    deep.map(({ code }) => code),
    bare(reading),
  )
  const parents = [...roots, ...below.items].map(({ code }) => code)
  const found = await findVariants(pim, reading, { criteria: { parent: isIn(parents) }, keys: roots.length })
  return { items: found.items, unreadable: below.unreadable ?? found.unreadable }
}

function singleVariants(pim: Pim, reading: Reading, skus: readonly string[]): Promise<Variants> {
  if (skus.length === 0) return Promise.resolve({ items: [], unreadable: null })
  const criteria = { [reading.places.sku]: isIn(skus), parent: [{ operator: 'EMPTY' }] }
  return findVariants(pim, reading, { criteria, keys: skus.length, enough: skus.length })
}

/** As few values as the PIM can be asked for. */
function bare({ askedLocales, places }: Reading) {
  return { locales: askedLocales, attributes: [places.sku] }
}
