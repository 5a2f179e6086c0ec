import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import { euros, expectedOrders, nearest, unitsIn, variantOf } from './expected.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

const near = { latitude: 48.8596, longitude: 2.3437 }
const query = operation('customer-360')

describe('customer-360', () => {
  let whole: Whole
  let answer: Answer
  beforeAll(async () => {
    whole = await startWhole()
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

  it('asks each system a fixed number of times while caches are cold', () => {
    // The PIM's structure (labels, families, channels) has been read for the search index.
    expect(answer.calls).toEqual({ erp: 7, crm: 2, pim: 2 })
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

  it('answers an alias of the shopper under the one id', async () => {
    const [shopper] = whole.world.customers
    const alias = mintId(whole.idKey, 'customer', { source: 'erp', id: shopper?.businessPartner as RecordId })
    const { data, errors } = await whole.ask('query ($id: ID!) { customer(id: $id) { id } }', { id: alias })
    expect(errors).toEqual([])
    expect(data.customer.id).toBe(whole.samples.omnichannelShopper.customerId)
  })
})
