import { beforeEach, describe, expect, it } from 'vitest'
import { type Asking, aCart, CODES, FULFIL, openShop, paris, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const COST = `lines { sku unitPrice { gross { centAmount } net { centAmount } } lineTotal { gross { centAmount } tax { centAmount } } priceChangedSinceAdded { centAmount } }
  cost { subtotal { centAmount } discount { centAmount } shipping { centAmount } tax { centAmount } total { centAmount } isEstimate }`
const PROBLEMS = `problems { __typename
  ... on PriceChangedProblem { lineId from { centAmount } to { centAmount } }
  ... on InsufficientStockProblem { lineId sku requested available alternatives { mode location { id } } }
  ... on LineUnavailableProblem { lineId channel reason }
  ... on PromotionEndedProblem { code endedAt }
  ... on SourceUnavailableProblem { source { instance outcome } effect } }`
const GROUPS =
  'fulfillmentGroups { mode store { id } location { id } promise { earliest latest timeZone } cost { centAmount } }'
const read = (fields: string, id: string, asking: Asking) =>
  shop.ask(`query ($id: ID!) { cart(id: $id) { ${fields} } }`, { id }, asking)

describe('what a cart costs', () => {
  it('is what the systems say now, each asked once, with the best combination of promotions', async () => {
    const { id, token } = await aCart(shop, { COAT: 2, SHIRT: 1 })
    await shop.ask(CODES, { id, codes: ['dix'], key: shop.key() }, { token })
    const { data, errors, calls } = await read(`${COST} ${PROBLEMS}`, id, { token })
    expect(errors).toEqual([])
    // 225.00 less ten per cent; VAT of 20 % is a sixth of each line.
    expect(data.cart.cost).toEqual({
      subtotal: { centAmount: 22_500 },
      discount: { centAmount: 2_250 },
      shipping: null,
      tax: { centAmount: 3_375 },
      total: { centAmount: 20_250 },
      isEstimate: true,
    })
    expect(data.cart.lines[0]).toMatchObject({
      unitPrice: { gross: { centAmount: 10_000 }, net: { centAmount: 8_333 } },
      lineTotal: { gross: { centAmount: 18_000 }, tax: { centAmount: 3_000 } },
      priceChangedSinceAdded: null,
    })
    expect(data.cart.problems).toEqual([])
    expect(calls).toEqual({ prices: 1, taxRates: 1, levels: 1, running: 1, byCode: 1 })
  })

  it('is asked of nobody by who wants to know what is in it', async () => {
    const { id, token } = await aCart(shop, { COAT: 2 })
    expect((await read('lines { sku quantity variant { sku } } expiresAt', id, { token })).calls).toEqual({})
  })

  it('is certain once it is said how every line is delivered, delivery included', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1, SHIRT: 1 })
    const groups = [{ lineIds: [line('COAT'), line('SHIRT')], mode: 'SHIP_FROM_WAREHOUSE' }]
    await shop.ask(FULFIL, { id, groups, key: shop.key() }, { token })
    const { data } = await read(COST, id, { token })
    expect(data.cart.cost).toMatchObject({
      shipping: { centAmount: 490 },
      total: { centAmount: 12_990 },
      isEstimate: false,
    })
  })

  it.each(['prices', 'promotions'] as const)('is not certain while %s are not known', async (port) => {
    const { id, token, line } = await aCart(shop, { COAT: 1 })
    const groups = [{ lineIds: [line('COAT')], mode: 'SHIP_FROM_WAREHOUSE' }]
    await shop.ask(FULFIL, { id, groups, key: shop.key() }, { token })
    const { data } = await read('cost { total { centAmount } isEstimate }', id, { token, down: [port] })
    expect(data.cart.cost).toEqual({ total: { centAmount: 10_490 }, isEstimate: true })
  })

  it('stands at the price of adding while the price is not known, and says so', async () => {
    const { id, token } = await aCart(shop, { COAT: 2 })
    const { data, errors } = await read(`${COST} ${PROBLEMS}`, id, { token, down: ['prices'] })
    expect(data.cart.cost).toMatchObject({ total: { centAmount: 20_000 }, isEstimate: true, tax: null })
    expect(data.cart.lines[0].unitPrice.gross).toEqual({ centAmount: 10_000 })
    expect(data.cart.problems).toEqual([
      {
        __typename: 'SourceUnavailableProblem',
        source: { instance: 'erp', outcome: 'TIMEOUT' },
        effect: 'The prices of adding count instead of those of now.',
      },
    ])
    // Null means that there is none: what nobody knows says so.
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['cart.cost.tax', 'SOURCE_TIMEOUT'],
      ['cart.lines.0.lineTotal.tax', 'SOURCE_TIMEOUT'],
      ['cart.lines.0.priceChangedSinceAdded', 'SOURCE_TIMEOUT'],
      ['cart.lines.0.unitPrice.net', 'SOURCE_TIMEOUT'],
    ])
  })

  it('counts no promotion while promotions are not known, and says so', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    await shop.ask(CODES, { id, codes: ['DIX'], key: shop.key() }, { token })
    const fields = `cost { total { centAmount } isEstimate } discountCodes { code applicable } ${PROBLEMS}`
    const { data, errors } = await read(fields, id, { token, down: ['promotions'] })
    expect(data.cart).toMatchObject({
      cost: { total: { centAmount: 10_000 }, isEstimate: true },
      discountCodes: [{ code: 'DIX', applicable: null }],
      problems: [{ source: { instance: 'crm', outcome: 'TIMEOUT' }, effect: 'Promotions are not counted.' }],
    })
    expect(errors).toMatchObject([{ path: 'cart.discountCodes.0.applicable', code: 'SOURCE_TIMEOUT' }])
  })

  it.each([
    ['prices', 'erp', 'Prices count as they were then.'],
    ['promotions', 'crm', 'Promotions count as they were then.'],
  ] as const)('says so where %s are those of before, and they count', async (port, instance, effect) => {
    const { id, token, line } = await aCart(shop, { COAT: 1 })
    const groups = [{ lineIds: [line('COAT')], mode: 'SHIP_FROM_WAREHOUSE' }]
    await shop.ask(FULFIL, { id, groups, key: shop.key() }, { token })
    const { data, errors } = await read(`${COST} ${PROBLEMS}`, id, { token, old: [port] })
    expect(errors).toEqual([])
    expect(data.cart.cost).toMatchObject({ total: { centAmount: 10_490 }, isEstimate: false })
    expect(data.cart.problems).toEqual([
      { __typename: 'SourceUnavailableProblem', source: { instance, outcome: 'STALE' }, effect },
    ])
  })
})

