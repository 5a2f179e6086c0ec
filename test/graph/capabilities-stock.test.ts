import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unitsIn, variantOf } from './expected.ts'
import type { Headers } from './people.ts'
import { ADDRESS, CONTACT, pay, seenCart } from './shopping.ts'
import { tillSale } from './till-sale.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const AT_STORES = `query ($sku: String!) { variant(sku: $sku) { storeAvailability(first: 50) {
  edges { node { store { id code } status availableToSell } } } } }`
const RECEIPT = `query ($number: String!) { orderLookup(number: $number, channel: STORE_POS) {
  order { channel { kind } lines { sku quantity } } } }`
const ERRORS = 'userErrors { code lineId }'
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id } } ${ERRORS} } }`
const CART = `id version cost { total { amount centAmount } } fulfillmentGroups { promise { timeZone } }
  problems { __typename ... on InsufficientStockProblem { sku requested available } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) { cart { ${CART} } ${ERRORS} } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  orderId orderToken cart { ${CART} } ${ERRORS} } }`
const RESERVE = `mutation ($input: StockReserveInput!, $key: String!) { stockReserve(input: $input, idempotencyKey: $key) {
  reservation { id } userErrors { code availableNow } } }`
const PROMISES = `query ($items: [AvailabilityItemInput!]!) { availability(items: $items, promise: [SHIP_FROM_WAREHOUSE, PICKUP_IN_STORE]) {
  summary { status availableToSell confidence options { kind available reason promise { timeZone } } sources { instance outcome } } } }`
const READ = `query ($id: ID!) { cart(id: $id) { ${CART} } }`

