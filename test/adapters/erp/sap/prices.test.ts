import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { PriceKey } from '../../../../adapters/ports/prices.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Day } from '../../../../adapters/time.ts'
import { type OpenSap, openSap, world } from './open-sap.ts'

const variants = world.products.flatMap((product) => product.variants)
const today = '2026-05-20' as Day
const keyOf = (sku: string, on: Day = today): PriceKey => {
  return { item: sku as RecordId, channel: 'WEB', store: null, quantity: 1, on }
}

let sap: OpenSap
beforeAll(async () => {
  sap = await openSap()
})
afterAll(() => sap.close())

const gross = async (port: OpenSap, keys: readonly PriceKey[]) => {
  const reads = await port.ports.prices.prices(keys)
  return keys.map((key) => {
    const read = reads.get(key)
    return isFound(read) ? read.value.unitPrice.gross.minor : null
  })
}

describe('prices of S/4HANA', () => {
  it('are the list price of one unit that holds on the day, for every article', async () => {
    const keys = variants.map(({ sku }) => keyOf(sku))
    expect(await gross(sap, keys)).toEqual(variants.map(({ price }) => price))
  })

  it('are divided by the number of units they are stated for', async () => {
    const [product, ...others] = world.products
    const [variant] = product?.variants ?? []
    if (!product || !variant) throw new Error('expected a world with products')
    const perTen = { ...product, variants: [{ ...variant, pricePer: 10 }] }
    const port = await openSap({}, { of: { ...world, products: [perTen, ...others] } })
    const key = keyOf(variant.sku)
    expect((await port.ports.prices.prices([key])).get(key)).toMatchObject({
      value: { unitPrice: { gross: { minor: variant.price, currency: 'EUR' }, net: null, tax: null } },
    })
    await port.close()
  })

  it('of a basket are one call', async () => {
    sap.calls()
    await sap.ports.prices.prices(variants.slice(0, 10).map(({ sku }) => keyOf(sku)))
    expect(sap.calls()).toEqual(['GET API_SLSPRICINGCONDITIONRECORD_SRV/A_SlsPrcgCndnRecdValidity'])
  })

  it('change with the day, also within one question', async () => {
    const soon = '2026-06-30' as Day
    const keys = variants.flatMap(({ sku }) => [keyOf(sku), keyOf(sku, soon)])
    const prices = await gross(sap, keys)
    const rises = variants.flatMap((_, at) => {
      const [now, later] = [prices[2 * at], prices[2 * at + 1]]
      return now === later ? [] : [(later ?? 0) - (now ?? 0)]
    })
    expect(rises.length).toBeGreaterThan(0)
    expect(new Set(rises)).toEqual(new Set([300]))
  })

  it('end on their last day, inclusive, and are open-ended in the year 9999', async () => {
    const keys = variants.map(({ sku }) => keyOf(sku))
    const reads = await sap.ports.prices.prices(keys)
    const ends = [...reads.values()].flatMap((read) => (isFound(read) ? [read.value.validUntil] : []))
    expect(new Set(ends)).toEqual(new Set([null, '2026-06-09']))
    const changing = keys.find((key) => {
      const read = reads.get(key)
      return isFound(read) && read.value.validUntil !== null
    })
    const price = variants.find(({ sku }) => sku === changing?.item)?.price ?? 0
    const days = ['2026-06-09', '2026-06-10'].map((on) => keyOf(changing?.item ?? '', on as Day))
    expect(await gross(sap, days)).toEqual([price, price + 300])
  })

  it('are absent for an unknown article and before the first price', async () => {
    const [{ sku } = { sku: '' }] = variants
    const reads = await sap.ports.prices.prices([keyOf('99999999'), keyOf(sku, '1999-01-01' as Day)])
    expect(reads.size).toBe(0)
  })

  it('get their VAT added where the system states them without', async () => {
    const net = await openSap({ pricesIncludeTax: false, vatPercent: '20' })
    const [{ sku, price } = { sku: '', price: 0 }] = variants
    const key = keyOf(sku)
    const total = Math.round(price * 1.2)
    expect((await net.ports.prices.prices([key])).get(key)).toMatchObject({
      value: { unitPrice: { gross: { minor: total }, net: { minor: price }, tax: { minor: total - price } } },
    })
    await net.close()
  })

  it('are unknown, not others, when a record that may hold cannot be read', async () => {
    const [{ sku } = { sku: '' }] = variants
    const broken = await openSap(
      {},
      { tamper: (body) => body.replaceAll(/"ConditionRateValue":"/g, '"ConditionRateValue":"x') },
    )
    const key = keyOf(sku)
    expect((await broken.ports.prices.prices([key])).get(key)).toMatchObject({ code: 'BAD_RESPONSE' })
    await broken.close()
  })
})

describe('promotional prices of S/4HANA', () => {
  const promotional = { promotionalConditionTypes: ['VKA0'] }
  const whole = {
    ...promotional,
    taxes: { country: 'FR', rates: { '1': '20', '2': '5.5' } },
  }
  let reduced: OpenSap
  beforeAll(async () => {
    reduced = await openSap(whole)
  })
  afterAll(() => reduced.close())

  it('hold on the days of every markdown, beside the regular price', async () => {
    const days = world.markdowns.flatMap(({ sku, from, until }) => [
      keyOf(sku, from as Day),
      keyOf(sku, until as Day),
    ])
    expect(days.length).toBeGreaterThan(0)
    const reads = await reduced.ports.prices.prices(days)
    for (const [at, { sku, price }] of world.markdowns.entries()) {
      for (const key of days.slice(2 * at, 2 * at + 2)) {
        const read = reads.get(key)
        expect(isFound(read) && [key.item, read.value.unitPrice.gross.minor]).toEqual([sku, price])
        expect(isFound(read) && read.value.compareAtPrice).not.toBeNull()
        expect(isFound(read) && read.value.lowestPrior30Days).not.toBeNull()
      }
    }
  })

  it('are not looked at unless the retailer names their condition types', async () => {
    const [{ sku, from } = { sku: '', from: '' }] = world.markdowns
    const key = keyOf(sku, from as Day)
    expect((await sap.ports.prices.prices([key])).get(key)).toMatchObject({
      value: { compareAtPrice: null, lowestPrior30Days: null },
    })
  })

  it('of a basket are one call, and a second for what has been reduced for months', async () => {
    const long = world.markdowns.find(
      ({ from, until }) => Date.parse(until) - Date.parse(from) > 90 * 86_400_000,
    )
    const plain = variants.filter(
      ({ sku }) => sku !== long?.sku && !world.markdowns.some((one) => one.sku === sku),
    )
    reduced.calls()
    await reduced.ports.prices.prices(plain.slice(0, 5).map(({ sku }) => keyOf(sku)))
    expect(reduced.calls()).toHaveLength(1)
    await reduced.ports.prices.prices([keyOf(long?.sku ?? '')])
    expect(reduced.calls()).toHaveLength(2)
  })
})

describe('VAT rates of S/4HANA', () => {
  it('are those of the articles’ tax classifications, in one call', async () => {
    const port = await openSap({ taxes: { country: 'FR', rates: { '1': '20', '2': '5.5' } } })
    const items = variants.slice(0, 40).map(({ sku }) => sku as RecordId)
    const reads = await port.ports.prices.taxRates(items)
    const rateOf = new Map(
      world.products.flatMap(({ taxRate, variants: own }) => own.map(({ sku }) => [sku, taxRate])),
    )
    expect([...reads].map(([item, read]) => [item, isFound(read) && read.value.percent])).toEqual(
      items.map((item) => [item, rateOf.get(item)]),
    )
    expect(new Set(rateOf.values()).size).toBeGreaterThan(1)
    expect(port.calls().filter((call) => call.includes('A_ProductSalesTax'))).toHaveLength(1)
    await port.close()
  })

  it('are not known of unknown articles, classifications that are not mapped, or without a mapping', async () => {
    const port = await openSap({ taxes: { country: 'FR', rates: { '9': '20' } } })
    const [{ sku } = { sku: '' }] = variants
    expect((await port.ports.prices.taxRates([sku as RecordId, '99999999' as RecordId])).size).toBe(0)
    await port.close()
    sap.calls()
    expect((await sap.ports.prices.taxRates([sku as RecordId])).size).toBe(0)
    expect(sap.calls()).toEqual([])
  })
})
