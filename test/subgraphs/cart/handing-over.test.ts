import { beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../../adapters/time.ts'
import type { HandOff } from '../../../ledger/writes/port.ts'
import { later } from '../../../subgraphs/cart/cart.ts'
import { handOffHash } from '../../../subgraphs/cart-keys.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { shopper } from '../../memory/viewers.ts'
import { twiceAtOnce } from '../twice-at-once.ts'
import {
  ACCEPT,
  type Asking,
  aCart,
  agent,
  associate,
  HAND_OFF,
  lyon,
  MERGE,
  openShop,
  paris,
  READ,
  type Shop,
} from './shop.ts'

let shop: Shop
let anne: Viewer
beforeEach(async () => {
  shop = await openShop()
  anne = shopper(shop.anne)
})

/** What is answered where something happens elsewhere after all was read and before anything is kept. */
describe('a hand-off', () => {
  const handOff = async (id: string, to: object, asking: Asking) =>
    shop.ask(HAND_OFF, { id, ...to, key: shop.key() }, asking)
  const accept = (code: string, asking: Asking = {}, key = shop.key()) =>
    shop.ask(ACCEPT, { code, key }, asking)
  /** A code that the ledger has, whatever else it has. */
  const written = async (handOff: Pick<HandOff, 'cartId' | 'toChannel' | 'store'>) => {
    const code = 'ABCDE-FGHJK'
    const expiresAt = later(instant(shop.at()), 600)
    await shop.writes.transact([], ({ carts }) =>
      carts.addHandOff({ ...handOff, codeHash: handOffHash(code), expiresAt }),
    )
    return code
  }

  it('of a guest’s cart opens the same to another device, by a token of its own, both at once', async () => {
    const watch = await aCart(shop, { COAT: 1 }, { channel: 'MOBILE_APP' })
    const { data } = await handOff(watch.id, { to: 'WEB' }, { token: watch.token })
    expect(data.done).toMatchObject({ userErrors: [], expiresAt: '2026-06-15T10:10:00.000Z' })
    expect(data.done.handOffCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const typed = data.done.handOffCode
      .toLowerCase()
      .replace('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
    const taken = await accept(typed)
    expect(taken.data.done.userErrors).toEqual([])
    expect(taken.data.done.cart.id).toBe(watch.id)
    expect(taken.data.done.token).not.toBe(watch.token)
    const touches = taken.data.done.cart.touchedBy as { channel: { kind: string } }[]
    expect(touches.map(({ channel }) => channel.kind)).toEqual(['MOBILE_APP', 'WEB'])
    for (const token of [watch.token, taken.data.done.token]) {
      expect((await shop.ask(READ, { id: watch.id }, { token })).errors).toEqual([])
    }
  })

  it('works once, and is told again to who asks again under the same key', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const variables = { id: guest.id, to: 'WEB', key: shop.key() }
    const { data } = await shop.ask(HAND_OFF, variables, { token: guest.token })
    const again = await shop.ask(HAND_OFF, variables, { token: guest.token })
    expect(again.data.done).toEqual({ ...data.done, replayed: true })
    const key = shop.key()
    const first = await accept(data.done.handOffCode, {}, key)
    expect((await accept(data.done.handOffCode, {}, key)).data.done).toEqual({
      ...first.data.done,
      replayed: true,
    })
    const other = await accept(data.done.handOffCode)
    expect(other.data.done).toMatchObject({ cart: null, token: null, userErrors: [{ code: 'NOT_FOUND' }] })
    expect(await accept('AAAAA-AAAAA')).toEqual(other)
    expect(await accept('not a code at all')).toEqual(other)
  })

  it('is not refused to who sent it twice at once for the code that the other of both has used', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const { data } = await shop.ask(
      HAND_OFF,
      { id: guest.id, to: 'WEB', key: shop.key() },
      { token: guest.token },
    )
    const key = shop.key()
    const taken = await twiceAtOnce(shop.writes, () => accept(data.done.handOffCode, {}, key))
    expect(taken.data.done).toMatchObject({ replayed: true, userErrors: [], cart: { id: guest.id } })
  })

  it.each(['', 'A'.repeat(256)])('of a code that is too short or too long is bad input', async (code) => {
    expect((await accept(code)).errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })

  it('is not told again to who may not see the cart any more', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const variables = { id: guest.id, to: 'WEB', key: shop.key() }
    const { data } = await shop.ask(HAND_OFF, variables, { token: guest.token })
    expect(data.done).toMatchObject({ replayed: false, cart: { id: guest.id } })
    const merging = { id: guest.id, token: guest.token, key: shop.key() }
    expect((await shop.ask(MERGE, merging, { viewer: anne })).data.done.userErrors).toEqual([])
    const again = await shop.ask(HAND_OFF, variables, { token: guest.token })
    expect(again).toMatchObject({
      data: { done: { replayed: true, cart: null, handOffCode: null, expiresAt: null, userErrors: [] } },
      errors: [],
    })
  })

  it.each([
    ['ORDERED', 'ALREADY_ORDERED'],
    ['FROZEN', 'ALREADY_ORDERED'],
    ['MERGED', 'NOT_ACTIVE'],
    ['ABANDONED', 'NOT_ACTIVE'],
  ] as const)('has no code for a cart that is %s', async (state, code) => {
    const guest = await aCart(shop, { COAT: 1 })
    await shop.become(guest.id, { state })
    const { data } = await handOff(guest.id, { to: 'WEB' }, { token: guest.token })
    expect(data.done).toMatchObject({
      cart: { id: guest.id, state },
      handOffCode: null,
      expiresAt: null,
      userErrors: [{ code }],
    })
  })

  it('of a cart that was merged meanwhile takes nothing', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const { data } = await shop.ask(
      HAND_OFF,
      { id: guest.id, to: 'WEB', key: shop.key() },
      { token: guest.token },
    )
    await aCart(shop, { COAT: 1 }, { viewer: anne })
    const merging = { id: guest.id, token: guest.token, key: shop.key() }
    expect((await shop.ask(MERGE, merging, { viewer: anne })).data.done.userErrors).toEqual([])
    const taken = await accept(data.done.handOffCode)
    expect(taken.data.done).toMatchObject({ cart: null, token: null, userErrors: [{ code: 'NOT_ACTIVE' }] })
  })

  it('of two who take it at once goes to one', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const { data } = await handOff(guest.id, { to: 'WEB' }, { token: guest.token })
    const answers = await Promise.all([1, 2, 3].map(() => accept(data.done.handOffCode)))
    expect(answers.filter(({ data: { done } }) => done.cart !== null)).toHaveLength(1)
  })

  it('is over after its time', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const { data } = await handOff(guest.id, { to: 'WEB' }, { token: guest.token })
    shop.pass(600)
    expect((await accept(data.done.handOffCode)).data.done.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  it('to a store is taken by its staff alone, who then is among those that touched it', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const to = { to: 'ASSOCIATE_APP', store: paris.id }
    const { data } = await handOff(guest.id, to, { token: guest.token })
    const code = data.done.handOffCode
    for (const viewer of [undefined, agent, { ...associate, store: lyon.code }]) {
      const { data: refused } = await accept(code, viewer ? { viewer } : {})
      expect(refused.done.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    }
    const taken = await accept(code, { viewer: associate })
    expect(taken.data.done.cart.touchedBy[1]).toMatchObject({
      channel: { kind: 'ASSOCIATE_APP' },
      storeId: paris.id,
    })
    expect(taken.data.done.token).toMatch(/^ct_/)
  })

  it('to the call centre, which is in no store, is taken by who assists alone', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const { data } = await handOff(guest.id, { to: 'CALL_CENTER' }, { token: guest.token })
    const code = data.done.handOffCode
    for (const viewer of [undefined, anne, { ...agent, scopes: ['customer:read'] }]) {
      const { data: refused } = await accept(code, viewer ? { viewer } : {})
      expect(refused.done).toMatchObject({ cart: null, token: null, userErrors: [{ code: 'NOT_FOUND' }] })
    }
    const taken = await accept(code, { viewer: agent })
    expect(taken.data.done).toMatchObject({ cart: { id: guest.id }, userErrors: [] })
  })

  it('to a screen of a store is taken by whoever stands there, who need not be its staff', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const { data } = await handOff(guest.id, { to: 'KIOSK', store: paris.id }, { token: guest.token })
    const taken = await accept(data.done.handOffCode, { channel: 'KIOSK' })
    expect(taken.data.done.userErrors).toEqual([])
    expect(taken.data.done.token).toMatch(/^ct_/)
    expect(taken.data.done.cart.touchedBy[1]).toMatchObject({
      channel: { kind: 'KIOSK' },
      storeId: paris.id,
    })
  })

  it('to a store that is gone since is taken by nobody', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const code = await written({ cartId: guest.id, toChannel: 'ASSOCIATE_APP', store: 'str_gone' })
    for (const viewer of [agent, associate]) {
      const { data } = await accept(code, { viewer })
      expect(data.done.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    }
  })

  it('of a cart that is gone since opens nothing, as if there were no such code', async () => {
    const code = await written({ cartId: `crt_${'0'.repeat(26)}`, toChannel: 'WEB', store: null })
    expect(await accept(code)).toEqual(await accept('AAAAA-AAAAA'))
  })

  it('of a shopper’s cart opens it to themselves and to staff, without a token, and to nobody else', async () => {
    const own = await aCart(shop, { COAT: 1 }, { viewer: anne })
    const code = async () =>
      (await handOff(own.id, { to: 'WEB' }, { viewer: anne })).data.done.handOffCode as string
    const stranger = await accept(await code(), { viewer: shopper(shop.bob) })
    expect(stranger.data.done.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    const desk = await accept(await code(), { viewer: anne })
    expect(desk.data.done).toMatchObject({ token: null, cart: { id: own.id }, userErrors: [] })
    const call = await accept(await code(), { viewer: agent })
    expect(call.data.done).toMatchObject({ token: null, cart: { id: own.id }, userErrors: [] })
    expect(call.noted).toMatchObject([{ coordinate: 'Cart', owner: { customerId: shop.anne } }])
  })

  it('is made by who may see the cart alone', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const foreign = await handOff(guest.id, { to: 'WEB' }, { viewer: anne })
    const unknown = await handOff(`crt_${'0'.repeat(26)}`, { to: 'WEB' }, { viewer: anne })
    expect(foreign.data.done).toMatchObject({
      cart: null,
      handOffCode: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    })
    expect(foreign).toEqual(unknown)
  })
})
