import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { MARKDOWN } from '../../sandbox/world/landmarks.ts'
import type { WorldProduct, WorldVariant } from '../../sandbox/world/shop-types.ts'
import { unitPriceOf } from './expected.ts'
import type { Headers } from './people.ts'
import { filled } from './settled.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const CART = `id version state lines { id sku quantity addedFrom { kind } unitPrice { gross { centAmount } } variant { sku } }
  touchedBy { channel { kind } } cost { subtotal { centAmount } } problems { __typename }`
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  replayed token cart { ${CART} } userErrors { code } } }`
const ADD = `mutation ($id: ID!, $lines: [CartLineInput!]!, $key: String!) { cartLinesAdd(cartId: $id, lines: $lines, idempotencyKey: $key) {
  cart { ${CART} } userErrors { code } } }`
const READ = `query ($id: ID!) { cart(id: $id) { ${CART} } }`
const PRICED = `query ($id: ID!) { cart(id: $id) { cost { total { centAmount } isEstimate }
  problems { __typename ... on PriceChangedProblem { from { centAmount } to { centAmount } } } } }`
const MINE = `{ myCart { ${CART} } }`
const HAND_OFF = `mutation ($id: ID!, $to: ChannelKind!, $store: ID, $key: String!) {
  cartHandOff(cartId: $id, toChannel: $to, storeId: $store, idempotencyKey: $key) { handOffCode userErrors { code } } }`
const ACCEPT = `mutation ($code: String!, $key: String!) { cartHandOffAccept(code: $code, idempotencyKey: $key) {
  token cart { ${CART} } userErrors { code } } }`
const MERGE = `mutation ($id: ID!, $token: String!, $strategy: CartMergeStrategy, $key: String!) {
  cartMerge(guestCartId: $id, guestToken: $token, strategy: $strategy, idempotencyKey: $key) {
    cart { ${CART} } report { sku guestQuantity customerQuantity resultQuantity note } userErrors { code } } }`

