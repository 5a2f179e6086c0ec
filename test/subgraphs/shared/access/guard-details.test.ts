import { beforeAll, describe, expect, it } from 'vitest'
import { SourceError } from '../../../../adapters/error.ts'
import { type CustomerId, mintId, type OrderNumber, type RecordId } from '../../../../adapters/ids.ts'
import { instant } from '../../../../adapters/time.ts'
import { customers } from '../../../../subgraphs/customers/index.ts'
import { engagement } from '../../../../subgraphs/engagement/index.ts'
import { loyalty } from '../../../../subgraphs/loyalty/index.ts'
import { orders } from '../../../../subgraphs/orders/index.ts'
import { pricing } from '../../../../subgraphs/pricing/index.ts'
import { ANONYMOUS, type Viewer } from '../../../../subgraphs/shared/access/viewer.ts'
import { orderId } from '../../../../subgraphs/shared/orders/order-id.ts'
import { orderTokenMaker } from '../../../../subgraphs/shared/orders/order-token.ts'
import { memoryOrders } from '../../../memory/orders.ts'
import { ask, NOW, plainOrder } from '../../../memory/services.ts'
import { failsWith } from '../../../memory/spy.ts'
import { type House, type Person, twoShoppers } from '../../two-shoppers.ts'

let house: House
beforeAll(async () => {
  house = await twoShoppers()
})

const shopper = (of: Person, scopes: readonly string[] = []): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: `accounts/${of}`,
  scopes: ['customer:self', ...scopes],
  customerId: house.ids[of],
})
const staff = (...scopes: string[]): Viewer => ({ ...ANONYMOUS, kind: 'STAFF', subject: 'staff/1', scopes })
const ORDER = 'query ($id: ID!) { order(id: $id) { number } }'
const late = new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer')

