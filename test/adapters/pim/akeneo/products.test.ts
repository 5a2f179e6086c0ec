import { describe, expect, it } from 'vitest'
import type { ContentOptions, Product } from '../../../../adapters/ports/catalog.ts'
import { isFound } from '../../../../adapters/read.ts'
import { instant } from '../../../../adapters/time.ts'
import { talkingPoints } from '../../../../sandbox/akeneo/text.ts'
import { weightGrams } from '../../../../sandbox/akeneo/values.ts'
import type { WorldProduct } from '../../../../sandbox/world/shop-types.ts'
import { openPim } from './open.ts'
import {
  descriptionOf,
  french,
  inEnglish,
  inFrench,
  many,
  pictureOf,
  text,
  world,
  worldOf,
} from './retailer.ts'

const known = world.products.filter(({ variants }) => variants.some(({ inPim }) => inPim))
const [style] = known as [WorldProduct]
const untranslated = known.find(({ title }) => !inEnglish(title)) as WorldProduct
const withoutMobile = known.find(
  (product) => inEnglish(product.title) && !descriptionOf(product).mobile,
) as WorldProduct
const single: WorldProduct = {
  ...style,
  code: 'unused-code',
  variants: many(1, '').map((v) => ({ ...v, size: '' })),
}
const singleSku = single.variants[0]?.sku ?? ''

async function read(product: WorldProduct, content: ContentOptions): Promise<Product> {
  const { catalog } = await openPim(worldOf(product))
  const found = (await catalog.products([product.code], content)).get(product.code)
  if (!isFound(found)) throw found ?? new Error('not found')
  return found.value
}

describe('products', () => {
  it('carry the PIM’s content in our words, by code', async () => {
    const options = { show: ['material', 'weight', 'talking_points', 'sold_by_weight', 'vat_rate'] }
    const { catalog } = await openPim(world, { options })
    const reads = await catalog.products(
      world.products.map(({ code }) => code),
      french,
    )
    expect(reads.size).toBe(known.length)
    for (const product of known) {
      const read = reads.get(product.code)
      const long = inFrench(descriptionOf(product).ecommerce)
      const [variant] = product.variants
      expect(isFound(read) && read.value).toEqual({
        code: product.code,
        handle: product.code,
        brand: product.brand,
        title: text(inFrench(product.title)),
        shortDescription: text(`${long.split('.')[0]}.`),
        longDescription: text(long),
        talkingPoints: {
          points: talkingPoints(inFrench(descriptionOf(product).associate)),
          locale: 'fr-FR',
          localeFallback: false,
          channelFallback: false,
        },
        createdAt: instant(new Date(world.now.getTime() - product.createdDaysAgo * 86_400_000)),
        categories: product.categories,
        attributes: [
          { key: 'material', label: 'Matière', value: product.material, unit: null },
          { key: 'weight', label: 'Poids', value: String(weightGrams(product)), unit: 'GRAM' },
          {
            key: 'talking_points',
            label: 'Arguments de vente',
            value: talkingPoints(inFrench(descriptionOf(product).associate)).join('\n'),
            unit: null,
          },
          { key: 'sold_by_weight', label: 'Vendu au poids', value: String(product.weighed), unit: null },
          { key: 'vat_rate', label: 'Taux de TVA', value: product.taxRate, unit: null },
        ],
        media: [pictureOf(product)],
        axes: [...(variant?.color ? ['color'] : []), ...(variant?.size ? ['size'] : [])],
      })
      expect(isFound(read) && read.recordId).toBe(product.code)
    }
  })

  it('cost one call per 100 codes, and one more for codes that are no models', async () => {
    const { catalog, calls } = await openPim(world)
    const codes = known.map(({ code }) => code)
    await catalog.products(codes, french)
    const families = new Set(known.map(({ family }) => family)).size
    expect(calls()).toEqual({
      token: 1,
      attributes: 1,
      channels: 1,
      'attribute options': 1,
      'family variants': families,
      'product-models': 1,
    })
    await catalog.products([...codes, 'nope'], french)
    expect(calls()).toEqual({ 'product-models': 1, 'products-uuid/search': 1 })
  })

  it('fit any number of long codes into the vendor’s URLs', async () => {
    const long = known.slice(0, 40).map((product, i) => ({
      ...product,
      code: `${'très-long-nom-de-modèle-'.repeat(6)}${i}`,
    }))
    const { catalog, served } = await openPim(worldOf(...long))
    const reads = await catalog.products(
      long.map(({ code }) => code),
      french,
    )
    expect([...reads.values()].filter(isFound)).toHaveLength(40)
    expect(served.calls().map(({ status }) => status)).not.toContain(414)
  })

  it('without a model are styles of their own, found by SKU, and their own only variant', async () => {
    const { catalog } = await openPim(worldOf(style, single))
    const read = (await catalog.products([singleSku, style.code], french)).get(singleSku)
    expect(isFound(read) && read.value).toMatchObject({ code: singleSku, handle: singleSku, axes: [] })
    expect(isFound(read) && read.value.title?.text).toBe(inFrench(style.title))
    const request = { productCode: singleSku, first: 5, after: null }
    const variants = (await catalog.variantsOf([request], french)).get(request)
    expect(isFound(variants) && variants.value).toMatchObject({
      variants: [{ sku: singleSku, productCode: singleSku, selectedOptions: [] }],
      hasNextPage: false,
    })
    const ordinary = style.variants[0]?.sku ?? ''
    expect((await catalog.products([ordinary], french)).size).toBe(0)
  })

  it('are found by their handle, which is the code in lower case', async () => {
    const { catalog } = await openPim(world)
    const reads = await catalog.productsByHandle([style.code, style.code.toUpperCase(), 'nope'], french)
    expect([...reads.keys()]).toEqual([style.code])
  })
})

