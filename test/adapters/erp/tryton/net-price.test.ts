import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { netPrice } from '../../../../adapters/erp/tryton/net-price.ts'
import { type Currency, splitTax } from '../../../../adapters/money.ts'

const EUR = 'EUR' as Currency
const price = (minor: number, quantity: number, percent: string, digits = 4) => {
  const rate = new Big(percent).div(100)
  return netPrice(splitTax({ minor, currency: EUR }, percent), { quantity: new Big(quantity), rate, digits })
}

/** As Tryton and the reading of its sales come to them, in cents. */
const grossOf = (net: Big, quantity: number, percent: string) =>
  Number(net.times(quantity).times(new Big(percent).div(100).plus(1)).times(100).round(0, Big.roundHalfUp))
const netOf = (net: Big, quantity: number) =>
  Number(net.times(quantity).times(100).round(0, Big.roundHalfEven))

describe('the price without VAT', () => {
  it.each<readonly [string, number, number, string, string]>([
    ['is what the shopper pays less its VAT', 5496, 3, '20', '15.2667'],
    ['is a step off where the net amount would be rounded the other way', 5499, 3, '20', '15.275'],
    ['is of one unit, whatever the rate', 793, 1, '5.5', '7.5166'],
    ['is nothing for what is free', 0, 2, '20', '0'],
  ])('%s', (_, minor, quantity, percent, expected) => {
    expect(price(minor, quantity, percent).toFixed()).toBe(expected)
  })

  it('makes the total to the cent for up to eighty of an article, and with enough decimals for any number', () => {
    const rates = fc.constantFrom('20', '10', '5.5', '2.1', '0')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 80 }),
        rates,
        (minor, quantity, rate) => {
          expect(grossOf(price(minor, quantity, rate), quantity, rate)).toBe(minor)
          expect(grossOf(price(minor, quantity * 100, rate, 8), quantity * 100, rate)).toBe(minor)
        },
      ),
    )
  })

  it('makes the net amount, too, wherever some price does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 50_000 }),
        fc.integer({ min: 1, max: 9 }),
        (minor, quantity) => {
          const { net } = splitTax({ minor, currency: EUR }, '20')
          expect(Math.abs(netOf(price(minor, quantity, '20'), quantity) - net.minor)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
