import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMoney, type Currency, type Money, subtractMoney, sumMoney } from '../../../../adapters/money.ts'
import type { Benefit } from '../../../../adapters/ports/promotions.ts'
import type { Basket, BasketLine, Offer } from '../../../../subgraphs/shared/prices/promotion-deal.ts'
import { bestDeal, refusalOf } from '../../../../subgraphs/shared/prices/promotion-rules.ts'

const EUR = 'EUR' as Currency
const euros = (minor: number): Money => ({ minor, currency: EUR })
const line = (sku: string, quantity: number | string, unit: number): BasketLine => ({
  sku,
  quantity: String(quantity),
  unitPrice: euros(unit),
})
const basketOf = (lines: readonly BasketLine[], shipping: number | null = null): Basket => ({
  lines,
  shipping: shipping === null ? null : euros(shipping),
  currency: EUR,
})
const offer = (id: string, benefit: Benefit, facts: Partial<Offer> = {}): Offer => ({
  id,
  benefit,
  items: null,
  stackable: true,
  minimum: null,
  ...facts,
})
const percent = (off: string): Benefit => ({ kind: 'PERCENT', percent: off })
const amount = (minor: number): Benefit => ({ kind: 'AMOUNT', amount: euros(minor) })
const secondHalf: Benefit = { kind: 'BUY_X_GET_Y', buy: 1, get: 1, percent: '50' }
const discountOf = (lines: readonly BasketLine[], ...offers: readonly Offer[]) =>
  bestDeal(basketOf(lines), offers).discount.minor

describe('a promotion', () => {
  it('takes a percentage off each article, rounded half up', () => {
    expect(discountOf([line('a', 1, 1_995), line('b', 1, 5)], offer('p', percent('10')))).toBe(200 + 1)
  })

  it('takes an amount off all together, shared out by price, and no more than there is', () => {
    const deal = bestDeal(basketOf([line('a', 1, 2_000), line('b', 1, 1_000)]), [offer('p', amount(1_000))])
    expect(deal.lines.map(({ total }) => total.minor)).toEqual([1_333, 667])
    expect(discountOf([line('a', 1, 300)], offer('p', amount(1_000)))).toBe(300)
  })

  it.each([
    [[line('a', 1, 1_000)], 0],
    [[line('a', 2, 1_000)], 500],
    [[line('a', 3, 1_000)], 500],
    [[line('a', 1, 1_000), line('b', 1, 600)], 300],
    [[line('a', 2, 1_000), line('b', 2, 600)], 500 + 300],
    [[line('a', 1, 1_000), line('b', 2, 600)], 300],
    [[line('a', '1.500', 1_000)], 0],
    [[line('a', 1_000_000_000, 2)], 500_000_000],
  ])('«2ème à −50 %» halves the cheaper of each two: %#', (lines, off) => {
    expect(discountOf(lines, offer('p', secondHalf))).toBe(off)
  })

  it('of three for two gives the cheapest of each three', () => {
    const threeForTwo: Benefit = { kind: 'BUY_X_GET_Y', buy: 2, get: 1, percent: '100' }
    expect(discountOf([line('a', 4, 900), line('b', 2, 500)], offer('p', threeForTwo))).toBe(900 + 500)
  })

  it('is for its own articles, and counts its minimum on them', () => {
    const lines = [line('a', 1, 4_000), line('b', 1, 6_000)]
    const forA = { items: new Set(['a']) }
    expect(discountOf(lines, offer('p', percent('10'), forA))).toBe(400)
    const rich = offer('p', percent('10'), { ...forA, minimum: euros(4_001) })
    expect(discountOf(lines, rich)).toBe(0)
    expect(refusalOf(basketOf(lines), rich)).toBe('MINIMUM_NOT_MET')
    expect(refusalOf(basketOf(lines), offer('p', percent('10'), { items: new Set(['c']) }))).toBe('NO_GOODS')
  })

  it('of shipping waives it, and says so where it is not known yet', () => {
    const free = offer('p', { kind: 'FREE_SHIPPING' })
    const known = bestDeal(basketOf([line('a', 1, 1_000)], 490), [free])
    expect(known).toMatchObject({ discount: euros(490), shipping: euros(0), total: euros(1_000) })
    const open = bestDeal(basketOf([line('a', 1, 1_000)]), [free])
    expect(open).toMatchObject({
      discount: euros(0),
      shipping: null,
      applied: [{ offer: 'p', amount: euros(0) }],
    })
  })
})

