import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { OrderNumber, RecordId } from '../../../adapters/ids.ts'
import type { Loyalty, LoyaltyEntry } from '../../../adapters/ports/loyalty.ts'
import { type Instant, instant } from '../../../adapters/time.ts'
import { type Entity, recordKey } from '../../../ledger/port.ts'
import { loyalty } from '../../../subgraphs/loyalty/index.ts'
import { orderKeyOf } from '../../../subgraphs/shared/orders/order-id.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import { type MemoryAccount, memoryLoyalty } from '../../memory/loyalty.ts'
import { ask, contextWith, NOW } from '../../memory/services.ts'
import { counted, failsWith } from '../../memory/spy.ts'

const CARD = '2900000000015'
const contact = { source: 'crm', id: '0031' as RecordId }
const down = new SourceError('crm', 'SOURCE_TIMEOUT', 'no answer')
const entry = (id: string, at: string, points = 10): LoyaltyEntry => ({
  recordId: id as RecordId,
  at: at as Instant,
  kind: 'EARN',
  points,
  channel: { code: 'web', kind: 'WEB' },
  order: { channel: { code: 'web', kind: 'WEB' }, number: 'W-1' as OrderNumber },
  reason: null,
  expiresOn: null,
  balanceAfter: null,
  reverses: null,
})
const account = (customer: string | null, entries: readonly LoyaltyEntry[] = []): MemoryAccount => ({
  account: {
    recordId: 'member-1' as RecordId,
    cardNumber: CARD,
    customer: customer as RecordId | null,
    program: { id: 'prog', name: 'Le Cercle' },
    balance: { available: 120, pending: 5, reserved: 0 },
    tier: { id: 'Or', name: 'Or', rank: 3, validUntil: null },
  },
  entries,
})

/** A request over a loyalty engine and a ledger that knows one shopper with a contact and a card. */
async function over(accounts: readonly MemoryAccount[], broken: Partial<Loyalty> = {}) {
  const identity = memoryIdentity()
  const card = { source: 'card', id: CARD as RecordId }
  const same = [{ record: card, method: 'LOYALTY_CARD' as const }]
  await identity.observe('customer', [{ record: contact, same }], 'crm', instant(NOW))
  const { id } = (await identity.ownersOf('customer', [contact])).get(recordKey(contact)) as Entity
  const spied = counted<Loyalty>({
    ...memoryLoyalty({ source: 'crm', clock: () => NOW, accounts }),
    ...broken,
  })
  const context = contextWith({
    answers: { loyalty: [{ name: 'crm', kind: 'CRM', port: spied.port }] },
    services: { identity },
  })
  return { context, id, calls: spied.calls }
}

const OF_CUSTOMER = `query ($id: ID!) {
  _entities(representations: [{ __typename: "Customer", id: $id }]) {
    ... on Customer { loyalty { id cardNumber customer { id } balance { available asOf } tier { name rank } program { name } source { instance recordId } } }
  }
}`
const BY_CARD =
  'query ($card: String!) { loyaltyAccount(cardNumber: $card) { id cardNumber customer { id } } }'

describe('a shopper’s loyalty account', () => {
  it('is found by the engine’s own customer', async () => {
    const { context, id, calls } = await over([account('0031')])
    const { data, errors } = await ask(loyalty, OF_CUSTOMER, context, { id })
    expect(errors).toEqual([])
    expect(data['_entities'][0].loyalty).toMatchObject({
      cardNumber: CARD,
      customer: { id },
      balance: { available: 120, asOf: '2026-06-15T10:00:00.000Z' },
      tier: { name: 'Or', rank: 3 },
      program: { name: 'Le Cercle' },
      source: { instance: 'crm', recordId: 'member-1' },
    })
    expect([calls.accountsOfCustomers, calls.accountsByCard]).toEqual([1, 0])
  })

  it('is found by the shopper’s card where the engine knows no customer', async () => {
    const { context, id } = await over([account(null)])
    const { data } = await ask(loyalty, OF_CUSTOMER, context, { id })
    expect(data['_entities'][0].loyalty).toMatchObject({ cardNumber: CARD, customer: { id } })
  })

  it('is null where there is none, and an error where the engine failed', async () => {
    const none = await over([])
    const { data, errors } = await ask(loyalty, OF_CUSTOMER, none.context, { id: none.id })
    expect([data['_entities'][0].loyalty, errors]).toEqual([null, []])
    const broken = await over([], { accountsOfCustomers: failsWith(down) })
    const failed = await ask(loyalty, OF_CUSTOMER, broken.context, { id: broken.id })
    expect(failed.errors).toMatchObject([
      { path: '_entities.0.loyalty', code: 'SOURCE_TIMEOUT', source: 'crm' },
    ])
  })
})

