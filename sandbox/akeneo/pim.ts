import type { WorldProduct } from '../world/shop-types.ts'
import type { World } from '../world/types.ts'
import { ATTRIBUTES, type PimAttribute } from './attributes.ts'
import { mediaCode } from './media.ts'
import { codeOf } from './text.ts'
import { ENGLISH } from './translations.ts'
import { axesOf, modelValues, type PimValues, variantValues } from './values.ts'

/** What both kinds of product have. */
export interface PimEntry {
  /** `uuid` of a product, `code` of a model: the primary key `search_after` sorts by. */
  readonly key: string
  /** What the `identifier` filter compares: the SKU of a product, the code of a model. */
  readonly identifier: string
  readonly family: string
  readonly categories: readonly string[]
  readonly parent: string | null
  readonly enabled: boolean
  /** Inherited values are merged in. */
  readonly values: PimValues
  readonly created: Date
  readonly updated: Date
}

/** A style. */
export interface PimModel extends PimEntry {
  readonly familyVariant: string
}

export interface PimFamily {
  readonly code: string
  /** Sets of axes its styles differ in; a family variant each. */
  readonly axes: ReadonlyMap<string, readonly string[]>
}

/** The PIM's content as a view of the world: what is not `inPim` is not here. */
export interface Pim {
  readonly attributes: ReadonlyMap<string, PimAttribute>
  /** Labels by locale, by option code, by attribute code. A label that nobody translated is missing. */
  readonly options: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>
  readonly families: ReadonlyMap<string, PimFamily>
  /** Parent by category code; the root `master` has null. */
  readonly categories: ReadonlyMap<string, string | null>
  readonly products: readonly PimEntry[]
  readonly models: readonly PimModel[]
  readonly media: ReadonlySet<string>
}

/** Locales that are activated, per channel; all the PIM's channels have both. */
export const LOCALES: readonly string[] = ['fr_FR', 'en_US']
/** The PIM's channels. */
export const CHANNELS: readonly string[] = ['ecommerce', 'mobile', 'associate']
/** Root of the category tree. */
export const CATEGORY_ROOT = 'master'

const DAY = 86_400_000

/** Builds the PIM. A style without axes is a simple product: no model, `parent` null. */
export function createPim(world: World): Pim {
  const known = world.products.filter(({ variants }) => variants.some(({ inPim }) => inPim))
  return {
    attributes: new Map(ATTRIBUTES.map((attribute) => [attribute.code, attribute])),
    options: optionsOf(known),
    families: familiesOf(known),
    categories: categoriesOf(known),
    products: known.flatMap((product) => variantsOf(product, world.now)).sort(byKey),
    models: known
      .filter((product) => axesOf(product).length > 0)
      .map((product) => modelOf(product, world.now)),
    media: new Set(known.filter(({ image }) => image !== '').map(mediaCode)),
  }
}

/** The family variant of a style: `jeans_by_color_size`. */
function familyVariantOf(product: WorldProduct): string {
  return `${product.family}_by_${axesOf(product).join('_')}`
}

/** Pages by cursor sort by key: sorted once, sorting again costs little. */
function byKey(left: PimEntry, right: PimEntry): number {
  return left.key < right.key ? -1 : 1
}

function modelOf(product: WorldProduct, now: Date): PimModel {
  return {
    key: product.code,
    identifier: product.code,
    family: product.family,
    familyVariant: familyVariantOf(product),
    categories: product.categories,
    parent: null,
    enabled: true,
    values: modelValues(product),
    ...times(product, now),
  }
}

function variantsOf(product: WorldProduct, now: Date): PimEntry[] {
  const parent = axesOf(product).length > 0 ? product.code : null
  const shared = modelValues(product)
  return product.variants
    .filter(({ inPim }) => inPim)
    .map((variant) => ({
      key: variant.uuid,
      identifier: variant.sku,
      family: product.family,
      categories: product.categories,
      parent,
      enabled: true,
      values: { ...shared, ...variantValues(variant) },
      ...times(product, now),
    }))
}

function times({ createdDaysAgo }: WorldProduct, now: Date): Pick<PimEntry, 'created' | 'updated'> {
  const at = (daysAgo: number) => new Date(Math.floor((now.getTime() - daysAgo * DAY) / 1000) * 1000)
  return { created: at(createdDaysAgo), updated: at(Math.floor(createdDaysAgo / 2)) }
}

function familiesOf(products: readonly WorldProduct[]): ReadonlyMap<string, PimFamily> {
  const families = new Map<string, Map<string, readonly string[]>>()
  for (const product of products) {
    const axes = families.get(product.family) ?? new Map<string, readonly string[]>()
    if (axesOf(product).length > 0) axes.set(familyVariantOf(product), axesOf(product))
    families.set(product.family, axes)
  }
  return new Map([...families].map(([code, axes]) => [code, { code, axes }]))
}

function categoriesOf(products: readonly WorldProduct[]): ReadonlyMap<string, string | null> {
  const parents = new Map<string, string | null>([[CATEGORY_ROOT, null]])
  for (const { categories } of products) {
    categories.forEach((code, at) => {
      if (!parents.has(code)) parents.set(code, categories[at - 1] ?? CATEGORY_ROOT)
    })
  }
  return parents
}

function optionsOf(products: readonly WorldProduct[]): Pim['options'] {
  const variants = products.flatMap((product) => product.variants.filter(({ inPim }) => inPim))
  return new Map([
    [
      'brand',
      labelled(
        products.map(({ brand }) => brand),
        sameInEnglish,
      ),
    ],
    [
      'material',
      labelled(
        products.map(({ material }) => material),
        translated,
      ),
    ],
    [
      'color',
      labelled(
        variants.map(({ color }) => color),
        translated,
      ),
    ],
    [
      'size',
      labelled(
        variants.map(({ size }) => size),
        sameInEnglish,
      ),
    ],
  ])
}

type Labels = Readonly<Record<string, string>>
const sameInEnglish = (label: string): Labels => ({ fr_FR: label, en_US: label })
const translated = (label: string): Labels => {
  const english = ENGLISH[label]
  return english === undefined ? { fr_FR: label } : { fr_FR: label, en_US: english }
}

function labelled(texts: readonly string[], labels: (text: string) => Labels): ReadonlyMap<string, Labels> {
  const options = new Map<string, Labels>()
  for (const text of texts) {
    if (text !== '' && !options.has(codeOf(text))) options.set(codeOf(text), labels(text))
  }
  return options
}