describe('several promotions', () => {
  const lines = [line('a', 2, 1_000), line('b', 1, 3_000)]

  it('that are stackable work on what those before them left: number, percentage, amount', () => {
    const offers = [offer('1', amount(1_000)), offer('2', percent('10')), offer('3', secondHalf)]
    // Dearest first: b 30, a 10, a 10. The second, an a, is halved: 45.00 left; 10 % of each article; 10 euros.
    expect(bestDeal(basketOf(lines), offers)).toMatchObject({
      applied: [
        { offer: '3', amount: euros(500) },
        { offer: '2', amount: euros(450) },
        { offer: '1', amount: euros(1_000) },
      ],
      total: euros(3_050),
    })
  })

  it('give way to one that stands alone where it takes off more, and the other way round', () => {
    const [ten, five] = [offer('ten', percent('10')), offer('five', amount(500))]
    const alone = (off: string) => offer('alone', percent(off), { stackable: false })
    const applied = (...offers: readonly Offer[]) =>
      bestDeal(basketOf(lines), offers).applied.map((one) => one.offer)
    expect(applied(ten, five, alone('25'))).toEqual(['alone'])
    expect(applied(ten, five, alone('15'))).toEqual(['ten', 'five'])
    // 10 % and 5 euros are 20 % here: of equal ones the stackable.
    expect(applied(ten, five, alone('20'))).toEqual(['ten', 'five'])
    expect(refusalOf(basketOf(lines), alone('15'))).toBe('NOT_STACKABLE')
  })
})

const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((off) => percent(String(off))),
  fc.integer({ min: 1, max: 30_000 }).map(amount),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }), fc.constantFrom('50', '100', '33'))
    .map(([buy, get, off]): Benefit => ({ kind: 'BUY_X_GET_Y', buy, get, percent: off })),
  fc.constant<Benefit>({ kind: 'FREE_SHIPPING' }),
  fc.constant<Benefit>({ kind: 'POINTS_MULTIPLIER', factor: '2' }),
)
const skus = ['a', 'b', 'c', 'd']
const PRICES: Readonly<Record<string, number>> = { a: 1_999, b: 550, c: 12_345, d: 1 }
const whole = fc
  .array(fc.tuple(fc.constantFrom(...skus), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 8 })
  .map((all) => all.map(([sku, quantity]) => line(sku, quantity, PRICES[sku] ?? 0)))
