import { beforeEach, describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { shopper } from '../../memory/viewers.ts'
import { twiceAtOnce } from '../twice-at-once.ts'
import {
  ADD,
  type Asking,
  aCart,
  agent,
  associate,
  CREATE,
  openShop,
  READ,
  REMOVE,
  type Shop,
  UPDATE,
} from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const input = { channel: 'WEB', currencyCode: 'EUR' }
const one = (sku: string, quantity = 1) => [{ sku, quantity }]
const content = (cart: { lines: { sku: string; quantity: number }[] }) =>
  Object.fromEntries(cart.lines.map(({ sku, quantity }) => [sku, quantity]))

describe('a cart that is begun', () => {
  it('is a guest’s, whom its token opens it to, in one batch of prices', async () => {
    const lines = [...one('COAT'), ...one('SHIRT', 2)]
    const { data, errors, calls } = await shop.ask(CREATE, { input: { ...input, lines }, key: shop.key() })
    expect(errors).toEqual([])
    expect(data.done).toMatchObject({
      replayed: false,
      userErrors: [],
      cart: { version: 1, state: 'ACTIVE' },
    })
    expect(data.done.token).toMatch(/^ct_[\w-]{43}$/)
    expect(content(data.done.cart)).toEqual({ COAT: 1, SHIRT: 2 })
    expect(calls).toEqual({ prices: 1 })
    const { id } = data.done.cart
    const read = await shop.ask(READ, { id }, { token: data.done.token })
    expect([read.errors, read.data.cart.id, read.calls]).toEqual([[], id, {}])
  })

  it('keeps its token nowhere but as a hash', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const record = (await shop.writes.carts.byIds([id])).get(id)
    expect(record?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(record)).not.toContain(token)
  })

  it('is given again, with its token, to who repeats the key, and is still one', async () => {
    const key = shop.key()
    const first = await shop.ask(CREATE, { input: { ...input, lines: one('COAT') }, key })
    const again = await shop.ask(CREATE, { input: { ...input, lines: one('COAT') }, key })
    expect(again.data.done).toEqual({ ...first.data.done, replayed: true })
    expect(again.calls).toEqual({})
  })

  it('is not given to who guesses a key: from nobody known it must not be guessable', async () => {
    const { errors } = await shop.ask(CREATE, { input, key: '1' })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT', path: 'done' }])
    const own = await shop.ask(CREATE, { input, key: '1' }, { viewer: shopper(shop.anne) })
    expect(own.errors).toEqual([])
  })

  it.each<[string, Asking, Asking]>([
    ['of one subject', { viewer: associate }, { viewer: agent }],
    ['with one cart’s token', { token: 'ct_one' }, { token: 'ct_another' }],
    [
      'with one order’s token',
      { viewer: { ...ANONYMOUS, orderToken: '1'.repeat(64) } },
      { viewer: { ...ANONYMOUS, orderToken: '2'.repeat(64) } },
    ],
  ])('may have a short key from somebody %s, who alone is given it again', async (_, one, another) => {
    const begin = async (asking: Asking) => {
      const { data, errors } = await shop.ask(CREATE, { input, key: '1' }, asking)
      expect(errors).toEqual([])
      return data.done
    }
    const first = await begin(one)
    expect(await begin(one)).toEqual({ ...first, replayed: true })
    const other = await begin(another)
    expect(other.replayed).toBe(false)
    expect([other.cart.id, other.token]).not.toEqual([first.cart.id, first.token])
  })

  it('refuses a key that came with something else', async () => {
    const key = shop.key()
    await shop.ask(CREATE, { input: { ...input, lines: one('COAT') }, key })
    const { errors } = await shop.ask(CREATE, { input: { ...input, lines: one('COAT', 2) }, key })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
    expect(errors[0]?.message).toMatch(/idempotency key/)
  })

  it('is a shopper’s one cart, on whichever device', async () => {
    const phone = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne), channel: 'MOBILE_APP' })
    const desk = await aCart(shop, { COAT: 1, SOCKS: 2 }, { viewer: shopper(shop.anne) })
    expect(desk.id).toBe(phone.id)
    expect(phone.token).toBeUndefined()
    const { data } = await shop.ask(
      '{ myCart { id lines { sku quantity } } }',
      {},
      { viewer: shopper(shop.anne) },
    )
    expect(content(data.myCart)).toEqual({ COAT: 2, SOCKS: 2 })
  })

  it('opens by no token where it is a shopper’s', async () => {
    const { id } = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne) })
    expect((await shop.writes.carts.byIds([id])).get(id)?.tokenHash).toBeNull()
  })

  it('is one, though a shopper’s two devices begin it at once: the later is told to ask again', async () => {
    const viewer = shopper(shop.anne)
    const asked = { input: { ...input, lines: one('COAT') }, key: shop.key() }
    let begun = ''
    const meanwhile = async () => {
      begun = (await aCart(shop, { SOCKS: 2 }, { viewer })).id
    }
    const late = await shop.ask(CREATE, asked, { viewer, meanwhile })
    expect(late.data.done).toMatchObject({
      cart: { id: begun },
      userErrors: [{ code: 'VERSION_CONFLICT', retryable: true }],
    })
    const again = await shop.ask(CREATE, asked, { viewer })
    expect(again.data.done).toMatchObject({ replayed: false, userErrors: [] })
    expect(content(again.data.done.cart)).toEqual({ COAT: 1, SOCKS: 2 })
  })

  it('is another where the shopper’s was ordered meanwhile, whose lines stay what they are', async () => {
    const viewer = shopper(shop.anne)
    const { id } = await aCart(shop, { SOCKS: 2 }, { viewer })
    const asked = { input: { ...input, lines: one('COAT') }, key: shop.key() }
    const meanwhile = () => shop.become(id, { state: 'ORDERED' })
    const late = await shop.ask(CREATE, asked, { viewer, meanwhile })
    expect(late.data.done).toMatchObject({
      cart: { id, state: 'ORDERED', version: 2 },
      userErrors: [{ code: 'VERSION_CONFLICT', retryable: true }],
    })
    expect(content(late.data.done.cart)).toEqual({ SOCKS: 2 })
    const again = await shop.ask(CREATE, asked, { viewer })
    expect([again.data.done.cart.id === id, content(again.data.done.cart)]).toEqual([false, { COAT: 1 }])
  })

  it('is not begun with what no system knows, and the shopper’s own stays as it was', async () => {
    const asking = { viewer: shopper(shop.anne) }
    const begin = () =>
      shop.ask(CREATE, { input: { ...input, lines: one('NOWHERE') }, key: shop.key() }, asking)
    const without = await begin()
    expect(without.data.done).toMatchObject({
      cart: null,
      token: null,
      userErrors: [{ code: 'SKU_UNKNOWN' }],
    })
    const { id } = await aCart(shop, { COAT: 1 }, asking)
    expect((await begin()).data.done).toMatchObject({
      cart: { id, version: 1 },
      userErrors: [{ code: 'SKU_UNKNOWN' }],
    })
  })

  it('is not begun for a guest with what no system knows either, who has no other', async () => {
    const asked = { input: { ...input, lines: one('NOWHERE') }, key: shop.key() }
    const { data, errors } = await shop.ask(CREATE, asked, {})
    expect(errors).toEqual([])
    expect(data.done).toMatchObject({ cart: null, token: null, userErrors: [{ code: 'SKU_UNKNOWN' }] })
  })

  it('is begun for a shopper by staff who assists, and by nobody else', async () => {
    const asked = { input: { ...input, customerId: shop.anne }, key: shop.key() }
    const { data } = await shop.ask(CREATE, asked, { viewer: associate })
    expect(data.done).toMatchObject({ token: null, userErrors: [] })
    const mine = await shop.ask('{ myCart { id } }', {}, { viewer: shopper(shop.anne) })
    expect(mine.data.myCart.id).toBe(data.done.cart.id)
    const unknown = `cus_${'0'.repeat(26)}`
    for (const customerId of [shop.anne, unknown]) {
      const foreign = { input: { ...input, customerId }, key: shop.key() }
      const { errors } = await shop.ask(CREATE, foreign, { viewer: shopper(shop.bob) })
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: 'done' }])
    }
  })

  it.each([
    ['no lines at once is fine, a hundred and one are not', { lines: Array(101).fill(one('COAT')[0]) }],
    ['no units', { lines: one('COAT', 0) }],
    ['a thousand units', { lines: one('COAT', 1_000) }],
    ['an article without a name', { lines: one('') }],
    ['a store that is none', { storeId: 'sto_nowhere' }],
  ])('is refused for %s', async (_, more) => {
    const { errors, calls } = await shop.ask(CREATE, { input: { ...input, ...more }, key: shop.key() })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT', path: 'done' }])
    expect(calls).toEqual({})
  })
})

