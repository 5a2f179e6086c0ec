import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CustomerId } from '../../../adapters/ids.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { cart } from '../../../subgraphs/cart/index.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { ask } from '../../memory/services.ts'
import { shopper } from '../../memory/viewers.ts'
import {
  ADD,
  aCart,
  agent,
  associate,
  CODES,
  CREATE,
  FULFIL,
  HAND_OFF,
  MERGE,
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

const UNKNOWN = `crt_${'0'.repeat(26)}`
const UNKNOWN_SHOPPER = `cus_${'0'.repeat(26)}` as CustomerId
const LINE = `lin_${'0'.repeat(26)}`

describe('who may see a cart', () => {
  it('of a guest’s: who has its token, and nobody else, staff included; unknown looks the same', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const other = await aCart(shop, { COAT: 1 })
    expect((await shop.ask(READ, { id }, { token, viewer: shopper(shop.anne) })).errors).toEqual([])
    const staff = await shop.ask(READ, { id }, { viewer: associate })
    expect(staff).toMatchObject({ data: { cart: null }, errors: [], calls: {}, noted: [] })
    expect(await shop.ask(READ, { id: UNKNOWN }, { viewer: associate })).toEqual(staff)
    const askers = [{}, { token: other.token }, { viewer: shopper(shop.anne) }]
    for (const asking of askers) {
      const foreign = await shop.ask(READ, { id }, asking)
      expect(foreign.errors).toMatchObject([{ path: 'cart', code: 'FORBIDDEN' }])
      expect(foreign).toMatchObject({ data: { cart: null }, calls: {}, noted: [] })
      expect(await shop.ask(READ, { id: UNKNOWN }, asking)).toEqual(foreign)
    }
  })

  it('of a shopper’s: themselves, and staff who assist, which is noted', async () => {
    const { id } = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne) })
    const own = await shop.ask(READ, { id }, { viewer: shopper(shop.anne) })
    expect([own.errors, own.noted]).toEqual([[], []])
    const staff = await shop.ask(READ, { id }, { viewer: agent })
    expect(staff.errors).toEqual([])
    expect(staff.noted).toMatchObject([
      {
        owner: { customerId: shop.anne, orderId: null },
        coordinate: 'Cart',
        scopes: ['cart:assist'],
        path: { key: 'cart' },
      },
    ])
    for (const viewer of [
      shopper(shop.bob),
      { ...agent, scopes: ['customer:read'] },
      { ...shopper(shop.anne), scopes: [] },
    ]) {
      const foreign = await shop.ask(READ, { id }, { viewer })
      expect(foreign.errors).toMatchObject([{ path: 'cart', code: 'FORBIDDEN' }])
      expect(await shop.ask(READ, { id: UNKNOWN }, { viewer })).toEqual(foreign)
    }
  })

  it('is BAD_INPUT for everybody when the id is none', async () => {
    for (const asking of [{}, { viewer: agent }]) {
      expect((await shop.ask(READ, { id: 'crt_1' }, asking)).errors).toMatchObject([{ code: 'BAD_INPUT' }])
    }
  })

  it('holds for a cart that is looked up as an entity as well', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cart { version } } }`
    const look = (of: string, asking: object) =>
      ask(cart, query, shop.request(asking).context, { of: [{ __typename: 'Cart', id: of }] })
    expect(await look(id, { token })).toMatchObject({ data: { _entities: [{ version: 1 }] }, errors: [] })
    const foreign = await look(id, { viewer: shopper(shop.anne) })
    expect(foreign.errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await look(UNKNOWN, { viewer: shopper(shop.anne) })).toEqual(foreign)
  })

  it('of their own: nothing, without an error, for a shopper who has none, and FORBIDDEN to who is none', async () => {
    const mine = (viewer: Viewer) => shop.ask('{ myCart { id } }', {}, { viewer })
    const none = { data: { myCart: null }, calls: {}, noted: [] }
    expect(await mine(shopper(shop.anne))).toEqual({ ...none, errors: [] })
    const nobody = await mine({ ...shopper(shop.anne), customerId: null })
    expect(nobody).toMatchObject({ ...none, errors: [{ code: 'FORBIDDEN' }] })
  })

  it('of their own is not nothing while the ledger does not say', async () => {
    const away = new LedgerError('UNAVAILABLE', 'the database does not answer')
    vi.spyOn(shop.writes.carts, 'activeOf').mockRejectedValue(away)
    const { errors } = await shop.ask('{ myCart { id } }', {}, { viewer: shopper(shop.anne) })
    expect(errors).toMatchObject([{ path: 'myCart', message: away.message }])
  })

  it('of a shopper that is looked up: themselves, and staff who assist, which is noted', async () => {
    const { id } = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne) })
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { cart { id } } } }`
    const look = async (of: string, viewer: Viewer) => {
      const { context, noted } = shop.request({ viewer })
      const { data, errors } = await ask(cart, query, context, { of: [{ __typename: 'Customer', id: of }] })
      return { data, codes: errors.map(({ code }) => code), noted: noted.map(({ coordinate }) => coordinate) }
    }
    const found = { _entities: [{ cart: { id } }] }
    const none = { _entities: [{ cart: null }] }
    expect(await look(shop.anne, shopper(shop.anne))).toEqual({ data: found, codes: [], noted: [] })
    expect(await look(shop.anne, agent)).toEqual({
      data: found,
      codes: [],
      noted: ['Customer', 'Customer.cart'],
    })
    expect(await look(shop.bob, agent)).toMatchObject({ data: none, codes: [] })
    const foreign = await look(shop.anne, shopper(shop.bob))
    expect(foreign).toEqual({ data: { _entities: [null] }, codes: ['FORBIDDEN'], noted: [] })
    expect(await look(UNKNOWN_SHOPPER, shopper(shop.bob))).toEqual(foreign)
  })

  it('shows who of the staff touched it to staff alone', async () => {
    const { id } = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne) })
    const lines = [{ sku: 'SOCKS', quantity: 1 }]
    await shop.ask(ADD, { id, lines, key: shop.key() }, { viewer: agent, channel: 'CALL_CENTER' })
    const query =
      'query ($id: ID!) { cart(id: $id) { touchedBy { channel { kind } associateId } lines { addedFrom { kind } } } }'
    const staff = await shop.ask(query, { id }, { viewer: agent })
    expect(staff.data.cart.touchedBy).toMatchObject([{ associateId: null }, { associateId: 'staff/8' }])
    // CAP-12: the line records the agent's channel.
    expect(staff.data.cart.lines[1].addedFrom.kind).toBe('CALL_CENTER')
    const own = await shop.ask(query, { id }, { viewer: shopper(shop.anne) })
    expect(own.data.cart.touchedBy[1]).toMatchObject({ channel: { kind: 'CALL_CENTER' }, associateId: null })
    expect(own.errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

describe('for whom a cart is begun', () => {
  const begin = (customerId: string | undefined, viewer: Viewer) => {
    const input = { channel: 'WEB', currencyCode: 'EUR', customerId, lines: [{ sku: 'COAT', quantity: 1 }] }
    return shop.ask(CREATE, { input, key: shop.key() }, { viewer })
  }
  const cartOf = async (viewer: Viewer) =>
    (await shop.ask('{ myCart { id version } }', {}, { viewer })).data.myCart

  it('is the shopper themselves, named or not, and whom staff names', async () => {
    const anne = shopper(shop.anne)
    const named = await begin(shop.anne, anne)
    expect([named.errors, named.data.done.userErrors, named.data.done.token]).toEqual([[], [], null])
    const again = await begin(undefined, anne)
    expect(again.data.done.cart).toMatchObject({ id: named.data.done.cart.id, version: 2 })
    const bobs = await begin(shop.bob, agent)
    expect(await cartOf(shopper(shop.bob))).toEqual({ id: bobs.data.done.cart.id, version: 1 })
  })

  it('is no shopper that somebody else names, whether there is one or not', async () => {
    const foreign = await begin(shop.bob, shopper(shop.anne))
    expect(foreign).toMatchObject({ data: null, errors: [{ code: 'FORBIDDEN' }], calls: {} })
    expect(await begin(UNKNOWN_SHOPPER, shopper(shop.anne))).toEqual(foreign)
    expect(await cartOf(shopper(shop.bob))).toBeNull()
  })

  it('is not the shopper where their token does not grant what is theirs', async () => {
    const anne = shopper(shop.anne)
    const { id } = await aCart(shop, { COAT: 1 }, { viewer: anne })
    const limited = { ...anne, scopes: [] }
    expect((await begin(shop.anne, limited)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    // Unnamed, it is a guest's: their own stays as it was.
    const { data } = await begin(undefined, limited)
    expect(data.done.token).toMatch(/^ct_/)
    expect(await cartOf(anne)).toEqual({ id, version: 1 })
  })

  it('is the shopper themselves though no system knows them yet, named or not, who learns of nobody else', async () => {
    const newcomer = shopper(UNKNOWN_SHOPPER)
    const named = await begin(UNKNOWN_SHOPPER, newcomer)
    expect([named.errors, named.data.done.userErrors, named.data.done.token]).toEqual([[], [], null])
    const again = await begin(undefined, newcomer)
    expect(again.data.done.cart).toMatchObject({ id: named.data.done.cart.id, version: 2 })
    const foreign = await begin(shop.bob, newcomer)
    expect(foreign).toMatchObject({ data: null, errors: [{ code: 'FORBIDDEN' }], calls: {} })
    expect(await begin(`cus_${'1'.repeat(26)}`, newcomer)).toEqual(foreign)
  })

  it('is nobody when staff names a shopper there is not', async () => {
    const { data, errors, calls } = await begin(UNKNOWN_SHOPPER, agent)
    expect([errors, calls]).toEqual([[], {}])
    expect(data.done).toMatchObject({
      cart: null,
      token: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['customerId'] }],
    })
  })
})

describe('who may change a cart', () => {
  it.each([
    ['add to', ADD, { lines: [{ sku: 'COAT', quantity: 1 }] }],
    ['update', UPDATE, { lines: [{ id: LINE, quantity: 1 }] }],
    ['take from', REMOVE, { lines: [LINE] }],
    ['give codes to', CODES, { codes: ['DIX'] }],
    ['deliver', FULFIL, { groups: [{ lineIds: [LINE], mode: 'SHIP_FROM_WAREHOUSE' }] }],
  ])(
    'and who may not %s it is told the same as of one that is not there, and asks nobody',
    async (_, mutation, more) => {
      const guest = await aCart(shop, { COAT: 1 })
      const own = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne) })
      for (const id of [guest.id, own.id]) {
        for (const asking of [{}, { viewer: shopper(shop.bob) }, { viewer: { ...agent, scopes: [] } }]) {
          const foreign = await shop.ask(mutation, { id, ...more, key: shop.key() }, asking)
          expect(foreign.data.done).toMatchObject({
            cart: null,
            userErrors: [{ code: 'NOT_FOUND', field: ['cartId'] }],
          })
          expect(foreign.calls).toEqual({})
          expect(await shop.ask(mutation, { id: UNKNOWN, ...more, key: shop.key() }, asking)).toEqual(foreign)
        }
      }
    },
  )

  it.each([
    ['added to', ADD, 'cartId', { lines: [{ sku: 'COAT', quantity: 1 }] }],
    ['handed over', HAND_OFF, 'cartId', { to: 'WEB' }],
    ['merged', MERGE, 'guestCartId', { token: 'ct_' }],
  ])('and no cart is %s by what is no cart’s id', async (_, mutation, name, more) => {
    const variables = { id: 'crt_1', ...more, key: shop.key() }
    const { errors, calls } = await shop.ask(mutation, variables, { viewer: shopper(shop.anne) })
    const message = `expected "${name}" to be the id of a cart as the graph gave it`
    expect([errors, calls]).toMatchObject([[{ code: 'BAD_INPUT', path: 'done', message }], {}])
  })

  it.each([
    ['ORDERED', 'ALREADY_ORDERED', false],
    ['FROZEN', 'ALREADY_ORDERED', true],
    ['MERGED', 'NOT_ACTIVE', false],
    ['ABANDONED', 'NOT_ACTIVE', false],
  ] as const)('and nobody one that is %s', async (state, code, retryable) => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    await shop.become(id, { state })
    const lines = [{ sku: 'COAT', quantity: 1 }]
    const { data, calls } = await shop.ask(ADD, { id, lines, key: shop.key() }, { token })
    expect(data.done).toMatchObject({ cart: { state }, userErrors: [{ code, retryable }] })
    expect(calls).toEqual({})
  })

  it('and a shopper’s cart that was ordered elsewhere is theirs no more: the next is a new one', async () => {
    const viewer = shopper(shop.anne)
    const { id } = await aCart(shop, { COAT: 1 }, { viewer })
    await shop.become(id, { state: 'ORDERED' })
    expect((await shop.ask('{ myCart { id } }', {}, { viewer })).data).toEqual({ myCart: null })
    expect((await aCart(shop, { SOCKS: 1 }, { viewer })).id).not.toBe(id)
  })

  it.each(['', 'x'.repeat(256)])('and nobody with a key of no or too many characters', async (key) => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    const { errors } = await shop.ask(REMOVE, { id, lines: [LINE], key }, { token })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })
})