describe('whose something is', () => {
  it('is the ledger’s to say: any id ever given for a shopper is theirs', async () => {
    const alias = mintId('a key for tests that is long enough', 'customer', {
      source: 'erp',
      id: 'partner-anne' as RecordId,
    })
    expect(alias).not.toBe(house.ids.anne)
    const { context, asked } = house.request({ ...shopper('anne'), customerId: alias as never })
    const query = `query ($order: ID!, $other: ID!) {
      order(id: $order) { number customer { id } }
      other: order(id: $other) { number }
    }`
    const { data, errors } = await ask(orders, query, context, {
      order: house.order('anne'),
      other: house.order('bob'),
    })
    expect(data).toEqual({ order: { number: 'W-anne', customer: { id: house.ids.anne } }, other: null })
    expect(errors).toMatchObject([{ path: 'other', code: 'FORBIDDEN' }])
    expect(asked().ledger['resolve']).toBe(1)
  })

  it('is nobody’s for an anonymous order: no shopper sees it, staff does', async () => {
    const id = house.order('nobody')
    const { errors } = await ask(orders, ORDER, house.request(shopper('anne')).context, { id })
    expect(errors).toMatchObject([{ path: 'order', code: 'FORBIDDEN' }])
    const seen = house.request(staff('order:read'))
    expect((await ask(orders, ORDER, seen.context, { id })).data.order).toEqual({ number: 'W-nobody' })
    expect(seen.noted.map(({ owner }) => owner)).toEqual([{ customerId: null, orderId: id }])
  })

  it('is known of what a shopper’s history led to: nobody is asked again', async () => {
    const { context, asked } = house.request(shopper('anne'))
    const of = `_entities(representations: [{ __typename: "Customer", id: "${house.ids.anne}" }])`
    const list = `{ ${of} { ... on Customer { orders { edges { node { id payments { last4 } returns { status } } } } } } }`
    const { data, errors } = await ask(orders, list, context)
    expect([errors, data._entities[0].orders.edges[0].node.payments]).toEqual([[], [{ last4: '4242' }]])
    expect(asked()).toEqual({ ledger: { resolve: 1 }, systems: { history: 1, payments: 1, returns: 1 } })
    // Of the same request: another subgraph of the process need not ask the order's systems either.
    const more = `query ($id: ID!) { _entities(representations: [{ __typename: "Order", id: $id }]) { ... on Order { loyaltyEntries { points order { id } } } } }`
    const points = await ask(loyalty, more, context, { id: house.order('anne') })
    expect([points.errors, points.data._entities[0].loyaltyEntries]).toEqual([
      [],
      [{ points: 10, order: { id: house.order('anne') } }],
    ])
    expect(asked().systems).toEqual({ history: 1, payments: 1, returns: 1, ofOrders: 1 })
  })

  it('is known of what an account or a conversation led to', async () => {
    const mine = `_entities(representations: [{ __typename: "Customer", id: "${house.ids.anne}" }])`
    const account = `{ ${mine} { ... on Customer { loyalty { cardNumber customer { id } ledger { edges { node { order { id } } } } } } } }`
    const points = house.request(shopper('anne'))
    expect((await ask(loyalty, account, points.context)).errors).toEqual([])
    expect(points.asked().systems).toEqual({ accountsOfCustomers: 1, ledger: 1 })
    const cases = `{ ${mine} { ... on Customer { conversations { edges { node { subject order { id } lastMessage { text } messages { edges { node { text } } } } } } } } }`
    const support = house.request(shopper('anne'))
    expect((await ask(engagement, cases, support.context)).errors).toEqual([])
    expect(support.asked().systems).toEqual({ list: 1, threads: 1 })
  })

  it('is not known where another copy could not be read: that is said, of an unknown order as of another’s', async () => {
    const down = () => house.request(shopper('anne'), { broken: { orders: failsWith(late) } }).context
    for (const id of [house.order('bob'), house.order('unknown'), house.order('anne')]) {
      const { errors } = await ask(orders, ORDER, down(), { id })
      expect(errors).toMatchObject([{ path: 'order', code: 'SOURCE_TIMEOUT', source: 'erp' }])
    }
  })

  it('is not known where a system that may name another shopper is silent, though an order was found', async () => {
    const tills = { orders: failsWith(new SourceError('tills', 'SOURCE_TIMEOUT', 'no answer')) }
    const answers: unknown[] = []
    for (const of of ['bob', 'nobody', 'unknown'] as const) {
      const { context } = house.request(shopper('anne'), { tills })
      answers.push((await ask(orders, ORDER, context, { id: house.order(of) })).errors)
    }
    expect(answers[0]).toMatchObject([{ path: 'order', code: 'SOURCE_TIMEOUT', source: 'tills' }])
    expect(answers).toEqual(answers.map(() => answers[0]))
    const own = house.request(shopper('anne'), { tills }).context
    expect((await ask(orders, ORDER, own, { id: house.order('anne') })).data.order).toEqual({
      number: 'W-anne',
    })
  })

  it('is not certain while shoppers’ records are still being read: the same is said of all that is not theirs', async () => {
    const customer = `query ($id: ID!) { _entities(representations: [{ __typename: "Customer", id: $id }]) { __typename } }`
    for (const [subgraph, query, ids] of [
      [orders, ORDER, [house.order('bob'), house.order('unknown')]],
      [customers, customer, [house.ids.bob, `cus_${'0'.repeat(26)}`]],
    ] as const) {
      for (const id of ids) {
        const { context } = house.request(shopper('anne'), { filled: false })
        const { errors } = await ask(subgraph, query, context, { id })
        expect(errors).toMatchObject([{ code: 'SOURCE_UNAVAILABLE', source: 'identity' }])
      }
    }
    const own = house.request(shopper('anne'), { filled: false }).context
    expect((await ask(orders, ORDER, own, { id: house.order('anne') })).errors).toEqual([])
    const guest = { ...ANONYMOUS, scopes: ['order:guest'], orderToken: 'ab'.repeat(32) }
    const { errors } = await ask(orders, ORDER, house.request(guest, { filled: false }).context, {
      id: house.order('anne'),
    })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })
})

