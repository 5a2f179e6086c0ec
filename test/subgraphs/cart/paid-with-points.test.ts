import { beforeEach, describe, expect, it } from 'vitest'
import { CANCEL } from '../loyalty/club.ts'
import { openPointsShop, POINTS, type PointsShop, WORTH } from './points-shop.ts'

const STATE = `query ($id: ID!) { _entities(representations: [{ __typename: "Redemption", id: $id }]) { ... on Redemption { state } } }`
/** A coat costs 100.00, socks 5.00, the parcel 4.90. */
const COAT = 10_490
const BOTH = 10_990

describe('an order that points pay a part of', () => {
  let shop: PointsShop
  beforeEach(async () => {
    shop = await openPointsShop()
  })
  const codes = ({ userErrors }: { readonly userErrors: readonly { readonly code: string }[] }) =>
    userErrors.map(({ code }) => code)
  const text = (minor: number) => (minor / 100).toFixed(2)
  const stateOf = async (id: string) =>
    (await shop.asked(shop.loyalty, STATE, { id }, shop.anne))['_entities'][0].state
  /** Bought by Anne: so many points, and the rest by card. */
  const bought = async (points: number, lines: Readonly<Record<string, number>> = { COAT: 1 }) => {
    const { id } = await shop.redeem(points)
    const cart = await shop.cart(lines)
    const total = lines['SOCKS'] ? BOTH : COAT
    const byCard = total - points * WORTH
    const reference = shop.shop.pay(cart.id, byCard)
    const paying = { loyaltyRedemptionId: id, paymentReference: reference }
    const done = await shop.checkOut(cart, text(total), paying)
    expect(codes(done)).toEqual([])
    return { redemption: id, orderId: done.orderId, reference, byCard, cart }
  }

  it('shows both, takes the rest by card, and spends the points once its desk has it', async () => {
    const { redemption, orderId, reference, byCard } = await bought(400)
    expect(await shop.bodyOf(orderId)).toMatchObject({
      order: { total: { gross: { minor: COAT } }, lines: [{ lineTotal: { gross: { minor: 10_000 } } }] },
      payment: { amount: { minor: byCard } },
      points: { redemptionId: redemption, points: 400, amount: { minor: 400 * WORTH }, state: 'AUTHORIZED' },
    })
    expect([await shop.balance(), await stateOf(redemption)]).toEqual([
      { available: POINTS - 400, reserved: 400 },
      'HELD',
    ])
    await shop.settle()
    expect(shop.card(reference)).toEqual({ state: 'CAPTURED', captured: byCard, refunded: 0 })
    expect([await shop.balance(), await stateOf(redemption)]).toEqual([
      { available: POINTS - 400, reserved: 0 },
      'USED',
    ])
    const shown = await shop.payments(orderId)
    expect(shown.cost.paid.centAmount).toBe(COAT)
    expect(
      shown.payments.map(({ method, amount, state }: Shown) => [method, amount.centAmount, state]),
    ).toEqual([
      ['CARD', byCard, 'CAPTURED'],
      ['LOYALTY_POINTS', 400 * WORTH, 'CAPTURED'],
    ])
  })
  interface Shown {
    readonly method: string
    readonly amount: { readonly centAmount: number }
    readonly state: string
    readonly refundable: { readonly centAmount: number } | null
    readonly refundPaths: readonly string[]
  }

  it('needs no card where they pay for all of it, and takes none', async () => {
    const { id } = await shop.redeem(990 / WORTH)
    const cart = await shop.cart({ SOCKS: 1 })
    const both = { loyaltyRedemptionId: id, paymentReference: shop.shop.pay(cart.id, 990) }
    expect(codes(await shop.checkOut(cart, '9.90', both))).toEqual(['PAYMENT_DECLINED'])
    const done = await shop.checkOut(cart, '9.90', { loyaltyRedemptionId: id })
    expect([codes(done), done.cart.state]).toEqual([[], 'ORDERED'])
    await shop.settle()
    expect(await shop.balance()).toEqual({ available: POINTS - 990 / WORTH, reserved: 0 })
    const { payments } = await shop.payments(done.orderId)
    expect(payments.map(({ method }: Shown) => method)).toEqual(['LOYALTY_POINTS'])
  })

  it('is refused where the card was authorised for less than points leave over, or not at all', async () => {
    const { id: loyaltyRedemptionId } = await shop.redeem(400)
    const cart = await shop.cart({ COAT: 1 })
    const paymentReference = shop.shop.pay(cart.id, COAT - 400 * WORTH - 1)
    for (const more of [{ paymentReference }, {}])
      expect(codes(await shop.checkOut(cart, text(COAT), { loyaltyRedemptionId, ...more }))).toEqual([
        'PAYMENT_DECLINED',
      ])
    expect(await stateOf(loyaltyRedemptionId)).toBe('HELD')
  })

  const spoiled: readonly (readonly [string, string, (id: string) => unknown])[] = [
    ['whose time is over', 'REDEMPTION_NOT_HELD', () => shop.shop.pass(3_600)],
    [
      'that was given back',
      'REDEMPTION_NOT_HELD',
      (id) => shop.asked(shop.loyalty, CANCEL, { id, key: 'cancel' }, shop.anne),
    ],
    [
      'that is being given back',
      'REDEMPTION_NOT_HELD',
      async (id) => {
        shop.down.add('release')
        const { done } = await shop.asked(shop.loyalty, CANCEL, { id, key: 'cancel' }, shop.anne)
        expect(codes(done)).toEqual(['SYSTEM_UNAVAILABLE'])
      },
    ],
    ['that a till has used', 'REDEMPTION_NOT_HELD', (id) => shop.engine.use(`${id}/1`)],
    ['whose engine does not answer', 'SYSTEM_UNAVAILABLE', () => void shop.down.add('changes')],
  ]
  it.each(spoiled)('is not made with a redemption %s', async (_, code, spoil) => {
    const { id } = await shop.redeem(400)
    const cart = await shop.cart({ COAT: 1 })
    await spoil(id)
    const paying = { loyaltyRedemptionId: id, paymentReference: shop.shop.pay(cart.id, COAT) }
    const done = await shop.checkOut(cart, text(COAT), paying)
    expect([codes(done), done.userErrors[0]?.field, done.cart.state]).toEqual([
      [code],
      ['input', 'loyaltyRedemptionId'],
      'ACTIVE',
    ])
  })

  it('takes no other shopper’s redemption, a guest takes none, and an unknown one looks the same', async () => {
    const { id } = await shop.redeem(400, {}, 'bob', shop.bob)
    const own = await shop.cart({ COAT: 1 })
    const guest = await shop.cart({ COAT: 1 }, {})
    const answers = await Promise.all(
      [
        [own, id],
        [own, `rdm_${'0'.repeat(26)}`],
        [guest, id],
      ].map(([cart, loyaltyRedemptionId]) =>
        shop.checkOut(cart as typeof own, text(COAT), {
          loyaltyRedemptionId,
          paymentReference: shop.shop.pay((cart as typeof own).id, COAT),
        }),
      ),
    )
    expect(answers.map(({ userErrors }) => userErrors)).toEqual(
      answers.map(() => [
        expect.objectContaining({ code: 'NOT_FOUND', field: ['input', 'loyaltyRedemptionId'] }),
      ]),
    )
    expect(new Set(answers.map(({ userErrors }) => JSON.stringify(userErrors))).size).toBe(1)
    await expect(shop.checkOut(own, text(COAT), { loyaltyRedemptionId: 'rdm_1' })).rejects.toThrow(
      'BAD_INPUT',
    )
  })

  it('takes none for another channel, for a reward, or worth more than it costs', async () => {
    const cart = await shop.cart({ SOCKS: 1 })
    const made = [
      await shop.redeem(100, { channel: 'MOBILE_APP' }),
      await shop.redeem(0, { points: null, rewardId: shop.mug }),
      await shop.redeem(990 / WORTH + 1),
    ]
    for (const { id: loyaltyRedemptionId } of made) {
      const paymentReference = shop.shop.pay(cart.id, 990)
      const done = await shop.checkOut(cart, '9.90', { loyaltyRedemptionId, paymentReference })
      expect(codes(done)).toEqual(['REDEMPTION_NOT_USABLE'])
    }
  })

  it('is not made with a redemption that is given back while the engine is asked of it', async () => {
    const { id } = await shop.redeem(400)
    const cart = await shop.cart({ COAT: 1 })
    shop.meanwhile.push(() => shop.asked(shop.loyalty, CANCEL, { id, key: 'cancel' }, shop.anne))
    const paymentReference = shop.shop.pay(cart.id, COAT)
    const done = await shop.checkOut(cart, text(COAT), { loyaltyRedemptionId: id, paymentReference })
    expect([codes(done), await shop.balance()]).toEqual([
      ['REDEMPTION_NOT_HELD'],
      { available: POINTS, reserved: 0 },
    ])
  })

  it('is one alone, however many ask with the same redemption', async () => {
    const { id: loyaltyRedemptionId } = await shop.redeem(200)
    const carts = [await shop.cart({ COAT: 1 })]
    const first = carts[0] as (typeof carts)[number]
    const pay = (cart: typeof first) => ({
      loyaltyRedemptionId,
      paymentReference: shop.shop.pay(cart.id, COAT - 200 * WORTH),
    })
    // A shopper has one cart; the next begins with the order of the last.
    const paid = await shop.checkOut(first, text(COAT), pay(first))
    const next = await shop.cart({ COAT: 1 })
    const again = await Promise.all([1, 2, 3].map(() => shop.checkOut(next, text(COAT), pay(next))))
    expect([codes(paid), again.flatMap(codes)]).toEqual([
      [],
      ['REDEMPTION_NOT_HELD', 'REDEMPTION_NOT_HELD', 'REDEMPTION_NOT_HELD'],
    ])
  })

  it('keeps its points though their time ends before its desk has it, and nobody gives them back', async () => {
    shop.desk.misbehave({ refuse: 'unavailable' })
    const { redemption, orderId } = await bought(400)
    await shop.settle()
    shop.shop.pass(2 * 3_600)
    await shop.settle()
    expect([await shop.balance(), await stateOf(redemption)]).toEqual([
      { available: POINTS - 400, reserved: 400 },
      'HELD',
    ])
    const key = { id: redemption, key: 'cancel' }
    const { done } = await shop.asked(shop.loyalty, CANCEL, key, shop.anne)
    expect(codes(done)).toEqual(['NOT_HELD'])
    shop.desk.misbehave({})
    shop.shop.pass(3_600)
    await shop.settle()
    expect([(await shop.bodyOf(orderId)).points?.state, await shop.balance()]).toEqual([
      'CAPTURED',
      { available: POINTS - 400, reserved: 0 },
    ])
  })

  it('lets points and card go where it is cancelled before its desk has it', async () => {
    const { redemption, orderId, reference } = await bought(400)
    await shop.cancel(orderId)
    await shop.settle()
    expect([await shop.balance(), await stateOf(redemption), shop.card(reference).state]).toEqual([
      { available: POINTS, reserved: 0 },
      'CANCELLED',
      'VOIDED',
    ])
    expect((await shop.bodyOf(orderId)).points?.state).toBe('VOIDED')
  })

  it('lets them go where its desk refuses it, and the cart is open again', async () => {
    shop = await openPointsShop(['COAT'])
    const { id } = await shop.redeem(100)
    // The desk knows no shirts.
    const cart = await shop.cart({ SHIRT: 1 })
    const paymentReference = shop.shop.pay(cart.id, 2_990 - 100 * WORTH)
    const { orderId } = await shop.checkOut(cart, '29.90', { loyaltyRedemptionId: id, paymentReference })
    await shop.settle()
    expect([(await shop.bodyOf(orderId)).status, await shop.balance(), await stateOf(id)]).toEqual([
      'CANCELLED',
      { available: POINTS, reserved: 0 },
      'CANCELLED',
    ])
    const opened = (await shop.shop.writes.carts.byIds([cart.id])).get(cart.id)
    const inDays = (days: number) => new Date(shop.shop.at().getTime() + days * 86_400_000).toISOString()
    // A shopper's cart lasts so long in this shop, also one that was an order in between.
    expect([opened?.state, opened?.expiresAt]).toEqual(['ACTIVE', inDays(90)])
  })

  it('gives spent points back anew where it is cancelled later, and the card what the card paid', async () => {
    const { orderId, reference, byCard } = await bought(400)
    await shop.settle()
    await shop.cancel(orderId)
    await shop.settle()
    expect([await shop.balance(), shop.card(reference)]).toEqual([
      { available: POINTS, reserved: 0 },
      { state: 'REFUNDED', captured: byCard, refunded: byCard },
    ])
  })

  it('pays the card back first, line by line, and the rest in points, of which none is lost', async () => {
    // 40.00 in points, 69.90 by card: the coat's 100.00 are all of the card's and 30.10 in points.
    const { orderId, reference, byCard } = await bought(800, { COAT: 1, SOCKS: 1 })
    await shop.settle()
    await shop.cancel(orderId, ['1'])
    await shop.settle()
    expect(shop.card(reference)).toMatchObject({ captured: byCard, refunded: byCard })
    const coat = (10_000 - byCard) / WORTH
    expect((await shop.balance()).available).toBe(POINTS - 800 + coat)
    const { payments } = await shop.payments(orderId)
    expect(
      payments.map(({ method, amount, refundable }: Shown) => [
        method,
        amount.centAmount,
        refundable?.centAmount,
      ]),
    ).toEqual([
      ['CARD', byCard, 0],
      ['CARD', -byCard, 0],
      ['LOYALTY_POINTS', 800 * WORTH, 800 * WORTH - coat * WORTH],
      ['LOYALTY_POINTS', -coat * WORTH, 0],
    ])
    await shop.cancel(orderId)
    await shop.settle()
    expect([(await shop.balance()).available, shop.card(reference).refunded]).toEqual([POINTS, byCard])
  })

  it('counts what was given back before, where a line goes after another and one stays', async () => {
    const { id } = await shop.redeem(POINTS)
    const cart = await shop.cart({ COAT: 1, SHIRT: 1, SOCKS: 1 })
    const byCard = 13_490 - POINTS * WORTH
    const paymentReference = shop.shop.pay(cart.id, byCard)
    const { orderId } = await shop.checkOut(cart, '134.90', { loyaltyRedemptionId: id, paymentReference })
    await shop.settle()
    for (const [line, cost] of [
      ['1', 10_000],
      ['2', 12_500],
      [null, 13_490],
    ] as const) {
      await shop.cancel(orderId, line && [line])
      await shop.settle()
      expect([(await shop.balance()).available, shop.card(paymentReference).refunded]).toEqual([
        (cost - byCard) / WORTH,
        byCard,
      ])
    }
  })

  it('shows what may yet go back to the card once, though some went back', async () => {
    const { orderId, byCard } = await bought(400, { COAT: 1, SOCKS: 1 })
    await shop.settle()
    await shop.cancel(orderId, ['2'])
    await shop.settle()
    const { payments } = await shop.payments(orderId)
    expect(
      payments.map(({ amount, refundable }: Shown) => [amount.centAmount, refundable?.centAmount]),
    ).toEqual([
      [byCard, byCard - 500],
      [-500, 0],
      [400 * WORTH, 400 * WORTH],
    ])
  })

  it('gives back in money no more than was paid in money when lines are cancelled right after each other', async () => {
    const { orderId, reference, byCard } = await bought(400, { COAT: 1, SOCKS: 1 })
    await shop.settle()
    await shop.cancel(orderId, ['2'])
    // The desk has cancelled it, and the card's refund is still to be asked for.
    await shop.round()
    expect(shop.card(reference).refunded).toBe(0)
    await shop.cancel(orderId, ['1'])
    await shop.settle()
    expect([await shop.balance(), shop.card(reference)]).toEqual([
      { available: POINTS, reserved: 0 },
      { state: 'REFUNDED', captured: byCard, refunded: byCard },
    ])
    const entries = await shop.shop.writes.outbox.ofStream(orderId)
    expect(entries.filter(({ state }) => state === 'DEAD')).toEqual([])
  })

  it('gives points back as points when the goods come back', async () => {
    const { orderId, reference, byCard } = await bought(800, { COAT: 1, SOCKS: 1 })
    await shop.settle()
    const { recordId } = (await shop.bodyOf(orderId)).desk
    if (recordId === null) throw new Error('expected the desk to have it')
    shop.desk.deliver(recordId)
    const { payments } = await shop.payments(orderId)
    expect(payments.map(({ refundPaths }: Shown) => refundPaths)).toEqual([
      ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
      ['ORIGINAL_TENDER', 'STORE_CREDIT'],
    ])
    await shop.takeBack(orderId, '1')
    await shop.settle()
    const inPoints = 10_000 - byCard
    expect(shop.card(reference)).toMatchObject({ refunded: byCard })
    expect((await shop.balance()).available).toBe(POINTS - 800 + inPoints / WORTH)
    const { returns } = await shop.payments(orderId)
    expect(returns[0].refunds).toEqual([
      { amount: { centAmount: byCard }, path: 'ORIGINAL_TENDER', by: 'PROVIDER', state: 'REFUNDED' },
      { amount: { centAmount: inPoints }, path: 'ORIGINAL_TENDER', by: 'LOYALTY', state: 'REFUNDED' },
    ])
    await shop.takeBack(orderId, '2')
    await shop.settle()
    // What it cost to send them stays paid.
    expect((await shop.balance()).available).toBe(POINTS - 490 / WORTH)
  })

  it('leaves it to people where a till has spent the points before its desk had it', async () => {
    const { redemption, orderId } = await bought(400)
    await shop.engine.use(`${redemption}/1`)
    await shop.settle()
    const entries = await shop.shop.writes.outbox.ofStream(`${orderId}/points`)
    expect(entries.map(({ kind, state, failure }) => [kind, state, failure])).toEqual([
      ['loyalty.spend', 'DEAD', 'CONFLICT'],
      ['loyalty.earn', 'QUEUED', null],
    ])
    expect((await shop.bodyOf(orderId)).points?.state).toBe('AUTHORIZED')
  })
})
