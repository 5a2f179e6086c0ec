import { describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import { failure, foundIn, mapping, openCrm, world } from './open.ts'

const cases = world.cases.filter(({ customer }) => customer === 0).map(({ id }) => id as RecordId)
const order = { channel: 'WEB', number: 'W-1' as OrderNumber } as const

describe('Salesforce’s conversations', () => {
  it('cost two calls for any number of threads, one for any number of customers', async () => {
    const { conversations, calls } = await openCrm()
    calls()
    await conversations.threads(world.cases.map(({ id }) => id as RecordId))
    expect(calls().filter((route) => route !== 'token')).toHaveLength(2)
    const requests = world.customers.flatMap(({ contactId }) =>
      contactId ? [{ customer: contactId as RecordId, statuses: [], first: 10, after: null }] : [],
    )
    expect((await conversations.list(requests)).size).toBe(requests.length)
    expect(calls()).toHaveLength(1)
  })

  it('leave chats alone where the org has no Messaging', async () => {
    const options = { conversations: { ...mapping.conversations, messaging: false } }
    const { conversations } = await openCrm({ options })
    const [newest = '' as RecordId] = cases.slice(-1)
    const { messages } = foundIn((await conversations.threads([newest])).get(newest))
    expect(messages.some(({ channel }) => channel.kind === 'SOCIAL')).toBe(false)
    expect(messages.some(({ channel }) => channel.kind === 'EMAIL')).toBe(true)
  })

  it('hold no words where the channel keeps them, and do not call that silence', async () => {
    const { conversations } = await openCrm({ server: { hiddenFields: ['ConversationEntry.Message'] } })
    const [newest = '' as RecordId] = cases.slice(-1)
    const { messages } = foundIn((await conversations.threads([newest])).get(newest))
    const chats = messages.filter(({ channel }) => channel.kind === 'SOCIAL')
    expect(chats.length).toBeGreaterThan(0)
    for (const { text, textKept } of chats) expect([text, textKept]).toEqual([null, false])
  })

  it('cannot tell an order’s where no field is mapped to it', async () => {
    const { conversations } = await openCrm({ options: { conversations: {} } })
    expect((await conversations.ofOrders([order])).get(order)).toEqual(failure('UNSUPPORTED'))
  })

  it('fail per key when the org does not answer', async () => {
    const { conversations, served } = await openCrm({ options: { timeoutMs: 300 } })
    await served.misbehave({ refuse: 'unavailable' })
    const [first = '' as RecordId] = cases
    expect((await conversations.threads([first])).get(first)).toEqual(failure('SOURCE_UNAVAILABLE'))
    expect((await conversations.ofOrders([order])).get(order)).toEqual(failure('SOURCE_UNAVAILABLE'))
  })
})
