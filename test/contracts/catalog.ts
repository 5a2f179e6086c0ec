import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Gtin, Sku } from '../../adapters/ids.ts'
import type { Catalog } from '../../adapters/ports/catalog.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

const french = { locales: ['fr-FR', 'en-US'], channel: null }
const there = world.products.flatMap((product) =>
  product.variants.filter(({ inPim }) => inPim).map((variant) => ({ product, variant })),
)
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