describe('a shopper', () => {
  it('whom the ledger does not know is not everybody else it does not know', async () => {
    const stranger = (digit: string) => `cus_${digit.repeat(26)}` as CustomerId
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Customer", id: $id }]) { __typename } }`
    const { context } = house.request({ ...shopper('anne'), customerId: stranger('1') })
    const { errors } = await ask(loyalty, query, context, { id: stranger('2') })
    expect(errors).toMatchObject([{ path: '_entities.0', code: 'FORBIDDEN' }])
  })

  it('sees an order that their history holds, though another’s holds it, too', async () => {
    const shared = {
      ...plainOrder({ number: 'W-shared', channel: 'WEB', placedOn: '2026-06-01' }),
      customer: 'partner-anne' as RecordId,
      card: '2900000000022',
    }
    const broken = memoryOrders({ source: 'erp', clock: () => NOW, orders: [shared] })
    const id = orderId(house.request(ANONYMOUS).context.services.sealer, {
      channel: 'WEB',
      number: 'W-shared' as OrderNumber,
    })
    for (const of of ['anne', 'bob'] as const) {
      const { data } = await ask(orders, ORDER, house.request(shopper(of), { broken }).context, { id })
      expect(data.order).toEqual({ number: 'W-shared' })
    }
  })
})

describe('a list', () => {
  it('has an error in the place of each object that is refused', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Order { number } } }`
    const of = [house.order('anne'), house.order('bob'), 'nonsense', house.order('unknown')].map((id) => ({
      __typename: 'Order',
      id,
    }))
    const { context } = house.request(shopper('anne'))
    const { data, errors } = await ask(orders, query, context, { of })
    expect(data._entities).toEqual([{ number: 'W-anne' }, null, null, null])
    expect(errors).toMatchObject([
      { path: '_entities.1', code: 'FORBIDDEN' },
      { path: '_entities.2', code: 'BAD_INPUT' },
      { path: '_entities.3', code: 'FORBIDDEN' },
    ])
  })

  it('is not whole without one of its objects, where it promises all', async () => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Order", id: $id }]) { ... on Order { conversations { subject } } } }`
    // May see anybody's order, and conversations of their own alone.
    const employee = shopper('anne', ['order:read'])
    const own = await ask(engagement, query, house.request(employee).context, { id: house.order('anne') })
    expect(own.data._entities[0].conversations).toEqual([{ subject: 'about anne' }])
  })
})

describe('what is let through', () => {
  it('is noted once an object, by the path it is answered at, and not the viewer’s own', async () => {
    const query = `{ _entities(representations: [
      { __typename: "Customer", id: "${house.ids.bob}" }
      { __typename: "Customer", id: "${house.ids.anne}" }
    ]) { ... on Customer { orders { edges { node { number payments { last4 } } } } } } }`
    const { context, noted } = house.request(
      shopper('anne', ['customer:read', 'order:read', 'order:payments']),
    )
    expect((await ask(orders, query, context)).errors).toEqual([])
    const pathOf = (path: (typeof noted)[number]['path'] | undefined): string =>
      path ? `${path.prev ? `${pathOf(path.prev)}.` : ''}${path.key}` : ''
    expect(noted.map(({ coordinate, path, scopes }) => [coordinate, pathOf(path), ...scopes])).toEqual([
      ['Customer', '_entities.0', 'customer:read'],
      ['Customer.orders', '_entities.0.orders', 'order:read'],
      ['Order', '_entities.0.orders.edges.0.node', 'order:read'],
      ['Order.payments', '_entities.0.orders.edges.0.node.payments', 'order:payments'],
    ])
    const { bob } = house.ids
    expect(noted.map(({ owner }) => owner)).toEqual([
      { customerId: bob, orderId: null },
      { customerId: bob, orderId: null },
      { customerId: bob, orderId: house.order('bob') },
      { customerId: bob, orderId: house.order('bob') },
    ])
  })

  it('asks no system for the note: an order known by its id alone is noted by it', async () => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Order", id: $id }]) { ... on Order { loyaltyEntries { points } } } }`
    const { context, noted, asked } = house.request(staff('order:read', 'loyalty:read'))
    expect((await ask(loyalty, query, context, { id: house.order('bob') })).errors).toEqual([])
    expect(asked()).toEqual({ ledger: {}, systems: { ofOrders: 1 } })
    expect(noted.map(({ coordinate, owner }) => [coordinate, owner])).toEqual([
      ['Order', { customerId: null, orderId: house.order('bob') }],
      ['Order.loyaltyEntries', { customerId: null, orderId: house.order('bob') }],
    ])
  })

  it('is not answered when the ledger cannot say whose it was', async () => {
    const { context } = house.request(staff('order:read'))
    const broken = { ...context.services.identity, ownersOf: () => Promise.reject(new Error('ledger')) }
    const request = { ...context, services: { ...context.services, identity: broken } }
    const { data, errors } = await ask(orders, ORDER, request, { id: house.order('bob') })
    expect([data.order, errors]).toMatchObject([null, [{ path: 'order', message: 'ledger' }]])
  })
})

