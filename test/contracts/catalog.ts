import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Gtin, Sku } from '../../adapters/ids.ts'
import type { Catalog, ContentOptions, ListedProduct } from '../../adapters/ports/catalog.ts'
import { talkingPoints } from '../../sandbox/akeneo/text.ts'
import { CATEGORY_LABELS } from '../../sandbox/akeneo/translations.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

const french = { locales: ['fr-FR', 'en-US'], channel: null }
const there = world.products.flatMap((product) =>
  product.variants.filter(({ inPim }) => inPim).map((variant) => ({ product, variant })),
)
const shelfOf = (code: string) => CATEGORY_LABELS[code]?.['fr_FR'] ?? code
const skus = there.map(({ variant }) => variant.sku as Sku)

/** What every `Catalog` must do. `open` gives the port over the small world. */
export function catalogContract(open: () => Promise<Opened<Catalog>>): void {
  let opened: Opened<Catalog>
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  it('finds every variant in one batch, however large', async () => {
    const reads = await opened.port.variants(skus, french)
    expect(reads.size).toBe(skus.length)
    for (const { product, variant } of there) {
      const read = found(reads.get(variant.sku as Sku))
      expectProvenance(read, opened.source)
      expect(read.value).toMatchObject({ sku: variant.sku, gtin: variant.gtin, productCode: product.code })
      expect(read.value.title?.text ?? null).toBe(product.title['fr_FR'] ?? product.title['en_US'] ?? null)
    }
  })

  it('leaves out SKUs that do not exist or are not in the catalogue, and takes repeats', async () => {
    const missing = world.products.flatMap(({ variants }) => variants).find(({ inPim }) => !inPim)
    const [first = '' as Sku] = skus
    const asked = ['00000000' as Sku, missing?.sku as Sku, first, first]
    expect([...(await opened.port.variants(asked, french)).keys()]).toEqual([first])
    expect((await opened.port.variants([], french)).size).toBe(0)
  })

  it('finds a variant by its GTIN in any length', async () => {
    const [first] = there
    if (!first) throw new Error('the world must have a variant')
    const long = first.variant.gtin.padStart(14, '0') as Gtin
    const reads = await opened.port.variantsByGtin([long, '4006381333931' as Gtin], french)
    expect([...reads.keys()]).toEqual([long])
    expect(found(reads.get(long)).value.sku).toBe(first.variant.sku)
  })

  it('finds a product by code and by handle, and flags a text in another language', async () => {
    const code = (there[0]?.product.code ?? '') as string
    const byCode = await opened.port.products([code, 'nothing-like-it'], french)
    expect([...byCode.keys()]).toEqual([code])
    const { handle, brand } = found(byCode.get(code)).value
    expect(brand).toBe(there[0]?.product.brand)
    expect(found((await opened.port.productsByHandle([handle], french)).get(handle)).value.code).toBe(code)
    const untranslated = there.find(
      ({ product }) => !product.title['en_US'] && product.title['fr_FR'],
    )?.product
    if (!untranslated) throw new Error('the world must have a product without an English title')
    const english = { locales: ['en-US', 'fr-FR'], channel: null }
    const { title } = found(
      (await opened.port.products([untranslated.code], english)).get(untranslated.code),
    ).value
    expect(title).toMatchObject({ text: untranslated.title['fr_FR'], locale: 'fr-FR', localeFallback: true })
  })

  it('pages through a product’s variants in SKU order without loss', async () => {
    const product = world.products.find(({ variants }) => variants.filter(({ inPim }) => inPim).length > 2)
    if (!product) throw new Error('the world must have a product with three variants')
    const seen: string[] = []
    for (let after: Sku | null = null; ; ) {
      const request: { productCode: string; first: number; after: Sku | null } = {
        productCode: product.code,
        first: 2,
        after,
      }
      const page = found((await opened.port.variantsOf([request], french)).get(request)).value
      seen.push(...page.variants.map(({ sku }) => sku))
      if (!page.hasNextPage) break
      expect(page.variants).toHaveLength(2)
      after = page.variants.at(-1)?.sku ?? null
    }
    const all = product.variants.filter(({ inPim }) => inPim).map(({ sku }) => sku)
    expect(seen).toEqual(all.sort())
  })

  it('gives associates their points, one by one', async () => {
    const product = there[0]?.product
    const said = talkingPoints(product?.description['associate']?.['fr_FR'] ?? '')
    expect(said.length).toBeGreaterThan(1)
    const code = product?.code ?? ''
    const { talkingPoints: told } = found((await opened.port.products([code], french)).get(code)).value
    expect(told?.points).toEqual(said)
  })

  it('stands every product on shelves that can be walked up, and finds a shelf by its handle', async () => {
    const { port, source } = opened
    const styles = [...new Set(there.map(({ product }) => product))]
    const reads = await port.products(
      styles.map(({ code }) => code),
      french,
    )
    for (const style of styles) {
      const { categories } = found(reads.get(style.code)).value
      const shelves = await port.categories([...categories, 'no-such-shelf'], french)
      expect(shelves.has('no-such-shelf')).toBe(false)
      const [narrowest] = [...shelves.values()]
        .map(found)
        .sort((left, right) => right.value.ancestors.length - left.value.ancestors.length)
      const shelf = found(narrowest)
      expectProvenance(shelf, source)
      const above = await port.categories(shelf.value.ancestors, french)
      const names = [...shelf.value.ancestors.map((code) => found(above.get(code)).value), shelf.value]
      expect(names.map(({ name }) => name?.text)).toEqual(style.categories.map(shelfOf))
      const { handle } = shelf.value
      const byHandle = await port.categoriesByHandle([handle, 'no-such-shelf'], french)
      expect([...byHandle.keys()]).toEqual([handle])
      expect(found(byHandle.get(handle)).value).toEqual(shelf.value)
    }
  })

  it('lists every product that can be bought once, in every asked language, with all its variants', async () => {
    const english = { locales: ['en-US', 'fr-FR'], channel: null }
    const { products } = await listAll(opened.port, [french, english])
    const codes = products.map(({ code }) => code)
    expect(codes.sort()).toEqual([...new Set(there.map(({ product }) => product.code))].sort())
    for (const { code, content } of products) {
      const own = there.filter(({ product }) => product.code === code)
      const { fr_FR: inFrench = null, en_US: inEnglish = inFrench } = own[0]?.product.title ?? {}
      expect(content.map(({ product }) => product.value.title?.text ?? null)).toEqual([inFrench, inEnglish])
      for (const { product, variants } of content) {
        expectProvenance(product, opened.source)
        expect(variants.map(({ sku }) => sku)).toEqual(own.map(({ variant }) => variant.sku).sort())
      }
    }
  })

  it('lists little again since a mark, where it has one', async () => {
    const { mark } = await listAll(opened.port, [french])
    if (mark === null) return
    const { products, gone } = await opened.port.listing({ after: null, since: mark }, [french])
    expect(gone).toEqual([])
    expect(products.length).toBeLessThan(5)
  })

  it('pages through every SKU with its GTIN once', async () => {
    const seen = new Map<string, string | undefined>()
    for (let after: string | null = null; ; ) {
      const page = await opened.port.itemReferences(after)
      for (const { record, same } of page.sets) {
        expect(seen.has(record.id)).toBe(false)
        seen.set(record.id, same.find(({ record: { source } }) => source === 'gs1')?.record.id)
      }
      if (page.next === null) break
      after = page.next
    }
    const expected = there.map(({ variant }) => [variant.sku, variant.gtin.padStart(14, '0')] as const)
    expect([...seen].sort()).toEqual(expected.sort())
  })
}

/** A listing to its end. */
async function listAll(port: Catalog, options: readonly ContentOptions[]) {
  const products: ListedProduct[] = []
  for (let after: string | null = null; ; ) {
    const page = await port.listing({ after, since: null }, options)
    expect(page).toMatchObject({ gone: [], unreadable: 0 })
    products.push(...page.products)
    if (page.next === null) return { products, mark: page.mark }
    after = page.next
  }
}
