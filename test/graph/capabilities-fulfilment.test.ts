import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayIn } from '../../adapters/time.ts'
import { OUT_OF_STOCK } from '../../sandbox/world/landmarks.ts'
import type { World } from '../../sandbox/world/types.ts'
import { world as smallWorld } from '../contracts/small-world.ts'
import { unitsIn, variantOf } from './expected.ts'
import type { Headers } from './people.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const PARIS = 'Europe/Paris'
const ERRORS = 'userErrors { code lineId }'
const OPTIONS = `query ($items: [AvailabilityItemInput!]!, $near: GeoPointInput, $promise: [FulfillmentKind!]) {
  availability(items: $items, near: $near, promise: $promise) { summary { options { kind available reason
    location { kind store { code services } } promise { earliest latest } } } } }`
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id } } ${ERRORS} } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) { cart { version
    cost { total { amount centAmount } isEstimate }
    fulfillmentGroups { mode location { kind } promise { earliest latest } }
    problems { __typename ... on InsufficientStockProblem { sku requested available
      alternatives { mode location { kind store { code } } promise { earliest } } } } } ${ERRORS} } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  orderId orderNumber orderToken ${ERRORS} } }`
const FOLLOWED = `query ($id: ID!) { order(id: $id) { status fulfillments { id status store { code } }
  timeline { kind note source { system } } } }`
const REROUTE = `mutation ($order: ID!, $part: ID!, $to: ID!, $key: String!) {
  fulfillmentReroute(orderId: $order, fulfillmentId: $part, toLocationId: $to, idempotencyKey: $key) {
    order { fulfillments { store { code } } } userErrors { code } } }`
const QUEUE = '{ orders(first: 50) { edges { node { number } } } }'

/** The warehouse alone has the last style's first article, and a store near Châtelet none of the first's that others have. */
function farGoodsWorld(): World {
  const last = smallWorld.products.length - 1
  return {
    ...smallWorld,
    products: smallWorld.products.map((product, index) => {
      if (index !== last) return product
      const variants = product.variants.map((variant) => ({
        ...variant,
        stock: { [smallWorld.warehouse.code]: '25' },
      }))
      return { ...product, variants }
    }),
  }
}

/** The world's present is a Monday at noon in Paris. */
describe('what the graph must answer of ways to the shopper', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ world: farGoodsWorld(), timeoutMs: 10_000, budgetMs: 20_000 })
  })
  afterAll(() => whole?.close())

  const storesWith = (service: string) =>
    whole.config.stores
      .filter(({ services = [] }) => services.includes(service as never))
      .map(({ code }) => code)
  const storeId = async (code: string): Promise<string> => {
    const { data } = await whole.ask('query ($code: String!) { store(code: $code) { id } }', { code })
    return data.store.id
  }
  const change = async (query: string, variables: object, headers: Headers) => {
    const { data, errors } = await whole.ask(query, { key: randomUUID(), ...variables }, headers)
    expect(errors).toEqual([])
    return Object.values(data)[0] as Answer['data']
  }
  const begin = async (sku: string, channel: string, headers: Headers) => {
    const input = { channel, currencyCode: 'EUR', lines: [{ sku, quantity: 1 }] }
    const { cart, token } = await change(CREATE, { input }, headers)
    const as = token === null ? headers : { ...headers, ...whole.as('anonymous', { cartToken: token }) }
    return { id: cart.id as string, line: cart.lines[0].id as string, as }
  }
  const today = () => dayIn(PARIS, new Date(whole.now()))
  const dayOf = (instant: string) => dayIn(PARIS, new Date(instant))

  it('CAP-26: what a store refuses to pick comes from another, and both are in the timeline', async () => {
    const [from = '', to = ''] = storesWith('CLICK_AND_COLLECT')
    const article = whole.world.products
      .flatMap(({ variants }) => variants)
      .find(({ inPim, stock }) => inPim && Number(stock[from]) > 1 && Number(stock[to]) > 1)
    const guest = { ...whole.as('anonymous'), 'x-channel': 'WEB' }
    const { id, line, as } = await begin(article?.sku ?? '', 'WEB', guest)
    const groups = [{ lineIds: [line], mode: 'PICKUP_IN_STORE', storeId: await storeId(from) }]
    const { cart } = await change(FULFIL, { id, groups }, as)
    const done = await change(
      CHECK_OUT,
      {
        // Paid where it is collected.
        input: {
          cartId: id,
          expectedVersion: cart.version,
          expectedTotal: { amount: cart.cost.total.amount, currencyCode: 'EUR' },
          contact: { email: 'guest@example.org', givenName: 'Guest', familyName: 'Ofours' },
        },
      },
      as,
    )
    expect(done.userErrors).toEqual([])
    const follow = async () => {
      const headers = whole.as('anonymous', { orderToken: done.orderToken })
      const { data, errors } = await whole.ask(FOLLOWED, { id: done.orderId }, headers)
      expect(errors).toEqual([])
      return data.order
    }
    const status = async () => (await follow()).status
    await expect.poll(status, { timeout: 20_000, interval: 50 }).toBe('CONFIRMED')
    const [part] = (await follow()).fulfillments
    expect(part.store).toEqual({ code: from })
    const queueOf = async (store: string) => {
      const { data } = await whole.ask(QUEUE, {}, whole.as('associate', { store }))
      return data.orders.edges.map(({ node }: Answer['data']) => node.number)
    }
    expect([await queueOf(from), await queueOf(to)]).toEqual([[done.orderNumber], []])
    const rerouted = { order: done.orderId, part: part.id, to: await storeId(to) }
    const { userErrors } = await change(REROUTE, rerouted, whole.as('associate', { store: from }))
    expect(userErrors).toEqual([])
    const order = await follow()
    expect(order.fulfillments).toEqual([{ ...part, store: { code: to } }])
    expect(order.timeline.slice(-2)).toEqual([
      { kind: 'STORE_REFUSED', note: from, source: { system: 'GRAPH' } },
      { kind: 'REROUTED', note: to, source: { system: 'GRAPH' } },
    ])
    expect([await queueOf(from), await queueOf(to)]).toEqual([[], [done.orderNumber]])
  })

  it('CAP-31: goods are brought to the car by the stores that do it, and by no other', async () => {
    const doing = storesWith('CURBSIDE')
    const variants = whole.world.products.flatMap(({ variants: all }) => all)
    const has = (code: string) => (variant: (typeof variants)[number]) => Number(variant.stock[code] ?? 0) > 0
    for (const { code } of whole.world.stores) {
      const article = variants.find(has(code))
      const guest = { ...whole.as('anonymous'), 'x-channel': 'WEB' }
      const { id, line, as } = await begin(article?.sku ?? '', 'WEB', guest)
      const groups = [{ lineIds: [line], mode: 'CURBSIDE_PICKUP', storeId: await storeId(code) }]
      const { userErrors } = await change(FULFIL, { id, groups }, as)
      expect([code, userErrors.map((error: Answer['data']) => error.code)]).toEqual([
        code,
        doing.includes(code) ? [] : ['FULFILLMENT_UNAVAILABLE'],
      ])
    }
    const listed = await whole.ask('{ stores(first: 100, services: [CURBSIDE]) { edges { node { code } } } }')
    expect(listed.data.stores.edges.map(({ node }: Answer['data']) => node.code)).toEqual(doing.toSorted())
    // Offered is the nearest that does it and has the goods.
    const items = variants.slice(0, 50).map(({ sku }) => ({ sku, quantity: 1 }))
    const near = OUT_OF_STOCK.near
    const { data, errors, calls } = await whole.ask(OPTIONS, { items, near, promise: ['CURBSIDE_PICKUP'] })
    expect([errors, calls.crm, calls.pim]).toEqual([[], 0, 0])
    const offered = data.availability.map(({ summary }: Answer['data']) => summary.options[0])
    expect(offered.some(({ available }: Answer['data']) => available)).toBe(true)
    for (const [place, option] of offered.entries()) {
      const inOne = doing.filter((code) => has(code)(variants[place] as (typeof variants)[number]))
      expect([place, option.available]).toEqual([place, inOne.length > 0])
      if (option.available) expect(inOne).toContain(option.location.store.code)
    }
  })

  it('CAP-32: what one store is out of comes from another or from the warehouse, with a promise', async () => {
    const { sku } = whole.samples.outOfStockNearby
    const { variant } = variantOf(whole.world, sku)
    const { near, stores } = OUT_OF_STOCK
    const [here] = stores
    whole.forget()
    const promise = ['PICKUP_IN_STORE', 'SHIP_FROM_STORE', 'SHIP_FROM_WAREHOUSE']
    const { data, errors, calls } = await whole.ask(OPTIONS, { items: [{ sku, quantity: 1 }], near, promise })
    expect(errors).toEqual([])
    expect(calls).toEqual({ erp: 1, crm: 0, pim: 0 })
    const {
      SHIP_FROM_STORE: fromStore,
      PICKUP_IN_STORE: collected,
      SHIP_FROM_WAREHOUSE: sent,
    } = Object.fromEntries(
      data.availability[0].summary.options.map((option: Answer['data']) => [option.kind, option]),
    )
    const sending = whole.world.stores.filter(
      (store) => storesWith('SHIP_FROM_STORE').includes(store.code) && Number(unitsIn(store, variant)) > 0,
    )
    expect(sending.map(({ code }) => code)).toContain(fromStore.location.store.code)
    expect(stores).not.toContain(collected.location?.store.code)
    expect(sent.location.kind).toBe('WAREHOUSE')
    const { carrierDays } = whole.config.fulfilment.SHIP_FROM_WAREHOUSE ?? { carrierDays: undefined }
    expect([dayOf(sent.promise.earliest), dayOf(sent.promise.latest)]).toEqual(
      [carrierDays?.earliest, carrierDays?.latest].map((days) => addDays(today(), days ?? 0)),
    )
    expect(dayOf(fromStore.promise.earliest) > today()).toBe(true)
    // The same for whoever has it in the cart, to be collected where there is none.
    const guest = { ...whole.as('anonymous'), 'x-channel': 'WEB' }
    const { id, line, as } = await begin(sku, 'WEB', guest)
    const groups = [{ lineIds: [line], mode: 'PICKUP_IN_STORE', storeId: await storeId(here) }]
    const { cart } = await change(FULFIL, { id, groups }, as)
    const problem = cart.problems.find((one: Answer['data']) => one.__typename === 'InsufficientStockProblem')
    expect(problem).toMatchObject({ sku, requested: 1, available: 0 })
    const ways = problem.alternatives.map(({ mode, promise: promised }: Answer['data']) => [
      mode,
      promised !== null,
    ])
    expect(ways).toContainEqual(['SHIP_FROM_WAREHOUSE', true])
    expect(ways).toContainEqual(['SHIP_FROM_STORE', true])
  })

  it('CAP-33: a store’s tablet sells what the warehouse alone has', async () => {
    const [article] = whole.world.products.at(-1)?.variants ?? []
    const [code = ''] = storesWith('ENDLESS_AISLE')
    const tablet = { ...whole.as('associate', { store: code }), 'x-channel': 'ASSOCIATE_APP' }
    const customerId = whole.samples.omnichannelShopper.customerId
    const input = {
      channel: 'ASSOCIATE_APP',
      currencyCode: 'EUR',
      customerId,
      lines: [{ sku: article?.sku, quantity: 1 }],
    }
    const { cart: begun } = await change(CREATE, { input }, tablet)
    const groups = [{ lineIds: [begun.lines[0].id], mode: 'ENDLESS_AISLE', storeId: await storeId(code) }]
    const { cart, userErrors } = await change(FULFIL, { id: begun.id, groups }, tablet)
    expect(userErrors).toEqual([])
    expect(cart).toMatchObject({
      cost: { isEstimate: false },
      fulfillmentGroups: [{ mode: 'ENDLESS_AISLE', location: { kind: 'WAREHOUSE' } }],
      problems: [],
    })
    const response = await fetch(`${whole.served.psp?.url}/checkout/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        amount: cart.cost.total.centAmount,
        currency: 'EUR',
        payment_method: { type: 'card', brand: 'visa', last4: '4242' },
        merchant_reference: begun.id,
      }),
    })
    const { id: paymentReference } = (await response.json()) as { readonly id: string }
    const done = await change(
      CHECK_OUT,
      {
        input: {
          cartId: begun.id,
          expectedVersion: cart.version,
          expectedTotal: { amount: cart.cost.total.amount, currencyCode: 'EUR' },
          paymentReference,
        },
      },
      tablet,
    )
    expect(done.userErrors).toEqual([])
    const { data, errors } = await whole.ask(
      'query ($id: ID!) { order(id: $id) { number channel { kind } lines { sku quantity } fulfillments { kind store { code } } } }',
      { id: done.orderId },
      whole.as('shopper'),
    )
    expect(errors).toEqual([])
    expect(data.order).toEqual({
      number: done.orderNumber,
      channel: { kind: 'ASSOCIATE_APP' },
      lines: [{ sku: article?.sku, quantity: '1' }],
      fulfillments: [{ kind: 'SHIP', store: null }],
    })
  })
})
