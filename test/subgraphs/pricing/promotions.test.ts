import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { Promotion, PromotionList, Promotions } from '../../../adapters/ports/promotions.ts'
import { isFound, type Read } from '../../../adapters/read.ts'
import type { Day, Instant } from '../../../adapters/time.ts'
import { pricing } from '../../../subgraphs/pricing/index.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { memoryPrices } from '../../memory/prices.ts'
import { type MemoryPromotionsOptions, memoryPromotions } from '../../memory/promotions.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { failsWith } from '../../memory/spy.ts'

const plain: Promotion = {
  name: 'Dix pour cent',
  benefit: { kind: 'PERCENT', percent: '10' },
  window: { from: '2026-06-15' as Day, fromTime: null, until: '2026-06-15' as Day, untilTime: null },
  channels: null,
  stores: null,
  items: null,
  codes: [],
  audience: { members: false, tiers: [], segments: [] },
  stackable: true,
  minimum: null,
  geofence: null,
}
const paris = place('PAR01', { geo: { latitude: 48.86, longitude: 2.34 } })
const reunion = place('RUN01', { timeZone: 'Indian/Reunion', geo: { latitude: -20.88, longitude: 55.45 } })
const memory = { source: 'crm', clock: () => NOW }
const over = (
  promotions: Readonly<Record<string, Promotion>>,
  more: Partial<MemoryPromotionsOptions> = {},
  port: Promotions = memoryPromotions({ ...memory, promotions, ...more }),
) =>
  contextWith({
    answers: {
      promotions: [{ name: 'crm', kind: 'CRM', port }],
      prices: [
        {
          name: 'erp',
          kind: 'ERP',
          port: memoryPrices({
            ...memory,
            source: 'erp',
            prices: [{ item: 'A', cents: 1_000 }],
            vat: { A: '20' },
          }),
        },
      ],
    },
    services: { stores: createStoreDirectory([paris, reunion]) },
  })
const LIST = `query ($where: PromotionFilter!) { promotions(where: $where) {
  edges { distanceMeters node { id name startsAt endsAt timeZone } } sources { instance outcome message } } }`
const QUOTE = `query ($input: PriceQuoteInput!) { priceQuote(input: $input) {
  total { gross { amount } net { amount } tax { amount } } discount { amount } rejectedCodes { code reason } validUntil
  sources { instance outcome } } }`
const basket = (more: object = {}) => ({
  input: { channel: 'WEB', lines: [{ sku: 'A', quantity: 2 }], ...more },
})

describe('the promotions of stores in other zones', () => {
  const promotions = { here: plain, there: { ...plain, name: 'Là-bas', stores: ['RUN01'] } }

  it('begin and end by those stores’ clocks', async () => {
    const { data, errors } = await ask(pricing, LIST, over(promotions), { where: {} })
    expect(errors).toEqual([])
    const byName = Object.fromEntries(data.promotions.edges.map(({ node }: never) => [node['name'], node]))
    expect(byName).toMatchObject({
      'Dix pour cent': { timeZone: 'Europe/Paris', startsAt: '2026-06-14T22:00:00.000Z' },
      'Là-bas': {
        timeZone: 'Indian/Reunion',
        startsAt: '2026-06-14T20:00:00.000Z',
        endsAt: '2026-06-15T20:00:00.000Z',
      },
    })
  })

  it('count in a quote by the clocks of its store', async () => {
    const at = '2026-06-14T21:00:00Z'
    const quote = async (storeId: string) =>
      (await ask(pricing, QUOTE, over({ here: plain }), basket({ storeId, at }))).data.priceQuote.discount
        .amount
    expect([await quote(reunion.id), await quote(paris.id)]).toEqual(['2.00', '0.00'])
  })
})

