import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../adapters/time.ts'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import type { Ledger } from '../../ledger/port.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderTokenMaker } from '../../subgraphs/shared/orders/order-token.ts'
import { expectedOrders } from './expected.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

/** What a guest who follows an order wants to know of it. */
const FOLLOW = `query ($id: ID!) { order(id: $id) {
  number status placedOn lines { title quantity } cost { total { gross { amount } } }
  shippingAddress { city } fulfillments { status tracking { number } } returns { status } timeline { kind }
} }`
const NUMBER = 'query ($id: ID!) { order(id: $id) { number } }'

describe('who may see an order of the whole graph', () => {
  let whole: Whole
  let ledger: Ledger
  beforeAll(async () => {
    // Calls are counted cold.
    const edit = (yaml: string) => `${yaml}\nfreshness:\n  orders: 0\n  profiles: 0\n  staleIfError: 0\n`
    whole = await startWhole({ edit })
    const place = ledgerPlace(whole.config, () => new Date(whole.now()))
    ledger = await thisBuild.openLedger({ ...place, idKey: whole.idKey })
    // What is asked for once in a process's life is asked for now.
    await whole.ask(FOLLOW, { id: own() })
  })
  afterAll(async () => {
    await ledger?.close()
    await whole?.close()
  })

  const numberOf = (customer: number): string => {
    const found = whole.world.orders.find((order) => order.customer === customer && order.channel === 'WEB')
    if (!found) throw new Error('expected a web order of the shopper in the world')
    return found.number
  }
  const idOf = (number: string) => createSealer(whole.idKey).seal('order', ['WEB', number])
  /** Of the shopper whom `shopper` is; of somebody else; of nobody. */
  const own = () => idOf(numberOf(0))
  const other = () =>
    idOf(
      numberOf(
        whole.world.orders.find(({ customer, channel }) => customer !== 0 && channel === 'WEB')?.customer ??
          -1,
      ),
    )
  const unknown = () => idOf('W-999999')
  const refused = ({ data, errors, calls }: Answer) => ({ data, errors, calls })
  const guest = async (orderId: string, key: string) => {
    const { token, hash } = orderTokenMaker(whole.idKey)(orderId, key)
    const [at, expiresAt] = [whole.now(), whole.now() + 86_400_000].map(
      (ms) => new Date(ms).toISOString() as Instant,
    )
    await ledger.orderTokens.grant({ hash, orderId, at: at as Instant, expiresAt: expiresAt as Instant })
    return { hash, headers: whole.as('guest', { orderToken: token }) }
  }

  it('shows a guest the order of their token, and what they need to follow it', async () => {
    const id = other()
    const { headers } = await guest(id, 'follow')
    const everybody = await whole.ask(FOLLOW, { id })
    const { data, errors } = await whole.ask(FOLLOW, { id }, headers)
    expect(errors).toEqual([])
    expect(data).toEqual(everybody.data)
    expect(data.order.lines.length).toBeGreaterThan(0)
  })

  it('shows them neither how it was paid nor whose it is', async () => {
    const id = other()
    const { headers } = await guest(id, 'private')
    const query = 'query ($id: ID!) { order(id: $id) { number payments { last4 } customer { givenName } } }'
    const { data, errors, calls } = await whole.ask(query, { id }, headers)
    expect(data.order).toMatchObject({ payments: null, customer: null })
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]).sort()).toEqual([
      ['order.customer', 'FORBIDDEN'],
      ['order.payments', 'FORBIDDEN'],
    ])
    expect(calls).toMatchObject({ crm: 0 })
  })

  it('shows them no other order, known or not, and asks no system', async () => {
    const { headers } = await guest(other(), 'no other')
    const foreign = refused(await whole.ask(FOLLOW, { id: own() }, headers))
    expect(foreign).toMatchObject({ data: { order: null }, calls: { erp: 0, crm: 0, pim: 0 } })
    expect(foreign.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    expect(refused(await whole.ask(FOLLOW, { id: unknown() }, headers))).toEqual(foreign)
  })

  it('shows them nothing by a token that nobody gave or that was revoked, and asks no system', async () => {
    const id = other()
    const { headers, hash } = await guest(id, 'revoked')
    expect((await whole.ask(NUMBER, { id }, headers)).errors).toEqual([])
    await ledger.orderTokens.revoke({ hash })
    const revoked = refused(await whole.ask(NUMBER, { id }, headers))
    expect(revoked).toMatchObject({ data: { order: null }, calls: { erp: 0, crm: 0, pim: 0 } })
    const { token } = orderTokenMaker(whole.idKey)(id, 'never granted')
    const never = whole.as('guest', { orderToken: token })
    expect(refused(await whole.ask(NUMBER, { id }, never))).toEqual(revoked)
  })

  it('shows a shopper their own orders, how they were paid and what came of them', async () => {
    const orders = expectedOrders(whole.world, 0, whole.idKey)
    const query = `{ me { orders(first: 5) { edges { node { id customer { id } payments { method } loyaltyEntries { points } conversations { subject } returns { order { number } } } } } loyalty { ledger(first: 3) { edges { node { order { number } } } } } conversations { edges { node { subject order { number } lastMessage { at } } } } } }`
    const { data, errors } = await whole.ask(query, {}, whole.as('shopper'))
    expect(errors).toEqual([])
    expect(data.me.orders.edges.map(({ node }: Answer['data']) => node.id)).toEqual(
      orders.slice(0, 5).map(({ id }) => id),
    )
  })

  it('answers a shopper about another’s order as about none, at the same calls', async () => {
    expect((await whole.ask(NUMBER, { id: own() }, whole.as('shopper'))).errors).toEqual([])
    const foreign = refused(await whole.ask(NUMBER, { id: other() }, whole.as('shopper')))
    expect(foreign.data).toEqual({ order: null })
    expect(foreign.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    expect(refused(await whole.ask(NUMBER, { id: unknown() }, whole.as('shopper')))).toEqual(foreign)
  })

  it('answers staff null for none, and any order by its id', async () => {
    const clerk = whole.as('callCentre')
    expect(refused(await whole.ask(NUMBER, { id: unknown() }, clerk))).toMatchObject({
      data: { order: null },
      errors: [],
    })
    expect((await whole.ask(NUMBER, { id: other() }, clerk)).data.order.number).toBeTruthy()
  })

  it('says BAD_INPUT of what is no id to everybody who may look', async () => {
    const { headers } = await guest(other(), 'malformed')
    for (const asker of [headers, whole.as('shopper'), whole.as('callCentre')]) {
      const { errors } = await whole.ask(NUMBER, { id: 'ord_nonsense' }, asker)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_INPUT'])
    }
  })
})