describe('a problem', () => {
  it('is a price that is another than when the line was added', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1 })
    shop.prices.push({ item: 'COAT', cents: 12_000 })
    const { data } = await read(`${COST} ${PROBLEMS}`, id, { token })
    expect(data.cart.lines[0].priceChangedSinceAdded).toEqual({ centAmount: 2_000 })
    expect(data.cart.problems).toEqual([
      {
        __typename: 'PriceChangedProblem',
        lineId: line('COAT'),
        from: { centAmount: 10_000 },
        to: { centAmount: 12_000 },
      },
    ])
  })

  it('is fewer units than wanted in any one place that sends, with the other ways to all of them', async () => {
    shop.stock['par01'] = { COAT: 9 }
    const { id, token, line } = await aCart(shop, { COAT: 6 })
    const { data, errors } = await read(PROBLEMS, id, { token })
    expect(errors).toEqual([])
    expect(data.cart.problems).toMatchObject([
      {
        __typename: 'InsufficientStockProblem',
        lineId: line('COAT'),
        sku: 'COAT',
        requested: 6,
        available: 5,
      },
    ])
    const ways = data.cart.problems[0].alternatives as { mode: string; location: { id: string } }[]
    expect(ways.map(({ mode }) => mode).sort()).toEqual([
      'BUY_IN_STORE',
      'CURBSIDE_PICKUP',
      'PICKUP_IN_STORE',
      'SHIP_FROM_STORE',
    ])
    expect(new Set(ways.map(({ location }) => location.id))).toEqual(new Set([paris.id]))
  })

  it('does not ask other places before somebody wants to know the other ways', async () => {
    const { id, token } = await aCart(shop, { COAT: 6 })
    const bare = 'problems { ... on InsufficientStockProblem { available } }'
    expect((await read(bare, id, { token })).calls['levels']).toBe(1)
    expect((await read(PROBLEMS, id, { token })).calls['levels']).toBe(2)
  })

  it('is what is not sold in the channel, and the line stands at the price of adding', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1 })
    shop.prices.splice(0)
    const { data, errors } = await read(`${COST} ${PROBLEMS}`, id, { token, channel: 'KIOSK' })
    expect(errors).toEqual([])
    expect(data.cart.problems).toEqual([
      { __typename: 'LineUnavailableProblem', lineId: line('COAT'), channel: 'KIOSK', reason: 'NO_PRICE' },
    ])
    expect(data.cart.cost).toMatchObject({ total: { centAmount: 10_000 }, isEstimate: true })
  })

  it('is a promotion that ended since its code was given', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const record = (await shop.writes.carts.byIds([id])).get(id)
    if (!record) throw new Error('expected the cart')
    const body = JSON.stringify({ ...JSON.parse(record.body), codes: ['AVANT'] })
    await shop.writes.transact([`cart/${id}`], ({ carts }) => carts.save({ ...record, version: 2, body }))
    const { data } = await read(`discountCodes { code applicable reason } ${PROBLEMS}`, id, { token })
    expect(data.cart).toEqual({
      discountCodes: [{ code: 'AVANT', applicable: false, reason: 'EXPIRED' }],
      // The end of 31 May in Paris.
      problems: [{ __typename: 'PromotionEndedProblem', code: 'AVANT', endedAt: '2026-05-31T22:00:00.000Z' }],
    })
  })

  it('is stock that nobody knows, never that there is none', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const { data } = await read(PROBLEMS, id, { token, down: ['stock'] })
    expect(data.cart.problems).toEqual([
      {
        __typename: 'SourceUnavailableProblem',
        source: { instance: 'erp', outcome: 'TIMEOUT' },
        effect: 'Nobody knows whether there are enough.',
      },
    ])
  })
})