describe('what the graph must answer of stock while it changes', { timeout: 60_000 }, () => {
  let whole: Whole
  /** New orders that the ERP was sent. */
  let placed = 0
  beforeAll(async () => {
    whole = await startWhole({
      timeoutMs: 10_000,
      budgetMs: 20_000,
      edit: (yaml) =>
        yaml
          .replace(/(adapter: erp\/sap\n)/, '$1    breakMs: 100\n')
          .replace(/(adapter: pos\/poslog\n)/, '$1    pollSeconds: 0.2\n'),
      witness: ({ system, method, target }) => {
        if (system === 'erp' && method === 'POST' && target.endsWith('/A_SalesOrder')) placed += 1
      },
    })
  })
  afterAll(() => whole?.close())

  const web = (details = {}): Headers => ({ ...whole.as('anonymous', details), 'x-channel': 'WEB' })
  const change = async (query: string, variables: object, headers: Headers) => {
    const { data, errors } = await whole.ask(query, { key: randomUUID(), ...variables }, headers)
    return { ...(Object.values(data)[0] as Answer['data']), errors }
  }
  /** A guest's cart of one article, prepared and paid to the last step. */
  const buyer = async (sku: string, way: object) => {
    const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku, quantity: 1 }] }
    const { cart: begun, token } = await change(CREATE, { input }, web())
    const as = web({ cartToken: token })
    const groups = [{ lineIds: [begun.lines[0].id], ...way }]
    const { cart, userErrors } = await change(FULFIL, { id: begun.id, groups }, as)
    expect(userErrors).toEqual([])
    const checkout = {
      ...seenCart(cart),
      contact: CONTACT,
      shippingAddress: ADDRESS,
      paymentReference: await pay(whole.served.psp.url, cart.id, cart.cost.total.centAmount),
    }
    return { cart, as, checkOut: () => change(CHECK_OUT, { input: checkout }, as) }
  }
  const articles = () =>
    whole.world.products.filter(({ weighed }) => !weighed).flatMap(({ variants }) => variants)

  it('CAP-29: a till sale lowers web availability within the max age, and of two buyers of the last unit one gets it', async () => {
    const { code } = whole.config.stores.find(({ services }) => services?.includes('CLICK_AND_COLLECT')) ?? {
      code: '',
    }
    const units = ({ stock }: { readonly stock: Readonly<Record<string, string>> }) =>
      Number(stock[code] ?? 0)
    const article = articles().find((one) => one.inPim && units(one) > 2)
    const sku = article?.sku ?? ''
    const inStore = async () => {
      const { data, errors, calls } = await whole.ask(AT_STORES, { sku }, web())
      expect([errors, calls.crm]).toEqual([[], 0])
      const { node } = data.variant.storeAvailability.edges.find(
        (edge: Answer['data']) => edge.node.store.code === code,
      )
      return { node, told: [node.status, node.availableToSell, calls.erp] }
    }
    const counted = article ? units(article) : 0
    const first = await inStore()
    expect(first.node).toMatchObject({ status: 'IN_STOCK', availableToSell: counted })

    const sale = tillSale(whole.world, { store: code, sku, units: counted - 1, at: new Date(whole.now()) })
    await whole.ringUp(sale)
    // What was read a moment ago may be told as long as its age allows, and no longer.
    expect((await inStore()).told).toEqual(['IN_STOCK', counted, 0])
    whole.advance(whole.config.freshness.stock * 1_000)
    expect((await inStore()).told).toEqual(['LOW_STOCK', 1, 1])
    // It is a sale like any other: the till has written its receipt.
    const receipt = async () => {
      const { data } = await whole.ask(RECEIPT, { number: sale.number }, whole.as('associate'))
      return data.orderLookup.order
    }
    const shown = { channel: { kind: 'STORE_POS' }, lines: [{ sku, quantity: String(counted - 1) }] }
    await expect.poll(receipt, { timeout: 20_000, interval: 50 }).toEqual(shown)

    const way = { mode: 'PICKUP_IN_STORE', storeId: first.node.store.id }
    const buyers = [await buyer(sku, way), await buyer(sku, way)]
    expect(buyers.map(({ cart }) => cart.problems)).toEqual([[], []])
    const told = await Promise.all(buyers.map(({ checkOut }) => checkOut()))
    const [winner, ...others] = told.filter(({ orderId }) => orderId !== null)
    const [loser] = told.filter(({ orderId }) => orderId === null)
    expect(others).toEqual([])
    expect(loser).toMatchObject({
      userErrors: [{ code: 'INSUFFICIENT_STOCK' }],
      cart: { problems: [{ __typename: 'InsufficientStockProblem', sku, requested: 1, available: 0 }] },
    })
    const putAside = { lines: [{ sku, quantity: 1 }], locationId: first.node.store.id }
    const late = await change(RESERVE, { input: putAside }, whole.as('shopper'))
    expect(late).toMatchObject({
      reservation: null,
      userErrors: [{ code: 'INSUFFICIENT_STOCK', availableNow: 0 }],
    })
    expect((await inStore()).node).toMatchObject({ status: 'OUT_OF_STOCK', availableToSell: 0 })
    // The ERP hears of one order.
    const status = async () => {
      const order = 'query ($id: ID!) { order(id: $id) { status } }'
      const guest = whole.as('anonymous', { orderToken: winner?.['orderToken'] })
      return (await whole.ask(order, { id: winner?.['orderId'] }, guest)).data.order.status
    }
    await expect.poll(status, { timeout: 20_000, interval: 50 }).toBe('CONFIRMED')
    expect(placed).toBe(1)
  })

  it('CAP-36: a promise is given from data younger than its max age alone, else UNKNOWN', async () => {
    const { code } = whole.world.warehouse
    const [most] = articles().toSorted(
      (left, right) => Number(right.stock[code] ?? 0) - Number(left.stock[code] ?? 0),
    )
    const sku = most?.sku ?? ''
    const there = unitsIn(whole.world.warehouse, variantOf(whole.world, sku).variant)
    const { stockPromise } = whole.config.freshness
    const promises = async () => {
      const { data, errors, calls } = await whole.ask(PROMISES, { items: [{ sku }] }, web())
      const { options, ...rest } = data.availability[0].summary
      const isPromised = options.map(({ promise }: Answer['data']) => promise !== null)
      return { ...rest, options, isPromised, errors, calls }
    }
    whole.forget()
    expect(await promises()).toMatchObject({
      status: 'IN_STOCK',
      availableToSell: there,
      confidence: 1,
      isPromised: [true, true],
      errors: [],
      calls: { erp: 1 },
    })
    const { cart, as, checkOut } = await buyer(sku, { mode: 'SHIP_FROM_WAREHOUSE' })
    expect(cart.fulfillmentGroups[0].promise).not.toBeNull()

    await whole.served.erp.misbehave({ down: true })
    whole.advance((stockPromise / 3) * 1_000)
    const older = await promises()
    // Young enough still: with less confidence, and it says that nothing newer is to be had, of stores that kept none nothing at all.
    expect(older).toMatchObject({
      status: 'IN_STOCK',
      availableToSell: there,
      isPromised: [true, true],
      errors: [],
      sources: [{ instance: 'erp', outcome: 'PARTIAL' }],
    })
    expect(older.confidence).toBeCloseTo(2 / 3, 1)

    whole.advance(((stockPromise * 2) / 3) * 1_000)
    const old = await promises()
    expect(old).toMatchObject({
      status: 'UNKNOWN',
      availableToSell: null,
      confidence: 0,
      isPromised: [false, false],
      sources: [{ instance: 'erp', outcome: 'PARTIAL' }],
    })
    expect(old.options).toMatchObject([
      { available: false, reason: 'STOCK_UNKNOWN' },
      { available: false, reason: 'STOCK_UNKNOWN' },
    ])
    const read = await whole.ask(READ, { id: cart.id }, as)
    expect(read.data.cart.fulfillmentGroups).toEqual([{ promise: null }])
    // Each is null for a reason that is said: it is not that there is no promise.
    const nulls = [...old.errors, ...read.errors].map(({ path = [], extensions }) => [
      path.at(-1),
      extensions.code,
      extensions.source,
    ])
    expect(new Set(nulls.map((one) => JSON.stringify(one)))).toEqual(
      new Set(
        ['availableToSell', 'promise'].map((field) => JSON.stringify([field, 'SOURCE_UNAVAILABLE', 'erp'])),
      ),
    )
    const refused = await checkOut()
    expect(refused).toMatchObject({ orderId: null, userErrors: [{ code: 'SYSTEM_UNAVAILABLE' }] })

    await whole.served.erp.misbehave({})
    const again = async () => (await promises()).isPromised
    await expect.poll(again, { timeout: 10_000, interval: 50 }).toEqual([true, true])
    expect(await promises()).toMatchObject({ status: 'IN_STOCK', availableToSell: there, errors: [] })
  })
})
