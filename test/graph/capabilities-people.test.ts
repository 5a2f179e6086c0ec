import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import type { WorldReceipt } from '../../sandbox/world/sale-types.ts'
import { createThreads } from '../../sandbox/world/threads.ts'
import type { World } from '../../sandbox/world/types.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderId } from '../../subgraphs/shared/orders/order-id.ts'
import { world as smallWorld } from '../contracts/small-world.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

/** Known at the tills and in the CRM, and in this file's world a buyer of shirts alone. */
const SHOPPER = 10

/** The small world in which the shopper bought three shirts in M and one in L, and brought back the one in L. */
function shirtBuyersWorld(): World {
  const shirts = smallWorld.products.filter(({ family }) => family === 'chemises')
  const sized = (wanted: string) =>
    shirts.flatMap(({ title, variants }) =>
      variants.filter(({ size, inPim }) => size === wanted && inPim).map((variant) => ({ title, variant })),
    )
  const sale = smallWorld.receipts.find(
    ({ kind, customer, lines, dialect }) =>
      kind === 'sale' && customer !== null && lines.length === 1 && dialect === 'poslog6',
  )
  const [l, m] = [sized('L')[0], sized('M')]
  const shopper = smallWorld.customers[SHOPPER]
  if (!sale || !l || m.length < 3 || !shopper) throw new Error('the world must have shirts and a till sale')
  const receipt = (
    position: number,
    { title, variant }: NonNullable<typeof l>,
    more: Partial<WorldReceipt> = {},
  ): WorldReceipt => {
    const sign = more.kind === 'return' ? -1 : 1
    const businessDay = `2026-05-1${position}`
    const total = variant.tillPrice * sign
    const tax = sign * Math.round((variant.tillPrice * 20) / 120)
    const sequence = 8800 + position
    return {
      ...sale,
      number: `0104-1-${businessDay.replaceAll('-', '')}-${sequence}`,
      businessDay,
      sequence,
      at: `${businessDay}T10:00:00.000Z`,
      customer: SHOPPER,
      card: shopper.card,
      lines: [
        {
          line: 1,
          sku: variant.sku,
          title: title['fr_FR'] ?? variant.sku,
          quantity: String(sign),
          unitPrice: variant.tillPrice,
          total,
          tax,
          taxRate: '20',
          discount: 0,
        },
      ],
      tenders: [{ type: 'CreditDebit', amount: total, change: 0, brand: 'CB', last4: '4242' }],
      rounding: 0,
      ...more,
    }
  }
  const kept = m.slice(0, 3).map((shirt, i) => receipt(i, shirt))
  const tried = receipt(3, l)
  const back = receipt(4, l, { kind: 'return', returnOf: tried.number })
  const receipts = smallWorld.receipts.filter(({ customer }) => customer !== SHOPPER)
  return {
    ...smallWorld,
    orders: smallWorld.orders.filter(({ customer }) => customer !== SHOPPER),
    receipts: [...receipts, ...kept, tried, back].sort((left, right) => (left.at < right.at ? -1 : 1)),
  }
}