describe('a guest', () => {
  const make = orderTokenMaker('a key for tests that is long enough')
  const at = instant(NOW)
  const expiresAt = instant(new Date(NOW.getTime() + 86_400_000))
  const guest = (hash: string): Viewer => ({ ...ANONYMOUS, scopes: ['order:guest'], orderToken: hash })
  const granted = async (key: string) => {
    const { hash } = make(house.order('bob'), key)
    await house.tokens.grant({ hash, orderId: house.order('bob'), at, expiresAt })
    return hash
  }
  const FOLLOW = `query ($id: ID!) { order(id: $id) {
    number status lines { title } cost { total { gross { amount } } } shippingAddress { city }
    fulfillments { status } returns { status order { number } } timeline { kind } invoices { number }
  } }`

  it('follows the order of their token, and the ledger is asked about it once', async () => {
    const { context, asked, noted } = house.request(guest(await granted('1')))
    const { data, errors } = await ask(orders, FOLLOW, context, { id: house.order('bob') })
    expect(errors).toEqual([])
    expect(data.order).toMatchObject({
      number: 'W-bob',
      returns: [{ status: 'RECEIVED', order: { number: 'W-bob' } }],
    })
    expect(asked().ledger).toEqual({ find: 1 })
    expect(noted).toEqual([])
  })

  it('sees neither its payments nor its shopper', async () => {
    const query = 'query ($id: ID!) { order(id: $id) { number payments { last4 } customer { id } } }'
    const { context, asked } = house.request(guest(await granted('2')))
    const { data, errors } = await ask(orders, query, context, { id: house.order('bob') })
    expect(data.order).toEqual({ number: 'W-bob', payments: null, customer: null })
    expect(errors).toMatchObject([
      { path: 'order.customer', code: 'FORBIDDEN' },
      { path: 'order.payments', code: 'FORBIDDEN' },
    ])
    expect(asked().systems).toEqual({ orders: 1 })
  })

  it('sees no other order, known or not, and no system is asked', async () => {
    const answers = []
    for (const of of ['anne', 'unknown'] as const) {
      const { context, asked } = house.request(guest(await granted('3')))
      answers.push(await ask(orders, FOLLOW, context, { id: house.order(of) }))
      expect(asked()).toEqual({ ledger: { find: 1 }, systems: {} })
    }
    expect(answers[0]?.errors).toMatchObject([{ path: 'order', code: 'FORBIDDEN' }])
    expect(answers[0]).toEqual(answers[1])
  })

  it('sees nothing by a token that nobody knows, is over or revoked, and no system is asked', async () => {
    const over = make(house.order('bob'), 'over').hash
    await house.tokens.grant({ hash: over, orderId: house.order('bob'), at, expiresAt: at })
    const revoked = await granted('revoked')
    await house.tokens.revoke({ hash: revoked })
    for (const hash of ['0'.repeat(64), over, revoked]) {
      const { context, asked } = house.request(guest(hash))
      const { errors } = await ask(orders, FOLLOW, context, { id: house.order('bob') })
      expect(errors).toMatchObject([{ path: 'order', code: 'FORBIDDEN' }])
      expect(asked().systems).toEqual({})
    }
  })

  it('is told what is no id, before any system is asked', async () => {
    const { context, asked } = house.request(guest(await granted('malformed')))
    const { errors } = await ask(orders, FOLLOW, context, { id: 'ord_nonsense' })
    expect(errors).toMatchObject([{ path: 'order', code: 'BAD_INPUT' }])
    expect(asked().systems).toEqual({})
  })

  it('needs the scope and the token both', async () => {
    const hash = await granted('4')
    for (const viewer of [
      { ...guest(hash), scopes: [] },
      { ...guest(hash), orderToken: null },
    ]) {
      const { context, asked } = house.request(viewer)
      const { errors } = await ask(orders, FOLLOW, context, { id: house.order('bob') })
      expect(errors).toMatchObject([{ path: 'order', code: 'FORBIDDEN' }])
      expect(asked()).toEqual({ ledger: {}, systems: {} })
    }
  })

  it('who is a shopper, too, sees their own orders and that one', async () => {
    const both = { ...shopper('anne', ['order:guest']), orderToken: await granted('5') }
    const query =
      'query ($own: ID!, $guest: ID!) { own: order(id: $own) { number payments { last4 } } guest: order(id: $guest) { number payments { last4 } } }'
    const { data, errors } = await ask(orders, query, house.request(both).context, {
      own: house.order('anne'),
      guest: house.order('bob'),
    })
    expect(data).toEqual({
      own: { number: 'W-anne', payments: [{ last4: '4242' }] },
      guest: { number: 'W-bob', payments: null },
    })
    expect(errors).toMatchObject([{ path: 'guest.payments', code: 'FORBIDDEN' }])
  })
})