describe('codes', () => {
  it('that no promotion takes, or whose promotion is over, are refused with the reason, and none is kept', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const codes = ['DIX', 'NIX', 'AVANT']
    const { data } = await shop.ask(CODES, { id, codes, key: shop.key() }, { token })
    expect(data.done).toMatchObject({
      cart: { version: 1, discountCodes: [] },
      userErrors: [
        { code: 'CODE_REJECTED', field: ['codes', '1'], message: 'No promotion takes this code.' },
        { code: 'CODE_REJECTED', field: ['codes', '2'], message: 'The promotion of this code is over.' },
      ],
    })
  })

  it('are kept while nobody can say, and replaced by the next', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    await shop.ask(CODES, { id, codes: ['NIX'], key: shop.key() }, { token, down: ['promotions'] })
    const { data } = await shop.ask(CODES, { id, codes: ['DIX', ' DIX '], key: shop.key() }, { token })
    expect(data.done.cart.discountCodes).toEqual([{ code: 'DIX', applicable: true, reason: null }])
    const none = await shop.ask(CODES, { id, codes: [], key: shop.key() }, { token })
    expect([none.data.done.cart.discountCodes, none.calls]).toEqual([[], {}])
  })

  it.each([
    ['too many', Array(21).fill('DIX')],
    ['empty', ['']],
    ['too long', ['x'.repeat(256)]],
  ])('are BAD_INPUT when they are %s', async (_, codes) => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const { errors } = await shop.ask(CODES, { id, codes, key: shop.key() }, { token })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })
})