describe('what is added', () => {
  it('adds up with what is there, and remembers where it was added first', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const variables = { id, lines: [...one('COAT', 2), ...one('SHIRT')], key: shop.key() }
    const { data, errors } = await shop.ask(ADD, variables, { token, channel: 'MOBILE_APP' })
    expect(errors).toEqual([])
    expect(data.done.cart).toMatchObject({
      version: 2,
      lines: [
        { sku: 'COAT', quantity: 3, addedFrom: { kind: 'WEB', code: 'web' } },
        { sku: 'SHIRT', quantity: 1, addedFrom: { kind: 'MOBILE_APP', code: 'mobile-app' } },
      ],
      touchedBy: [{ channel: { kind: 'WEB' } }, { channel: { kind: 'MOBILE_APP' } }],
    })
  })

  it('is done once however often it is asked for at once, by one key', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const variables = { id, lines: one('COAT'), key: shop.key() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => shop.ask(ADD, variables, { token })))
    expect(answers.map(({ data }) => data.done.replayed).filter((replayed) => !replayed)).toHaveLength(1)
    const { data } = await shop.ask(READ, { id }, { token })
    expect([content(data.cart), data.cart.version]).toEqual([{ COAT: 2 }, 2])
  })

  it('is all there when two devices add at once, by keys of their own', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const add = (sku: string) => shop.ask(ADD, { id, lines: one(sku), key: shop.key() }, { token })
    const answers = await Promise.all([add('COAT'), add('SHIRT'), add('COAT')])
    expect(answers.flatMap(({ data }) => data.done.userErrors)).toEqual([])
    const { data } = await shop.ask(READ, { id }, { token })
    expect([content(data.cart), data.cart.version]).toEqual([{ COAT: 3, SHIRT: 1 }, 4])
  })

  it('is refused on another version than was seen, of two at once one, with the cart as it is', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const add = (sku: string) =>
      shop.ask(ADD, { id, lines: one(sku), version: 1, key: shop.key() }, { token })
    const answers = await Promise.all([add('SHIRT'), add('SOCKS')])
    const refused = answers.filter(({ data }) => data.done.userErrors.length > 0)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.data.done).toMatchObject({
      cart: { version: 2 },
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['expectedVersion'], retryable: true }],
    })
  })

  it('is not refused to who sent it twice at once for the version that the other of both has made', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const key = shop.key()
    const add = () => shop.ask(ADD, { id, lines: one('SHIRT'), version: 1, key }, { token })
    const { data } = await twiceAtOnce(shop.writes, add)
    expect(data.done).toMatchObject({ replayed: true, cart: { version: 2 }, userErrors: [] })
    expect(content(data.done.cart)).toEqual({ COAT: 1, SHIRT: 1 })
  })

  it.each([
    ['no system knows', 'NOWHERE', 'SKU_UNKNOWN', { prices: 1, variants: 1 }],
    ['is not sold here', 'OLD', 'NOT_SOLD_HERE', { prices: 1, variants: 1 }],
  ])('is refused where %s, and the key may be used again', async (_, sku, code, calls) => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const key = shop.key()
    const lines = [...one('SHIRT'), ...one(sku)]
    const answer = await shop.ask(ADD, { id, lines, key }, { token })
    expect(answer.data.done).toMatchObject({
      cart: { version: 1 },
      userErrors: [{ code, field: ['lines', '1', 'sku'], retryable: false }],
    })
    expect(answer.calls).toEqual(calls)
    const again = await shop.ask(ADD, { id, lines: one('SHIRT'), key }, { token })
    expect(again.data.done).toMatchObject({ replayed: false, cart: { version: 2 }, userErrors: [] })
  })

  it.each([
    ['prices' as const, 'COAT'],
    ['catalog' as const, 'NOWHERE'],
  ])('is refused for a while where the %s do not answer', async (port, sku) => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const { data } = await shop.ask(ADD, { id, lines: one(sku), key: shop.key() }, { token, down: [port] })
    expect(data.done).toMatchObject({
      cart: { version: 1 },
      userErrors: [{ code: 'SYSTEM_UNAVAILABLE', retryable: true }],
    })
  })

  it('is refused where it is more than a cart holds', async () => {
    const { id, token } = await aCart(shop, { COAT: 998 })
    const { data } = await shop.ask(ADD, { id, lines: one('COAT', 2), key: shop.key() }, { token })
    expect(data.done.userErrors).toMatchObject([{ code: 'LIMIT_EXCEEDED', field: ['lines', '0'] }])
  })
})

