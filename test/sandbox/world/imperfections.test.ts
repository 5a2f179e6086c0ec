import { describe, expect, it } from 'vitest'
import { CUSTOMER, OUT_OF_STOCK, PRODUCT } from '../../../sandbox/world/landmarks.ts'
import type { Imperfection } from '../../../sandbox/world/types.ts'
import { createWorld } from '../../../sandbox/world/world.ts'

const now = new Date('2026-06-15T10:00:00Z')

describe.each([5, 40, 400])('what is wrong with a world of %i', (size) => {
  const world = createWorld({ size, now })
  const variants = world.products.flatMap((product) => product.variants)
  const subjects = (kind: Imperfection['kind']) => {
    const found = world.imperfections.filter((one) => one.kind === kind).map(({ subject }) => subject)
    expect(found.length).toBeGreaterThan(0)
    return found.sort()
  }

  it('is that tills charge other prices than the ERP lists', () => {
    const drifting = variants.filter(({ price, tillPrice }) => price !== tillPrice)
    expect(subjects('PRICE_DRIFT')).toEqual(drifting.map(({ sku }) => sku).sort())
    const prices = new Map(drifting.map(({ sku, tillPrice }) => [sku, tillPrice]))
    const charged = world.receipts.flatMap(({ lines }) => lines).filter(({ sku }) => prices.has(sku))
    expect(charged.length).toBeGreaterThan(0)
    for (const { sku, unitPrice } of charged) expect(unitPrice).toBe(prices.get(sku))
  })

  it('is that people are known twice', () => {
    for (const subject of subjects('DUPLICATE_CUSTOMER')) {
      const copy = world.customers[Number(subject)]
      const original = world.customers[copy?.duplicateOf ?? -1]
      expect(copy?.email).toBe(original?.email)
      expect(copy?.contactId).not.toBe(original?.contactId)
    }
    const emails = world.customers.flatMap(({ email }) => email ?? [])
    expect(emails.length - new Set(emails).size).toBe(subjects('DUPLICATE_CUSTOMER').length)
  })

  it('is that cards are used without an e-mail', () => {
    const cards = world.customers.filter(({ card, email }) => card !== null && email === null)
    expect(subjects('CARD_WITHOUT_EMAIL')).toEqual(cards.map(({ card }) => card).sort())
  })

  it('is that one day’s till file came late', () => {
    const late = world.receipts.filter((receipt) => receipt.late)
    expect(subjects('LATE_TILL_FILE')).toEqual(late.map(({ number }) => number).sort())
    const [first] = late
    const day = world.receipts.filter(
      (one) => one.store === first?.store && one.businessDay === first?.businessDay,
    )
    expect(day).toEqual(late)
    expect(late.some(({ customer }) => customer === CUSTOMER.tillOnly)).toBe(true)
  })

  it('is that the PIM lacks products that are sold', () => {
    expect(subjects('PRODUCT_MISSING_IN_PIM')).toEqual(
      variants
        .filter(({ inPim }) => !inPim)
        .map(({ sku }) => sku)
        .sort(),
    )
  })

  it('is that the ERP counts below zero what the tills sold', () => {
    for (const sku of subjects('STOCK_DISAGREES')) {
      const stock = variants.find((variant) => variant.sku === sku)?.stock ?? {}
      const below = Object.keys(stock).filter((code) => Number(stock[code]) < 0)
      expect(below).toHaveLength(1)
      expect(
        world.receipts.some(
          ({ store, lines }) => below.includes(store) && lines.some((line) => line.sku === sku),
        ),
      ).toBe(true)
    }
    const negative = variants.filter(({ stock }) => Object.values(stock).some((level) => Number(level) < 0))
    expect(subjects('STOCK_DISAGREES')).toEqual(negative.map(({ sku }) => sku))
  })

  it('is that till sales were also posted to the ERP, line by line', () => {
    const receipts = new Map(world.receipts.map((receipt) => [receipt.number, receipt]))
    const copies = world.orders.filter(({ copyOfReceipt }) => copyOfReceipt !== undefined)
    expect(subjects('ORDER_IN_TWO_SYSTEMS')).toEqual(copies.map(({ copyOfReceipt }) => copyOfReceipt).sort())
    for (const copy of copies) {
      const receipt = receipts.get(copy.copyOfReceipt ?? '')
      expect(receipt?.kind).toBe('sale')
      expect(copy.customer).toBe(receipt?.customer)
      expect(copy.channel).toBe('STORE_POS')
      expect(copy.placedOn).toBe(receipt?.businessDay)
      expect(copy.lines.map(({ line, sku, total }) => [line / 10, sku, total])).toEqual(
        receipt?.lines.map(({ line, sku, total }) => [line, sku, total]),
      )
    }
  })

  it('is that the ERP believes other phones and cities than the CRM', () => {
    expect(subjects('PROFILE_DISAGREES')).toContain(String(CUSTOMER.disagrees))
    for (const subject of subjects('PROFILE_DISAGREES')) {
      const { erpDiffers, phone, address, businessPartner, contactId } =
        world.customers[Number(subject)] ?? {}
      expect([businessPartner, contactId]).not.toContain(null)
      expect(erpDiffers?.phone === undefined && erpDiffers?.city === undefined).toBe(false)
      if (erpDiffers?.phone) expect(erpDiffers.phone).not.toBe(phone)
      if (erpDiffers?.city) expect(erpDiffers.city).not.toBe(address?.city)
    }
  })

  it('is that some products have no English text', () => {
    const untranslated = world.products.filter(({ title }) => !('en_US' in title))
    expect(subjects('MISSING_TRANSLATION')).toEqual(untranslated.map(({ code }) => code).sort())
  })

  it('is that one SKU is in none of the five stores nearest to a point, but farther away', () => {
    const stock = world.products[PRODUCT.outOfStockNearby]?.variants[0]?.stock ?? {}
    const { near } = OUT_OF_STOCK
    const distance = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
      Math.hypot(
        latitude - near.latitude,
        (longitude - near.longitude) * Math.cos((near.latitude * Math.PI) / 180),
      )
    const stores = [...world.stores].sort((left, right) => distance(left.geo) - distance(right.geo))
    expect(stores.slice(0, 5).map(({ code }) => stock[code])).toEqual(['0', '0', '0', '0', '0'])
    expect(stores.slice(5).some(({ code }) => Number(stock[code] ?? '0') > 0)).toBe(true)
  })
})
