import { beforeEach, describe, expect, it, vi } from 'vitest'
import { placedBody } from '../../../subgraphs/shared/orders/placed-order.ts'
import { shopper } from '../../memory/viewers.ts'
import { type Asking, aCart, CHECK_OUT, FULFIL, openShop, paris, type Shop } from './shop.ts'

const CONTACT = { email: 'guest@example.org', givenName: 'Guest', familyName: 'Of Ours' }
const ADDRESS = { streetLine1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', countryCode: 'FR' }

describe('checkout', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
  })

  /** A cart of which every line goes one way. */
  const decided = async (
    lines: Readonly<Record<string, number>>,
    asking: Asking = {},
    mode = 'SHIP_FROM_WAREHOUSE',
  ) => {
    const cart = await aCart(shop, lines, asking)
    const storeId = mode === 'SHIP_FROM_WAREHOUSE' ? null : paris.id
    const groups = [{ lineIds: Object.keys(lines).map(cart.line), mode, ...(storeId && { storeId }) }]
    const as = { ...asking, token: cart.token }
    const { data, errors } = await shop.ask(FULFIL, { id: cart.id, groups, key: shop.key() }, as)
    expect([errors, data.done.userErrors]).toEqual([[], []])
    return { ...cart, as, version: data.done.cart.version as number }
  }
  type Decided = Awaited<ReturnType<typeof decided>>
  const checkOut = async (
    cart: Decided,
    amount: string,
    more: object = {},
    key = shop.key(),
    as: Asking = cart.as,
  ) => {
    const input = {
      cartId: cart.id,
      expectedVersion: cart.version,
      expectedTotal: { amount, currencyCode: 'EUR' },
      contact: CONTACT,
      shippingAddress: ADDRESS,
      ...more,
    }
    const { data, errors, calls } = await shop.ask(CHECK_OUT, { input, key }, as)
    expect(errors).toEqual([])
    return { ...data.done, calls }
  }
  const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
    userErrors.map(({ code }) => code)
  const orderOf = async (id: string) => {
    const placed = (await shop.writes.orders.byIds([id])).get(id)
    if (!placed) throw new Error('expected an order')
    return placedBody(placed)
  }

  it('makes an order of a guest’s cart: priced, paid, put aside, and on its way', async () => {
    const cart = await decided({ COAT: 2, SOCKS: 3 })
    const paymentReference = shop.pay(cart.id, 21_690)
    const done = await checkOut(cart, '216.90', { paymentReference })
    expect([done.replayed, codes(done), done.cart.state]).toEqual([false, [], 'ORDERED'])
    expect(done.orderNumber).toMatch(/^C[0-9A-HJKMNP-TV-Z]{12}$/)
    expect(done.orderToken).toMatch(/^ot_/)
    expect(await orderOf(done.orderId)).toMatchObject({
      status: 'PENDING',
      desk: { system: 'erp', recordId: null },
      payment: { system: 'psp', reference: paymentReference, last4: '4242', amount: { minor: 21_690 } },
      cartId: cart.id,
      order: {
        key: { channel: 'WEB', number: done.orderNumber },
        customer: null,
        contact: { email: CONTACT.email },
        shippingAddress: { city: 'Paris', familyName: 'Of Ours' },
        lines: [
          {
            position: 1,
            sku: 'COAT',
            quantity: 2,
            lineTotal: { gross: { minor: 20_000 }, tax: { minor: 3_333 } },
            location: 'dep01',
            fulfilment: 'SHIP',
          },
          { position: 2, sku: 'SOCKS', quantity: 3, lineTotal: { gross: { minor: 1_200 } } },
        ],
        shippingCost: { gross: { minor: 490 } },
        total: { gross: { minor: 21_690 } },
      },
    })
    const [hold] = (await shop.writes.holds.ofOrders([done.orderId])).get(done.orderId) ?? []
    expect(hold).toMatchObject({
      state: 'COMMITTED',
      lines: [
        { sku: 'COAT', held: 2 },
        { sku: 'SOCKS', held: 3 },
      ],
    })
    const queued = await shop.writes.outbox.ofStream(done.orderId)
    expect(queued.map(({ kind, system, state }) => [kind, system, state])).toEqual([
      ['order.place', 'erp', 'QUEUED'],
    ])
    expect(done.calls).toEqual({ prices: 1, levels: 1, running: 1, variants: 1, payments: 1, taxRates: 1 })
  })

  it('is done once per key, tokens included, and asks nobody again', async () => {
    const cart = await decided({ SOCKS: 1 })
    const paymentReference = shop.pay(cart.id, 990)
    const key = shop.key()
    const first = await checkOut(cart, '9.90', { paymentReference }, key)
    const again = await checkOut(cart, '9.90', { paymentReference }, key)
    expect([again.replayed, again.orderId, again.orderToken]).toEqual([true, first.orderId, first.orderToken])
    expect(again.calls).toEqual({})
    expect(codes(await checkOut(cart, '9.90', { paymentReference }))).toEqual(['ALREADY_ORDERED'])
    expect(await shop.writes.outbox.ofStream(first.orderId)).toHaveLength(1)
  })

  it('orders once, however many ask at the same time', async () => {
    const cart = await decided({ SOCKS: 1 })
    const paymentReference = shop.pay(cart.id, 990)
    const all = await Promise.all(
      Array.from({ length: 8 }, () => checkOut(cart, '9.90', { paymentReference })),
    )
    expect(all.filter(({ orderId }) => orderId !== null)).toHaveLength(1)
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['ALREADY_ORDERED']))
  })

  it('is told alike to who sent it twice at once, and not refused for what the other of both has taken', async () => {
    const cart = await decided({ COAT: 5 })
    const paymentReference = shop.pay(cart.id, 50_490)
    const key = shop.key()
    const { done } = shop.writes
    let first = null
    const asked = vi.spyOn(shop.writes, 'done').mockImplementationOnce(async (command) => {
      const kept = await done(command)
      first = await checkOut(cart, '504.90', { paymentReference }, key)
      return kept as never
    })
    const second = await checkOut(cart, '504.90', { paymentReference }, key)
    asked.mockRestore()
    expect(first).toMatchObject({ replayed: false, userErrors: [], orderId: second.orderId })
    expect([second.replayed, codes(second), second.cart.state]).toEqual([true, [], 'ORDERED'])
  })

  it('orders nothing by a first try that is late, once the second was told that nothing is ordered', async () => {
    const cart = await decided({ COAT: 5 })
    const paymentReference = shop.pay(cart.id, 50_490)
    const key = shop.key()
    const tooLittle = shop.pay(cart.id, 1)
    const { once } = shop.writes
    let second = null
    // Between the first one's look at the systems and its transaction.
    const held = vi.spyOn(shop.writes, 'once').mockImplementationOnce(async (command, work) => {
      second = await checkOut(cart, '504.90', { paymentReference: tooLittle }, shop.key())
      return once(command, work)
    })
    const first = await checkOut(cart, '504.90', { paymentReference }, key)
    held.mockRestore()
    expect(codes(second ?? first)).toEqual(['PAYMENT_DECLINED'])
    expect([codes(first), first.orderId, first.cart.state]).toEqual([['VERSION_CONFLICT'], null, 'ACTIVE'])
    const again = await checkOut(cart, '504.90', { paymentReference }, key)
    expect([codes(again), again.cart.state]).toEqual([[], 'ORDERED'])
  })

  it('gives the last units to as many as there are', async () => {
    const carts = await Promise.all(Array.from({ length: 8 }, () => decided({ COAT: 1 })))
    const all = await Promise.all(
      carts.map((cart) => checkOut(cart, '104.90', { paymentReference: shop.pay(cart.id, 10_490) })),
    )
    expect(all.filter(({ orderId }) => orderId !== null)).toHaveLength(5)
    expect(new Set(all.filter(({ orderId }) => orderId === null).flatMap(codes))).toEqual(
      new Set(['INSUFFICIENT_STOCK']),
    )
    for (const { orderId, cart } of all) expect(cart.state).toBe(orderId === null ? 'ACTIVE' : 'ORDERED')
  })

  it('shows whoever came too late, in the answer itself, how many are left', async () => {
    const carts = [await decided({ COAT: 3 }), await decided({ COAT: 3 })]
    const query = CHECK_OUT.replace(
      'cart {',
      'cart { problems { ... on InsufficientStockProblem { available } }',
    )
    const all = await Promise.all(
      carts.map(async ({ id, version, as }) => {
        const input = {
          cartId: id,
          expectedVersion: version,
          expectedTotal: { amount: '304.90', currencyCode: 'EUR' },
          contact: CONTACT,
          shippingAddress: ADDRESS,
          paymentReference: shop.pay(id, 30_490),
        }
        return (await shop.ask(query, { input, key: shop.key() }, as)).data.done
      }),
    )
    const late = all.filter(({ orderId }) => orderId === null)
    expect(late.map(({ cart }) => cart.problems)).toEqual([[{ available: 2 }]])
  })

  it('takes what is collected without a payment, from the store it is collected in', async () => {
    const cart = await decided({ COAT: 1 }, {}, 'PICKUP_IN_STORE')
    const done = await checkOut(cart, '100.00')
    expect(codes(done)).toEqual([])
    expect(await orderOf(done.orderId)).toMatchObject({
      payment: null,
      order: { lines: [{ location: 'par01', fulfilment: 'PICKUP' }] },
    })
  })

  it.each(['29.89', '29.904', '99999999999999.90'])(
    'refuses the total %s, which was never seen, and shows the cart as it is',
    async (seen) => {
      const cart = await decided({ SHIRT: 1 })
      const done = await checkOut(cart, seen, { paymentReference: shop.pay(cart.id, 2_990) })
      expect([codes(done), done.cart.state, done.orderId]).toEqual([['TOTAL_CHANGED'], 'ACTIVE', null])
    },
  )

  it.each([
    ['declined', 'DECLINED', 990],
    ['over', 'EXPIRED', 990],
    ['too small', undefined, 989],
  ] as const)('refuses a payment that is %s', async (_, trouble, minor) => {
    const cart = await decided({ SOCKS: 1 })
    const paymentReference = shop.pay(cart.id, minor, trouble)
    expect(codes(await checkOut(cart, '9.90', { paymentReference }))).toEqual(['PAYMENT_DECLINED'])
  })

  it('refuses a payment of another cart, none at all, and one that nobody knows', async () => {
    const cart = await decided({ SOCKS: 1 })
    const another = await decided({ SOCKS: 1 })
    for (const paymentReference of [shop.pay(another.id, 990), null, 'pay_none'])
      expect(codes(await checkOut(cart, '9.90', { paymentReference }))).toEqual(['PAYMENT_DECLINED'])
  })

  it.each([
    ['prices', 'SYSTEM_UNAVAILABLE'],
    ['stock', 'SYSTEM_UNAVAILABLE'],
    ['promotions', 'SYSTEM_UNAVAILABLE'],
    ['payments', 'SYSTEM_UNAVAILABLE'],
    ['catalog', undefined],
  ] as const)('orders nothing that nobody knows while %s do not answer', async (port, code) => {
    const cart = await decided({ SOCKS: 1 })
    const paymentReference = shop.pay(cart.id, 990)
    const done = await checkOut(cart, '9.90', { paymentReference }, shop.key(), { ...cart.as, down: [port] })
    expect(new Set(codes(done))).toEqual(new Set(code ? [code] : []))
    expect(done.orderId === null).toBe(code !== undefined)
  })

  it('asks a guest who they are and where it goes', async () => {
    const cart = await decided({ SOCKS: 1 })
    const paymentReference = shop.pay(cart.id, 990)
    const without = (more: object) => checkOut(cart, '9.90', { paymentReference, ...more })
    expect(codes(await without({ contact: null }))).toEqual(['CONTACT_REQUIRED'])
    expect(codes(await without({ shippingAddress: null }))).toEqual(['ADDRESS_REQUIRED'])
  })

  it('refuses lines that nobody has decided on, an empty cart, another version and another’s cart', async () => {
    const open = await aCart(shop, { SOCKS: 1 })
    const undecided = { ...open, as: { token: open.token }, version: 1 }
    expect(codes(await checkOut(undecided, '5.00'))).toEqual(['FULFILLMENT_UNAVAILABLE'])
    const empty = await aCart(shop, {})
    expect(codes(await checkOut({ ...empty, as: { token: empty.token }, version: 1 }, '0.00'))).toEqual([
      'NOT_FOUND',
    ])
    const cart = await decided({ SOCKS: 1 })
    expect(codes(await checkOut({ ...cart, version: 1 }, '9.90'))).toEqual(['VERSION_CONFLICT'])
    expect(codes(await checkOut(cart, '9.90', {}, shop.key(), { viewer: shopper(shop.bob) }))).toEqual([
      'NOT_FOUND',
    ])
  })

  it('keeps an order its shopper’s, without a token', async () => {
    const as = { viewer: shopper(shop.anne) }
    const cart = await decided({ SOCKS: 1 }, as)
    const done = await checkOut(cart, '9.90', { paymentReference: shop.pay(cart.id, 990) })
    expect([codes(done), done.orderToken]).toEqual([[], null])
    const { orders } = await shop.writes.orders.ofCustomers([shop.anne], {
      first: 5,
      until: null,
      from: null,
    })
    expect(orders.map(({ id }) => id)).toEqual([done.orderId])
  })
})