const weighed = fc
  .array(fc.tuple(fc.constantFrom(...skus), fc.integer({ min: 1, max: 4_000 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) => all.map(([sku, grams]) => line(sku, (grams / 1_000).toFixed(3), PRICES[sku] ?? 0)))
const offers = fc
  .array(
    fc.record({
      benefit,
      items: fc.option(fc.subarray(skus, { minLength: 1 }).map((some): ReadonlySet<string> => new Set(some))),
      stackable: fc.boolean(),
      minimum: fc.option(fc.integer({ min: 1, max: 20_000 }).map(euros)),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((facts, at): Offer => ({ id: `p${at}`, ...facts })))
const shipping = fc.option(fc.integer({ min: 0, max: 900 }))
const shuffled = <T>(list: readonly T[]) =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })

describe('whatever the basket and the promotions', () => {
  it('the sums match to the cent and nothing is below zero', () => {
    fc.assert(
      fc.property(fc.oneof(whole, weighed), offers, shipping, (lines, all, shipped) => {
        const basket = basketOf(lines, shipped)
        const deal = bestDeal(basket, all)
        const adjustment = deal.adjustment ?? euros(0)
        const full = sumMoney(
          deal.lines.map((one) => one.full),
          EUR,
        )
        const before = [full, basket.shipping ?? euros(0), adjustment].reduce(addMoney)
        expect(subtractMoney(before, deal.discount)).toEqual(deal.total)
        const after = [
          sumMoney(
            deal.lines.map((one) => one.total),
            EUR,
          ),
          deal.shipping ?? euros(0),
          adjustment,
        ]
        expect(after.reduce(addMoney)).toEqual(deal.total)
        expect(
          sumMoney(
            deal.applied.map((one) => one.amount),
            EUR,
          ),
        ).toEqual(deal.discount)
        expect(
          Math.min(deal.total.minor, deal.discount.minor, ...deal.lines.map(({ total }) => total.minor)),
        ).toBeGreaterThanOrEqual(0)
        // Rounding explains half a cent a line and article.
        expect(Math.abs(adjustment.minor)).toBeLessThanOrEqual(lines.length)
      }),
    )
  })

  it('the order of lines and of promotions does not matter', () => {
    const scrambled = fc
      .tuple(whole, offers, shipping)
      .chain(([lines, all, shipped]) =>
        fc.tuple(fc.constant({ lines, all, shipped }), shuffled(lines), shuffled(all)),
      )
    fc.assert(
      fc.property(scrambled, ([{ lines, all, shipped }, otherLines, otherOffers]) => {
        const deal = bestDeal(basketOf(lines, shipped), all)
        const other = bestDeal(basketOf(otherLines, shipped), otherOffers)
        const sums = ({ applied, discount, total, adjustment }: typeof deal) => ({
          applied,
          discount,
          total,
          adjustment,
        })
        expect(sums(other)).toEqual(sums(deal))
        const bySku = (given: readonly BasketLine[], { lines: priced }: typeof deal) =>
          given.map(({ sku, quantity }, at) => [sku, quantity, priced[at]?.total.minor].join()).sort()
        expect(bySku(otherLines, other)).toEqual(bySku(lines, deal))
      }),
    )
  })

  it('splitting a line changes nothing', () => {
    fc.assert(
      fc.property(whole, offers, (lines, all) => {
        const split = lines.flatMap((one) =>
          Array.from({ length: Number(one.quantity) }, () => ({ ...one, quantity: '1' })),
        )
        const [together, apart] = [bestDeal(basketOf(lines), all), bestDeal(basketOf(split), all)]
        expect([apart.total, apart.applied]).toEqual([together.total, together.applied])
      }),
    )
  })

  it('whose lines all round to nothing still gives what its articles are owed', () => {
    const alone = offer('p', amount(1), { stackable: false })
    const split = [line('d', '0.166', 1), line('d', '0.334', 1)]
    expect(bestDeal(basketOf([line('d', '0.500', 1)]), [alone]).total).toEqual(euros(0))
    expect(bestDeal(basketOf(split), [alone]).total).toEqual(euros(0))
  })

  it('splitting what is weighed changes no total', () => {
    fc.assert(
      fc.property(weighed, offers, (lines, all) => {
        const split = lines.flatMap((one) => {
          const grams = Math.round(Number(one.quantity) * 1_000)
          const part = Math.floor(grams / 3)
          return [part, grams - part].map((some) => ({ ...one, quantity: (some / 1_000).toFixed(3) }))
        })
        expect(bestDeal(basketOf(split), all).total).toEqual(bestDeal(basketOf(lines), all).total)
      }),
    )
  })

  it('no other legal combination takes off more, but for a cent of rounding a promotion and article', () => {
    fc.assert(
      fc.property(whole, offers, shipping, (lines, all, shipped) => {
        const basket = basketOf(lines, shipped)
        const best = bestDeal(basket, all).discount.minor
        const stackable = all.filter((one) => one.stackable)
        for (let mask = 0; mask < 2 ** stackable.length; mask += 1) {
          const some = stackable.filter((_, at) => mask & (1 << at))
          expect(bestDeal(basket, some).discount.minor).toBeLessThanOrEqual(best + some.length * skus.length)
        }
        for (const one of all)
          expect(bestDeal(basket, [one]).discount.minor).toBeLessThanOrEqual(best + skus.length)
      }),
    )
  })
})
