import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { taxWithin } from '../../sandbox/world/amounts.ts'
import { daysBefore } from '../../sandbox/world/calendar.ts'
import { MARKDOWN, PROMOTED } from '../../sandbox/world/landmarks.ts'
import type { WorldPromotion } from '../../sandbox/world/offer-types.ts'
import type { WorldProduct, WorldVariant } from '../../sandbox/world/shop-types.ts'
import { euros, unitPriceOf, variantOf } from './expected.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const QUOTE = `query ($input: PriceQuoteInput!) { priceQuote(input: $input) {
  lines { sku unitPrice { gross { centAmount } } lineTotal { gross { centAmount } net { centAmount } tax { centAmount } }
    promotions { label amount { centAmount } code } }
  total { gross { centAmount } net { centAmount } tax { centAmount } } discount { centAmount }
  promotions { label code amount { centAmount } } rejectedCodes { code reason } validUntil
  source { system instance } sources { instance outcome }
} }`

describe('pricing over the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole.close())

  const today = '2026-06-15'
  const product = (index: number): WorldProduct => whole.world.products[index] as WorldProduct
  const variant = (index: number): WorldVariant => product(index).variants[0] as WorldVariant
  const promotion = (label: string) =>
    whole.world.promotions.find((one) => one.label === label) as WorldPromotion
  const quote = (input: object) => whole.ask(QUOTE, { input: { channel: 'WEB', ...input } })
  const line = (index: number, quantity = 1) => ({ sku: variant(index).sku, quantity })
  const price = (sku: string) =>
    whole.ask(
      `query ($sku: String!) { variant(sku: $sku) { price {
      unitPrice { gross { amount } net { amount } tax { amount } } compareAtPrice { gross { amount } }
      lowestPrior30Days { amount } validFrom validUntil promotions { label amount { centAmount } }
    } } }`,
      { sku },
    )

  describe('a price', () => {
    it('is the lower promotional one, with the regular one and the lowest of the 30 days before', async () => {
      const { sku, price: regular } = variant(MARKDOWN.twice)
      const [earlier, now] = whole.world.markdowns.filter((one) => one.sku === sku)
      const { data, errors } = await price(sku)
      expect(errors).toEqual([])
      expect(data.variant.price).toMatchObject({
        unitPrice: { gross: { amount: euros(now?.price ?? 0) } },
        compareAtPrice: { gross: { amount: euros(regular) } },
        // The reduction before ended within the 30 days: its price is the prior one, not the regular.
        lowestPrior30Days: { amount: euros(earlier?.price ?? 0) },
        validFrom: `${daysBefore(now?.from ?? '', 1)}T22:00:00.000Z`,
        validUntil: `${now?.until}T22:00:00.000Z`,
      })
    })

    it('reduced for months still names the price before, at the cost of a second read', async () => {
      const { sku, price: regular } = variant(MARKDOWN.long)
      const { data, errors, calls } = await whole.ask(
        'query ($sku: String!) { variant(sku: $sku) { price { unitPrice { gross { amount } } lowestPrior30Days { amount } } } }',
        { sku },
      )
      expect(errors).toEqual([])
      expect(data.variant.price).toEqual({
        unitPrice: { gross: { amount: euros(unitPriceOf(whole.world, sku)) } },
        lowestPrior30Days: { amount: euros(regular) },
      })
      expect(calls.erp).toBe(2)
    })

    it.each([MARKDOWN.over, MARKDOWN.soon])(
      'of style %i is the regular one before and after',
      async (index) => {
        const { sku, price: regular } = variant(index)
        const { data } = await price(sku)
        expect(data.variant.price).toMatchObject({
          unitPrice: { gross: { amount: euros(regular) } },
          compareAtPrice: null,
          lowestPrior30Days: null,
        })
        const next = whole.world.markdowns.find((one) => one.sku === sku && one.from > today)
        const end = next ? `${daysBefore(next.from, 1)}T22:00:00.000Z` : null
        expect(data.variant.price.validUntil).toBe(end)
      },
    )

    it('is split by the article’s VAT when its parts are asked for', async () => {
      const { sku } = variant(0)
      const { data, errors } = await price(sku)
      const gross = unitPriceOf(whole.world, sku)
      const tax = taxWithin(gross, variantOf(whole.world, sku).product.taxRate)
      expect(errors).toEqual([])
      expect(data.variant.price.unitPrice).toEqual({
        gross: { amount: euros(gross) },
        net: { amount: euros(gross - tax) },
        tax: { amount: euros(tax) },
      })
    })

    it('names the promotions everybody gets for so many', async () => {
      const { sku } = variant(PROMOTED.secondHalf[0])
      const ask = (quantity: number) =>
        whole.ask(
          'query ($sku: String!, $quantity: Int) { variant(sku: $sku) { price(quantity: $quantity) { promotions { label amount { centAmount } } } } }',
          { sku, quantity },
        )
      const half = Math.floor((unitPriceOf(whole.world, sku) + 1) / 2)
      expect((await ask(2)).data.variant.price.promotions).toEqual([
        { label: promotion('secondHalf').name, amount: { centAmount: half } },
      ])
      expect((await ask(1)).data.variant.price.promotions).toEqual([])
    })
  })

  describe('a quote', () => {
    it('is not asked for with a code that is longer than any, and no system is', async () => {
      const lines = [{ sku: whole.world.products[0]?.variants[0]?.sku, quantity: 1 }]
      const { errors, calls } = await quote({ lines, codes: ['x'.repeat(256)] })
      expect(errors).toMatchObject([{ path: ['priceQuote'], extensions: { code: 'BAD_INPUT' } }])
      expect(calls).toEqual({ erp: 0, crm: 0, pim: 0 })
    })

    it('adds up to the cent, with the VAT of each line', async () => {
      const lines = [line(0, 2), line(1), line(3, 3)]
      const { data, errors } = await quote({ lines, codes: ['fb10'] })
      expect(errors).toEqual([])
      const { priceQuote } = data
      const expected = lines.map(({ sku, quantity }) => {
        const full = unitPriceOf(whole.world, sku) * quantity
        const off = Math.round(full / 10 + 1e-9)
        const gross = full - off
        return { sku, gross, off, tax: taxWithin(gross, variantOf(whole.world, sku).product.taxRate) }
      })
      expect(
        priceQuote.lines.map(({ sku, lineTotal, promotions }: Answer['data']) => ({
          sku,
          gross: lineTotal.gross.centAmount,
          off: promotions[0].amount.centAmount,
          tax: lineTotal.tax.centAmount,
        })),
      ).toEqual(expected)
      const sum = (of: (one: (typeof expected)[number]) => number) =>
        expected.reduce((all, one) => all + of(one), 0)
      const [gross, tax] = [sum((one) => one.gross), sum((one) => one.tax)]
      expect(priceQuote.total).toEqual({
        gross: { centAmount: gross },
        net: { centAmount: gross - tax },
        tax: { centAmount: tax },
      })
      expect(priceQuote.discount.centAmount).toBe(sum((one) => one.off))
      expect(priceQuote.rejectedCodes).toEqual([])
      expect(priceQuote.source).toEqual({ system: 'GRAPH', instance: null })
      expect(priceQuote.sources).toEqual([
        { instance: 'erp', outcome: 'OK' },
        { instance: 'crm', outcome: 'OK' },
      ])
    })

    it('says why a code does not count', async () => {
      const codes = ['NIEMAND', 'SOLDES', 'BIENTOT', 'WEB15', 'VERT20', 'MOINS20', 'RETIRE', 'RIVOLI10']
      const { data, errors } = await quote({ lines: [line(0)], channel: 'CALL_CENTER', codes })
      expect(errors).toEqual([])
      expect(unitPriceOf(whole.world, variant(0).sku)).toBeLessThan(promotion('twentyOff').minimum ?? 0)
      expect(data.priceQuote.rejectedCodes).toEqual([
        { code: 'NIEMAND', reason: 'UNKNOWN' },
        { code: 'SOLDES', reason: 'EXPIRED' },
        { code: 'BIENTOT', reason: 'NOT_STARTED' },
        { code: 'WEB15', reason: 'WRONG_CHANNEL' },
        { code: 'VERT20', reason: 'NOT_ELIGIBLE' },
        { code: 'MOINS20', reason: 'MINIMUM_NOT_MET' },
        { code: 'RETIRE', reason: 'UNKNOWN' },
        { code: 'RIVOLI10', reason: 'WRONG_CHANNEL' },
      ])
    })

    it('takes the better of one that stands alone and those that go together', async () => {
      const { data } = await quote({ lines: [line(0)], codes: ['FB10', 'PRIVE25'] })
      expect(data.priceQuote.promotions.map(({ code }: Answer['data']) => code)).toContain('PRIVE25')
      expect(data.priceQuote.rejectedCodes).toEqual([{ code: 'FB10', reason: 'NOT_STACKABLE' }])
    })

    it('gives a segment’s code to its members alone', async () => {
      const [inside = 0] = whole.world.segments[0]?.customers ?? []
      const { email } = whole.world.customers[inside] ?? {}
      const { data: looked } = await whole.ask(
        'query ($email: String!) { customerLookup(type: EMAIL, value: $email) { candidates { customer { id } } } }',
        { email },
      )
      const customerId = looked.customerLookup.candidates[0].customer.id
      const { data } = await quote({ lines: [line(0)], codes: ['VERT20'], customerId })
      expect(data.priceQuote.rejectedCodes).toEqual([])
      const other = whole.samples.omnichannelShopper.customerId
      const { data: refused } = await quote({ lines: [line(0)], codes: ['VERT20'], customerId: other })
      expect(refused.priceQuote.rejectedCodes).toEqual([{ code: 'VERT20', reason: 'NOT_ELIGIBLE' }])
    })

    it('asks each system as often for 50 lines as for one', async () => {
      const fresh = await startWhole()
      try {
        const skus = fresh.world.products.flatMap(({ variants }) => variants.map(({ sku }) => sku))
        const input = (some: readonly string[]) => ({
          channel: 'WEB',
          codes: ['FB10', 'MOINS20'],
          customerId: fresh.samples.omnichannelShopper.customerId,
          lines: some.map((sku) => ({ sku, quantity: 1 })),
        })
        const one = await fresh.ask(QUOTE, { input: input(skus.slice(0, 1)) })
        expect(one.errors).toEqual([])
        // Prices and VAT; promotions that run, those that take a code, and the shopper's account.
        expect(one.calls).toMatchObject({ erp: 2, pim: 0 })
        const again = await fresh.ask(QUOTE, { input: input(skus.slice(20, 70)) })
        expect(again.errors).toEqual([])
        expect(again.data.priceQuote.lines).toHaveLength(50)
        // What runs and what takes the codes is kept; the shopper's account never is. Long URLs go by $batch, with its token.
        expect(again.calls.erp).toBeLessThanOrEqual(4)
        expect(again.calls.crm).toBeLessThanOrEqual(one.calls.crm)
        const more = await fresh.ask(QUOTE, { input: input(skus.slice(0, 50)) })
        expect(more.calls.erp).toBeLessThanOrEqual(4)
      } finally {
        await fresh.close()
      }
    }, 30_000)

    it('holds no longer than its prices are fresh', async () => {
      const { data } = await quote({ lines: [line(0)] })
      const seconds = (Date.parse(data.priceQuote.validUntil) - whole.world.now.getTime()) / 1_000
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(60 + 300)
    })

    it('has no price and no total for an article nobody sells', async () => {
      const { data, errors } = await quote({ lines: [line(0), { sku: '99999999', quantity: 1 }] })
      expect(errors).toEqual([])
      expect(data.priceQuote.total).toBeNull()
      expect(data.priceQuote.lines[1]).toMatchObject({ unitPrice: null, lineTotal: null, promotions: [] })
      expect(data.priceQuote.lines[0].lineTotal).not.toBeNull()
    })

    it.each([
      [{ lines: [] }],
      [{ lines: [{ sku: '10001002', quantity: 0 }] }],
      [{ lines: [{ sku: '10001002', quantity: 1 }], storeId: 'sto_unknown' }],
      [{ lines: [{ sku: '10001002', quantity: 1 }], customerId: 'nobody' }],
    ])('is refused for %j', async (input) => {
      expect((await quote(input)).errors).toMatchObject([
        { path: ['priceQuote'], extensions: { code: 'BAD_INPUT' } },
      ])
    })

    it('never pretends that there are no promotions when their system is down', async () => {
      // Another day than the other tests', so that nothing of it is kept.
      await whole.served.crm.misbehave({ refuse: 'unavailable' })
      const { data, errors } = await quote({ lines: [line(0)], at: '2026-06-18T10:00:00Z' })
      await whole.served.crm.misbehave({})
      expect(data.priceQuote).toMatchObject({
        lines: [{ unitPrice: { gross: {} }, lineTotal: null, promotions: null }],
        total: null,
        discount: null,
        promotions: null,
        rejectedCodes: null,
      })
      const paths = errors.map(({ path = [] }) => path.slice(1).join('.'))
      expect(paths.sort()).toEqual([
        'discount',
        'lines.0.lineTotal',
        'lines.0.promotions',
        'promotions',
        'rejectedCodes',
        'total',
      ])
      expect(new Set(errors.map(({ extensions }) => extensions.source))).toEqual(new Set(['crm']))
      expect(data.priceQuote.sources).toContainEqual({ instance: 'crm', outcome: 'UNAVAILABLE' })
    })
  })

  describe('promotions', () => {
    const LIST = `query ($where: PromotionFilter!, $first: Int = 100, $after: String) {
      promotions(where: $where, first: $first, after: $after) {
        edges { distanceMeters cursor node { id name startsAt endsAt timeZone codes audience stores { code } source { instance } } }
        pageInfo { hasNextPage endCursor } sources { instance outcome }
      } }`
    const names = ({ data }: Answer) =>
      data.promotions.edges.map(({ node }: Answer['data']) => node.name).sort()
    const running = (more: (one: WorldPromotion) => boolean) =>
      whole.world.promotions
        .filter(
          ({ active, from, until, fromTime }) =>
            active && from <= today && today <= (until ?? '9') && !fromTime,
        )
        .filter(more)
        .map(({ name }) => name)
        .sort()

    it('are those that run, for everybody unless a shopper is named', async () => {
      const open = await whole.ask(LIST, { where: {} })
      expect(open.errors).toEqual([])
      expect(names(open)).toEqual(running(({ audience }) => audience.is === 'everybody'))
      const customerId = whole.samples.omnichannelShopper.customerId
      const gold = whole.world.loyalty.find(({ customer }) => customer === 0)?.tier
      expect(names(await whole.ask(LIST, { where: { customerId } }))).toEqual(
        running(({ audience }) => {
          if (audience.is === 'tier') return audience.tier === gold
          return audience.is !== 'segment'
        }),
      )
    })

    it('say from and until when by the clocks of their stores', async () => {
      const { data } = await whole.ask(LIST, {
        where: { activeAt: '2026-06-15T16:00:00Z', channel: 'STORE_POS' },
      })
      const { node } = data.promotions.edges.find(
        ({ node }: Answer['data']) => node.name === promotion('evening').name,
      )
      expect(node).toMatchObject({
        startsAt: '2026-06-15T16:00:00.000Z',
        endsAt: '2026-06-15T18:30:00.000Z',
        timeZone: 'Europe/Paris',
        stores: [{ code: 'LYO01' }],
        source: { instance: 'crm' },
      })
      const early = await whole.ask(LIST, { where: { activeAt: '2026-06-15T15:59:59Z' } })
      expect(names(early)).not.toContain(promotion('evening').name)
    })

    it('page without loss', async () => {
      const all = await whole.ask(LIST, { where: {} })
      const seen: string[] = []
      for (let after: string | null = null; ; ) {
        const { data } = await whole.ask(LIST, { where: {}, first: 2, after })
        seen.push(...data.promotions.edges.map(({ node }: Answer['data']) => node.id))
        if (!data.promotions.pageInfo.hasNextPage) break
        after = data.promotions.pageInfo.endCursor
      }
      expect(seen).toEqual(all.data.promotions.edges.map(({ node }: Answer['data']) => node.id))
    })

    it('are one call, and say when their system is down', async () => {
      const { calls } = await whole.ask(LIST, { where: { activeAt: '2026-06-20T10:00:00Z' } })
      expect(calls).toEqual({ erp: 0, crm: 1, pim: 0 })
      await whole.served.crm.misbehave({ refuse: 'unavailable' })
      const { data, errors } = await whole.ask(LIST, { where: { activeAt: '2026-06-22T10:00:00Z' } })
      await whole.served.crm.misbehave({})
      expect(errors).toEqual([])
      expect(data.promotions).toMatchObject({
        edges: [],
        sources: [{ instance: 'crm', outcome: 'UNAVAILABLE' }],
      })
    })
  })
})
