import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { euros, unitPriceOf } from './expected.ts'
import type { Headers } from './people.ts'
import { filledOf } from './settled.ts'
import { ADDRESS, type Ask, asking, CONTACT, pay, seenCart, storeIdOf, until } from './shopping.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const ERRORS = 'userErrors { code message lineId }'
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id sku } } ${ERRORS} } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) {
    cart { version cost { total { amount centAmount } isEstimate } } ${ERRORS} } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  replayed orderId orderNumber orderToken cart { state } ${ERRORS} } }`
const ORDER = `query ($id: ID!) { order(id: $id) { number status channel { kind }
  lines { sku quantity lineTotal { gross { amount } } } cost { total { gross { amount } } shipping { gross { amount } } }
  fulfillments { kind } sources { system instance } } }`
const PAYMENTS = `query ($id: ID!) { order(id: $id) { payments { last4 state } } }`
const HISTORY = `{ me { orders(first: 3) { edges { node { number status } } } } }`
const PAYLOAD =
  'replayed order { status } userErrors { code message } writes { system outcome queuedForRetry }'
const READY = `mutation ($order: ID!, $part: ID!, $key: String!) {
  pickupMarkReady(orderId: $order, fulfillmentId: $part, idempotencyKey: $key) { ${PAYLOAD} } }`
const HAND_OVER = `mutation ($order: ID!, $part: ID!, $code: String!, $key: String!) {
  pickupHandOver(orderId: $order, fulfillmentId: $part, proof: { code: $code }, idempotencyKey: $key) { ${PAYLOAD} } }`
const CANCEL = `mutation ($order: ID!, $key: String!) {
  orderCancel(input: { orderId: $order, reason: "CHANGED_MIND" }, idempotencyKey: $key) { ${PAYLOAD} } }`
const FOLLOWED = `query ($id: ID!) { order(id: $id) { status lines { id fulfillmentStatus } pickupCodes { code }
  fulfillments { id kind status store { code } } actions { cancel { allowed reasons } } timeline { kind source { system } } sources { system } } }`
const QUEUE = '{ orders(first: 50) { edges { node { number } } } }'

describe('checkout over the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ timeoutMs: 10_000, budgetMs: 20_000 })
    await filledOf(whole)
  })
  afterAll(() => whole?.close())

  /** An article that the warehouse has many of, and one that a store with click and collect has. */
  const goods = () => {
    const variants = whole.world.products.flatMap((product) => product.variants)
    const unitsAt = (code: string) =>
      variants.toSorted((left, right) => Number(right.stock[code] ?? 0) - Number(left.stock[code] ?? 0))
    const store =
      whole.config.stores.find(({ services = [] }) => services.includes('CLICK_AND_COLLECT'))?.code ?? ''
    const [shipped] = unitsAt(whole.world.warehouse.code)
    const collected = unitsAt(store).find(({ sku }) => sku !== shipped?.sku)
    return { store, shipped: shipped?.sku ?? '', collected: collected?.sku ?? '' }
  }
  const ask: Ask = (...asked) => asking(whole)(...asked)
  const paid = ({ id, cost }: Answer['data']) => pay(whole.served.psp?.url ?? '', id, cost.total.centAmount)
  /** The first line is sent, the second collected. */
  const twoWays = async (lines: Answer['data']) => {
    const storeId = await storeIdOf(ask, goods().store)
    return [
      { lineIds: [lines[0].id], mode: 'SHIP_FROM_WAREHOUSE' },
      { lineIds: [lines[1].id], mode: 'PICKUP_IN_STORE', storeId },
    ]
  }
  const prepared = async (headers: Headers) => {
    const { shipped, collected } = goods()
    const lines = [
      { sku: shipped, quantity: 1 },
      { sku: collected, quantity: 1 },
    ]
    const { cart, token } = await ask(
      CREATE,
      { input: { channel: 'WEB', currencyCode: 'EUR', lines } },
      headers,
    )
    const as = token === null ? headers : { ...headers, ...whole.as('anonymous', { cartToken: token }) }
    const groups = await twoWays(cart.lines)
    const decided = await ask(FULFIL, { id: cart.id, groups }, as)
    return { id: cart.id as string, as, ...decided.cart } as const
  }

  it('CAP-27 makes of one cart, one line collected and one sent, one order in two ways', async () => {
    const web = { ...whole.as('anonymous'), 'x-channel': 'WEB' }
    const cart = await prepared(web)
    expect(cart.cost.isEstimate).toBe(false)
    const { shipped, collected } = goods()
    const prices = [shipped, collected].map((sku) => unitPriceOf(whole.world, sku))
    const input = {
      ...seenCart(cart),
      contact: CONTACT,
      shippingAddress: ADDRESS,
      paymentReference: await paid(cart),
    }
    const done = await ask(CHECK_OUT, { input }, cart.as)
    expect([done.replayed, done.cart.state]).toEqual([false, 'ORDERED'])
    const guest = whole.as('anonymous', { orderToken: done.orderToken })
    await until(async () => (await ask(ORDER, { id: done.orderId }, guest)).status !== 'PENDING')
    const order = await ask(ORDER, { id: done.orderId }, guest)
    expect(order).toMatchObject({
      number: done.orderNumber,
      channel: { kind: 'WEB' },
      lines: [
        { sku: shipped, lineTotal: { gross: { amount: euros(prices[0] ?? 0) } } },
        { sku: collected, lineTotal: { gross: { amount: euros(prices[1] ?? 0) } } },
      ],
      cost: { total: { gross: { amount: cart.cost.total.amount } } },
    })
    expect(order.fulfillments.map(({ kind }: Answer['data']) => kind).sort()).toEqual(['PICKUP', 'SHIP'])
    expect(order.sources.map(({ system }: Answer['data']) => system)).toContain('ERP')
  })

  it('CAP-09 D8 is, begun on the web and read on a store’s tablet, ordered at the till, and gone from the web', async () => {
    const { store, collected } = goods()
    const web = { ...whole.as('shopper'), 'x-channel': 'WEB' }
    const tablet = { ...whole.as('associate', { store }), 'x-channel': 'ASSOCIATE_APP' }
    const till = { ...tablet, 'x-channel': 'STORE_POS' }
    const lines = [{ sku: collected, quantity: 1 }]
    const begun = await ask(CREATE, { input: { channel: 'WEB', currencyCode: 'EUR', lines } }, web)
    const customerId = whole.samples.omnichannelShopper.customerId
    const read = await ask(
      'query ($id: ID!) { customer(id: $id) { cart { id lines { id sku addedFrom { kind } } } } }',
      { id: customerId },
      tablet,
    )
    expect(read.cart).toEqual({
      id: begun.cart.id,
      lines: [{ id: begun.cart.lines[0].id, sku: collected, addedFrom: { kind: 'WEB' } }],
    })
    const storeId = await storeIdOf(ask, store, web)
    const groups = [{ lineIds: [read.cart.lines[0].id], mode: 'PICKUP_IN_STORE', storeId }]
    const { cart } = await ask(FULFIL, { id: begun.cart.id, groups }, till)
    const input = seenCart({ ...cart, id: begun.cart.id })
    // What is handed over in the store is paid there.
    const done = await ask(CHECK_OUT, { input }, till)
    expect(done.cart.state).toBe('ORDERED')
    const emptied = await whole.ask('{ myCart { id } }', {}, web)
    expect([emptied.data, emptied.errors]).toEqual([{ myCart: null }, []])
    // The ERP may be told of the order just now.
    expect(emptied.calls).toMatchObject({ crm: 0, pim: 0 })
    const mine = await ask(HISTORY, {}, web)
    expect(mine.orders.edges.map(({ node }: Answer['data']) => node.number)).toContain(done.orderNumber)
  })

  it('is in the shopper’s own history at once, and paid when the ERP has it', async () => {
    const shopper = { ...whole.as('shopper'), 'x-channel': 'WEB' }
    const cart = await prepared(shopper)
    const input = { ...seenCart(cart), paymentReference: await paid(cart) }
    const done = await ask(CHECK_OUT, { input }, cart.as)
    expect(done.orderToken).toBeNull()
    const mine = await ask(HISTORY, {}, shopper)
    expect(mine.orders.edges[0].node.number).toBe(done.orderNumber)
    await until(async () => {
      const [payment] = (await ask(PAYMENTS, { id: done.orderId }, shopper)).payments ?? []
      return payment?.state === 'CAPTURED'
    })
    const again = await ask(HISTORY, {}, shopper)
    expect(
      again.orders.edges.filter(({ node }: Answer['data']) => node.number === done.orderNumber),
    ).toHaveLength(1)
  })

  /** An order of the sample shopper, a line to be sent and one to be collected, that the ERP has taken and the provider was paid for. */
  const taken = async () => {
    const shopper = { ...whole.as('shopper'), 'x-channel': 'WEB' }
    const cart = await prepared(shopper)
    const input = { ...seenCart(cart), paymentReference: await paid(cart) }
    const done = await ask(CHECK_OUT, { input }, cart.as)
    const follow = () => ask(FOLLOWED, { id: done.orderId }, shopper)
    const before = await follow()
    await until(async () => {
      const { timeline } = await follow()
      return timeline.some(({ kind }: Answer['data']) => kind === 'PAID')
    })
    // That the ERP had none is kept as long as what it has.
    whole.forget()
    return { id: done.orderId as string, number: done.orderNumber as string, shopper, follow, before }
  }
  const kindsOf = ({ timeline }: Answer['data']): readonly string[] =>
    timeline.map(({ kind }: Answer['data']) => kind)

  it('CAP-30 is reserved, ready and handed over with proof in its store, and every step is in its timeline', async () => {
    const { id, number, follow, before } = await taken()
    const clerk = whole.as('associate', { store: goods().store })
    const queue = await ask(QUEUE, {}, clerk)
    expect(queue.edges.map(({ node }: Answer['data']) => node.number)).toContain(number)
    const inErp = await follow()
    // The ERP's own copy is shown now, and its lines are called as they were before it had them.
    expect(inErp.sources.map(({ system }: Answer['data']) => system)).toEqual(['ERP', 'GRAPH'])
    expect(inErp.lines).toEqual(
      before.lines.map((line: object) => ({ ...line, fulfillmentStatus: 'CONFIRMED' })),
    )
    const part = inErp.fulfillments.find(({ kind }: Answer['data']) => kind === 'PICKUP')
    expect(part).toMatchObject({ status: 'CONFIRMED', store: { code: goods().store } })
    const ready = await ask(READY, { order: id, part: part.id }, clerk)
    expect(ready.order.status).toBe('IN_PREPARATION')
    const [{ code }] = (await follow()).pickupCodes
    const handed = await ask(HAND_OVER, { order: id, part: part.id, code }, clerk)
    expect(handed.order.status).toBe('PARTIALLY_FULFILLED')
    const after = await follow()
    expect(after.lines.map(({ fulfillmentStatus }: Answer['data']) => fulfillmentStatus)).toEqual([
      'CONFIRMED',
      'COLLECTED',
    ])
    expect(kindsOf(after)).toEqual(['PLACED', 'ACCEPTED', 'PAID', 'READY', 'COLLECTED'])
    expect(after.actions.cancel).toEqual({
      allowed: false,
      reasons: expect.arrayContaining(['ALREADY_COLLECTED']),
    })
  })

  it('CAP-61 D7 says which system a cancellation has not reached, and reaches it when it answers', async () => {
    const { id, shopper, follow } = await taken()
    await whole.served.erp.misbehave?.({ down: true })
    const key = randomUUID()
    const done = await ask(CANCEL, { order: id, key }, shopper)
    expect(done.writes.find(({ system }: Answer['data']) => system === 'ERP')).toMatchObject({
      queuedForRetry: true,
    })
    await whole.served.erp.misbehave?.({})
    await until(async () => kindsOf(await follow()).includes('REFUNDED'))
    whole.forget()
    const after = await follow()
    expect([after.status, after.sources[0].system]).toEqual(['CANCELLED', 'ERP'])
    const told = await ask(CANCEL, { order: id, key }, shopper)
    expect(told.writes).toEqual(
      expect.arrayContaining([
        { system: 'ERP', outcome: 'OK', queuedForRetry: false },
        { system: 'PAYMENT', outcome: 'OK', queuedForRetry: false },
      ]),
    )
  })
})
