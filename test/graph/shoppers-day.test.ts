import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedOrders, unitPriceOf } from './expected.ts'
import { type Seen, seenAlike } from './seen-alike.ts'
import { filledOf } from './settled.ts'
import { type Ask, asking, pay, storeIdOf, until } from './shopping.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

/** Where the shopper is advised and collects, and where they bring back. */
const STORE = 'PAR03'
const OTHER_STORE = 'LYO01'

const CENTS = '{ centAmount }'
const STATE = `id
  cart { id version lines { id sku quantity addedFrom { kind } lineTotal { gross ${CENTS} } }
    touchedBy { channel { kind } at storeId associateId } cost { subtotal ${CENTS} shipping ${CENTS} total ${CENTS} isEstimate }
    fulfillmentGroups { mode lineIds store { code } location { kind } } problems { __typename } }
  orders(first: 1) { complete sources { instance outcome } edges { node {
    id number status returnStatus version channel { kind } cost { total { gross ${CENTS} } shipping { gross ${CENTS} } }
    lines { id sku quantity quantityReturnable fulfillmentStatus lineTotal { gross ${CENTS} } }
    payments { method last4 state amount ${CENTS} refundable ${CENTS} refundPaths }
    fulfillments { id kind status store { code } lines { orderLineId quantity } } pickupCodes { fulfillmentId code }
    actions { cancel { allowed reasons } return { allowed reasons } exchange { allowed reasons } returnChannels returnUntil }
    timeline { kind on note source { system } } sources { system recordId }
    returns { id number status receivedAt { code } lines { sku quantity reason disposition } refund ${CENTS}
      refunds { amount ${CENTS} path by state } facts { receipt refund restock } }
    loyaltyEntries { kind points channel { kind } } } } }
  loyalty { balance { available pending } ledger(first: 2) { edges { node { kind points channel { kind } } } } }`

/** What shows that systems were told, and have answered. */
const TOLD = `{ me { orders(first: 1) { edges { node { timeline { kind } loyaltyEntries { kind } returns { facts { receipt refund restock } } } } }
  loyalty { ledger(first: 1) { edges { node { kind } } } } } }`

