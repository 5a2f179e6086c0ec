import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { ConversationPosition, Conversations, Message } from '../../adapters/ports/conversations.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import type { WorldCase } from '../../sandbox/world/shopper-types.ts'
import { createThreads, type WorldThread } from '../../sandbox/world/threads.ts'
import type { World } from '../../sandbox/world/types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedConversations extends Opened<Conversations> {
  /** The source's key of a customer by their index in the world. */
  customerId(index: number): string | null
}

/** What was said in a case, oldest first, as every `Conversations` must tell it. */
export function expectedMessages(of: Pick<World, 'customers'>, one: WorldCase, thread: WorldThread) {
  const origin = { Web: 'web', Phone: 'phone', Email: 'email', Chat: 'chat' }[one.origin]
  const addressed = of.customers[one.customer]?.email !== null
  const said = [
    ...one.comments.map(({ at, text, byAgent }) => ({
      at,
      text,
      author: byAgent ? 'AGENT' : 'CUSTOMER',
      channel: origin,
    })),
    ...thread.emails
      .filter(({ from, draft }) => addressed && from !== 'carrier' && !draft)
      .map(({ at, text, from }) => ({
        at,
        text,
        author: from === 'agent' ? 'AGENT' : 'CUSTOMER',
        channel: 'email',
      })),
    ...thread.sessions.flatMap(({ network, entries }) =>
      entries.map(({ at, text, by }) => ({
        at,
        text,
        author: { shopper: 'CUSTOMER', agent: 'AGENT', bot: 'BOT' }[by],
        channel: network.toLowerCase(),
      })),
    ),
  ]
  return said.sort((left, right) => (left.at < right.at ? -1 : 1))
}

const newestFirst = (left: WorldCase, right: WorldCase) => {
  if (left.createdAt !== right.createdAt) return left.createdAt > right.createdAt ? -1 : 1
  return left.id > right.id ? -1 : 1
}

