import { describe, expect, it } from 'vitest'
import type { Gtin, Sku } from '../../../../adapters/ids.ts'
import { isFound } from '../../../../adapters/read.ts'
import { openPim } from './open.ts'
import {
  french,
  gtinOf,
  inFrench,
  inPim,
  many,
  pictureOf,
  skuOf,
  text,
  variants,
  world,
  worldOf,
} from './retailer.ts'

const families = new Set(inPim.map(({ product }) => product.family)).size

describe('variants', () => {
  it('carry the PIM’s content in our words, each with its record and times', async () => {
    const { catalog } = await openPim(world)
    const reads = await catalog.variants(
      inPim.map(({ variant }) => skuOf(variant)),
      french,
    )
    expect(reads.size).toBe(inPim.length)
    for (const { product, variant } of inPim) {
      expect(reads.get(skuOf(variant))).toEqual({
        value: {
          sku: variant.sku,
          gtin: variant.gtin,
          productCode: product.code,
          title: text(inFrench(product.title)),
          size: variant.size || null,
          sizeSystem: null,
          color: variant.color || null,
          selectedOptions: [
            ...(variant.color ? [{ name: 'color', value: variant.color }] : []),
            ...(variant.size ? [{ name: 'size', value: variant.size }] : []),
          ],
          image: pictureOf(product),
        },
        source: 'pim',
        recordId: variant.uuid,
        recordedAt: new Date(
          world.now.getTime() - Math.floor(product.createdDaysAgo / 2) * 86_400_000,
        ).toISOString(),
        fetchedAt: world.now.toISOString(),
        fromCache: false,
      })
    }
  })

  it('that the PIM does not have are left out', async () => {
    const { catalog } = await openPim(world)
    const reads = await catalog.variants(
      [...variants.map(({ variant }) => skuOf(variant)), '1' as Sku],
      french,
    )
    expect(variants.length).toBeGreaterThan(inPim.length)
    expect([...reads.keys()].sort()).toEqual(inPim.map(({ variant }) => variant.sku).sort())
    expect(await catalog.variants([], french)).toEqual(new Map())
  })

  it('cost one search per 100 SKUs, and the PIM’s structure once', async () => {
    const { catalog, calls, passes } = await openPim(world)
    const skus = inPim.map(({ variant }) => skuOf(variant))
    const searches = Math.ceil(skus.length / 100)
    await catalog.variants([...skus, ...skus], french)
    expect(calls()).toEqual({
      token: 1,
      attributes: 1,
      channels: 1,
      'attribute options': 2,
      'family variants': families,
      'products-uuid/search': searches,
    })
    await catalog.variants(skus, { locales: ['en-US'], channel: 'MOBILE_APP' })
    expect(calls()).toEqual({ 'products-uuid/search': searches })
    passes(599)
    await catalog.variants(skus.slice(0, 1), french)
    expect(calls()).toEqual({ 'products-uuid/search': 1 })
    passes(1)
    await catalog.variants(skus.slice(0, 1), french)
    expect(calls()).toEqual({
      attributes: 1,
      channels: 1,
      'attribute options': 2,
      'family variants': 1,
      'products-uuid/search': 1,
    })
  })

  it('asked for side by side share the token and the structure, and stay within four calls at once', async () => {
    const { catalog, calls, served } = await openPim(worldOf({ ...jeans, variants: many(900) }))
    const skus = many(900).map(skuOf)
    const reads = await Promise.all(
      [0, 300, 600].map((from) => catalog.variants(skus.slice(from, from + 300), french)),
    )
    expect(reads.map((read) => [...read.values()].filter(isFound).length)).toEqual([300, 300, 300])
    expect(calls()).toEqual({
      token: 1,
      attributes: 1,
      channels: 1,
      'attribute options': 2,
      'family variants': 1,
      'products-uuid/search': 9,
    })
    expect(served.calls().map(({ status }) => status)).not.toContain(429)
  })

  it('are labelled in the asked locale, or in what the PIM has', async () => {
    const { catalog } = await openPim(world)
    const english = { locales: ['en-US'], channel: null } as const
    const skus = inPim.map(({ variant }) => skuOf(variant))
    const reads = await catalog.variants(skus, english)
    const colors = [...reads.values()].filter(isFound).map(({ value }) => value.color)
    const noir = inPim.find(({ variant }) => variant.color === 'Noir')
    const read = noir && reads.get(skuOf(noir.variant))
    expect(isFound(read) && read.value.color).toBe('Black')
    expect(colors.every((color) => color === null || !/_/.test(color))).toBe(true)
  })

  it('are found by GTIN in any length, under the key as given', async () => {
    const { catalog, calls } = await openPim(world)
    const some = inPim.slice(0, 3).map(({ variant }) => variant)
    const [first, second, third] = some.map(gtinOf)
    const padded = `0${second}` as Gtin
    const keys = [first as Gtin, padded, '0000000000000' as Gtin]
    const reads = await catalog.variantsByGtin(keys, french)
    expect([...reads].map(([key, read]) => [key, isFound(read) && read.value.sku])).toEqual([
      [first, some[0]?.sku],
      [padded, some[1]?.sku],
    ])
    expect(reads.has(third as Gtin)).toBe(false)
    expect(calls()['products-uuid/search']).toBe(1)
  })

  it('with a short GTIN are found by its long form', async () => {
    const [only] = many(1)
    const short = { ...only, gtin: '036000291452' } as (typeof variants)[number]['variant']
    const { catalog } = await openPim(worldOf({ ...jeans, variants: [short] }))
    const keys = ['00036000291452', '0036000291452', '036000291452'] as unknown as Gtin[]
    const reads = await catalog.variantsByGtin(keys, french)
    expect([...reads.keys()]).toEqual(keys)
  })
})

