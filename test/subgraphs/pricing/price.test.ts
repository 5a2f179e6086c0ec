import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Prices } from '../../../adapters/ports/prices.ts'
import type { Context } from '../../../subgraphs/context.ts'
import { pricing } from '../../../subgraphs/pricing/index.ts'
import { type PriceArguments, priceOf } from '../../../subgraphs/pricing/price.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { memoryPrices } from '../../memory/prices.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { counted, failsWith } from '../../memory/spy.ts'

const SKU = '10040132'
const paris = place('PAR01')
const tahiti = place('PPT01', { timeZone: 'Pacific/Tahiti', records: new Map([['erp', '1099' as RecordId]]) })
const memory = { source: 'erp', clock: () => NOW }
const erp = memoryPrices({
  ...memory,
  prices: [
    { item: SKU, cents: 4990, from: '2026-01-01', until: '2026-06-30' },
    { item: SKU, cents: 4490, quantity: 10, from: '2026-01-01', until: '2026-06-30' },
    { item: SKU, cents: 3990, from: '2026-07-01' },
    { item: SKU, cents: 4590, store: 'par01', from: '2026-01-01', until: '2026-06-30' },
  ],
})

function over(ports: readonly Prices[] = [erp], request: Partial<Omit<Context, 'services'>> = {}) {
  const spied = ports.map((port) => counted(port))
  const context = contextWith({
    answers: {
      prices: spied.map(({ port }, index) => ({
        name: index === 0 ? 'erp' : 'tills',
        kind: index === 0 ? 'ERP' : 'POS',
        port,
      })),
    },
    services: { stores: createStoreDirectory([paris, tahiti]) },
    request,
  })
  return { context, calls: spied.map(({ calls }) => calls.prices) }
}
const amountOf = async (wanted: PriceArguments, sku = SKU) =>
  (await priceOf(over().context, sku, wanted))?.unitPrice.gross.amount

describe('a price', () => {
  it('is that of today for one unit, with its source and where it holds', async () => {
    expect(await priceOf(over().context, SKU, {})).toMatchObject({
      unitPrice: {
        gross: { amount: '49.90', currencyCode: 'EUR', centAmount: 4990, fractionDigits: 2 },
      },
      channel: { code: 'web', kind: 'WEB' },
      storeId: null,
      source: { system: 'ERP', instance: 'erp', recordId: SKU },
    })
  })

  it('holds from the first instant of its first day to the end of its last, in the retailer’s zone', async () => {
    expect(await priceOf(over().context, SKU, {})).toMatchObject({
      validFrom: '2025-12-31T23:00:00.000Z',
      validUntil: '2026-06-30T22:00:00.000Z',
    })
    expect(await priceOf(over().context, SKU, { at: '2026-07-01T00:00:00Z' })).toMatchObject({
      validUntil: null,
    })
  })

  it('of an instant is that of its day where it is bought', async () => {
    expect(await amountOf({ at: '2026-06-30T21:59:59Z' })).toBe('49.90')
    expect(await amountOf({ at: '2026-06-30T22:00:00Z' })).toBe('39.90')
    expect(await amountOf({ at: '2026-06-30T22:00:00Z', storeId: tahiti.id })).toBe('49.90')
  })

  it('may be a store’s own, and another for many', async () => {
    const { context } = over()
    const inStore = await priceOf(context, SKU, { storeId: paris.id })
    expect(inStore).toMatchObject({
      unitPrice: { gross: { amount: '45.90' } },
      storeId: paris.id,
      channel: { kind: 'STORE_POS', code: 'store-pos' },
    })
    expect([await amountOf({ quantity: 9 }), await amountOf({ quantity: 10 })]).toEqual(['49.90', '44.90'])
  })

  it('is for the request’s channel unless another is asked for', async () => {
    const { context } = over([erp], { channel: 'MOBILE_APP' })
    expect((await priceOf(context, SKU, {}))?.channel.kind).toBe('MOBILE_APP')
    expect((await priceOf(context, SKU, { channel: 'KIOSK' }))?.channel.kind).toBe('KIOSK')
  })

  it('is null where no source has one', async () => {
    expect(await amountOf({}, '99999999')).toBeUndefined()
  })

  it.each([[{ quantity: 0 }], [{ quantity: -1 }], [{ storeId: 'sto_unknown' }]])(
    'is not asked for with %j',
    async (wanted) => {
      await expect(priceOf(over().context, SKU, wanted)).rejects.toMatchObject({
        extensions: { code: 'BAD_INPUT' },
      })
    },
  )
})

describe('prices from several sources', () => {
  const tills = memoryPrices({
    source: 'tills',
    clock: () => NOW,
    prices: [
      { item: SKU, cents: 1 },
      { item: '10040149', cents: 1990 },
    ],
  })
  const QUERY = `query ($skus: [_Any!]!) {
    _entities(representations: $skus) { ... on ProductVariant { price { unitPrice { gross { amount } } source { instance } } } }
  }`
  const skus = [SKU, '10040149', '99999999'].map((sku) => ({ __typename: 'ProductVariant', sku }))

  it('are the first source’s; only what it has not goes on to the next, each in one batch', async () => {
    const spied = [counted(erp), counted(tills)]
    const { context } = over(spied.map(({ port }) => port))
    const { data, errors } = await ask(pricing, QUERY, context, { skus })
    expect(errors).toEqual([])
    expect(data['_entities']).toEqual([
      { price: { unitPrice: { gross: { amount: '49.90' } }, source: { instance: 'erp' } } },
      { price: { unitPrice: { gross: { amount: '19.90' } }, source: { instance: 'tills' } } },
      { price: null },
    ])
    expect(spied.map(({ calls }) => calls.prices)).toEqual([1, 1])
  })

  it('are an error where the better source failed: another’s price might be wrong', async () => {
    const fails = failsWith(new SourceError('erp', 'CIRCUIT_OPEN', 'not asked'))
    const failing: Prices = { prices: fails, taxRates: fails }
    const { data, errors } = await ask(pricing, QUERY, over([failing, tills]).context, {
      skus: skus.slice(0, 1),
    })
    expect(data['_entities']).toEqual([{ price: null }])
    expect(errors).toMatchObject([{ path: '_entities.0.price', code: 'CIRCUIT_OPEN', source: 'erp' }])
  })
})
