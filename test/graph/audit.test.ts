import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AccessRow } from '../../ledger/access/port.ts'
import type { Ledger } from '../../ledger/port.ts'
import { openSqliteLedger } from '../../ledger/sqlite/open.ts'
import { world } from '../contracts/small-world.ts'
import { type BothWays, startBothWays, type Way } from './both-ways.ts'
import { operation } from './whole.ts'

const near = { latitude: 48.8596, longitude: 2.3437 }

let both: BothWays
beforeAll(async () => {
  both = await startBothWays(world)
})
afterAll(() => both?.close())

describe.each([
  ['one process', 'startOne'],
  ['processes of their own', 'startMany'],
] as const)('who looked at whom, in %s', (name, start) => {
  let way: Way
  let ledger: Ledger
  let id: string
  beforeAll(async () => {
    way = await both[start](name)
    ledger = await openSqliteLedger({ file: both.ledgerFile(name), idKey: both.idKey })
    id = both.samples.omnichannelShopper.customerId
    // What the systems say is then known: what is shown does not hang on how busy this machine is.
    await way.ask(operation('customer-360'), { id, near }, both.as('shopper'))
  })
  afterAll(async () => {
    await ledger?.close()
    await way?.stop()
  })

  /** What is in the log of one request, and what it answered. */
  async function ask(query: string, variables: object, headers: Readonly<Record<string, string>>) {
    const { access } = ledger
    const before = (await access.read({}, { after: 0, first: 10_000 })).at(-1)?.seq ?? 0
    const { text } = await way.ask(query, variables, headers)
    const rows = await access.read({}, { after: before, first: 10_000 })
    const { data, errors = [] } = JSON.parse(text)
    return { text, data, errors, rows }
  }
  const associate = () => both.as('associate')
  const words = (rows: readonly AccessRow[], of: (row: AccessRow) => readonly (string | null)[]) =>
    [...new Set(rows.flatMap(of))].sort()

  it('has what an associate was shown of a shopper, as one access of theirs, with its reason', async () => {
    const { data, errors, rows } = await ask(
      operation('customer-360'),
      { id, near },
      { ...associate(), 'x-access-reason': 'complaint 4711', 'apollographql-client-name': 'tablet' },
    )
    expect(errors).toEqual([])
    const orders = data.customer.orders.edges.map(({ node }: { node: { id: string } }) => node.id)
    expect(words(rows, ({ what }) => what)).toEqual([
      'Conversation',
      'ConversationMessage',
      'Customer',
      'Customer.conversations',
      'Customer.loyalty',
      'Customer.orders',
      'Customer.preferences',
      'CustomerPreferences',
      'LoyaltyAccount',
      'Order',
      'Order.payments',
    ])
    expect(words(rows, ({ orderIds }) => orderIds)).toEqual(orders.toSorted())
    expect(words(rows, ({ why }) => why.scopes)).toEqual([
      'customer:360',
      'customer:read',
      'loyalty:read',
      'order:payments',
      'order:read',
      'support:read',
    ])
    for (const row of rows) {
      expect(row).toMatchObject({
        at: world.now.toISOString(),
        viewer: { kind: 'STAFF', subject: 'staff/associate-PAR01', store: 'PAR01' },
        customerId: id,
        why: { reached: ['customer'], reason: 'complaint 4711' },
        from: { client: 'tablet', address: '127.0.0.1', operation: 'Customer360' },
      })
    }
    // Processes write for themselves, under the request's one id.
    expect(new Set(rows.map(({ from }) => from.requestId)).size).toBe(1)
    if (start === 'startOne') expect(rows).toHaveLength(1)
  })

  it('has nothing of shoppers who read themselves, and of those who are refused', async () => {
    const own = await ask(operation('customer-360'), { id, near }, both.as('shopper'))
    expect(own.rows).toEqual([])
    const me = await ask('{ me { email orders { edges { node { id } } } } }', {}, both.as('shopper'))
    expect(me.data.me.email).toMatch(/@/)
    expect(me.rows).toEqual([])
    for (const role of ['anonymous', 'marketing', 'operations', 'partner'] as const) {
      const { errors, rows } = await ask(operation('customer-360'), { id, near }, both.as(role))
      expect(errors.length).toBeGreaterThan(0)
      expect(rows).toEqual([])
    }
  })

  it('has what the staff changed of a shopper, and not what shoppers change of their own', async () => {
    const update = `mutation ($id: ID!, $key: String!) { customerUpdate(
      input: { id: $id, preferredLocale: "fr-FR" }, idempotencyKey: $key
    ) { userErrors { code } } }`
    const changed = await ask(update, { id, key: `staff ${start}` }, associate())
    expect(changed.data.customerUpdate).toEqual({ userErrors: [] })
    expect(words(changed.rows, ({ what }) => what)).toEqual(['Mutation.customerUpdate'])
    expect(words(changed.rows, ({ why }) => why.scopes)).toEqual(['customer:write'])
    expect(changed.rows.map(({ customerId }) => customerId)).toEqual([id])
    const own = await ask(update, { id, key: `own ${start}` }, both.as('shopper'))
    expect(own.errors).toEqual([])
    expect(own.rows).toEqual([])
  })

  it('has nothing of a field that was refused or has failed', async () => {
    const query = `query ($id: ID!) { customer(id: $id) { email
      orders(first: 1) { edges { node { payments { method } } } } loyalty { cardNumber } } }`
    const refused = await ask(query, { id }, both.as('privacy'))
    expect(refused.errors).toContainEqual(
      expect.objectContaining({
        path: ['customer', 'orders'],
        extensions: expect.objectContaining({ code: 'FORBIDDEN' }),
      }),
    )
    expect(words(refused.rows, ({ what }) => what)).toEqual(['Customer'])
    way.forget()
    await both.sandbox.served.crm.misbehave({ down: true })
    try {
      const failed = await ask(query, { id }, associate())
      expect(failed.data.customer).toMatchObject({ loyalty: null })
      expect(words(failed.rows, ({ what }) => what)).toEqual([
        'Customer',
        'Customer.orders',
        'Order',
        'Order.payments',
      ])
    } finally {
      await both.sandbox.served.crm.misbehave({})
    }
  })

  it('says what somebody showed to be found, and never the number on it', async () => {
    const card = both.samples.omnichannelShopper.loyaltyCard
    const query = `query Find($type: IdentifierType!, $value: String!) {
      customerLookup(type: $type, value: $value) { best { customer { id email } } } }`
    const { data, rows } = await ask(query, { type: 'LOYALTY_CARD', value: card }, associate())
    expect(data.customerLookup.best.customer.id).toBe(id)
    expect(words(rows, ({ why }) => why.reached)).toEqual(['customerLookup(LOYALTY_CARD)'])
    expect(rows).not.toEqual([])
    expect(JSON.stringify(rows)).not.toContain(card)
    expect(JSON.stringify(rows)).not.toMatch(/@/)
  })

  it('names the order where nobody knows whose it is', async () => {
    const sold = world.receipts.filter(
      ({ kind, customer, card }) => kind === 'sale' && customer === null && !card,
    )
    const number = sold.at(-1)?.number
    const query =
      'query ($number: String!) { orderLookup(number: $number) { order { id payments { method } } } }'
    const { data, rows } = await ask(query, { number }, associate())
    const orderId: string = data.orderLookup.order.id
    expect(rows.map(({ customerId, orderIds }) => [customerId, orderIds])).toEqual(
      rows.map(() => [null, [orderId]]),
    )
    expect(words(rows, ({ what }) => what)).toEqual(['Order', 'Order.payments'])
    expect(words(rows, ({ why }) => why.reached)).toEqual(['orderLookup(number)'])
    expect(await ledger.access.read({ orderId }, { after: 0, first: 10 })).toEqual(rows)
  })

  it('is whole, and nothing more is shown once it is not', async () => {
    expect(await ledger.access.verify()).toMatchObject({ whole: true })
    const query = 'query ($id: ID!) { customer(id: $id) { id email } }'
    await tamper(both.ledgerFile(name), 'update access_head set "rows" = "rows" - 1')
    const email = world.customers[0]?.email ?? ''
    const { text, errors } = await ask(query, { id }, associate())
    expect(text).not.toContain(email)
    expect(errors).not.toEqual([])
    for (const { extensions } of errors) {
      expect(extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'ledger', retryable: true })
    }
    // Whoever reads what is their own needs no log.
    const own = await ask('{ me { email } }', {}, both.as('shopper'))
    expect(own.data.me.email).toBe(email)
    await tamper(both.ledgerFile(name), 'update access_head set "rows" = "rows" + 1')
    expect((await ask(query, { id }, associate())).text).toContain(email)
  })
})

/** Changes the file behind the product's back, in between its own writes: those need this thread to come to their end. */
async function tamper(file: string, statements: string): Promise<void> {
  await vi.waitFor(() => {
    const database = new Database(file, { timeout: 10 })
    try {
      database.exec(statements)
    } finally {
      database.close()
    }
  }, 10_000)
}