const jeans = world.products.find(({ family }) => family === 'jeans') as (typeof world.products)[number]

describe('variants of a style', () => {
  it('come in pages in the order of their SKUs', async () => {
    const big = { ...jeans, code: 'grand-jean-9000', variants: many(230) }
    const { catalog, calls } = await openPim(worldOf(jeans, big))
    const page = async (after: string | null, first: number) => {
      const request = { productCode: big.code, first, after: after as Sku | null }
      const read = (await catalog.variantsOf([request], french)).get(request)
      return isFound(read) ? [read.value.variants.map(({ sku }) => sku), read.value.hasNextPage] : read
    }
    const skus = big.variants.map(({ sku }) => sku)
    expect(await page(null, 50)).toEqual([skus.slice(0, 50), true])
    calls()
    expect(await page(skus[49] ?? '', 50)).toEqual([skus.slice(50, 100), true])
    expect(calls()).toEqual({ 'product-models': 1, 'products-uuid/search': 3 })
    expect(await page(skus[179] ?? '', 50)).toEqual([skus.slice(180), false])
    expect(await page(skus[229] ?? '', 50)).toEqual([[], false])
  })

  it('answer several requests together, each its own, and leave out styles the PIM does not have', async () => {
    const { catalog, calls } = await openPim(world)
    const missing = variants.find(({ variant }) => !variant.inPim)?.product.code ?? ''
    const styles = world.products.filter(({ code }) => code !== missing).slice(0, 30)
    const requests = [
      ...styles.map(({ code }) => ({ productCode: code, first: 2, after: null })),
      {
        productCode: styles[0]?.code ?? '',
        first: 1,
        after: skuOf(styles[0]?.variants[0] ?? (many(1)[0] as never)),
      },
      { productCode: missing, first: 5, after: null },
      { productCode: 'nope', first: 5, after: null },
    ]
    const reads = await catalog.variantsOf(requests, french)
    expect(requests.map((request) => reads.has(request))).toEqual(
      requests.map(({ productCode }) => productCode !== missing && productCode !== 'nope'),
    )
    for (const [i, style] of styles.entries()) {
      const request = requests[i]
      const read = request && reads.get(request)
      const skus = style.variants.map(({ sku }) => sku).sort()
      expect(isFound(read) && read.value.variants.map(({ sku }) => sku)).toEqual(skus.slice(0, 2))
      expect(isFound(read) && read.value.hasNextPage).toBe(skus.length > 2)
      expect(isFound(read) && read.recordId).toBe(style.code)
    }
    const [again] = requests.slice(30)
    const read = again && reads.get(again)
    expect(isFound(read) && read.value.variants.map(({ sku }) => sku)).toEqual([styles[0]?.variants[1]?.sku])
    // Two chunks of styles: 25 with under 200 variants, and the rest; one of the chunks has codes that are no models.
    expect(calls()).toMatchObject({ 'product-models': 2 })
  })
})

describe('item references', () => {
  it('name every SKU of the PIM once, with its GTIN, and go on after a restart', async () => {
    const { catalog, open, calls } = await openPim(world)
    const first = await catalog.itemReferences(null)
    expect(first.sets).toHaveLength(100)
    const restarted = open()
    const second = await restarted.ports.catalog?.itemReferences(first.next)
    await restarted.close()
    expect(second?.next).toBeNull()
    const found = [...first.sets, ...(second?.sets ?? [])]
    const expected = inPim.map(({ variant }) => ({
      record: { source: 'pim', id: variant.sku },
      same: [{ record: { source: 'gs1', id: `0${variant.gtin}` }, method: 'MANUAL' }],
    }))
    const bySku = (a: { record: { id: string } }, b: { record: { id: string } }) =>
      a.record.id < b.record.id ? -1 : 1
    expect([...found].sort(bySku)).toEqual([...expected].sort(bySku))
    expect(calls()).toEqual({ token: 2, attributes: 2, 'products-uuid': 2 })
  })
})
