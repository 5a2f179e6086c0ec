import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Currency,
  distribute,
  type Money,
  multiplyMoney,
  percentOf,
  roundingAdjustment,
  splitTax,
  subtractMoney,
  sumMoney,
} from '../../adapters/money.ts'

const EUR = 'EUR' as Currency
const euros = (minor: number): Money => ({ minor, currency: EUR })
const cents = fc.integer({ min: 0, max: 10_000_000 })
/** France's rates: CGI art. 278, 279, 278-0 bis, 281 quater. */
const FRENCH_VAT = ['20', '10', '5.5', '2.1']

describe('a line', () => {
  it.each([
    ['0.420', 1990, 836],
    ['0.005', 100, 1],
    ['0.0049', 100, 0],
    ['3', 3333, 9999],
    ['-2', 1250, -2500],
  ])('of %s at %i cents costs %i, rounded half up', (quantity, unit, total) => {
    expect(multiplyMoney(euros(unit), quantity)).toEqual(euros(total))
  })
})

describe('VAT within a price', () => {
  it.each([
    [12_000, '20', 2_000],
    [11_000, '10', 1_000],
    [10_550, '5.5', 550],
    [10_210, '2.1', 210],
    [1_999, '20', 333],
    [100, '5.5', 5],
    [1, '20', 0],
    [-12_000, '20', -2_000],
    [500, '0', 0],
  ])('of %i cents at %s %% is %i', (gross, rate, tax) => {
    expect(splitTax(euros(gross), rate)).toEqual({
      gross: euros(gross),
      net: euros(gross - tax),
      tax: euros(tax),
    })
  })

  it('and the rest are the price, and neither is below zero', () => {
    fc.assert(
      fc.property(cents, fc.constantFrom(...FRENCH_VAT), (gross, rate) => {
        const { net, tax } = splitTax(euros(gross), rate)
        expect(net.minor + tax.minor).toBe(gross)
        expect(Math.min(net.minor, tax.minor)).toBeGreaterThanOrEqual(0)
        // Within half a cent of the exact share.
        expect(Math.abs(tax.minor * (100 + Number(rate)) - gross * Number(rate))).toBeLessThanOrEqual(
          (100 + Number(rate)) / 2 + 1e-3,
        )
      }),
    )
  })

  it('is refused below zero', () => {
    expect(() => splitTax(euros(1), '-1')).toThrow(RangeError)
  })
})

describe('an amount shared out', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [1, 2, 1], [0, 1, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [5, [0, 0], [5, 0]],
    [0, [], []],
    [10, [0, 5], [0, 10]],
  ])('%i over %j is %j', (amount, weights, shares) => {
    expect(distribute(euros(amount), weights).map(({ minor }) => minor)).toEqual(shares)
  })

  it('loses no cent, and gives nobody more than a cent beyond their exact share', () => {
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 30 }), (amount, weights) => {
        const shares = distribute(euros(amount), weights)
        expect(sumMoney(shares, EUR)).toEqual(euros(amount))
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        if (total === 0) return
        for (const [place, { minor }] of shares.entries()) {
          expect(Math.abs(minor - (amount * (weights[place] ?? 0)) / total)).toBeLessThan(1)
        }
      }),
    )
  })

  it('takes from nobody more than there is, when it is not more than all there is', () => {
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (weights, part) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          const shares = distribute(euros(Math.floor(total * part)), weights)
          for (const [place, { minor }] of shares.entries()) {
            expect(minor).toBeGreaterThanOrEqual(0)
            expect(minor).toBeLessThanOrEqual(weights[place] ?? 0)
          }
        },
      ),
    )
  })

  it('is refused where there is nobody to take it', () => {
    expect(() => distribute(euros(1), [])).toThrow(RangeError)
  })
})

describe('percent of an amount', () => {
  it('are rounded half up and never more than the amount', () => {
    expect(percentOf(euros(1_990), '15')).toEqual(euros(299))
    expect(percentOf(euros(5), '10')).toEqual(euros(1))
    expect(percentOf(euros(-5), '10')).toEqual(euros(-1))
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 100 }), (minor, percent) => {
        const off = percentOf(euros(minor), String(percent)).minor
        expect(off).toBeGreaterThanOrEqual(0)
        expect(off).toBeLessThanOrEqual(minor)
      }),
    )
  })
})

describe('the rounding adjustment', () => {
  it('is what a total differs from its parts, whatever their order; null when it does not', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), fc.integer({ min: -50, max: 50 }), (parts, off) => {
        const all = parts.map(euros)
        const total = euros(sumMoney(all, EUR).minor + off)
        const adjustment = roundingAdjustment(total, all)
        expect(adjustment).toEqual(off === 0 ? null : euros(off))
        expect(roundingAdjustment(total, [...all].reverse())).toEqual(adjustment)
        expect(subtractMoney(total, adjustment ?? euros(0))).toEqual(sumMoney(all, EUR))
      }),
    )
  })
})