describe('texts', () => {
  it('come in the first locale that has one, and say when it is not the first asked for', async () => {
    const content = { locales: ['en-US', 'fr-FR'], channel: 'WEB' } as const
    expect((await read(untranslated, content)).title).toEqual(
      text(inFrench(untranslated.title), { localeFallback: true }),
    )
    expect((await read(style, content)).title).toEqual(text(inEnglish(style.title), { locale: 'en-US' }))
    expect((await read(untranslated, { locales: ['en-US'], channel: 'WEB' })).title).toBeNull()
  })

  it('in locales the PIM has not activated are skipped, not asked for', async () => {
    const product = await read(style, { locales: ['de-DE', 'nl', 'fr'], channel: 'WEB' })
    expect(product.title).toEqual(text(inFrench(style.title), { localeFallback: true }))
    expect((await read(style, { locales: ['de-DE'], channel: 'WEB' })).title).toBeNull()
  })

  it('come from the asked channel, else from another that stands in, and say so', async () => {
    const mobile = { locales: ['fr-FR'], channel: 'MOBILE_APP' } as const
    expect((await read(style, mobile)).longDescription).toEqual(text(inFrench(descriptionOf(style).mobile)))
    const standIn = inFrench(descriptionOf(withoutMobile).ecommerce)
    expect((await read(withoutMobile, mobile)).longDescription).toEqual(
      text(standIn, { channelFallback: true }),
    )
    const kiosk = { locales: ['fr-FR'], channel: 'KIOSK' } as const
    expect((await read(withoutMobile, kiosk)).longDescription).toEqual(
      text(standIn, { channelFallback: true }),
    )
    expect((await read(withoutMobile, { locales: ['fr-FR'], channel: null })).longDescription).toEqual(
      text(standIn),
    )
    expect((await read(withoutMobile, mobile)).title?.channelFallback).toBe(false)
  })

  it('let the locale decide before the channel', async () => {
    const content = { locales: ['en-US', 'fr-FR'], channel: 'ASSOCIATE_APP' } as const
    expect((await read(style, content)).longDescription).toEqual(
      text(inEnglish(descriptionOf(style).ecommerce), { locale: 'en-US', channelFallback: true }),
    )
  })
})

describe('a PIM that differs from its configuration', () => {
  it('is still read: attributes it does not have are no values', async () => {
    const options = {
      attributes: { title: 'name', size: 'taille', gtin: null, image: 'photo' },
      show: ['nope', 'material'],
      mediaBaseUrl: undefined,
    }
    const { catalog } = await openPim(world, { options })
    const [variant] = style.variants
    const variants = await catalog.variants([variant?.sku as never], french)
    expect([...variants.values()]).toMatchObject([
      { value: { size: null, gtin: null, image: null, color: variant?.color } },
    ])
    expect((await catalog.variantsByGtin([variant?.gtin as never], french)).size).toBe(0)
    const products = await catalog.products([style.code], french)
    expect([...products.values()]).toMatchObject([
      { value: { attributes: [{ key: 'material' }], media: [] } },
    ])
  })
})
