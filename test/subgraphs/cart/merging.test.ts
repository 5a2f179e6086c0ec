import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CustomerId } from '../../../adapters/ids.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { shopper } from '../../memory/viewers.ts'
import { twiceAtOnce } from '../twice-at-once.ts'
import { ADD, aCart, agent, MERGE, openShop, READ, type Shop } from './shop.ts'

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

  it.each(['FROZEN', 'ORDERED'] as const)(
    'into a cart that is %s meanwhile is put off, and both stay as they were',
    async (state) => {
      const own = await aCart(shop, theirs, { viewer: anne })
      const guest = await aCart(shop, guests)
      const variables = { id: guest.id, token: guest.token, key: shop.key() }
      const { data } = await justBefore(
        () => shop.become(own.id, { state }),
        () => shop.ask(MERGE, variables, { viewer: anne }),
      )
      expect(data.done).toMatchObject({
        cart: { id: own.id, state },
        report: [],
        userErrors: [{ code: 'VERSION_CONFLICT', retryable: true }],
      })
      expect(content(data.done.cart)).toEqual(theirs)
      const kept = await shop.ask(READ, { id: guest.id }, { token: guest.token })
      expect(kept.data.cart).toMatchObject({ version: 1, state: 'ACTIVE' })
      const again = await shop.ask(MERGE, variables, { viewer: anne })
      expect(again.data.done).toMatchObject({ cart: { id: guest.id }, userErrors: [] })
    },
  )

  it('makes no second cart of theirs where another device has begun one meanwhile', async () => {
    const guest = await aCart(shop, guests)
    const variables = { id: guest.id, token: guest.token, strategy: 'MERGE_SUM_QUANTITY', key: shop.key() }
    const merging = () => shop.ask(MERGE, variables, { viewer: anne })
    let begun = ''
    const late = await justBefore(async () => {
      begun = (await aCart(shop, theirs, { viewer: anne })).id
    }, merging)
    expect(late.data.done).toMatchObject({
      cart: { id: begun },
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
