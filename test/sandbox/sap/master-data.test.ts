import { describe, expect, it } from 'vitest'
import { createWorld } from '../../../sandbox/world/world.ts'
import { client, column, inside, now, type Reply, results, type Shown, world } from './client.ts'

const { read } = client({ pageSize: 100_000 })
const articles = world.products.flatMap((product) =>
  product.variants.map((variant) => ({ product, variant })),
)
const stored = (sku: string) => sku.padStart(18, '0')
const places = [world.warehouse, ...world.stores]

describe('business partners', () => {
  it('are found from an e-mail in two hops', async () => {
    const customer = world.customers.find(({ businessPartner, email }) => businessPartner && email)
    const set = 'API_BUSINESS_PARTNER/A_AddressEmailAddress'
    const found = await read(set, { $filter: `EmailAddress eq '${customer?.email}'` })
    const [address] = column(found, 'AddressID')
    const holders = await read('API_BUSINESS_PARTNER/A_BusinessPartnerAddress', {
      $filter: `AddressID eq '${address}'`,
    })
    expect(column(holders, 'BusinessPartner')).toContain(customer?.businessPartner)
    const upper = customer?.email?.toUpperCase() ?? ''
    expect(results(await read(set, { $filter: `EmailAddress eq '${upper}'` }))).toEqual([])
    const search = await read(set, { $filter: `SearchEmailAddress eq '${upper.slice(0, 20)}'` })
    expect(column(search, 'EmailAddress')).toContain(customer?.email)
  })

  it('believe what the ERP believes, and keep landlines from mobiles', async () => {
    const customer = world.customers.find(({ erpDiffers }) => erpDiffers?.phone && erpDiffers.city)
    const { json } = await read(`API_BUSINESS_PARTNER/A_BusinessPartner('${customer?.businessPartner}')`, {
      $expand: 'to_BusinessPartnerAddress/to_MobilePhoneNumber,to_BusinessPartnerAddress/to_PhoneNumber',
    })
    const address = inside(json, 'd', 'to_BusinessPartnerAddress', 'results', 0)
    expect(address).toMatchObject({ CityName: customer?.erpDiffers?.city, to_PhoneNumber: { results: [] } })
    expect(inside(address, 'to_MobilePhoneNumber', 'results', 0)).toMatchObject({
      InternationalPhoneNumber: customer?.erpDiffers?.phone,
    })
  })

  it('have a customer number that may be another', async () => {
    const other = world.customers.find((each) => each.erpCustomer !== each.businessPartner)
    const { json } = await read(`API_BUSINESS_PARTNER/A_BusinessPartner('${other?.businessPartner}')`, {
      $expand: 'to_Customer/to_CustomerSalesArea',
    })
    expect(inside(json, 'd', 'to_Customer', 'Customer')).toBe(other?.erpCustomer)
    expect(inside(json, 'd', 'to_Customer', 'to_CustomerSalesArea', 'results', 0, 'Currency')).toBe('EUR')
  })
})

describe('stock', () => {
  const set = 'API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod'
  const unrestricted = (row: Shown) =>
    inside(row, 'InventoryStockType') === '01' && inside(row, 'InventorySpecialStockType') === ''

  it('sums to what the world has, of unrestricted rows without special stock', async () => {
    const rows = results(await read(set))
    const sums = new Map<string, number>()
    for (const row of rows.filter(unrestricted)) {
      const place = `${inside(row, 'Material')}/${inside(row, 'Plant')}`
      sums.set(place, (sums.get(place) ?? 0) + Number(inside(row, 'MatlWrhsStkQtyInMatlBaseUnit')))
    }
    const expected = articles.flatMap(({ variant }) =>
      Object.entries(variant.stock).map(([code, quantity]) => {
        const plant = places.find((place) => place.code === code)?.plant
        return [`${stored(variant.sku)}/${plant}`, Number(quantity)] as const
      }),
    )
    expect(sums.size).toBe(expected.length)
    for (const [place, quantity] of expected) expect(sums.get(place)).toBeCloseTo(quantity, 9)
  })

  it('has rows that mislead: several locations, below zero, other kinds of stock', async () => {
    const rows = results(await read(set))
    const types = new Set(
      rows.map((row) => `${inside(row, 'InventoryStockType')}${inside(row, 'InventorySpecialStockType')}`),
    )
    expect(types).toEqual(new Set(['01', '02', '07', '01E']))
    expect(rows.some((row) => String(inside(row, 'MatlWrhsStkQtyInMatlBaseUnit')).startsWith('-'))).toBe(true)
    const digits = rows.map((row) => inside(row, 'MatlWrhsStkQtyInMatlBaseUnit'))
    expect(digits.every((text) => /^-?\d+\.\d{14}$/.test(String(text)))).toBe(true)
  })

  it('has no row where an article is not kept, and a row of zero where it is sold out', async () => {
    const at = async (sku: string, plant: string): Promise<Reply> =>
      read(set, { $filter: `Material eq '${stored(sku)}' and Plant eq '${plant}'` })
    const missing = articles.find(({ variant }) => world.stores.some(({ code }) => !(code in variant.stock)))
    const store = world.stores.find(({ code }) => missing && !(code in missing.variant.stock))
    expect(results(await at(missing?.variant.sku ?? '', store?.plant ?? ''))).toEqual([])
    const soldOut = articles.find(({ variant }) => Object.values(variant.stock).includes('0'))
    const [code] = Object.entries(soldOut?.variant.stock ?? {}).find(([, quantity]) => quantity === '0') ?? []
    const plant = places.find((place) => place.code === code)?.plant ?? ''
    expect(results(await at(soldOut?.variant.sku ?? '', plant)).filter(unrestricted).length).toBeGreaterThan(
      0,
    )
  })

  it('matches a material by its 18 digits alone', async () => {
    const sku = articles[0]?.variant.sku ?? ''
    expect(results(await read(set, { $filter: `Material eq '${sku}'` }))).toEqual([])
    expect(results(await read(set, { $filter: `Material eq '${stored(sku)}'` }))).not.toEqual([])
  })
})