describe('a cart over the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ timeoutMs: 10_000, budgetMs: 20_000 })
    const { file } = ledgerPlace(whole.config, () => new Date(whole.now())) as { readonly file: string }
    await filled({ ...whole.config, ledger: { ...whole.config.ledger, file } })
  })
  afterAll(() => whole?.close())

  const sku = (style: number): string => {
    const product = whole.world.products[style] as WorldProduct
    return (product.variants[0] as WorldVariant).sku
  }
  const line = (style: number, quantity = 1) => ({ sku: sku(style), quantity })
  const shopperOf = (customer: number): string => {
    const id = [whole.samples.omnichannelShopper, whole.samples.tillOnlyShopper][customer]?.customerId
    if (id === undefined) throw new Error('expected the sandbox to describe the shopper')
    return id
  }
  const begin = async (lines: readonly object[], headers: Headers, channel = 'WEB') => {
    const input = { channel, currencyCode: 'EUR', lines }
    const { data, errors } = await whole.ask(CREATE, { input, key: randomUUID() }, headers)
    expect([errors, data.cartCreate.userErrors]).toEqual([[], []])
    const token = data.cartCreate.token as string | null
    return { id: data.cartCreate.cart.id as string, token, cart: data.cartCreate.cart }
  }
  const guest = (token: string | null, more: Headers = {}) => ({
    ...whole.as('anonymous', token === null ? {} : { cartToken: token }),
    ...more,
  })
  const quantities = (cart: Answer['data']) =>
    Object.fromEntries(cart.lines.map((one: Answer['data']) => [one.sku, one.quantity]))

  it('is one for the shopper: what the web added the store’s tablet reads', async () => {
    const shopper = { ...whole.as('shopper'), 'x-channel': 'WEB' }
    const own = await begin([line(0, 2)], shopper)
    const tablet = { ...whole.as('associate'), 'x-channel': 'ASSOCIATE_APP' }
    const query = `query ($id: ID!) { customer(id: $id) { cart { ${CART} } } }`
    const { data, errors } = await whole.ask(query, { id: shopperOf(0) }, tablet)
    expect(errors).toEqual([])
    expect(data.customer.cart).toMatchObject({
      id: own.id,
      lines: [{ sku: sku(0), quantity: 2, addedFrom: { kind: 'WEB' } }],
    })
    const added = await whole.ask(ADD, { id: own.id, lines: [line(1)], key: randomUUID() }, tablet)
    expect(added.data.cartLinesAdd.userErrors).toEqual([])
    const mine = await whole.ask(MINE, {}, shopper)
    expect(mine.data.myCart).toMatchObject({
      touchedBy: [{ channel: { kind: 'WEB' } }, { channel: { kind: 'ASSOCIATE_APP' } }],
      lines: [{ addedFrom: { kind: 'WEB' } }, { addedFrom: { kind: 'ASSOCIATE_APP' } }],
    })
    const subtotal = 2 * unitPriceOf(whole.world, sku(0)) + unitPriceOf(whole.world, sku(1))
    expect(mine.data.myCart.cost.subtotal.centAmount).toBe(subtotal)
  })

  it('CAP-11 D8 begun on a phone opens at a desk by its code, the same cart, and works on on both', async () => {
    const phone = await begin([line(0), line(1)], guest(null, { 'x-channel': 'MOBILE_APP' }), 'MOBILE_APP')
    const asPhone = guest(phone.token, { 'x-channel': 'MOBILE_APP' })
    const handed = await whole.ask(HAND_OFF, { id: phone.id, to: 'WEB', key: randomUUID() }, asPhone)
    const code = handed.data.cartHandOff.handOffCode
    const desk = await whole.ask(ACCEPT, { code, key: randomUUID() }, guest(null))
    expect(desk.data.cartHandOffAccept).toMatchObject({ userErrors: [], cart: { id: phone.id } })
    expect(quantities(desk.data.cartHandOffAccept.cart)).toEqual({ [sku(0)]: 1, [sku(1)]: 1 })
    const asDesk = guest(desk.data.cartHandOffAccept.token)
    await whole.ask(ADD, { id: phone.id, lines: [line(0)], key: randomUUID() }, asDesk)
    const { data } = await whole.ask(READ, { id: phone.id }, asPhone)
    expect(quantities(data.cart)).toEqual({ [sku(0)]: 2, [sku(1)]: 1 })
    const again = await whole.ask(ACCEPT, { code, key: randomUUID() }, guest(null))
    expect(again.data.cartHandOffAccept.userErrors).toEqual([{ code: 'NOT_FOUND' }])
  })

  it('CAP-12 takes what an agent adds by telephone, and remembers that they did', async () => {
    const customerId = shopperOf(1)
    const agent = { ...whole.as('callCentre'), 'x-channel': 'CALL_CENTER' }
    const caller = whole.as('shopper', { customerId })
    const own = await begin([line(2)], caller)
    const { data } = await whole.ask(ADD, { id: own.id, lines: [line(3)], key: randomUUID() }, agent)
    expect(data.cartLinesAdd.userErrors).toEqual([])
    const mine = await whole.ask(MINE, {}, caller)
    expect(mine.data.myCart.lines).toMatchObject([
      { sku: sku(2), addedFrom: { kind: 'WEB' } },
      { sku: sku(3), addedFrom: { kind: 'CALL_CENTER' } },
    ])
  })

  it.each([
    ['MERGE_SUM_QUANTITY', [3, 1, 2, 1]],
    ['MERGE_MAX_QUANTITY', [2, 1, 2, 1]],
    ['KEEP_CUSTOMER', [1, 1, 2, 0]],
    ['KEEP_GUEST', [2, 0, 0, 1]],
  ])(
    'CAP-13 D8 keeps of two carts at login what %s says, and tells of each article',
    async (strategy, result) => {
      // Each strategy has a shopper of its own, whom no system knows yet.
      const customerId = `cus_${strategy
        .replaceAll('_', '')
        .toLowerCase()
        .padEnd(26, '0')
        .slice(0, 26)
        .replaceAll(/[ilou]/g, '1')}`
      const shopper = whole.as('shopper', { customerId })
      const own = await begin([line(0, 1), line(1, 1), line(2, 2)], shopper)
      const stranger = await begin([line(0, 2), line(4, 1)], guest(null))
      const variables = { id: stranger.id, token: stranger.token, strategy, key: randomUUID() }
      const { data, errors } = await whole.ask(MERGE, variables, shopper)
      expect([errors, data.cartMerge.userErrors]).toEqual([[], []])
      expect(data.cartMerge.cart.id).toBe(own.id)
      const expected = [0, 1, 2, 4].map((style, place) => [sku(style), result[place] ?? 0] as const)
      expect(quantities(data.cartMerge.cart)).toEqual(
        Object.fromEntries(expected.filter(([, quantity]) => quantity > 0)),
      )
      const { report } = data.cartMerge as { report: { sku: string; resultQuantity: number; note: string }[] }
      expect(report.map((one) => [one.sku, one.resultQuantity])).toEqual(expected)
      expect(report.every(({ note }) => note.length > 0)).toBe(true)
    },
  )

  it('asks each system once for all it says of a cart, however many lines it has', async () => {
    const count = async (styles: readonly number[]) => {
      const { id, token } = await begin(
        styles.map((style) => line(style)),
        guest(null),
      )
      whole.forget()
      return (await whole.ask(READ, { id }, guest(token))).calls
    }
    expect(await count([0, 1, 2, 3, 4, 5])).toEqual(await count([0]))
  })

  it('is shown to nobody without its token, and told from none by nobody', async () => {
    const { id } = await begin([line(0)], guest(null))
    const unknown = `crt_${'0'.repeat(26)}`
    const askers = [
      [guest(null), ['FORBIDDEN']],
      [whole.as('shopper'), ['FORBIDDEN']],
      [whole.as('associate'), []],
    ] as const
    for (const [headers, codes] of askers) {
      const foreign = await whole.ask(READ, { id }, headers)
      expect(foreign.data).toEqual({ cart: null })
      expect(foreign.errors.map(({ extensions }) => extensions.code)).toEqual(codes)
      const none = await whole.ask(READ, { id: unknown }, headers)
      expect([none.data, none.errors, none.calls]).toEqual([foreign.data, foreign.errors, foreign.calls])
    }
  })

  it('refuses a token that is none, before anything is executed', async () => {
    const { errors, status } = await whole.ask(MINE, {}, { ...whole.as('shopper'), 'x-cart-token': 'ct_1' })
    expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_INPUT'])
  })

  it('CAP-10 costs the same on the web and at the till, and where a price has changed says so in both', async () => {
    const soon = sku(MARKDOWN.soon)
    const reduced = whole.world.markdowns.find((one) => one.sku === soon)
    const price = unitPriceOf(whole.world, soon)
    const { id, token } = await begin([{ sku: soon, quantity: 2 }], guest(null))
    const inBoth = async () => {
      whole.forget()
      const reads = ['WEB', 'STORE_POS'].map((channel) =>
        whole.ask(PRICED, { id }, guest(token, { 'x-channel': channel })),
      )
      const [web, till] = await Promise.all(reads)
      expect([web?.errors, till?.errors]).toEqual([[], []])
      expect(till?.data).toEqual(web?.data)
      return web?.data.cart
    }
    expect(await inBoth()).toMatchObject({ cost: { total: { centAmount: 2 * price } }, problems: [] })
    whole.advance(6 * 86_400_000)
    expect(await inBoth()).toMatchObject({
      cost: { total: { centAmount: 2 * (reduced?.price ?? 0) } },
      problems: [{ from: { centAmount: price }, to: { centAmount: reduced?.price } }],
    })
  })

  it('reads on while the ERP is down, at the prices of adding', async () => {
    const { id, token } = await begin([line(0, 2)], guest(null))
    whole.forget()
    await whole.served.erp.misbehave({ down: true })
    const { data } = await whole.ask(READ, { id }, guest(token))
    await whole.served.erp.misbehave({})
    expect(data.cart.lines).toMatchObject([
      { quantity: 2, unitPrice: { gross: { centAmount: unitPriceOf(whole.world, sku(0)) } } },
    ])
    expect(data.cart.problems).toContainEqual({ __typename: 'SourceUnavailableProblem' })
  })
})