describe('a loyalty account', () => {
  it('is found by its card, however it is written, and by its id', async () => {
    const { context, id } = await over([account('0031')])
    const byCard = await ask(loyalty, BY_CARD, context, { card: '2900 0000-00015' })
    expect(byCard.data.loyaltyAccount).toMatchObject({ cardNumber: CARD, customer: { id } })
    const byId = `query ($id: ID!) { _entities(representations: [{ __typename: "LoyaltyAccount", id: $id }]) { ... on LoyaltyAccount { cardNumber } } }`
    const found = await ask(loyalty, byId, context, { id: byCard.data.loyaltyAccount.id })
    expect(found.data['_entities']).toEqual([{ cardNumber: CARD }])
    expect(byCard.data.loyaltyAccount.id).not.toContain('member')
  })

  it('of a card nobody has registered belongs to the shopper known by that card', async () => {
    const { context, id } = await over([account(null)])
    const { data } = await ask(loyalty, BY_CARD, context, { card: CARD })
    expect(data.loyaltyAccount.customer).toEqual({ id })
  })

  it('is null for a card that is none', async () => {
    const { context } = await over([account('0031')])
    expect((await ask(loyalty, BY_CARD, context, { card: '0000' })).data.loyaltyAccount).toBeNull()
  })
})

describe('the movements of an account', () => {
  const LEDGER = `query ($card: String!, $first: Int!, $after: String) {
    loyaltyAccount(cardNumber: $card) { ledger(first: $first, after: $after) {
      edges { cursor node { id at points order { id } source { recordId } } }
      pageInfo { hasNextPage endCursor } sources { instance outcome }
    } }
  }`
  // Three at the same instant: only the record tells them apart.
  const entries = [
    entry('m1', '2026-05-01T10:00:00.000Z'),
    entry('m2', '2026-05-02T10:00:00.000Z'),
    entry('m3', '2026-05-02T10:00:00.000Z'),
    entry('m4', '2026-05-02T10:00:00.000Z'),
    entry('m5', '2026-05-03T10:00:00.000Z'),
  ]
  const page = async (
    context: Awaited<ReturnType<typeof over>>['context'],
    first: number,
    after: string | null,
  ) => {
    const { data, errors } = await ask(loyalty, LEDGER, context, { card: CARD, first, after })
    return { ledger: data?.loyaltyAccount?.ledger, errors }
  }

  it.each([1, 2, 3, 100])('are paged by %i, newest first, without loss', async (first) => {
    const { context } = await over([account('0031', entries)])
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { ledger } = await page(context, first, after)
      seen.push(
        ...ledger.edges.map((edge: { node: { source: { recordId: string } } }) => edge.node.source.recordId),
      )
      if (!ledger.pageInfo.hasNextPage) break
      after = ledger.pageInfo.endCursor
    }
    expect(seen).toEqual(['m5', 'm4', 'm3', 'm2', 'm1'])
  })

  it('lead to their order, and neither id nor cursor tells a record', async () => {
    const { context } = await over([account('0031', entries)])
    const { ledger } = await page(context, 1, null)
    const [{ node, cursor }] = ledger.edges
    expect(orderKeyOf(context.services.sealer, node.order.id)).toEqual({ channel: 'WEB', number: 'W-1' })
    expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('m5')
  })

  it('refuse a cursor that was made of something else the graph gave', async () => {
    const { context } = await over([account('0031', entries)])
    const { ledger } = await page(context, 1, null)
    const made = Buffer.from(JSON.stringify(['2026-05-03T10:00:00.000Z', ledger.edges[0].node.id]))
    const { errors } = await page(context, 1, made.toString('base64url'))
    expect(errors).toMatchObject([{ path: 'loyaltyAccount.ledger', code: 'BAD_INPUT' }])
  })

  it('are an empty page that names who failed', async () => {
    const { context } = await over([account('0031', entries)], { ledger: failsWith(down) })
    const { ledger } = await page(context, 10, null)
    expect(ledger).toMatchObject({ edges: [], sources: [{ instance: 'crm', outcome: 'TIMEOUT' }] })
  })
})
