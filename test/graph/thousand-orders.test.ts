import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cursorOf, type Position } from '../../subgraphs/shared/orders/order-position.ts'
import { world as smallWorld } from '../contracts/small-world.ts'
import { euros, expectedOrders } from './expected.ts'
import { ORDERS, withThousandOrders } from './thousand-orders.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const PAGE = `query ($id: ID!, $after: String) { customer(id: $id) { orders(first: 20, after: $after) {
  complete edges { cursor node { id placedOn } } pageInfo { hasNextPage endCursor }
} } }`
const STATS = `query ($id: ID!) { customer(id: $id) { orderStats {
  count lifetimeValue { amount } byChannel { channel { kind } count } sources { instance outcome }
} } }`
const BOUGHT = `query ($id: ID!, $after: String) { customer(id: $id) { purchasedVariants(first: 2, after: $after) {
  complete edges { times node { sku } } pageInfo { hasNextPage endCursor }
} } }`

describe('a shopper of a thousand orders', { timeout: 60_000 }, () => {
  let whole: Whole
  let id: string
  beforeAll(async () => {
    whole = await startWhole({
      edit: (yaml) => `${yaml}\nfreshness:\n  orders: 0\n  profiles: 0\n`,
      world: withThousandOrders(smallWorld),
      timeoutMs: 20_000,
      budgetMs: 30_000,
    })
    id = whole.samples.omnichannelShopper.customerId
    // The customer number of the partner and the tokens for batches are asked for once; then they are known.
    await whole.ask(STATS, { id })
  })
  afterAll(() => whole.close())

  it('costs one call a page wherever the page is, and one more in the middle of a full day', async () => {
    const expected = expectedOrders(whole.world, 0, whole.idKey)
    const cursorAfter = (index: number) => {
      const order = expected[index]
      return order ? cursorOf(order as unknown as Position) : null
    }
    const busy = expected.findIndex(
      ({ placedOn, placedAt }, index) => placedAt === null && expected[index - 70]?.placedOn === placedOn,
    )
    expect(busy).toBeGreaterThan(0)
    for (const [start, most] of [
      [-1, 1],
      [19, 1],
      [busy, 2],
      [500, 1],
      [ORDERS - 10, 1],
    ] as const) {
      const { data, errors, calls } = await whole.ask(PAGE, { id, after: cursorAfter(start) })
      expect(errors).toEqual([])
      const { edges, pageInfo, complete } = data.customer.orders
      expect(complete).toBe(true)
      expect(edges.map(({ node }: Answer['data']) => node.id)).toEqual(
        expected.slice(start + 1, start + 21).map((order) => order.id),
      )
      expect(edges.map(({ cursor }: Answer['data']) => cursor).at(-1)).toBe(cursorAfter(start + edges.length))
      expect(pageInfo.hasNextPage).toBe(start + 21 < ORDERS)
      expect([start, calls]).toEqual([start, { erp: most, crm: 0, pim: 0 }])
    }
  })

  it('sums them up', async () => {
    const { data, errors, calls } = await whole.ask(STATS, { id })
    expect(errors).toEqual([])
    const expected = expectedOrders(whole.world, 0, whole.idKey)
    expect(data.customer.orderStats).toMatchObject({
      count: ORDERS,
      lifetimeValue: { amount: euros(expected.reduce((sum, { total }) => sum + total, 0)) },
      byChannel: [
        { channel: { kind: 'WEB' }, count: 600 },
        { channel: { kind: 'STORE_POS' }, count: 400 },
      ],
      sources: [
        { instance: 'erp', outcome: 'OK' },
        { instance: 'tills', outcome: 'OK' },
      ],
    })
    // Six hundred orders in pages of a hundred, as the server cuts them, each of which begins with the last order of the one
    // before: seven. Returns and channels of all of them in one batch each.
    expect(calls).toEqual({ erp: 9, crm: 0, pim: 0 })
  })

  it('draws their sizes from the newest fifty, at the price of one page, and says that there are more', async () => {
    const query = `query ($id: ID!) { customer(id: $id) { preferences {
      sizes { observations } favouriteStore { code } sources { instance outcome message }
    } } }`
    const { data, errors, calls } = await whole.ask(query, { id })
    expect(errors).toEqual([])
    const older = 'There are orders older than the newest 50, which are not counted.'
    expect(data.customer.preferences.sources).toMatchObject([
      { instance: 'erp', outcome: 'PARTIAL', message: older },
      { instance: 'tills', outcome: 'PARTIAL', message: older },
      { instance: 'pim', outcome: 'OK' },
    ])
    const lines = expectedOrders(whole.world, 0, whole.idKey)
      .slice(0, 50)
      .flatMap((order) => order.lines)
    const seen = data.customer.preferences.sizes.map(({ observations }: Answer['data']) => observations)
    expect(seen.length).toBeGreaterThan(0)
    expect(Math.max(...seen)).toBeLessThanOrEqual(lines.length)
    expect(seen.reduce((sum: number, one: number) => sum + one, 0)).toBeGreaterThanOrEqual(50)
    // The page, what came back of it, and the channels of its orders.
    expect(calls.erp).toBe(3)
  })

  it('shows what they bought', async () => {
    const skus: string[] = []
    for (let after: string | null = null; ; ) {
      const { data, errors, calls }: Answer = await whole.ask(BOUGHT, { id, after })
      expect(errors).toEqual([])
      expect(calls).toEqual({ erp: 9, crm: 0, pim: 0 })
      const { edges, pageInfo, complete } = data.customer.purchasedVariants
      expect(complete).toBe(true)
      skus.push(...edges.map(({ node }: Answer['data']) => node.sku))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    const lines = expectedOrders(whole.world, 0, whole.idKey).flatMap((order) => order.lines)
    expect([...skus].sort()).toEqual([...new Set(lines.map(({ sku }) => sku))].sort())
  })

  it('costs a shopper of one order one page and the two reads of what came back', async () => {
    const counts = whole.world.customers.map(
      ({ index }) => expectedOrders(whole.world, index, whole.idKey).length,
    )
    const one = whole.world.customers.find(
      ({ index, contactId, businessPartner }) =>
        counts[index] === 1 &&
        contactId &&
        businessPartner &&
        whole.world.orders.some(({ customer }) => customer === index),
    )
    const lookup =
      'query ($email: String!) { customerLookup(type: EMAIL, value: $email) { best { customer { id } } } }'
    const { data } = await whole.ask(lookup, { email: one?.email })
    const customer = data.customerLookup.best.customer.id
    await whole.ask(PAGE, { id: customer })
    const page = await whole.ask(PAGE, { id: customer })
    expect(page.data.customer.orders.edges).toHaveLength(1)
    expect(page.calls).toEqual({ erp: 1, crm: 0, pim: 0 })
    const stats = await whole.ask(STATS, { id: customer })
    expect(stats.calls).toEqual({ erp: 3, crm: 0, pim: 0 })
    expect((await whole.ask(BOUGHT, { id: customer })).calls).toEqual({ erp: 3, crm: 0, pim: 0 })
  })
})
