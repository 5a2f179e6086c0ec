import { join } from 'node:path'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import type { Clock } from '../../adapters/time.ts'
import { runCli } from '../../gateway/commands/program.ts'
import { createActions } from '../../gateway/main.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { POINT_VALUE } from '../../sandbox/world/rewards.ts'
import { createWorld } from '../../sandbox/world/world.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { euros } from '../graph/expected.ts'
import type { Role } from '../graph/people.ts'
import { indexed } from '../graph/settled.ts'
import { type Answer, startWhole, type Whole } from '../graph/whole.ts'
import { type Block, blocksOf, pages, root } from './blocks.ts'

/** The README says that its answer is the same on any day: this one is of the test's own choosing. */
const world = createWorld({ seed: 1, size: 2_000, now: new Date('2027-03-02T00:00:00Z') })

const operations = pages.flatMap(blocksOf).filter(({ language }) => language === 'graphql')
const nameOf = ({ text }: Block) => {
  const [definition] = parse(text).definitions
  const name = definition && 'name' in definition ? definition.name?.value : undefined
  if (!name) throw new Error(`expected an operation with a name; found ${text.slice(0, 60)}`)
  return name
}
const answersOf = (page: string) => blocksOf(page).filter(({ language }) => language === 'json')

function wanted<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('expected the world to have one')
  return value
}

/** A web order that was sent, billed and paid not long ago, and of which nothing came back. */
const broughtBack = wanted(
  world.orders.findLast(
    ({ channel, invoice, returned }) => channel === 'WEB' && invoice?.cleared === true && returned === null,
  ),
)

/** A shopper whom the CRM and the ERP know. */
const knownTwice = wanted(
  world.customers.find(({ index, contactId, businessPartner }) => index > 0 && contactId && businessPartner),
)

/** How one operation of a page is tried. */
interface Trial {
  readonly variables: object
  /** Calls that each system gets, after the operations before it. */
  readonly calls: Answer['calls']
  /** Who asks, as the page says. @default somebody with every scope */
  readonly as?: Role
  /** What must be in the answer for the page to be right. */
  sees(data: Answer['data']): void
}

/** `FromTheFiles` has systems of its own: `answer-from-files.test.ts`. */
const ELSEWHERE = ['FromTheFiles']