describe('a shopper whom an argument names', () => {
  const PROMOTIONS = 'query ($id: ID) { promotions(where: { customerId: $id }) { edges { cursor } } }'
  const QUOTE = `query ($id: ID) {
    priceQuote(input: { lines: [{ sku: "1", quantity: 1 }], channel: WEB, customerId: $id }) { codes: rejectedCodes { code } }
  }`
  const codes = async (viewer: Viewer, id: string | null) => {
    const asked = [PROMOTIONS, QUOTE].map((query) =>
      ask(pricing, query, house.request(viewer).context, { id }),
    )
    return (await Promise.all(asked)).map(({ errors }) => errors.map(({ code }) => code))
  }
  const everyWay = (code: string) => [[code], [code]]

  it('is the viewer, or one whom they may see: what somebody would pay tells what they are', async () => {
    expect(await codes(shopper('anne'), house.ids.anne)).toEqual([[], []])
    expect(await codes(staff('customer:360'), house.ids.bob)).toEqual([[], []])
    expect(await codes(shopper('anne'), house.ids.bob)).toEqual(everyWay('FORBIDDEN'))
    expect(await codes(shopper('anne'), `cus_${'0'.repeat(26)}`)).toEqual(everyWay('FORBIDDEN'))
    expect(await codes(ANONYMOUS, house.ids.bob)).toEqual(everyWay('FORBIDDEN'))
    expect(await codes(shopper('anne'), 'nonsense')).toEqual(everyWay('BAD_INPUT'))
  })

  it('is not needed by anybody', async () => {
    expect(await codes(ANONYMOUS, null)).toEqual([[], []])
  })
})

describe('a root field', () => {
  it('asks by its own rule, too, whatever more the type’s allows', async () => {
    // May see an order that a look-up led to, and their own by its id; not any by its id.
    const clerk: Viewer = { ...shopper('anne', ['order:lookup']), kind: 'STAFF' }
    const { errors } = await ask(orders, ORDER, house.request(clerk).context, { id: house.order('bob') })
    expect(errors).toMatchObject([{ path: 'order', code: 'FORBIDDEN' }])
    const own = await ask(orders, ORDER, house.request(clerk).context, { id: house.order('anne') })
    expect(own.data.order).toEqual({ number: 'W-anne' })
  })
})