describe('how lines reach the shopper', () => {
  const set = async (groups: readonly object[], asking: Asking, id: string) =>
    shop.ask(FULFIL, { id, groups, key: shop.key() }, asking)

  it('is promised from the place that has them, in one question for stock', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1, SOCKS: 4 })
    const groups = [
      { lineIds: [line('SOCKS')], mode: 'SHIP_FROM_WAREHOUSE' },
      { lineIds: [line('COAT')], mode: 'PICKUP_IN_STORE', storeId: paris.id },
    ]
    const { data } = await set(groups, { token }, id)
    expect(data.done.userErrors).toEqual([])
    const { data: seen, calls, errors } = await read(GROUPS, id, { token })
    expect(errors).toEqual([])
    expect(seen.cart.fulfillmentGroups).toMatchObject([
      {
        mode: 'SHIP_FROM_WAREHOUSE',
        store: null,
        cost: { centAmount: 490 },
        promise: { timeZone: 'Europe/Paris' },
      },
      // An hour from noon in Paris, when it is asked.
      {
        store: { id: paris.id },
        location: { id: paris.id },
        promise: { earliest: '2026-06-15T11:00:00.000Z' },
      },
    ])
    expect(calls).toEqual({ levels: 1 })
  })

  it('is promised by nobody where not all is there, and not known where stock is not', async () => {
    const { id, token, line } = await aCart(shop, { SHIRT: 1 })
    await set([{ lineIds: [line('SHIRT')], mode: 'PICKUP_IN_STORE', storeId: paris.id }], { token }, id)
    const short = await read(GROUPS, id, { token })
    expect(short.errors).toEqual([])
    expect(short.data.cart.fulfillmentGroups[0]).toMatchObject({ location: { id: paris.id }, promise: null })
    const unknown = await read(GROUPS, id, { token, down: ['stock'] })
    expect(unknown.errors.map(({ path, code }) => [path, code])).toEqual([
      ['cart.fulfillmentGroups.0.location', 'SOURCE_TIMEOUT'],
      ['cart.fulfillmentGroups.0.promise', 'SOURCE_TIMEOUT'],
    ])
  })

  it.each([
    ['a store without the service', 'PICKUP_IN_STORE', 'LYO01', 'WEB', 'FULFILLMENT_UNAVAILABLE'],
    ['a channel it is not offered in', 'ENDLESS_AISLE', 'PAR01', 'WEB', 'FULFILLMENT_UNAVAILABLE'],
    ['a place that is no store', 'PICKUP_IN_STORE', 'DEP01', 'WEB', 'NOT_FOUND'],
  ] as const)('is refused for %s', async (_, mode, code, channel, expected) => {
    const { id, token, line } = await aCart(shop, { COAT: 1 })
    const { context } = shop.request()
    const storeId = context.services.stores.byCode(code)?.id
    const { data } = await set([{ lineIds: [line('COAT')], mode, storeId }], { token, channel }, id)
    expect(data.done.userErrors).toMatchObject([{ code: expected }])
  })

  it.each([
    ['a line in two groups', ['COAT', 'COAT'], 'SHIP_FROM_WAREHOUSE', null],
    ['a way that is nothing to order', ['COAT'], 'BUY_IN_STORE', null],
    ['a collection without a store', ['COAT'], 'PICKUP_IN_STORE', null],
    ['a warehouse’s parcel with a store', ['COAT'], 'SHIP_FROM_WAREHOUSE', 'PAR01'],
    ['a group without lines', [], 'SHIP_FROM_WAREHOUSE', null],
  ])('is BAD_INPUT for %s', async (_, skus, mode, store) => {
    const { id, token, line } = await aCart(shop, { COAT: 1 })
    const storeId = store && paris.id
    const { errors } = await set([{ lineIds: skus.map(line), mode, storeId }], { token }, id)
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })

  it('forgets lines that are taken out, and groups that are left without', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1, SOCKS: 1 })
    const groups = ['COAT', 'SOCKS'].map((sku) => ({ lineIds: [line(sku)], mode: 'SHIP_FROM_WAREHOUSE' }))
    await set(groups, { token }, id)
    const remove = `mutation ($id: ID!, $line: ID!, $key: String!) { cartLinesRemove(cartId: $id, lineIds: [$line], idempotencyKey: $key) { cart { fulfillmentGroups { lineIds } } } }`
    const { data } = await shop.ask(remove, { id, line: line('COAT'), key: shop.key() }, { token })
    expect(data.cartLinesRemove.cart.fulfillmentGroups).toEqual([{ lineIds: [line('SOCKS')] }])
  })
})