const ERRORS = 'userErrors { code message }'
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { sku } } ${ERRORS} } }`
const MERGE = `mutation ($id: ID!, $token: String!, $key: String!) { cartMerge(guestCartId: $id, guestToken: $token, idempotencyKey: $key) {
  cart { id } report { sku resultQuantity note } ${ERRORS} } }`
const HAND_OFF = `mutation ($id: ID!, $store: ID!, $key: String!) {
  cartHandOff(cartId: $id, toChannel: ASSOCIATE_APP, storeId: $store, idempotencyKey: $key) { handOffCode ${ERRORS} } }`
const ACCEPT = `mutation ($code: String!, $key: String!) { cartHandOffAccept(code: $code, idempotencyKey: $key) {
  token cart { id } userErrors { code } } }`
const ADD = `mutation ($id: ID!, $lines: [CartLineInput!]!, $key: String!) {
  cartLinesAdd(cartId: $id, lines: $lines, idempotencyKey: $key) { cart { id } ${ERRORS} } }`
const REMOVE = `mutation ($id: ID!, $lines: [ID!]!, $key: String!) {
  cartLinesRemove(cartId: $id, lineIds: $lines, idempotencyKey: $key) { cart { id } ${ERRORS} } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) { cart { version } ${ERRORS} } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  orderId orderNumber cart { state } ${ERRORS} } }`
const READY = `mutation ($order: ID!, $part: ID!, $key: String!) {
  pickupMarkReady(orderId: $order, fulfillmentId: $part, idempotencyKey: $key) { order { id } ${ERRORS} } }`
const HAND_OVER = `mutation ($order: ID!, $part: ID!, $code: String!, $key: String!) {
  pickupHandOver(orderId: $order, fulfillmentId: $part, proof: { code: $code }, idempotencyKey: $key) { order { id } ${ERRORS} } }`
const AT_THE_COUNTER = `query ($number: String!) { orderLookup(number: $number, channel: WEB) { order {
  id payments { method last4 refundable ${CENTS} refundPaths } } } }`
const RECEIVE = `mutation ($input: ReturnReceiveInput!, $key: String!) { returnReceive(input: $input, idempotencyKey: $key) {
  return { id } ${ERRORS} } }`

/**
 * What it costs to ask for all of it after each step, when nothing is known any more. ERP: the order and its parts, each of all at once; with a cart its prices and its
 * stock, too. CRM: the account, its movements, those of the order; with a cart promotions and the segments they speak to. Provider: what it still holds of the payment.
 */
const COST = {
  morning: { erp: 7, crm: 3, pim: 0 },
  apart: { erp: 8, crm: 5, pim: 0 },
  merged: { erp: 8, crm: 5, pim: 0 },
  advised: { erp: 8, crm: 5, pim: 0 },
  decided: { erp: 8, crm: 5, pim: 0 },
  ordered: { erp: 6, crm: 3, pim: 0, psp: 1 },
  ready: { erp: 6, crm: 3, pim: 0, psp: 1 },
  handed: { erp: 6, crm: 3, pim: 0, psp: 1 },
  arrived: { erp: 7, crm: 3, pim: 0, psp: 1 },
  evening: { erp: 7, crm: 3, pim: 0, psp: 1 },
}

describe('a shopper’s day', { timeout: 60_000 }, () => {
  let whole: Whole
  /** Changes that systems were sent since somebody last looked: system, method and what they are of. */
  const changes: string[] = []
  beforeAll(async () => {
    whole = await startWhole({
      timeoutMs: 10_000,
      budgetMs: 20_000,
      witness: ({ system, method, target }) => {
        const isChange = /\/A_\w+$|\/sobjects\/\w|^\/v1\/payments\/\w+\/\w/.test(target)
        if (isChange && method !== 'GET') changes.push(`${system} ${method} ${target.split('/').at(-1)}`)
      },
    })
    await filledOf(whole)
  })
  afterAll(() => whole?.close())

  const customerId = () => whole.samples.omnichannelShopper.customerId
  const web = () => ({ ...whole.as('shopper'), 'x-channel': 'WEB' })
  const phone = () => ({ ...whole.as('shopper'), 'x-channel': 'MOBILE_APP' })
  const tablet = (store = STORE) => ({ ...whole.as('associate', { store }), 'x-channel': 'ASSOCIATE_APP' })
  const callCentre = () => ({ ...whole.as('callCentre'), 'x-channel': 'CALL_CENTER' })
  const ask: Ask = (...asked) => asking(whole)(...asked)
  const storeId = (code: string) => storeIdOf(ask, code, web())
  /** The same to all three, the first of whom asks every system anew; and what systems were sent for what was done since. */
  const look = async (step: keyof typeof COST, store = STORE) => {
    const sent = changes.splice(0).sort()
    whole.forget()
    const headers = { web: web(), store: tablet(store), callCentre: callCentre() }
    const seen = await seenAlike(whole, { customerId: customerId(), headers, state: STATE })
    expect([step, seen.calls.web]).toEqual([step, COST[step]])
    // What systems said is shared, below who may see it: the others cost no more than that.
    const known: Readonly<Record<string, number>> = seen.calls.web
    for (const calls of [seen.calls.store, seen.calls.callCentre]) {
      const dearer = Object.entries(calls).filter(([system, count]) => count > (known[system] ?? 0))
      expect([step, dearer]).toEqual([step, []])
    }
    return { ...seen, changes: sent }
  }
  const newest = ({ web: seen }: Seen) => seen.orders.edges[0].node
  /** Waits until systems were told and have answered, of which the newest order and the points show it. */
  const untilTold = (isThere: (seen: Answer['data'], order: Answer['data']) => boolean) =>
    until(async () => {
      whole.forget()
      const { data } = await whole.ask(TOLD, {}, web())
      return isThere(data.me, data.me.orders.edges[0].node)
    }, 15_000)
  /** Plain articles: one that the warehouse has most of, and two that the store has most of; together too cheap to be sent for nothing. */
  const goods = () => {
    const { world } = whole
    const promoted = new Set(world.promotions.flatMap(({ items }) => items ?? []))
    const plain = world.products
      .filter(({ weighed }) => !weighed)
      .flatMap(({ variants }) => variants)
      .filter(({ sku, inPim }) => inPim && !promoted.has(sku) && unitPriceOf(world, sku) < 2_500)
    const units = ({ stock }: (typeof plain)[number], code: string) => Number(stock[code] ?? 0)
    const most = (code: string, but: readonly string[]) => {
      const [first] = plain
        // The store has all of them: until it is decided how they come, those who look from there count what is at hand.
        .filter((one) => !but.includes(one.sku) && units(one, STORE) > 0)
        .toSorted((left, right) => units(right, code) - units(left, code))
      return first?.sku ?? ''
    }
    const sent = most(world.warehouse.code, [])
    const collected = most(STORE, [sent])
    return { sent, collected, left: most(STORE, [sent, collected]) }
  }
  const linesOf = ({ web: { cart } }: Seen) =>
    cart.lines.map(({ sku, quantity, addedFrom }: Answer['data']) => [sku, quantity, addedFrom.kind])

  it('from a guest’s cart to points that are put right is the same on the web, in stores and to the call centre', async () => {
    const { world, config, samples } = whole
    const { sent, collected, left } = goods()
    const price = (sku: string) => unitPriceOf(world, sku)
    const member = world.loyalty.find(({ customer }) => customer === 0)
    const points = { available: member?.balance ?? 0, pending: member?.pending ?? 0 }

    // In the morning: no cart, the orders of before.
    const morning = await look('morning')
    expect(morning.web).toMatchObject({ id: samples.omnichannelShopper.customerId, cart: null })
    expect(newest(morning).number).toBe(expectedOrders(world, 0, whole.idKey)[0]?.number)
    expect(morning.web.loyalty.balance).toEqual(points)

    // One article from the phone; then two on the web, as a guest.
    const input = { currencyCode: 'EUR' }
    const own = { ...input, channel: 'MOBILE_APP', lines: [{ sku: left, quantity: 1 }] }
    await ask(CREATE, { input: own }, phone())
    const lines = [sent, left].map((sku) => ({ sku, quantity: 1 }))
    const guest = { ...whole.as('anonymous'), 'x-channel': 'WEB' }
    const begun = await ask(CREATE, { input: { ...input, channel: 'WEB', lines } }, guest)
    const apart = await look('apart')
    expect(linesOf(apart)).toEqual([[left, 1, 'MOBILE_APP']])
    const token = whole.as('anonymous', { cartToken: begun.token })
    const guests = await ask(
      'query ($id: ID!) { cart(id: $id) { lines { sku } } }',
      { id: begun.cart.id },
      token,
    )
    expect(guests.lines).toEqual(lines.map(({ sku }) => ({ sku })))

    // At login both are one.
    const merged = await ask(MERGE, { id: begun.cart.id, token: begun.token }, web())
    expect(merged.report).toEqual([
      { sku: left, resultQuantity: 1, note: 'LARGER_TAKEN' },
      { sku: sent, resultQuantity: 1, note: 'MOVED' },
    ])
    const one = await look('merged')
    const cart = one.web.cart.id as string
    expect([cart, linesOf(one)]).toEqual([
      apart.web.cart.id,
      [
        [left, 1, 'MOBILE_APP'],
        [sent, 1, 'WEB'],
      ],
    ])

    // In the store: by the code, there and nowhere else, an associate has it and adds to it. One thing the shopper leaves.
    const here = await storeId(STORE)
    const { handOffCode: code } = await ask(HAND_OFF, { id: cart, store: here }, phone())
    const elsewhere = await whole.ask(ACCEPT, { code, key: randomUUID() }, tablet(OTHER_STORE))
    expect(elsewhere.data.cartHandOffAccept.userErrors).toEqual([{ code: 'NOT_FOUND' }])
    expect((await ask(ACCEPT, { code }, tablet())).cart.id).toBe(cart)
    await ask(ADD, { id: cart, lines: [{ sku: collected, quantity: 1 }] }, tablet())
    await ask(REMOVE, { id: cart, lines: [one.web.cart.lines[0].id] }, phone())
    const advised = await look('advised')
    expect(linesOf(advised)).toEqual([
      [sent, 1, 'WEB'],
      [collected, 1, 'ASSOCIATE_APP'],
    ])
    const touches = (seen: Answer['data']) =>
      seen.cart.touchedBy.map(({ channel, storeId: at }: Answer['data']) => [channel.kind, at])
    expect(touches(advised.web)).toEqual([
      ['MOBILE_APP', null],
      ['WEB', null],
      ['ASSOCIATE_APP', here],
    ])
    expect(advised.callCentre.cart.touchedBy.at(-1).associateId).toEqual(expect.any(String))

    // One is sent, the other collected in this store.
    const [first, second] = advised.web.cart.lines
    const groups = [
      { lineIds: [first.id], mode: 'SHIP_FROM_WAREHOUSE' },
      { lineIds: [second.id], mode: 'PICKUP_IN_STORE', storeId: here },
    ]
    await ask(FULFIL, { id: cart, groups }, web())
    const decided = await look('decided')
    const shipping = Math.round(Number(config.fulfilment.SHIP_FROM_WAREHOUSE?.cost) * 100)
    const total = price(sent) + price(collected) + shipping
    expect(decided.web.cart).toMatchObject({
      cost: {
        subtotal: { centAmount: price(sent) + price(collected) },
        shipping: { centAmount: shipping },
        total: { centAmount: total },
        isEstimate: false,
      },
      problems: [],
      fulfillmentGroups: [
        { mode: 'SHIP_FROM_WAREHOUSE', store: null, location: { kind: 'WAREHOUSE' } },
        { mode: 'PICKUP_IN_STORE', store: { code: STORE }, location: { kind: 'STORE' } },
      ],
    })
    // So far nobody was told of anything: a cart is the graph's own.
    expect(decided.changes).toEqual([])

    const payment = await pay(whole.served.psp.url, cart, total)
    const checkout = {
      cartId: cart,
      expectedVersion: decided.web.cart.version,
      expectedTotal: { amount: (total / 100).toFixed(2), currencyCode: 'EUR' },
      paymentReference: payment,
    }
    const done = await ask(CHECK_OUT, { input: checkout }, web())
    expect(done.cart.state).toBe('ORDERED')
    await untilTold((_, { timeline, loyaltyEntries }) => {
      const isPaid = timeline.some(({ kind }: Answer['data']) => kind === 'PAID')
      return isPaid && loyaltyEntries.length > 0
    })
    const ordered = await look('ordered')
    expect(ordered.web.cart).toBeNull()
    const earned = Math.floor(total / 100)
    expect(newest(ordered)).toMatchObject({
      id: done.orderId,
      number: done.orderNumber,
      status: 'CONFIRMED',
      channel: { kind: 'WEB' },
      cost: { total: { gross: { centAmount: total } }, shipping: { gross: { centAmount: shipping } } },
      lines: [
        { sku: sent, quantity: '1', lineTotal: { gross: { centAmount: price(sent) } } },
        { sku: collected, quantity: '1', lineTotal: { gross: { centAmount: price(collected) } } },
      ],
      payments: [{ method: 'CARD', last4: '4242', state: 'CAPTURED', amount: { centAmount: total } }],
      loyaltyEntries: [{ kind: 'EARN', points: earned, channel: { kind: 'WEB' } }],
      actions: { return: { allowed: false, reasons: ['NOT_RECEIVED_YET'] } },
    })
    expect(kindsOf(ordered)).toEqual(['PLACED', 'ACCEPTED', 'PAID'])
    expect(ordered.web.loyalty.balance).toEqual({ ...points, pending: points.pending + earned })
    expect(ordered.changes).toEqual([
      'crm POST TransactionJournal',
      'erp POST A_SalesOrder',
      'psp POST captures',
    ])

    // The store puts its part together, and gives it to who has the code.
    const part = newest(ordered).fulfillments.find(({ kind }: Answer['data']) => kind === 'PICKUP')
    expect(part).toMatchObject({ status: 'CONFIRMED', store: { code: STORE } })
    await ask(READY, { order: done.orderId, part: part.id }, tablet())
    const ready = await look('ready')
    expect(newest(ready).fulfillments).toContainEqual({ ...part, status: 'READY_FOR_PICKUP' })
    const [pickup] = newest(ready).pickupCodes
    expect(pickup.fulfillmentId).toBe(part.id)
    await ask(HAND_OVER, { order: done.orderId, part: part.id, code: pickup.code }, tablet())
    const handed = await look('handed')
    expect(statusesOf(handed)).toEqual(['CONFIRMED', 'COLLECTED'])
    expect(kindsOf(handed)).toEqual(['PLACED', 'ACCEPTED', 'PAID', 'READY', 'COLLECTED'])

    // The warehouse sends the other.
    const { recordId } = newest(handed).sources.find(({ system }: Answer['data']) => system === 'ERP')
    whole.served.erp.advance({ order: recordId, to: 'DELIVERED', items: ['10'] })
    const arrived = await look('arrived')
    expect(statusesOf(arrived)).toEqual(['SHIPPED', 'COLLECTED'])
    expect(newest(arrived).lines.map(({ quantityReturnable }: Answer['data']) => quantityReturnable)).toEqual(
      ['1', '1'],
    )
    expect(newest(arrived).actions).toMatchObject({
      cancel: { allowed: false },
      return: { allowed: true, reasons: [] },
    })
    expect([...ready.changes, ...handed.changes, ...arrived.changes]).toEqual([])

    // It does not suit, and is brought back in another town.
    const counter = tablet(OTHER_STORE)
    const { order } = await ask(AT_THE_COUNTER, { number: done.orderNumber }, counter)
    expect(order).toEqual({
      id: done.orderId,
      payments: [
        {
          method: 'CARD',
          last4: '4242',
          refundable: { centAmount: total },
          refundPaths: ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
        },
      ],
    })
    expect(newest(arrived).payments[0].refundPaths).toEqual(['ORIGINAL_TENDER'])
    const back = [
      { orderLineId: newest(arrived).lines[0].id, quantity: '1', reason: 'TOO_LARGE', condition: 'AS_NEW' },
    ]
    const taking = { orderId: done.orderId, storeId: await storeId(OTHER_STORE), lines: back }
    await ask(RECEIVE, { input: taking }, counter)
    await untilTold(({ loyalty }, { returns }) => {
      const isDone = Object.values(returns[0]?.facts ?? { none: 'OPEN' }).every((fact) => fact === 'DONE')
      return isDone && loyalty.ledger.edges[0].node.kind === 'ADJUST'
    })
    const evening = await look('evening', OTHER_STORE)
    const kept = Math.floor((earned * (total - price(sent))) / total)
    expect(newest(evening)).toMatchObject({
      returnStatus: 'PARTIALLY_RETURNED',
      lines: [{ quantityReturnable: '0' }, { quantityReturnable: '1' }],
      payments: [{ refundable: { centAmount: total - price(sent) } }],
      returns: [
        {
          status: 'REFUNDED',
          receivedAt: { code: OTHER_STORE },
          lines: [{ sku: sent, quantity: '1', reason: 'TOO_LARGE', disposition: 'RESTOCK_STORE' }],
          refund: { centAmount: price(sent) },
          refunds: [
            {
              amount: { centAmount: price(sent) },
              path: 'ORIGINAL_TENDER',
              by: 'PROVIDER',
              state: 'REFUNDED',
            },
          ],
        },
      ],
    })
    expect(evening.web.loyalty.ledger.edges.map(({ node }: Answer['data']) => node)).toEqual([
      { kind: 'ADJUST', points: kept - earned, channel: { kind: 'WEB' } },
      { kind: 'EARN', points: earned, channel: { kind: 'WEB' } },
    ])
    const { available, pending } = evening.web.loyalty.balance
    expect(available + pending).toBe(points.available + points.pending + kept)
    expect(evening.changes).toEqual([
      'crm POST TransactionJournal',
      'erp POST A_CustomerReturn',
      'psp POST refunds',
    ])
    expect(await bookOf(whole.served.psp.url, payment)).toEqual([total, price(sent)])
  })
})

const kindsOf = ({ web }: Seen): readonly string[] =>
  web.orders.edges[0].node.timeline.map(({ kind }: Answer['data']) => kind)
const statusesOf = ({ web }: Seen): readonly string[] =>
  web.orders.edges[0].node.lines.map(({ fulfillmentStatus }: Answer['data']) => fulfillmentStatus)

/** What the provider took of a payment, and gave back; cents. */
async function bookOf(url: string, payment: string): Promise<readonly [number, number]> {
  const headers = { authorization: 'Bearer sandbox-psp' }
  const response = await fetch(`${url}/v1/payments/${payment}`, { headers })
  const { amount_captured, amount_refunded } = (await response.json()) as Readonly<Record<string, number>>
  return [amount_captured ?? 0, amount_refunded ?? 0]
}
