import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import { mediaCode } from '../../sandbox/akeneo/media.ts'
import { createThreads, type WorldThread } from '../../sandbox/world/threads.ts'
import { expectedMessages } from '../contracts/conversations.ts'
import { euros, expectedOrders, nearest, unitsIn, variantOf } from './expected.ts'
import { indexed } from './settled.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

const near = { latitude: 48.8596, longitude: 2.3437 }
const query = operation('customer-360')
const BEGIN = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  cart { id } } }`

describe('customer-360', () => {
  let whole: Whole
  let answer: Answer
  beforeAll(async () => {
    whole = await startWhole()
    // What the index reads of the PIM would be counted.
    await indexed(whole.url)
    answer = await whole.ask(query, { id: whole.samples.omnichannelShopper.customerId, near })
  })
  afterAll(() => whole.close())

  it('answers whole, without an error', () => {
    expect(answer.errors).toEqual([])
    expect(answer.status).toBe(200)
    expect(answer.data.customer.sources).toEqual([
      { system: 'CRM', instance: 'crm', outcome: 'OK' },
      { system: 'ERP', instance: 'erp', outcome: 'OK' },
      expect.objectContaining({ system: 'POS', instance: 'tills', outcome: 'OK' }),
    ])
  })

  it('shows the shopper’s profile as the CRM has it', () => {
    const [shopper] = whole.world.customers
    expect(answer.data.customer).toMatchObject({
      givenName: shopper?.givenName,
      familyName: shopper?.familyName,
      email: shopper?.email,
      phone: shopper?.phone,
      preferredLocale: shopper?.locale.replace('_', '-'),
    })
  })

  it('lists twenty orders of three channels and more, strictly ordered, as the world has them', () => {
    const all = expectedOrders(whole.world, 0, whole.idKey)
    const { edges, complete, pageInfo } = answer.data.customer.orders
    const shown = edges.map(({ node }: { node: Record<string, unknown> }) => node)
    expect(complete).toBe(true)
    expect(pageInfo.hasNextPage).toBe(all.length > 20)
    expect(new Set(all.slice(0, 20).map(({ channel }) => channel)).size).toBeGreaterThanOrEqual(3)
    expect(
      shown.map((order: Answer['data']) => ({
        id: order.id,
        number: order.number,
        channel: order.channel.kind,
        placedOn: order.placedOn,
        placedAt: order.placedAt,
        total: order.cost.total.gross.amount,
        lines: order.lines.map((line: Answer['data']) => [
          line.variant.sku,
          line.quantity,
          line.lineTotal.gross.amount,
        ]),
      })),
    ).toEqual(
      all.slice(0, 20).map(({ total, lines, ...order }) => ({
        ...order,
        total: euros(total),
        lines: lines.map(({ sku, quantity, total: amount }) => [sku, quantity, euros(amount)]),
      })),
    )
  })

  it('joins each line’s product, price and stock in the five nearest stores', () => {
    const stores = nearest(whole.world, near, 5)
    const lines = answer.data.customer.orders.edges.flatMap((edge: Answer['data']) => edge.node.lines)
    expect(lines.length).toBeGreaterThanOrEqual(60)
    for (const { variant } of lines) {
      const { product, variant: known } = variantOf(whole.world, variant.sku)
      if (known.inPim) {
        expect(variant.product).toEqual({
          title: product.title['fr_FR'] ?? product.title['en_US'],
          brand: product.brand,
        })
        expect(variant.size).toBe(known.size)
      }
      expect(variant.price.unitPrice.gross.amount).toBe(euros(known.price))
      expect(
        variant.storeAvailability.edges.map(({ node }: Answer['data']) => [
          node.store.code,
          node.store.name,
          node.availableToSell,
        ]),
      ).toEqual(stores.map((store) => [store.code, store.name, unitsIn(store, known)]))
    }
  })

  it('shows the loyalty account', () => {
    const account = whole.world.loyalty.find(({ customer }) => customer === 0)
    expect(answer.data.customer.loyalty).toEqual({
      cardNumber: account?.card,
      tier: { name: account?.tier },
      balance: { available: account?.balance, pending: account?.pending },
    })
  })

  it('shows how each order was paid', () => {
    for (const { node } of answer.data.customer.orders.edges) {
      const receipt = whole.world.receipts.find(({ number }) => number === node.number)
      const order = whole.world.orders.find(({ number }) => number === node.number)
      const paid = receipt
        ? receipt.tenders.map(({ amount, change }) => euros(amount - change))
        : order?.invoice?.cleared
          ? [node.cost.total.gross.amount]
          : []
      expect([node.number, node.payments.map(({ amount }: Answer['data']) => amount.amount)]).toEqual([
        node.number,
        paid,
      ])
    }
  })

  it('shows each line’s picture, as small as a phone wants it', () => {
    const lines = answer.data.customer.orders.edges.flatMap((edge: Answer['data']) => edge.node.lines)
    for (const { variant } of lines) {
      const { product, variant: known } = variantOf(whole.world, variant.sku)
      if (!known.inPim) continue
      expect(variant.image.width).toBe(480)
      const url = new URL(variant.image.url)
      expect(url.pathname).toBe(`/media/${mediaCode(product)}`)
      expect(url.searchParams.get('width')).toBe('480')
    }
  })

  it('shows the sizes they wear, surest first, from ERP and tills, worked out elsewhere', async () => {
    const { sizes, sources } = answer.data.customer.preferences
    expect(sources.map(({ instance, outcome }: Answer['data']) => [instance, outcome])).toEqual([
      ['erp', 'OK'],
      ['tills', 'OK'],
      ['pim', 'OK'],
    ])
    expect(sizes.length).toBeGreaterThan(3)
    const sure = sizes.map(({ confidence }: Answer['data']) => confidence)
    expect([...sure].sort((left, right) => right - left)).toEqual(sure)
    const bought = expectedOrders(whole.world, 0, whole.idKey).flatMap(({ lines }) => lines)
    const worn = new Set(bought.map(({ sku }) => variantOf(whole.world, sku).variant.size))
    for (const { size } of sizes) expect(worn).toContain(size)
  })

  it('shows what is open at the service desk, each with what was said last', () => {
    const { edges, sources } = answer.data.customer.conversations
    expect(sources).toEqual([{ system: 'CRM', instance: 'crm', outcome: 'OK' }])
    const threads = createThreads(whole.world)
    const open = whole.world.cases.filter(({ customer, status }) => customer === 0 && status !== 'Closed')
    expect(open.length).toBeGreaterThan(0)
    expect(
      edges.map(({ node: { subject, lastMessage } }: Answer['data']) => [
        subject,
        lastMessage.at,
        lastMessage.author,
        lastMessage.text,
      ]),
    ).toEqual(
      open.map((one) => {
        const last = expectedMessages(whole.world, one, threads.get(one.id) as WorldThread).at(-1)
        return [one.subject, last?.at, last?.author, last?.text]
      }),
    )
  })

  it('asks each system a fixed number of times while caches are cold', () => {
    // ERP: the session; two looks at the business partner; page and sizes' history in one batch; returns and what they are of; two
    // for payments; stock; prices; stores. CRM: profile, points, conversations, two for their threads. PIM: what is on the page,
    // the same cut for phones, what sizes are drawn from, styles; its labels, families and channels were read for the search index.
    expect(answer.calls).toEqual({ erp: 11, crm: 5, pim: 4 })
  })

  it('asks nobody while everything is fresh, and for another page of orders the ERP alone', async () => {
    const id = whole.samples.omnichannelShopper.customerId
    const warm = await whole.ask(query, { id, near })
    expect(warm.errors).toEqual([])
    expect(warm.calls).toEqual({ erp: 0, crm: 0, pim: 0 })
    expect(warm.data).toEqual(answer.data)
    const few = await whole.ask(query.replace('first: 20', 'first: 3'), { id, near })
    expect(few.calls).toEqual({ erp: 1, crm: 0, pim: 0 })
    expect(few.data.customer.orders.edges).toHaveLength(3)
  })

  it('CAP-59: is the shopper’s cart, too, in the one round trip, and costs what its one line’s price and promotions do', async () => {
    const variants = whole.world.products.flatMap((product) => product.variants)
    const [article] = variants.filter(({ price }) => price > 0)
    const id = whole.samples.omnichannelShopper.customerId
    const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku: article?.sku, quantity: 2 }] }
    const begun = await whole.ask(BEGIN, { input, key: randomUUID() }, whole.as('shopper'))
    whole.forget()
    const tablet = { ...whole.as('associate'), 'x-channel': 'ASSOCIATE_APP' }
    const { data, errors, calls } = await whole.ask(query, { id, near }, tablet)
    expect(errors).toEqual([])
    const { cart, ...others } = data.customer
    const { cart: none, ...before } = answer.data.customer
    expect(none).toBeNull()
    expect(others).toEqual(before)
    expect(cart).toMatchObject({
      id: begun.data.cartCreate.cart.id,
      touchedBy: [{ channel: { kind: 'WEB' } }],
      lines: [{ sku: article?.sku, quantity: 2, addedFrom: { kind: 'WEB' } }],
      source: { system: 'GRAPH', instance: null },
    })
    // One call more to the CRM for the promotions; one to the ERP for the line's price, where the first time its session was begun.
    const { erp, crm, pim } = answer.calls
    expect(calls).toEqual({ erp, crm: crm + 1, pim })
  })

  it('answers an alias of the shopper under the one id', async () => {
    const [shopper] = whole.world.customers
    const alias = mintId(whole.idKey, 'customer', { source: 'erp', id: shopper?.businessPartner as RecordId })
    const { data, errors } = await whole.ask('query ($id: ID!) { customer(id: $id) { id } }', { id: alias })
    expect(errors).toEqual([])
    expect(data.customer.id).toBe(whole.samples.omnichannelShopper.customerId)
  })
})