describe('a line', () => {
  it('has as many as it is set to, and goes at none', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1, SHIRT: 1 })
    const lines = [
      { id: line('COAT'), quantity: 4 },
      { id: line('SHIRT'), quantity: 0 },
    ]
    const { data, calls } = await shop.ask(UPDATE, { id, lines, version: 1, key: shop.key() }, { token })
    expect(content(data.done.cart)).toEqual({ COAT: 4 })
    expect(calls).toEqual({ prices: 1 })
  })

  it('is taken out, asking nobody, and its id is no other’s after', async () => {
    const { id, token, line } = await aCart(shop, { COAT: 1, SHIRT: 1 })
    const removed = line('COAT')
    const { data, calls } = await shop.ask(REMOVE, { id, lines: [removed], key: shop.key() }, { token })
    expect([content(data.done.cart), calls]).toEqual([{ SHIRT: 1 }, {}])
    const back = await shop.ask(ADD, { id, lines: one('COAT'), key: shop.key() }, { token })
    expect(back.data.done.cart.lines.map((one: { id: string }) => one.id)).not.toContain(removed)
  })

  it('that the cart does not have is NOT_FOUND, and one that is none BAD_INPUT', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const other = await aCart(shop, { COAT: 1 })
    const foreign = await shop.ask(REMOVE, { id, lines: [other.line('COAT')], key: shop.key() }, { token })
    expect(foreign.data.done.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['lineIds', '0'] }])
    const update = { id, lines: [{ id: other.line('COAT'), quantity: 1 }], key: shop.key() }
    expect((await shop.ask(UPDATE, update, { token })).data.done.userErrors).toMatchObject([
      { code: 'NOT_FOUND', lineId: other.line('COAT') },
    ])
    const none = await shop.ask(REMOVE, { id, lines: ['COAT'], key: shop.key() }, { token })
    const message = 'expected "lineIds" to be the id of a line as the graph gave it'
    expect(none.errors).toMatchObject([{ code: 'BAD_INPUT', message }])
  })
})