/** What every `Conversations` must do. `open` gives the port over the small world. */
export function conversationsContract(open: () => Promise<OpenedConversations>): void {
  let opened: OpenedConversations
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const threads = createThreads(world)
  const casesOf = (index: number) =>
    world.cases.filter(({ customer }) => customer === index).sort(newestFirst)
  const everybody = () => [...new Set(world.cases.map(({ customer }) => customer))]
  const request = (customer: string | null, first = 100, after: ConversationPosition | null = null) => ({
    customer: customer as RecordId | null,
    statuses: [],
    first,
    after,
  })
  const ids = (cases: readonly WorldCase[]) => cases.map(({ id }) => id)

  it('lists each customer’s conversations, newest first, with who, when and what about', async () => {
    const asked = everybody().map((index) => ({ index, request: request(opened.customerId(index)) }))
    const pages = await opened.port.list(asked.map((one) => one.request))
    for (const one of asked) {
      const page = found(pages.get(one.request)).value
      expect(page.hasNextPage).toBe(false)
      expect(page.unreadable).toEqual([])
      expect(page.conversations.map(({ value }) => value.recordId)).toEqual(ids(casesOf(one.index)))
      for (const [i, conversation] of page.conversations.entries()) {
        const expected = casesOf(one.index)[i] as WorldCase
        expectProvenance(conversation, opened.source)
        expect(conversation.value).toMatchObject({
          subject: expected.subject,
          openedAt: new Date(expected.createdAt).toISOString(),
          customer: opened.customerId(one.index),
          order: threads.get(expected.id)?.order ?? null,
        })
        expect(conversation.value.status === 'CLOSED').toBe(expected.status === 'Closed')
      }
    }
  })

  it('pages without loss or repetition, for one customer and for everybody', async () => {
    const all = [...world.cases].sort(newestFirst)
    for (const [customer, expected] of [
      [opened.customerId(0), casesOf(0)],
      [null, all],
    ] as const) {
      const seen: string[] = []
      for (let after: ConversationPosition | null = null; ; ) {
        const one = request(customer, 1, after)
        const { conversations, hasNextPage } = found((await opened.port.list([one])).get(one)).value
        seen.push(...conversations.map(({ value }) => value.recordId))
        const last = conversations.at(-1)?.value
        if (!hasNextPage || !last) break
        after = { at: last.openedAt, recordId: last.recordId }
      }
      expect(seen).toEqual(ids(expected))
    }
  })

  it('goes on with the first of an instant where no record is named', async () => {
    const [newest] = casesOf(0)
    if (!newest) throw new Error('the world must have a case')
    const at = new Date(newest.createdAt).toISOString() as ConversationPosition['at']
    const one = request(opened.customerId(0), 1, { at, recordId: null })
    const page = found((await opened.port.list([one])).get(one)).value
    expect(page.conversations.map(({ value }) => value.recordId)).toEqual([newest.id])
  })

  it('lists only those of the wanted statuses', async () => {
    for (const statuses of [['CLOSED'], ['OPEN', 'WAITING_AGENT'], ['RESOLVED']] as const) {
      const one = { ...request(null), statuses }
      const page = found((await opened.port.list([one])).get(one)).value
      const expected = world.cases.filter(
        ({ status }) => (status === 'Closed') === statuses.includes('CLOSED' as never),
      )
      const wanted = statuses[0] === 'RESOLVED' ? [] : expected.sort(newestFirst)
      expect(page.conversations.map(({ value }) => value.recordId)).toEqual(ids(wanted))
    }
  })

  it('has an empty page for a customer without any, and for one it does not know', async () => {
    const silent = world.customers.find(
      ({ index, contactId }) => contactId !== null && casesOf(index).length === 0,
    )
    const asked = [request(silent?.contactId ?? ''), request('nobody')]
    const pages = await opened.port.list(asked)
    for (const one of asked) expect(found(pages.get(one)).value.conversations).toEqual([])
    expect((await opened.port.list([])).size).toBe(0)
  })

  it('finds the conversations about an order by its number in its channel', async () => {
    const about = world.cases.filter(({ id }) => threads.get(id)?.order)
    expect(about.length).toBeGreaterThan(0)
    const keys = about.map(({ id }) => threads.get(id)?.order as unknown as OrderKey)
    const unknown: OrderKey = { channel: 'WEB', number: 'W-1' as OrderNumber }
    const [first] = keys
    const elsewhere: OrderKey = { channel: 'KIOSK', number: (first?.number ?? '') as OrderNumber }
    const reads = await opened.port.ofOrders([...keys, unknown, elsewhere])
    expect(reads.has(unknown)).toBe(false)
    expect(reads.has(elsewhere)).toBe(false)
    for (const key of keys) {
      const expected = about
        .filter(({ id }) => threads.get(id)?.order?.number === key.number)
        .sort(newestFirst)
      expect(found(reads.get(key)).value.map(({ value }) => value.recordId)).toEqual(ids(expected))
    }
  })

  it('finds conversations by their own key, and leaves out those that do not exist', async () => {
    const known = world.cases.map(({ id }) => id as RecordId)
    const reads = await opened.port.conversations([...known, 'nothing' as RecordId])
    expect([...reads.keys()].sort()).toEqual([...known].sort())
    for (const one of world.cases)
      expect(found(reads.get(one.id as RecordId)).value.subject).toBe(one.subject)
  })

  it('tells every channel’s messages in one order, and nothing that was not said to the shopper', async () => {
    const reads = await opened.port.threads(world.cases.map(({ id }) => id as RecordId))
    for (const one of world.cases) {
      const thread = found(reads.get(one.id as RecordId)).value
      expect(thread.complete).toBe(true)
      expect(thread.messages.map(factsOf)).toEqual(
        expectedMessages(world, one, threads.get(one.id) as WorldThread),
      )
      expect(new Set(thread.messages.map(({ recordId }) => recordId)).size).toBe(thread.messages.length)
    }
  })
}

function factsOf({ at, text, author, channel }: Message) {
  return { at: new Date(at).toISOString(), text, author, channel: channel.code }
}