describe('what the graph must answer of people', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ world: shirtBuyersWorld() })
  })
  afterAll(() => whole.close())

  const customerId = (index: number) =>
    mintId(whole.idKey, 'customer', {
      source: 'crm',
      id: whole.world.customers[index]?.contactId as RecordId,
    })
  const openThread = () => {
    const threads = createThreads(whole.world)
    const one = whole.world.cases.findLast(({ customer }) => customer === 0)
    const thread = one && threads.get(one.id)
    if (!one || !thread?.order) throw new Error('the world must have an open case about an order')
    return { one, order: orderId(createSealer(whole.idKey), thread.order as never) }
  }

  it('CAP-04: a shopper who came by Instagram buys in the app', async () => {
    const query = `query ($id: ID!) { customer(id: $id) {
      firstTouch { channel { code kind } campaign source { system } }
      orders(first: 100) { edges { node { channel { kind } } } } } }`
    const { data, errors } = await whole.ask(query, { id: whole.samples.omnichannelShopper.customerId })
    expect(errors).toEqual([])
    expect(data.customer.firstTouch).toEqual({
      channel: { code: 'instagram', kind: 'SOCIAL' },
      campaign: 'printemps-reels',
      source: { system: 'CRM' },
    })
    const kinds = data.customer.orders.edges.map(({ node }: Answer['data']) => node.channel.kind)
    expect(kinds).toContain('MOBILE_APP')
  })

  it('CAP-52: three shirts bought in M, one returned in L: size M, by purchases, with its confidence', async () => {
    const query = `query ($id: ID!) { customer(id: $id) { preferences {
      sizes { category size sizeSystem confidence basis observations lastSeenAt channels }
      favouriteCategories favouriteStore { code } sources { instance outcome }
    } } }`
    const { data, errors } = await whole.ask(
      query,
      { id: customerId(SHOPPER) },
      { 'accept-language': 'fr-FR' },
    )
    expect(errors).toEqual([])
    const { sizes, favouriteCategories, favouriteStore, sources } = data.customer.preferences
    // Three weeks and more ago, with a half-life of two years: three shirts count a little less than three.
    const kept = ['2026-05-10', '2026-05-11', '2026-05-12']
      .map((day) => 0.5 ** ((Date.parse('2026-06-15') - Date.parse(day)) / 86_400_000 / 730))
      .reduce((sum, weight) => sum + weight, 0)
    expect(sizes).toEqual([
      {
        category: expect.stringMatching(/^chemises$/i),
        size: 'M',
        sizeSystem: null,
        confidence: Math.round((kept / (kept + 1)) * 100) / 100,
        basis: 'PURCHASES',
        observations: 5,
        lastSeenAt: '2026-05-12T10:00:00.000Z',
        channels: ['STORE_POS'],
      },
    ])
    expect(favouriteCategories).toEqual([sizes[0].category])
    expect(favouriteStore).toEqual({ code: 'BOU01' })
    expect(sources.map(({ instance, outcome }: Answer['data']) => [instance, outcome])).toContainEqual([
      'tills',
      'OK',
    ])
    expect(sources).toContainEqual({ instance: 'pim', outcome: 'OK' })
  })

  it('CAP-57: from the order, the agent sees the open thread', async () => {
    const { one, order } = openThread()
    const query = `query ($id: ID!) { order(id: $id) { id conversations {
      subject status customer { id } order { id } messages { edges { node { text } } } } } }`
    const { data, errors } = await whole.ask(query, { id: order })
    expect(errors).toEqual([])
    expect(data.order.conversations).toHaveLength(1)
    const [conversation] = data.order.conversations
    expect(conversation).toMatchObject({
      subject: one.subject,
      customer: { id: whole.samples.omnichannelShopper.customerId },
      order: { id: order },
    })
    expect(['OPEN', 'WAITING_AGENT']).toContain(conversation.status)
    const texts = conversation.messages.edges.map(({ node }: Answer['data']) => node.text)
    for (const { text } of one.comments) expect(texts).toContain(text)
  })

  it('CAP-58: messages from two networks, and by e-mail, in one thread', async () => {
    const { order } = openThread()
    const query = `query ($id: ID!) { order(id: $id) { conversations { channels messages { edges { node {
      at author channel { kind code } text } } } } } }`
    const { data, errors } = await whole.ask(query, { id: order })
    expect(errors).toEqual([])
    const [{ channels, messages }] = data.order.conversations
    const said = messages.edges.map(({ node }: Answer['data']) => node)
    const networks = said.filter(({ channel }: Answer['data']) => channel.kind === 'SOCIAL')
    expect(new Set(networks.map(({ channel }: Answer['data']) => channel.code))).toEqual(
      new Set(['whatsapp', 'facebook']),
    )
    expect(channels).toEqual(expect.arrayContaining(['SOCIAL', 'EMAIL']))
    const times = said.map(({ at }: Answer['data']) => at)
    expect(times).toEqual([...times].sort())
    expect(new Set(networks.map(({ author }: Answer['data']) => author))).toEqual(
      new Set(['CUSTOMER', 'AGENT', 'BOT']),
    )
  })

  it.todo('CAP-56: an agent reads a chat in order; missing: transferring it to the call centre')
})