describe('a promotion', () => {
  it('answers by its id, and is null when its system does not know it any more', async () => {
    const { data } = await ask(pricing, LIST, over({ p1: plain }), { where: {} })
    const { id } = data.promotions.edges[0].node
    const ENTITY = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Promotion { name } } }'
    const of = [{ __typename: 'Promotion', id }]
    expect((await ask(pricing, ENTITY, over({ p1: plain }), { of })).data['_entities']).toEqual([
      { name: plain.name },
    ])
    expect((await ask(pricing, ENTITY, over({}), { of })).data['_entities']).toEqual([null])
    const wrong = [{ __typename: 'Promotion', id: 'prm_1abc' }]
    expect((await ask(pricing, ENTITY, over({}), { of: wrong })).errors).toMatchObject([
      { code: 'BAD_INPUT' },
    ])
  })

  it('that cannot be read makes the list partial and a quote unknown', async () => {
    const context = () => over({ p1: plain }, { unreadable: 1 })
    const { data } = await ask(pricing, LIST, context(), { where: {} })
    expect(data.promotions.edges).toHaveLength(1)
    expect(data.promotions.sources).toMatchObject([{ instance: 'crm', outcome: 'PARTIAL' }])
    const { data: quoted, errors } = await ask(pricing, QUOTE, context(), basket())
    expect(quoted.priceQuote).toMatchObject({ total: null, discount: null, rejectedCodes: null })
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['priceQuote.discount', 'BAD_RESPONSE'],
      ['priceQuote.rejectedCodes', 'BAD_RESPONSE'],
      ['priceQuote.total', 'BAD_RESPONSE'],
    ])
  })

  it('near a point is measured to its nearest store, and one of no place is left out', async () => {
    const promotions = {
      stores: { ...plain, name: 'Magasins', channels: ['STORE_POS'] as const },
      web: { ...plain, name: 'Web', channels: ['WEB'] as const },
      far: { ...plain, name: 'Loin', stores: ['RUN01'] },
    }
    const near = { latitude: 48.86, longitude: 2.34 }
    const { data } = await ask(pricing, LIST, over(promotions), { where: { near } })
    expect(data.promotions.edges).toMatchObject([{ distanceMeters: 0, node: { name: 'Magasins' } }])
  })
})

describe('a quote', () => {
  it('holds until a promotion ends, where that is before its prices grow stale', async () => {
    const soon = { ...plain, window: { ...plain.window, untilTime: '12:00' } }
    const context = over({ soon })
    const clock = () => new Date('2026-06-15T09:59:30Z')
    const early = { ...context, services: { ...context.services, clock } }
    const { data } = await ask(pricing, QUOTE, early, basket())
    expect(data.priceQuote.validUntil).toBe('2026-06-15T10:00:00.000Z')
    const { data: fresh } = await ask(pricing, QUOTE, over({ plain }), basket())
    expect(fresh.priceQuote.validUntil).toBe('2026-06-15T10:01:00.000Z')
  })

  it('of promotions that were read long ago says so, and holds no longer', async () => {
    const promotions = memoryPromotions({ ...memory, promotions: { plain } })
    const earlier = '2026-06-15T09:30:00.000Z' as Instant
    const stale: Promotions = {
      ...promotions,
      running: async (days) =>
        new Map(
          [...(await promotions.running(days))].map(([day, read]): [Day, Read<PromotionList>] => [
            day,
            isFound(read) ? { ...read, fetchedAt: earlier, fromCache: true, stale: true } : read,
          ]),
        ),
    }
    const { data, errors } = await ask(pricing, QUOTE, over({}, {}, stale), basket())
    expect(errors).toEqual([])
    expect(data.priceQuote.sources).toContainEqual({ instance: 'crm', outcome: 'STALE' })
    expect(data.priceQuote).toMatchObject({
      discount: { amount: '2.00' },
      validUntil: '2026-06-15T09:31:00.000Z',
    })
  })

  it('whose VAT is not known still has its gross total, and says why the parts are null', async () => {
    const context = over({})
    const [prices] = context.services.estate.answers.prices
    if (!prices) throw new Error('expected prices')
    const taxRates = failsWith(new SourceError('erp', 'SOURCE_TIMEOUT', 'late'))
    const answers = {
      ...context.services.estate.answers,
      prices: [{ ...prices, port: { ...prices.port, taxRates } }],
    }
    const estate = { ...context.services.estate, answers }
    const { data, errors } = await ask(
      pricing,
      QUOTE,
      { ...context, services: { ...context.services, estate } },
      basket(),
    )
    expect(data.priceQuote.total).toEqual({ gross: { amount: '20.00' }, net: null, tax: null })
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['priceQuote.total.net', 'SOURCE_TIMEOUT'],
      ['priceQuote.total.tax', 'SOURCE_TIMEOUT'],
    ])
  })

  it('tells of several promotions with one code what came nearest', async () => {
    const coded = { ...plain, codes: ['X'] }
    const over2025 = {
      ...coded,
      window: { ...plain.window, from: '2025-01-01' as Day, until: '2025-02-01' as Day },
    }
    const rich = { ...coded, minimum: { minor: 9_000, currency: 'EUR' as never } }
    const { data } = await ask(pricing, QUOTE, over({ over2025, rich }), basket({ codes: ['x'] }))
    expect(data.priceQuote.rejectedCodes).toEqual([{ code: 'x', reason: 'MINIMUM_NOT_MET' }])
  })
})