function trials({ samples, idKey }: Whole, spokenOf: string): Readonly<Record<string, Trial>> {
  const { customerId } = samples.omnichannelShopper
  const { sku, near } = samples.outOfStockNearby
  return {
    FirstQuery: {
      variables: JSON.parse(answersOf('README.md')[0]?.text ?? ''),
      as: 'associate',
      calls: { erp: 6, crm: 2, pim: 0 },
      sees: (data) => expect({ data }).toEqual(JSON.parse(answersOf('README.md')[1]?.text ?? '')),
    },
    Find: {
      variables: {},
      calls: { erp: 0, crm: 0, pim: 0 },
      sees: ({ customerLookup }) =>
        expect(customerLookup).toMatchObject({
          best: { confidence: 1, customer: { id: customerId } },
          candidates: [{ method: 'LOYALTY_CARD', confidence: 1 }],
        }),
    },
    Shirts: {
      variables: {},
      calls: { erp: 0, crm: 0, pim: 1 },
      sees: ({ search }) => {
        expect(search.totalCount).toBeGreaterThan(0)
        for (const { node } of search.edges) expect(node.title).toMatch(/chemis/i)
        expect(search.sources).toMatchObject([{ outcome: 'OK' }])
      },
    },
    Where: {
      variables: { sku, near },
      calls: { erp: 1, crm: 0, pim: 1 },
      sees: ({ variant }) => {
        expect(variant.availability.options.map((one: Answer['data']) => one.kind)).toContain(
          'PICKUP_IN_STORE',
        )
        for (const { node } of variant.storeAvailability.edges)
          expect(Number(node.availableToSell)).toBeGreaterThan(0)
      },
    },
    Orders: {
      variables: { id: customerId },
      calls: { erp: 1, crm: 0, pim: 0 },
      sees: ({ customer }) => {
        expect(customer.orders.complete).toBe(true)
        for (const { node } of customer.orders.edges) expect(node.placedOn >= '2026-01-01').toBe(true)
      },
    },
    Lookup: {
      variables: { number: samples.orderNumbers.till },
      calls: { erp: 1, crm: 0, pim: 0 },
      sees: ({ orderLookup }) => expect(orderLookup.order.number).toBe(samples.orderNumbers.till),
    },
    Texts: {
      variables: { sku },
      calls: { erp: 0, crm: 0, pim: 2 },
      sees: ({ variant }) =>
        expect(variant.product.content).toMatchObject({ locale: 'en-US', localeFallback: true }),
    },
    Thread: {
      variables: { id: spokenOf },
      calls: { erp: 1, crm: 3, pim: 0 },
      sees: ({ order }) => {
        expect(order.conversations.length).toBeGreaterThan(0)
        for (const { messages } of order.conversations) expect(messages.edges[0].node.text).not.toBe('')
      },
    },
    Code: {
      variables: { code: wanted(world.promotions.find(({ code }) => code !== null)?.code) },
      calls: { erp: 0, crm: 1, pim: 0 },
      sees: ({ promotions }) => expect(promotions.sources).toMatchObject([{ outcome: 'OK' }]),
    },
    PickQueue: {
      variables: {},
      as: 'associate',
      calls: { erp: 0, crm: 0, pim: 0 },
      // Nobody has ordered anything from this store yet.
      sees: ({ orders }) =>
        expect(orders).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } }),
    },
    AtTheCounter: {
      variables: { number: broughtBack.number },
      as: 'associate',
      calls: { erp: 8, crm: 0, pim: 0 },
      sees: ({ orderLookup: { order } }) => {
        expect(order.actions).toMatchObject({ return: { allowed: true, reasons: [] } })
        expect(order.lines).toHaveLength(broughtBack.lines.length)
        expect(order.payments).toMatchObject([{ method: 'OTHER', last4: null }])
      },
    },
    BeginCart: {
      variables: { key: 'f3a1c2d4-0000-4000-8000-000000000001', sku },
      calls: { erp: 1, crm: 0, pim: 0 },
      sees: ({ cartCreate }) => expect(cartCreate).toMatchObject({ replayed: false, userErrors: [] }),
    },
    MyCart: {
      variables: {},
      calls: { erp: 1, crm: 2, pim: 0 },
      sees: ({ myCart }) => {
        expect(myCart.lines).toMatchObject([{ sku, quantity: 2 }])
        expect(myCart.problems.filter((one: Answer['data']) => 'effect' in one)).toEqual([])
      },
    },
    PutAside: {
      variables: {
        key: 'f3a1c2d4-0000-4000-8000-000000000002',
        sku,
        place: mintId(idKey, 'store', { source: 'erp', id: world.warehouse.plant as RecordId }),
      },
      calls: { erp: 0, crm: 0, pim: 0 },
      sees: ({ stockReserve }) =>
        expect(stockReserve).toMatchObject({
          reservation: { state: 'HELD', lines: [{ sku, requested: 1, held: 1 }] },
          userErrors: [],
        }),
    },
    Spend: {
      variables: {
        key: 'f3a1c2d4-0000-4000-8000-000000000003',
        account: createSealer(idKey).seal('loyalty', [
          'crm',
          wanted(world.loyalty.find(({ customer, balance }) => customer !== 0 && balance >= 100)?.memberId),
        ]),
      },
      calls: { erp: 0, crm: 5, pim: 0 },
      sees: ({ loyaltyRedeem }) =>
        expect(loyaltyRedeem).toMatchObject({
          redemption: { state: 'HELD', value: { amount: euros(100 * POINT_VALUE) } },
          userErrors: [],
        }),
    },
    NewAddress: {
      variables: {
        key: 'f3a1c2d4-0000-4000-8000-000000000004',
        id: mintId(idKey, 'customer', { source: 'crm', id: wanted(knownTwice.contactId) as RecordId }),
      },
      // The CRM is told; it and the ERP are read before and after that.
      calls: { erp: 2, crm: 3, pim: 0 },
      sees: ({ customerUpdate }) =>
        expect(customerUpdate).toMatchObject({
          customer: { email: 'new.address@example.org' },
          userErrors: [],
          writes: [
            { system: 'CRM', outcome: 'OK' },
            { system: 'ERP', outcome: 'NOT_ASKED' },
          ],
        }),
    },
    PartnerProduct: {
      variables: { sku },
      calls: { erp: 1, crm: 0, pim: 1 },
      sees: ({ variant }) => expect(variant).toMatchObject({ sku, price: { unitPrice: {} } }),
    },
  }
}

