import type { Category, ListedProduct, Product, Variant } from '../../ports/catalog.ts'
import type { Instant } from '../../time.ts'

/** What the facets of a product are called; attributes come by their own key beside these. */
export const OWN_FACETS = ['category', 'brand', 'color', 'size'] as const

/** A variant as filters see it: values in the main language. */
export interface EntryVariant {
  readonly sku: string
  readonly gtin: string | null
  readonly color: string | null
  readonly size: string | null
}

/** The words of a product in one language, by the part they are in. */
export interface EntryWords {
  readonly title: string
  readonly brand: string
  readonly category: string
  readonly attributes: string
  readonly variants: string
  readonly text: string
}

/** A product as the index keeps it. */
export interface Entry {
  readonly code: string
  readonly createdAt: Instant | null
  /** Values in the main language, by facet; colours and sizes are with the variants. */
  readonly facets: ReadonlyMap<string, readonly string[]>
  readonly variants: readonly EntryVariant[]
  /** One for each language of the index, in its order. */
  readonly words: readonly EntryWords[]
  /** What each variant is called in each language: `[language][variant]`. */
  readonly variantWords: readonly (readonly string[])[]
  /** What to call a facet, and what to show for a value of it: `[language]` by `labelKey`. */
  readonly labels: readonly ReadonlyMap<string, string>[]
}

/** The shelves of one language, by code. */
export type Shelves = ReadonlyMap<string, Category>

/** A facet's value as a key of `Entry.labels`; the facet itself without a value. */
export function labelKey(key: string, value = ''): string {
  return `${key}\n${value}`
}

/** A listed product, its content in the languages of the index, as the index keeps it. `shelves`: one per language. */
export function toEntry(
  { code, content }: ListedProduct,
  { shelves, facets }: { readonly shelves: readonly Shelves[]; readonly facets: readonly string[] },
): Entry | null {
  const [main] = content
  if (!main) return null
  const product = main.product.value
  const onShelves = shelvesOf(product, shelves[0] ?? new Map())
  const shown = new Map(facets.map((key) => [key, attributeOf(product, key)]))
  const languages = content.map(({ product: { value }, variants }, at) => ({
    product: value,
    variants,
    names: shelves[at] ?? new Map(),
  }))
  return {
    code,
    createdAt: product.createdAt,
    facets: new Map([
      ['category', onShelves.map(({ handle }) => handle)],
      ['brand', product.brand === null ? [] : [product.brand]],
      ...[...shown].map(([key, value]) => [key, value === null ? [] : [value]] as const),
    ]),
    variants: main.variants.map(({ sku, gtin, color, size }) => ({ sku, gtin, color, size })),
    words: languages.map(({ product: one, variants, names }) => wordsIn(one, variants, names)),
    variantWords: languages.map(({ variants }) => variants.map(({ color, size }) => joined([color, size]))),
    labels: languages.map(({ product: one, variants, names }) => {
      const labels = new Map<string, string>()
      const tell = (key: string, value: string | null | undefined, label: string | null | undefined) => {
        if (value && label) labels.set(labelKey(key, value), label)
      }
      for (const { handle, code: shelf } of onShelves) {
        tell('category', handle, names.get(shelf)?.name?.text)
      }
      tell('brand', product.brand, one.brand)
      for (const [key, value] of shown) {
        tell(key, value, attributeOf(one, key))
        const name = one.attributes.find((attribute) => attribute.key === key)?.label
        if (name) labels.set(labelKey(key), name)
      }
      main.variants.forEach(({ color, size }, i) => {
        tell('color', color, variants[i]?.color)
        tell('size', size, variants[i]?.size)
      })
      return labels
    }),
  }
}

/** The shelves a product stands on and those above them, each once. */
function shelvesOf({ categories }: Product, shelves: Shelves): readonly Category[] {
  const own = categories.flatMap((code) => shelves.get(code) ?? [])
  const above = own.flatMap(({ ancestors }) => ancestors.flatMap((code) => shelves.get(code) ?? []))
  return [...new Set([...above, ...own])]
}

function attributeOf({ attributes }: Product, key: string): string | null {
  return attributes.find((one) => one.key === key)?.value ?? null
}

function wordsIn(product: Product, variants: readonly Variant[], names: Shelves): EntryWords {
  const { title, shortDescription, longDescription, brand, attributes } = product
  return {
    title: title?.text ?? '',
    brand: brand ?? '',
    category: joined(shelvesOf(product, names).map(({ name }) => name?.text ?? null)),
    attributes: joined(attributes.map(({ value }) => value)),
    variants: joined([
      ...new Set(variants.flatMap(({ title: own, color, size }) => [own?.text ?? null, color, size])),
    ]),
    // What associates are told to say is not for everybody to find.
    text: joined([shortDescription?.text ?? null, longDescription?.text ?? null]),
  }
}

function joined(texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null && text !== '').join(' ')
}
