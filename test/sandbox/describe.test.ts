import { describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import { describeSandbox } from '../../sandbox/describe.ts'
import { createWorld } from '../../sandbox/world/world.ts'

const world = createWorld({ size: 40, now: new Date('2026-06-15T10:00:00Z') })
const idKey = 'a lasting key'
const systems = [
  { name: 'erp', kind: 'ERP', url: 'http://127.0.0.1:4201', adminUrl: 'http://127.0.0.1:5201/' },
] as const

describe('the description of a sandbox', () => {
  const { samples, ...rest } = describeSandbox(world, { idKey, systems })
  const minted = (source: string, id: string | null | undefined) =>
    mintId(idKey, 'customer', { source, id: id as RecordId })

  it('names the systems and everything that is wrong', () => {
    expect(rest).toEqual({ systems, imperfections: world.imperfections })
  })

  it('mints the shoppers’ ids from what the graph sees of them first', () => {
    const [shopper, tillOnly, first, second] = world.customers
    expect(samples.omnichannelShopper).toEqual({
      customerId: minted('crm', shopper?.contactId),
      email: 'camille.moreau@example.com',
      loyaltyCard: shopper?.card,
    })
    expect(samples.tillOnlyShopper).toEqual({
      customerId: minted('card', tillOnly?.card),
      loyaltyCard: tillOnly?.card,
    })
    expect(samples.duplicatePair).toEqual([
      { customerId: minted('crm', first?.contactId) },
      { customerId: minted('crm', second?.contactId) },
    ])
  })

  it('names an order and a receipt of the omnichannel shopper that one system alone holds', () => {
    const { web, till } = samples.orderNumbers
    expect(world.orders.find(({ number }) => number === web)).toMatchObject({ customer: 0, channel: 'WEB' })
    expect(world.receipts.find(({ number }) => number === till)).toMatchObject({ customer: 0, kind: 'sale' })
    expect(world.orders.map(({ copyOfReceipt }) => copyOfReceipt)).not.toContain(till)
  })

  it('names SKUs and a store that do what they are named for', () => {
    const kinds = (subject: string) =>
      world.imperfections.filter((one) => one.subject === subject).map(({ kind }) => kind)
    expect(kinds(samples.priceDrift.sku)).toContain('PRICE_DRIFT')
    const sku = world.products
      .flatMap(({ variants }) => variants)
      .find((one) => one.sku === samples.outOfStockNearby.sku)
    expect(sku?.stock[samples.storeCode]).toBe('0')
    expect(samples.outOfStockNearby.near).toEqual({ latitude: 48.8584, longitude: 2.3474 })
    expect(world.stores.map(({ code }) => code)).toContain(samples.storeCode)
  })

  it('is plain JSON', () => {
    const description = describeSandbox(world, { idKey, systems })
    expect(JSON.parse(JSON.stringify(description))).toEqual(description)
  })
})
