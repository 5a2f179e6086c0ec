import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import type { WorldCase, WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import { createThreads, type WorldThread } from '../../sandbox/world/threads.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderId } from '../../subgraphs/shared/orders/order-id.ts'
import { expectedMessages } from '../contracts/conversations.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const THREAD = `id subject status channels openedAt lastMessageAt assignedTo
  customer { id } order { id }
  source { system instance }
  messages(first: 100) { edges { node { id at author channel { code } text } } sources { instance outcome } }`

describe('conversations', () => {
  let whole: Whole
  let threads: ReadonlyMap<string, WorldThread>
  beforeAll(async () => {
    whole = await startWhole()
    threads = createThreads(whole.world)
  })
  afterAll(() => whole.close())

  const customerId = ({ contactId }: Pick<WorldCustomer, 'contactId'>) =>
    mintId(whole.idKey, 'customer', { source: 'crm', id: contactId as RecordId })
  const casesOf = (index: number) =>
    whole.world.cases
      .filter(({ customer }) => customer === index)
      .sort((left, right) => (left.createdAt > right.createdAt ? -1 : 1))
  const idOfOrder = (one: WorldCase) => {
    const order = threads.get(one.id)?.order
    return order ? orderId(createSealer(whole.idKey), order as never) : null
  }
  const expected = (one: WorldCase) => {
    const said = expectedMessages(whole.world, one, threads.get(one.id) as WorldThread)
    return { subject: one.subject, order: idOfOrder(one), said, last: said.at(-1)?.at }
  }
  const shown = ({ subject, order, messages, lastMessageAt }: Answer['data']) => ({
    subject,
    order: order?.id ?? null,
    said: messages.edges.map(({ node: { at, author, channel, text } }: Answer['data']) => ({
      at,
      text,
      author,
      channel: channel.code,
    })),
    last: lastMessageAt,
  })

  it('shows a shopper’s, newest first, each with every channel’s messages in one order', async () => {
    const id = whole.samples.omnichannelShopper.customerId
    const query = `query ($id: ID!) { customer(id: $id) { conversations(first: 100) {
      edges { node { ${THREAD} } } pageInfo { hasNextPage } sources { instance outcome } } } }`
    const { data, errors, calls } = await whole.ask(query, { id })
    expect(errors).toEqual([])
    const { edges, pageInfo, sources } = data.customer.conversations
    const nodes = edges.map(({ node }: Answer['data']) => node)
    expect(nodes.map(shown)).toEqual(casesOf(0).map(expected))
    expect(nodes.map(({ customer }: Answer['data']) => customer.id)).toEqual(casesOf(0).map(() => id))
    expect(sources).toEqual([{ instance: 'crm', outcome: 'OK' }])
    expect(pageInfo.hasNextPage).toBe(false)
    // The list, the three kinds of messages together, the entries of chats.
    expect(calls).toEqual({ erp: 0, crm: 3, pim: 0 })
    expect(JSON.stringify(data)).not.toMatch(/Note interne|Brouillon|scan de livraison/)
  })

  it('costs the CRM the same for one shopper and for twenty', async () => {
    const known = whole.world.customers.filter(
      ({ contactId, duplicateOf, index }) => contactId && duplicateOf === null && index < 40,
    )
    const twenty = known.slice(0, 20)
    expect(twenty).toHaveLength(20)
    const query = `{ ${twenty
      .map(
        (customer, i) =>
          `c${i}: customer(id: "${customerId(customer)}") { conversations(first: 6) { edges { node { ${THREAD} } } } }`,
      )
      .join(' ')} }`
    const { data, errors, calls } = await whole.ask(query)
    expect(errors).toEqual([])
    expect(calls).toEqual({ erp: 0, crm: 3, pim: 0 })
    for (const [i, { index }] of twenty.entries()) {
      const nodes = data[`c${i}`].conversations.edges.map(({ node }: Answer['data']) => node)
      expect(nodes.map(shown)).toEqual(casesOf(index).map(expected))
    }
  })

  it('costs the CRM one call for the conversations of twenty orders, as for one', async () => {
    const orders = whole.world.orders.filter(({ copyOfReceipt }) => copyOfReceipt === undefined).slice(-20)
    const about = whole.world.cases.map(idOfOrder).filter((id) => id !== null)
    const ids = [
      ...about,
      ...orders.map((order) => orderId(createSealer(whole.idKey), order as never)),
    ].slice(0, 20)
    const query = (some: readonly string[]) =>
      `{ ${some.map((id, i) => `o${i}: order(id: "${id}") { id conversations { id } }`).join(' ')} }`
    const one = await whole.ask(query(ids.slice(0, 1)))
    const many = await whole.ask(query(ids))
    expect([many.errors, one.errors]).toEqual([[], []])
    expect([one.calls.crm, many.calls.crm]).toEqual([1, 1])
    expect(many.data.o0.conversations).toHaveLength(1)
    expect((await whole.ask(query(ids))).calls.crm).toBe(0)
  })

  it('lists those in the states asked for alone, each with what was said last', async () => {
    const query = `query ($id: ID!, $status: [ConversationStatus!]) { customer(id: $id) { conversations(status: $status) {
      edges { node { subject status lastMessage { at text author channel { code } } messages { edges { node { at } } } } } } } }`
    const id = whole.samples.omnichannelShopper.customerId
    const ask = async (status: readonly string[] | null) => {
      const { data, errors } = await whole.ask(query, { id, status })
      expect(errors).toEqual([])
      return data.customer.conversations.edges.map(({ node }: Answer['data']) => node)
    }
    const open = casesOf(0).filter(({ status }) => status !== 'Closed')
    expect(open).toHaveLength(1)
    const shownOpen = await ask(['OPEN', 'WAITING_CUSTOMER', 'WAITING_AGENT'])
    expect(shownOpen.map(({ subject }: Answer['data']) => subject)).toEqual(
      open.map(({ subject }) => subject),
    )
    const all = await ask(null)
    expect(all).toHaveLength(casesOf(0).length)
    for (const [index, one] of casesOf(0).entries()) {
      const { channel, ...last } = all[index].lastMessage
      expect({ ...last, channel: channel.code }).toEqual(expected(one).said.at(-1))
      expect(last.at > all[index].messages.edges[0].node.at).toBe(true)
    }
  })

  it('finds one by its id, pages its messages without loss, and pages lists the same way', async () => {
    const [newest] = casesOf(0)
    const id = whole.samples.omnichannelShopper.customerId
    const list = `query ($where: ConversationFilter!, $after: String) { conversations(where: $where, first: 1, after: $after) {
      edges { node { id subject } } pageInfo { hasNextPage endCursor } } }`
    const seen: string[] = []
    let first = ''
    for (let after: string | null = null; ; ) {
      const { data, errors } = await whole.ask(list, { where: { customerId: id }, after })
      expect(errors).toEqual([])
      const { edges, pageInfo } = data.conversations
      first ||= edges[0].node.id
      seen.push(...edges.map(({ node }: Answer['data']) => node.subject))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(seen).toEqual(casesOf(0).map(({ subject }) => subject))
    const texts: string[] = []
    const page = `query ($id: ID!, $after: String) { conversation(id: $id) { messages(first: 2, after: $after) {
      edges { node { text } } pageInfo { hasNextPage endCursor } } } }`
    for (let after: string | null = null; ; ) {
      const { data } = await whole.ask(page, { id: first, after })
      const { edges, pageInfo } = data.conversation.messages
      texts.push(...edges.map(({ node }: Answer['data']) => node.text))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(texts).toEqual(expected(newest as WorldCase).said.map(({ text }) => text))
  })

  it('lists everybody’s of some states, and those about an order of one shopper', async () => {
    const query = `query ($where: ConversationFilter!) { conversations(where: $where, first: 100) {
      edges { node { subject status } } sources { outcome } } }`
    const open = whole.world.cases.filter(({ status }) => status !== 'Closed')
    const { data } = await whole.ask(query, { where: { status: ['OPEN', 'WAITING_AGENT'] } })
    expect(data.conversations.edges).toHaveLength(open.length)
    const [newest] = casesOf(0)
    const order = idOfOrder(newest as WorldCase)
    const mine = { customerId: whole.samples.omnichannelShopper.customerId, orderId: order }
    const both = await whole.ask(query, { where: mine })
    expect(both.data.conversations.edges).toHaveLength(1)
    const other = whole.world.customers.find(({ index, contactId }) => index > 4 && contactId)
    const foreign = { customerId: customerId(other as WorldCustomer), orderId: order }
    expect((await whole.ask(query, { where: foreign })).data.conversations.edges).toEqual([])
  })

  it('refuses ids and cursors it never gave, and answers null for a conversation that is gone', async () => {
    const byId = 'query ($id: ID!) { conversation(id: $id) { id } }'
    const wrong = await whole.ask(byId, { id: 'cnv_1nonsense' })
    expect(wrong.errors[0]?.extensions.code).toBe('BAD_INPUT')
    const gone = createSealer(whole.idKey).seal('conversation', ['crm', '5005e000000ZZZZAAA'])
    const none = await whole.ask(byId, { id: gone })
    expect(none).toMatchObject({ data: { conversation: null }, errors: [] })
    const list = '{ conversations(where: {}, after: "bm9uc2Vuc2U") { edges { cursor } } }'
    expect((await whole.ask(list)).errors[0]?.extensions.code).toBe('BAD_INPUT')
  })

  it('says that nobody knows when the CRM is down, and never that there are none', async () => {
    // Neither has been asked for before: what was is still fresh.
    const query = `query ($id: ID!) { customer(id: $id) { id conversations(first: 7) { edges { cursor } sources { instance outcome } } } }`
    const id = whole.samples.omnichannelShopper.customerId
    const [old] = whole.world.orders
    await whole.served.crm.misbehave({ down: true })
    try {
      const { data, errors } = await whole.ask(query, { id })
      expect(errors).toEqual([])
      expect(data.customer.conversations).toEqual({
        edges: [],
        sources: [{ instance: 'crm', outcome: expect.stringMatching(/UNAVAILABLE|CIRCUIT_OPEN/) }],
      })
      const about = await whole.ask('query ($id: ID!) { order(id: $id) { conversations { id } } }', {
        id: orderId(createSealer(whole.idKey), old as never),
      })
      expect(about.data.order.conversations).toBeNull()
      expect(about.errors[0]?.path).toEqual(['order', 'conversations'])
    } finally {
      await whole.served.crm.misbehave({})
    }
  })
})