describe('the operations of the guides, over the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ world })
    // What the index reads of the PIM would be counted.
    await indexed(whole.url)
  }, 180_000)
  afterAll(() => whole.close())

  it('are all tried', () => {
    const names = operations.map(nameOf)
    expect(names.sort()).toEqual([...Object.keys(trials(whole, '')), ...ELSEWHERE].sort())
  })

  // In the order of the pages: what one has read is kept for the next, as the calls say.
  it.each(
    operations
      .filter((block) => !ELSEWHERE.includes(nameOf(block)))
      .map((block) => [nameOf(block), block] as const),
  )('%s answers as its page says, for so many calls', async (name, { text }) => {
    const trial = trials(whole, await orderWithWords(whole))[name]
    if (!trial) throw new Error(`expected a trial of ${name}`)
    const { data, errors, calls, status } = await whole.ask(
      text,
      trial.variables,
      whole.as(trial.as ?? 'everything'),
    )
    expect(errors).toEqual([])
    expect(status).toBe(200)
    trial.sees(data)
    expect(calls).toEqual(trial.calls)
  })

  it('begin with one that a shopper asks with a token, as the README has it', async () => {
    const block = blocksOf('README.md').find(({ info }) => info === 'first-query')?.text ?? ''
    const [, line = ''] = /TOKEN=\$\(npx couture (.*)\)/.exec(block) ?? []
    const [, body = ''] = /-d '(.*)'/.exec(block) ?? []
    const [, answer = ''] = /^# (.*)$/m.exec(block) ?? []
    expect(block).toContain('-H "authorization: Bearer $TOKEN"')
    const token = await printedBy(line, () => new Date(whole.now()))
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    const authorization = `Bearer ${token.trim()}`
    const { data, errors } = await whole.ask(JSON.parse(body).query, {}, { authorization })
    expect([errors, { data }]).toEqual([[], JSON.parse(answer)])
  })

  it('answer a subscription as the page for developers says', async () => {
    const { status, errors } = await whole.ask('subscription { anything }')
    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED' } }])
  })
})

/** What a command of `couture` prints, run where the repository is. */
async function printedBy(line: string, clock: Clock): Promise<string> {
  let out = ''
  const io = {
    out: (text: string) => {
      out += text
    },
    tell: () => {},
  }
  const actions = createActions(thisBuild, { env: {}, io, clock, stopAsked: new Promise<void>(() => {}) })
  const words = line.split(' ').map((word) => (word === 'couture.sandbox.yaml' ? join(root, word) : word))
  expect(await runCli(words, { actions, io, version: '0', defaultConfig: 'none' })).toBe(0)
  return out
}

/** An order that the shopper spoke about. */
async function orderWithWords(whole: Whole): Promise<string> {
  const { data } = await whole.ask(
    `query ($id: ID!) { customer(id: $id) { conversations(first: 20) { edges { node { order { id } } } } } }`,
    { id: whole.samples.omnichannelShopper.customerId },
  )
  const orders = data.customer.conversations.edges.flatMap(({ node }: Answer['data']) => node.order ?? [])
  return orders[0]?.id ?? ''
}
