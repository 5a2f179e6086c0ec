import { beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../../adapters/time.ts'
import type { WriteLedger } from '../../../ledger/writes/port.ts'
import type { Context } from '../../../subgraphs/context.ts'
import { platform } from '../../../subgraphs/platform/index.ts'
import { ask, contextWith, NOW } from '../../memory/services.ts'
import { memoryWrites } from '../../memory/writes.ts'

const AT = instant(NOW)
const LATER = instant(new Date(NOW.getTime() + 60_000))

const LIST = `query ($state: OutboxState, $system: String, $first: Int!, $after: String) {
  outbox(state: $state, system: $system, first: $first, after: $after) {
    edges { node { id system kind state attempts queuedAt dueAt doubtfulSince failure doneAt } }
    pageInfo { hasNextPage endCursor }
  }
}`
const change = (name: string, more = '') => `mutation ($id: ID!, $key: String!) {
  ${name}(id: $id, ${more} idempotencyKey: $key) { replayed entry { id state } userErrors { code message field retryable } }
}`
const RETRY = change('outboxRetry')
const DISCARD = change('outboxDiscard', 'reason: "placed by hand",')

describe('the outbox in the graph', () => {
  let writes: WriteLedger
  let context: Context
  const states = async (variables: object = {}) => {
    const { data, errors } = await ask(platform, LIST, context, { first: 10, ...variables })
    expect(errors).toEqual([])
    return data.outbox.edges.map(
      ({ node }: { node: { id: string; state: string } }) => `${node.id} ${node.state}`,
    )
  }
  const mutate = async (source: string, id: string, key: string) => {
    const { data, errors } = await ask(platform, source, context, { id, key })
    return errors.length > 0 ? errors : Object.values(data)[0]
  }

  beforeEach(async () => {
    writes = memoryWrites()
    context = contextWith({ services: { writes } })
    await writes.transact([], async (unit) => {
      for (const [id, system] of [
        ['a', 'erp'],
        ['b', 'erp'],
        ['c', 'pay'],
      ] as const)
        await unit.send({ id, stream: id, system, kind: 'order.place', body: '{}', at: AT })
    })
    await writes.outbox.takeOne('one', 'b', { at: AT, leaseUntil: LATER })
    await writes.outbox.begin('one', 'b', AT)
    await writes.outbox.settle('one', 'b', { state: 'DEAD', at: AT, failure: 'SOURCE_TIMEOUT' }, [])
    await writes.outbox.takeOne('one', 'c', { at: AT, leaseUntil: LATER })
    await writes.outbox.settle('one', 'c', { state: 'DONE', at: AT }, [])
  })

  it('lists what is not done, or what is asked for, page by page', async () => {
    expect(await states()).toEqual(['a QUEUED', 'b DEAD'])
    expect(await states({ state: 'DONE' })).toEqual(['c DONE'])
    expect(await states({ system: 'pay' })).toEqual([])
    const { data } = await ask(platform, LIST, context, { first: 1 })
    expect(data.outbox.pageInfo.hasNextPage).toBe(true)
    expect(await states({ after: data.outbox.pageInfo.endCursor })).toEqual(['b DEAD'])
  })

  it('shows one entry whole', async () => {
    const one = `query ($id: ID!) { outboxEntry(id: $id) {
      id system kind state attempts queuedAt dueAt doubtfulSince failure doneAt } }`
    const { data } = await ask(platform, one, context, { id: 'b' })
    expect(data.outboxEntry).toEqual({
      id: 'b',
      system: 'erp',
      kind: 'order.place',
      state: 'DEAD',
      attempts: 1,
      queuedAt: AT,
      dueAt: AT,
      doubtfulSince: AT,
      failure: 'SOURCE_TIMEOUT',
      doneAt: AT,
    })
    expect((await ask(platform, one, context, { id: 'none' })).data.outboxEntry).toBeNull()
  })

  it.each([
    ['cursor', { after: 'nonsense' }],
    ['size', { first: 101 }],
  ])('refuses a %s that is none', async (_, variables) => {
    const { errors } = await ask(platform, LIST, context, { first: 10, ...variables })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })

  it('delivers once more what was given up, once per key', async () => {
    const done = { replayed: false, entry: { id: 'b', state: 'QUEUED' }, userErrors: [] }
    expect(await mutate(RETRY, 'b', 'k1')).toEqual(done)
    expect(await mutate(RETRY, 'b', 'k1')).toEqual({ ...done, replayed: true })
    expect(await states()).toEqual(['a QUEUED', 'b QUEUED'])
  })

  it('gives up for good what is not done', async () => {
    expect(await mutate(DISCARD, 'a', 'k1')).toMatchObject({ entry: { state: 'DISCARDED' }, userErrors: [] })
    expect(await mutate(DISCARD, 'b', 'k2')).toMatchObject({ entry: { state: 'DISCARDED' }, userErrors: [] })
    expect(await states()).toEqual([])
  })

  it('says why it does not, and keeps nothing: the key may be used again', async () => {
    expect(await mutate(RETRY, 'a', 'k1')).toMatchObject({
      replayed: false,
      entry: { state: 'QUEUED' },
      userErrors: [{ code: 'NOT_ALLOWED', field: ['id'], retryable: false }],
    })
    expect(await mutate(DISCARD, 'c', 'k1')).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED' }] })
    expect(await mutate(RETRY, 'x', 'k1')).toMatchObject({ entry: null, userErrors: [{ code: 'NOT_FOUND' }] })
    expect(await mutate(RETRY, 'b', 'k1')).toMatchObject({ userErrors: [] })
  })

  it('refuses a key that came with another entry, and one that is none', async () => {
    await mutate(RETRY, 'b', 'k1')
    expect(await mutate(RETRY, 'a', 'k1')).toMatchObject([
      { code: 'BAD_INPUT', message: expect.stringContaining('new idempotency key') },
    ])
    for (const key of ['', 'k'.repeat(256)])
      expect(await mutate(RETRY, 'b', key)).toMatchObject([{ code: 'BAD_INPUT' }])
  })
})