describe('prices', () => {
  const set = 'API_SLSPRICINGCONDITIONRECORD_SRV/A_SlsPrcgCndnRecdValidity'
  const today = now.toISOString().slice(0, 10)
  const RECORD = 'to_SlsPrcgConditionRecord'

  it('are the world’s for the one record that holds today for everybody', async () => {
    const $filter = [
      "ConditionType eq 'PPR0' and Customer eq '' and PriceListType eq ''",
      `ConditionValidityStartDate le datetime'${today}T00:00:00'`,
      `ConditionValidityEndDate ge datetime'${today}T00:00:00'`,
    ].join(' and ')
    const rows = results(await read(set, { $filter, $expand: RECORD }))
    const valid = rows.filter((row) => inside(row, RECORD, 'ConditionIsDeleted') === false)
    const prices = valid.map((row) => {
      const rate = Number(inside(row, RECORD, 'ConditionRateValue')) * 100
      return [inside(row, 'Material'), Math.round(rate / Number(inside(row, RECORD, 'ConditionQuantity')))]
    })
    expect(new Map(prices as [unknown, number][])).toEqual(
      new Map(articles.map(({ variant }) => [stored(variant.sku), variant.price])),
    )
    expect(prices).toHaveLength(articles.length)
  })

  it('stand beside records that mislead', async () => {
    const rows = results(await read(set, { $expand: RECORD }))
    const day = Date.parse(today)
    const millis = (row: Shown, name: string) => Number(/-?\d+/.exec(String(inside(row, name)))?.[0])
    const some = (wanted: (row: Shown) => boolean) => rows.some(wanted)
    expect(some((row) => millis(row, 'ConditionValidityEndDate') < day)).toBe(true)
    expect(some((row) => millis(row, 'ConditionValidityStartDate') > day)).toBe(true)
    expect(some((row) => inside(row, RECORD, 'ConditionIsDeleted') === true)).toBe(true)
    expect(some((row) => inside(row, 'ConditionType') === 'VKA0')).toBe(true)
    expect(some((row) => inside(row, 'Customer') !== '')).toBe(true)
    expect(some((row) => inside(row, 'PriceListType') !== '')).toBe(true)
  })

  it('may be stated for several units', async () => {
    const larger = createWorld({ size: 200, now })
    const variants = larger.products.flatMap((product) => product.variants)
    const bulk = variants.find(({ pricePer }) => pricePer > 1)
    const $filter = `Material eq '${stored(bulk?.sku ?? '')}'`
    const reply = await client({}, larger).read(set, { $filter, $expand: RECORD })
    const rates = results(reply).map((row) => [
      inside(row, RECORD, 'ConditionQuantity'),
      Number(inside(row, RECORD, 'ConditionRateValue')),
    ])
    expect(rates).toContainEqual([String(bulk?.pricePer), ((bulk?.price ?? 0) * (bulk?.pricePer ?? 0)) / 100])
  })
})

describe('products and plants', () => {
  it('show materials without zeros and names in 40 characters', async () => {
    const reply = await read('API_PRODUCT_SRV/A_Product', { $expand: 'to_Description,to_Plant' })
    expect(new Set(column(reply, 'Product'))).toEqual(new Set(articles.map(({ variant }) => variant.sku)))
    const names = results(reply).flatMap((row) => inside(row, 'to_Description', 'results') as Shown[])
    expect(names.every((row) => String(inside(row, 'ProductDescription')).length <= 40)).toBe(true)
    const gtin = articles[0]?.variant.gtin
    const byGtin = await read('API_PRODUCT_SRV/A_Product', { $filter: `ProductStandardID eq '${gtin}'` })
    expect(column(byGtin, 'Product')).toEqual([articles[0]?.variant.sku])
  })

  it('tell stores from the warehouse', async () => {
    const rows = results(await read('API_PLANT_SRV/A_Plant'))
    expect(rows.map((row) => [inside(row, 'Plant'), inside(row, 'PlantCategory')])).toEqual([
      [world.warehouse.plant, 'B'],
      ...world.stores.map(({ plant }) => [plant, 'A']),
    ])
    expect(rows.map((row) => inside(row, 'CityName'))).toEqual(places.map(({ address }) => address.city))
  })
})
