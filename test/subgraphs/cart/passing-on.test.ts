import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CustomerId } from '../../../adapters/ids.ts'
import { instant } from '../../../adapters/time.ts'
import type { HandOff } from '../../../ledger/writes/port.ts'
import { later } from '../../../subgraphs/cart/cart.ts'
import { handOffHash } from '../../../subgraphs/cart-keys.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { shopper } from '../../memory/viewers.ts'
import { twiceAtOnce } from '../twice-at-once.ts'
import {
  ACCEPT,
  ADD,
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
const justBefore = async <Answer>(happens: () => Promise<unknown>, asked: () => Promise<Answer>) => {
  const { once } = shop.writes
  const kept = vi.spyOn(shop.writes, 'once').mockImplementationOnce(async (command, work) => {
    await happens()
    return once(command, work) as never
  })
  try {
    return await asked()
  } finally {
    kept.mockRestore()
  }
}

const content = (cart: { lines: { sku: string; quantity: number }[] }) =>
  Object.fromEntries(cart.lines.map(({ sku, quantity }) => [sku, quantity]))

describe('a merge at login', () => {
  const guests = { COAT: 2, SHIRT: 1 }
  const theirs = { COAT: 1, SOCKS: 3, SHIRT: 4 }
  const merge = async (strategy?: string) => {
    const own = await aCart(shop, theirs, { viewer: anne, channel: 'MOBILE_APP' })
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, strategy, key: shop.key() }
    const answer = await shop.ask(MERGE, variables, { viewer: anne })
    return { own, guest, variables, ...answer }
  }

  it.each([
    [
      'MERGE_SUM_QUANTITY',
      { COAT: 3, SHIRT: 5, SOCKS: 3 },
      { COAT: 'SUMMED', SHIRT: 'SUMMED', SOCKS: 'KEPT' },
    ],
    [
      'MERGE_MAX_QUANTITY',
      { COAT: 2, SHIRT: 4, SOCKS: 3 },
      { COAT: 'LARGER_TAKEN', SHIRT: 'LARGER_TAKEN', SOCKS: 'KEPT' },
    ],
    [
      undefined,
      { COAT: 2, SHIRT: 4, SOCKS: 3 },
      { COAT: 'LARGER_TAKEN', SHIRT: 'LARGER_TAKEN', SOCKS: 'KEPT' },
    ],
    [
      'KEEP_CUSTOMER',
      { COAT: 1, SHIRT: 4, SOCKS: 3 },
      { COAT: 'ONE_TAKEN', SHIRT: 'ONE_TAKEN', SOCKS: 'KEPT' },
    ],
    ['KEEP_GUEST', { COAT: 2, SHIRT: 1 }, { COAT: 'ONE_TAKEN', SHIRT: 'ONE_TAKEN', SOCKS: 'DROPPED' }],
  ])('by %s keeps what it says, and says what became of each article', async (strategy, result, notes) => {
    const { data, errors, own, calls } = await merge(strategy)
    expect(errors).toEqual([])
    expect(data.done).toMatchObject({ replayed: false, userErrors: [], cart: { id: own.id, version: 2 } })
    expect(content(data.done.cart)).toEqual(result)
    const report = data.done.report as { sku: string; note: string }[]
    expect(Object.fromEntries(report.map(({ sku, note }) => [sku, note]))).toEqual(notes)
    expect(report.find(({ sku }) => sku === 'COAT')).toMatchObject({
      guestQuantity: 2,
      customerQuantity: 1,
      resultQuantity: result.COAT,
    })
    expect(calls).toEqual({})
  })

  it('is told again to who asks again, and leaves the guest’s cart closed', async () => {
    const { data, variables, guest } = await merge()
    const again = await shop.ask(MERGE, variables, { viewer: anne })
    expect(again.data.done).toEqual({ ...data.done, replayed: true })
    const closed = await shop.ask(READ, { id: guest.id }, { token: guest.token })
    expect(closed.data.cart).toMatchObject({ state: 'MERGED' })
    const lines = [{ sku: 'COAT', quantity: 1 }]
    const late = await shop.ask(ADD, { id: guest.id, lines, key: shop.key() }, { token: guest.token })
    expect(late.data.done.userErrors).toMatchObject([{ code: 'NOT_ACTIVE' }])
  })

  it('is not refused to who sent it twice at once for the cart that the other of both has taken over', async () => {
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, key: shop.key() }
    const { data } = await twiceAtOnce(shop.writes, () => shop.ask(MERGE, variables, { viewer: anne }))
    expect(data.done).toMatchObject({ replayed: true, userErrors: [], cart: { id: guest.id } })
  })

  it.each(['MERGE_SUM_QUANTITY', 'MERGE_MAX_QUANTITY', 'KEEP_CUSTOMER', 'KEEP_GUEST'])(
    'takes over all of the guest’s cart where they have none, and says so, whatever %s says',
    async (strategy) => {
      const guest = await aCart(shop, guests)
      const variables = { id: guest.id, token: guest.token, strategy, key: shop.key() }
      const { data } = await shop.ask(MERGE, variables, { viewer: anne })
      expect(content(data.done.cart)).toEqual(guests)
      expect(data.done.report).toMatchObject([
        { sku: 'COAT', resultQuantity: 2, note: 'MOVED' },
        { sku: 'SHIRT', resultQuantity: 1, note: 'MOVED' },
      ])
    },
  )

  it('into a cart that is being ordered meanwhile is refused, and both stay as they were', async () => {
    const own = await aCart(shop, theirs, { viewer: anne })
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, key: shop.key() }
    const { data } = await justBefore(
      () => shop.become(own.id, { state: 'FROZEN' }),
      () => shop.ask(MERGE, variables, { viewer: anne }),
    )
    expect(data.done).toMatchObject({
      cart: { id: own.id, state: 'FROZEN' },
      report: [],
      userErrors: [{ code: 'ALREADY_ORDERED', retryable: true }],
    })
    expect(content(data.done.cart)).toEqual(theirs)
    const kept = await shop.ask(READ, { id: guest.id }, { token: guest.token })
    expect(kept.data.cart).toMatchObject({ version: 1, state: 'ACTIVE' })
  })

  it('makes no second cart of theirs where another device has begun one meanwhile', async () => {
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, strategy: 'MERGE_SUM_QUANTITY', key: shop.key() }
    const merging = () => shop.ask(MERGE, variables, { viewer: anne })
    const late = await justBefore(() => aCart(shop, theirs, { viewer: anne }), merging)
    expect(late.data.done).toMatchObject({
      cart: null,
      report: [],
      userErrors: [{ code: 'VERSION_CONFLICT', retryable: true }],
    })
    const { data } = await merging()
    expect(content(data.done.cart)).toEqual({ COAT: 3, SHIRT: 5, SOCKS: 3 })
  })

  it('makes the guest’s cart theirs where they have none, which its token then opens no more', async () => {
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, key: shop.key() }
    const { data } = await shop.ask(MERGE, variables, { viewer: anne })
    expect([data.done.cart.id, content(data.done.cart)]).toEqual([guest.id, guests])
    expect(data.done.report.map(({ note }: { note: string }) => note)).toEqual(['MOVED', 'MOVED'])
    const { errors } = await shop.ask(READ, { id: guest.id }, { token: guest.token })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it('leaves nothing to who was about to change the guest’s cart, and has no token of the shopper’s', async () => {
    const guest = await aCart(shop, guests)
    const merging = { id: guest.id, token: guest.token, key: shop.key() }
    const meanwhile = () => shop.ask(MERGE, merging, { viewer: anne })
    const lines = [{ sku: 'COAT', quantity: 1 }]
    const late = { id: guest.id, lines, key: shop.key() }
    const { data } = await shop.ask(ADD, late, { token: guest.token, meanwhile })
    expect(data.done).toMatchObject({ cart: null, userErrors: [{ code: 'NOT_FOUND' }] })
    const mine = await shop.ask('{ myCart { version lines { sku quantity } } }', {}, { viewer: anne })
    expect([content(mine.data.myCart), mine.data.myCart.version]).toEqual([guests, 2])
  })

  it('keeps where and when each line was added, and every channel that touched either', async () => {
    const { data } = await merge('MERGE_SUM_QUANTITY')
    expect(
      data.done.cart.touchedBy.map(({ channel }: { channel: { kind: string } }) => channel.kind),
    ).toEqual(['MOBILE_APP', 'WEB'])
    expect(data.done.cart.lines[0]).toMatchObject({ sku: 'COAT', addedFrom: { kind: 'MOBILE_APP' } })
  })

  it('says once of a channel that it touched both, and when it first did', async () => {
    await aCart(shop, theirs, { viewer: anne })
    const since = shop.at().toISOString()
    shop.pass(60)
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, key: shop.key() }
    const { data } = await shop.ask(MERGE, variables, { viewer: anne })
    expect(data.done.cart.touchedBy).toMatchObject([{ channel: { kind: 'WEB' }, at: since }])
    expect(data.done.cart.touchedBy).toHaveLength(1)
  })

  it('by staff is for the shopper they name', async () => {
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, key: shop.key() }
    const none = await shop.ask(MERGE, variables, { viewer: agent })
    expect(none.data.done.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['customerId'] }])
    const named = { ...variables, customer: shop.bob, key: shop.key() }
    const { data } = await shop.ask(MERGE, named, { viewer: agent })
    expect(data.done.cart.id).toBe(guest.id)
    const mine = await shop.ask('{ myCart { id } }', {}, { viewer: shopper(shop.bob) })
    expect(mine.data.myCart.id).toBe(guest.id)
  })

  it('is for the shopper themselves though no system knows them yet, named or not', async () => {
    const id = `cus_${'0'.repeat(26)}` as CustomerId
    for (const customer of [id, undefined]) {
      const guest = await aCart(shop, guests)
      const variables = { id: guest.id, token: guest.token, customer, key: shop.key() }
      const { data, errors } = await shop.ask(MERGE, variables, { viewer: shopper(id) })
      expect([errors, data.done.userErrors, content(data.done.cart)]).toEqual([[], [], guests])
    }
  })

  it('by staff for a shopper there is not is refused, and leaves the guest their cart', async () => {
    const guest = await aCart(shop, guests)
    const customer = `cus_${'0'.repeat(26)}`
    const variables = { id: guest.id, token: guest.token, customer, key: shop.key() }
    const { data, errors } = await shop.ask(MERGE, variables, { viewer: agent })
    expect([errors, data.done]).toMatchObject([
      [],
      { cart: null, report: [], userErrors: [{ code: 'NOT_FOUND', field: ['customerId'] }] },
    ])
    const kept = await shop.ask(READ, { id: guest.id }, { token: guest.token })
    expect(kept.data.cart).toMatchObject({ version: 1, state: 'ACTIVE' })
  })

  it('with a wrong token is refused as for a cart there is not', async () => {
    const guest = await aCart(shop, guests)
    const wrong = { token: `ct_${'a'.repeat(43)}`, strategy: 'KEEP_GUEST' }
    const ask = (id: string) => shop.ask(MERGE, { ...wrong, id, key: shop.key() }, { viewer: anne })
    const [foreign, unknown] = [await ask(guest.id), await ask(`crt_${'0'.repeat(26)}`)]
    expect(foreign.data.done).toMatchObject({ cart: null, report: [], userErrors: [{ code: 'NOT_FOUND' }] })
    expect(foreign).toEqual(unknown)
  })

  it('is made once by two devices at once', async () => {
    await aCart(shop, theirs, { viewer: anne })
    const guest = await aCart(shop, guests)
    const ask = () =>
      shop.ask(
        MERGE,
        { id: guest.id, token: guest.token, strategy: 'MERGE_SUM_QUANTITY', key: shop.key() },
        { viewer: anne },
      )
    const answers = await Promise.all([ask(), ask()])
    const refused = answers.flatMap(({ data }) => data.done.userErrors)
    expect(refused).toMatchObject([{ code: 'NOT_ACTIVE' }])
    const { data } = await shop.ask('{ myCart { lines { sku quantity } } }', {}, { viewer: anne })
    expect(content(data.myCart)).toEqual({ COAT: 3, SHIRT: 5, SOCKS: 3 })
  })
})

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
