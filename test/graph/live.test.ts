import { randomUUID } from 'node:crypto'
import { type Client, createClient } from 'graphql-sse'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { LIVE_PATH } from '../../gateway/live/route.ts'
import { openSqliteLedger } from '../../ledger/sqlite/open.ts'
import { blocksOf } from '../docs/blocks.ts'
import { following } from '../gateway/live/following.ts'
import type { Headers } from './people.ts'
import { sent } from './people.ts'
import { filledOf } from './settled.ts'
import { type Ask, asking, goodsOf, prepare } from './shopping.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const CART = 'id version state lines { sku quantity addedFrom { kind } }'
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id } userErrors { code } } }`
const ADD = `mutation ($id: ID!, $lines: [CartLineInput!]!, $key: String!) {
  cartLinesAdd(cartId: $id, lines: $lines, idempotencyKey: $key) { cart { version } userErrors { code } } }`
const READ = `query Read($id: ID!) { cart(id: $id) { ${CART} } }`
const PRICED = `query Priced($id: ID!) { cart(id: $id) { version cost { total { centAmount } } } }`
const THEIRS = `query Theirs($id: ID!) { customer(id: $id) { cart { ${CART} } } }`
const ORDER = `query Order($id: ID!) { order(id: $id) { timeline { kind } fulfillments { id kind } } }`
const READY = `mutation ($order: ID!, $part: ID!, $key: String!) {
  pickupMarkReady(orderId: $order, fulfillmentId: $part, idempotencyKey: $key) { userErrors { code } } }`

describe('live answers over the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ timeoutMs: 10_000, budgetMs: 20_000 })
    await filledOf(whole)
  })
  afterAll(() => whole?.close())

  const web = { 'x-channel': 'WEB' }
  const tablet = () => ({ ...whole.as('associate'), 'x-channel': 'ASSOCIATE_APP' })
  const guest = (cartToken: string) => ({ ...whole.as('anonymous', { cartToken }), ...web })
  const sku = (style: number) => whole.world.products[style]?.variants[0]?.sku ?? ''
  const ask = (query: string, variables: object, headers: Headers) => asking(whole)(query, variables, headers)
  const begin = (headers: Headers, style = 0) => {
    const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku: sku(style), quantity: 1 }] }
    return ask(CREATE, { input }, headers)
  }
  const add = (id: string, style: number, headers: Headers) =>
    ask(ADD, { id, lines: [{ sku: sku(style), quantity: 1 }] }, headers)
  const follow = (query: string, variables: Record<string, unknown>, headers: Headers) =>
    following(whole.url, { query, variables }, sent(headers))
  /** What was logged of each look at an operation. */
  const looks = (operation: string): readonly Answer['data'][] =>
    whole
      .logs()
      .split('\n')
      .filter((line) => line.includes(LIVE_PATH))
      .map((line) => JSON.parse(line))
      .filter((line) => line.operation === operation)

  it('show on the store’s tablet what the shopper does on the web: begins a cart, adds to it', async () => {
    const { customerId } = whole.samples.omnichannelShopper
    const shopper = { ...whole.as('shopper'), ...web }
    const live = follow(THEIRS, { id: customerId }, tablet())
    expect(await live.next()).toEqual({ data: { customer: { cart: null } } })
    const { cart } = await begin(shopper)
    const line = (style: number, kind: string) => ({ sku: sku(style), quantity: 1, addedFrom: { kind } })
    expect(await live.next()).toMatchObject({
      data: { customer: { cart: { id: cart.id, lines: [line(0, 'WEB')] } } },
    })
    await add(cart.id, 1, shopper)
    expect(await live.next()).toMatchObject({
      data: { customer: { cart: { lines: [line(0, 'WEB'), line(1, 'WEB')] } } },
    })
    await add(cart.id, 2, tablet())
    expect(await live.next()).toMatchObject({
      data: { customer: { cart: { lines: [line(0, 'WEB'), line(1, 'WEB'), line(2, 'ASSOCIATE_APP')] } } },
    })
    expect(looks('Theirs')).toHaveLength(4)
  })

  it('ask systems what ordinary requests at the same time would ask, once for each look', async () => {
    const asked: Answer['calls'][] = []
    const ordinary = await begin(guest(''))
    const headers = guest(ordinary.token)
    const request = async () => {
      const { calls } = await whole.ask(PRICED, { id: ordinary.cart.id }, headers)
      asked.push(
        Object.fromEntries(Object.entries(calls).filter(([, count]) => count > 0)) as Answer['calls'],
      )
    }
    whole.forget()
    await request()
    await add(ordinary.cart.id, 3, headers)
    await request()
    const { cart, token } = await begin(guest(''))
    whole.forget()
    const live = follow(PRICED, { id: cart.id }, guest(token))
    await live.next()
    await add(cart.id, 3, guest(token))
    await live.next()
    expect(looks('Priced').map((look) => look.calls)).toEqual(asked)
  })

  it('are followed as the guide for frontend developers has it', async () => {
    const { customerId } = whole.samples.omnichannelShopper
    const shopper = { ...whole.as('shopper', { customerId }), ...web }
    const shown: Answer['data'][] = []
    const show = (answer: unknown) => void shown.push(answer)
    const ended: unknown[] = []
    const end = (why: unknown) => void ended.push(why)
    let client: Client | undefined
    const connect = (options: Parameters<typeof createClient>[0]) => (client = createClient(options))
    onTestFinished(() => client?.dispose())
    const code = blocksOf('docs/frontend.md').find(({ info }) => info === 'live')?.text ?? ''
    const names = ['createClient', 'graph', 'token', 'show', 'sayThatItIsNotLive', 'signInAgain']
    const run = new Function(...names, code.replace(/^import .*$/m, ''))
    run(connect, whole.url, () => whole.token({ customer: customerId }), show, end, end)
    await vi.waitFor(() => expect(shown).toHaveLength(1))
    const { cart } = await begin(shopper, 4)
    await vi.waitFor(() => expect(shown).toHaveLength(2))
    expect(shown[1].data.myCart).toMatchObject({ id: cart.id })
    expect(shown[1].data.myCart.lines).toContainEqual({ sku: sku(4), quantity: 1 })
    expect(ended).toEqual([])
  })

  it('tell somebody to whom the cart is not open neither what is in it nor that it was changed', async () => {
    const { cart, token } = await begin(guest(''))
    const stranger = follow(READ.replace('Read', 'Stranger'), { id: cart.id }, guest(''))
    expect(await stranger.next()).toMatchObject({
      data: { cart: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    })
    const own = follow(READ, { id: cart.id }, guest(token))
    await own.next()
    await add(cart.id, 1, guest(token))
    expect(await own.next()).toMatchObject({ data: { cart: { version: 2 } } })
    // Its owner's answer was made after the change was told, to everybody at once.
    expect(looks('Stranger')).toHaveLength(1)
  })

  it('show in the shopper’s hand that a store has their order ready', async () => {
    const goods = goodsOf(whole.world, storeWithPickup(whole))
    const tools = { goods, pspUrl: whole.served.psp?.url ?? '', key: randomUUID() }
    const anonymous: Ask = (query, variables, headers) =>
      ask(query, variables, { ...whole.as('anonymous'), ...headers })
    const prepared = await prepare(anonymous, tools)
    const { orderId, orderToken } = await prepared.checkOut(anonymous)
    const live = follow(ORDER, { id: orderId }, whole.as('anonymous', { orderToken }))
    const kinds = ({ data }: Awaited<ReturnType<typeof live.next>>) =>
      (data as Answer['data']).order.timeline.map(({ kind }: Answer['data']) => kind)
    let shown = await live.next()
    const part = (shown.data as Answer['data']).order.fulfillments.find(
      ({ kind }: Answer['data']) => kind === 'PICKUP',
    )
    while (!kinds(shown).includes('PAID')) shown = await live.next()
    const clerk = whole.as('associate', { store: goods.store })
    await ask(READY, { order: orderId, part: part.id }, clerk)
    while (!kinds(shown).includes('READY')) shown = await live.next()
    expect(kinds(shown)).toEqual(['PLACED', 'ACCEPTED', 'PAID', 'READY'])
  })

  it('write down each time that staff was shown a shopper’s cart, and what for', async () => {
    const { customerId } = whole.samples.tillOnlyShopper
    const shopper = { ...whole.as('shopper', { customerId }), ...web }
    const { cart } = await begin(shopper)
    const place = ledgerPlace(whole.config, () => new Date(whole.now())) as { readonly file: string }
    const ledger = await openSqliteLedger({ ...place, idKey: whole.idKey })
    const query = READ.replace('Read', 'Assisted')
    const live = follow(query, { id: cart.id }, { ...tablet(), 'x-access-reason': 'fitting room' })
    await live.next()
    await add(cart.id, 1, shopper)
    await live.next()
    const rows = await ledger.access.read({}, { after: 0, first: 10_000 })
    await ledger.close()
    const own = rows.filter(({ from }) => from.operation === 'Assisted')
    expect(own.map(({ what, why: { reason } }) => ({ what, reason }))).toEqual(
      [1, 2].map(() => ({ what: ['Cart'], reason: 'fitting room' })),
    )
  })
})

function storeWithPickup({ config }: Whole): string {
  const found = config.stores.find(({ services = [] }) => services.includes('CLICK_AND_COLLECT'))
  if (!found) throw new Error('expected a store with click and collect')
  return found.code
}
