import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMoney,
  amountText,
  type Currency,
  decimal,
  divide,
  fractionDigits,
  isCurrency,
  money,
  negate,
  wholeUnits,
} from '../../adapters/money.ts'

const [EUR, JPY, TND] = ['EUR', 'JPY', 'TND'] as [Currency, Currency, Currency]

describe('money', () => {
  it.each([
    ['12.50', 1250],
    ['100', 10_000],
    [' 7 ', 700],
    ['1e2', 10_000],
    ['0.1', 10],
    ['-12.50', -1250],
    ['.5', 50],
  ])('reads %j as cents', (text, minor) => {
    expect(money(text, EUR)).toEqual({ minor, currency: 'EUR' })
  })

  it.each([
    ['0.004', 0],
    ['0.005', 1],
    ['0.015', 2],
    ['1.005', 101],
    ['-0.004', 0],
    ['-0.005', -1],
    ['-0.015', -2],
    ['-1.004999', -100],
  ])('rounds %s half up, away from zero', (text, minor) => {
    // toBe tells 0 from -0.
    expect(money(text, EUR).minor).toBe(minor)
  })

  it('counts in the currency’s own minor unit', () => {
    expect([JPY, EUR, TND].map((currency) => money('1.5', currency).minor)).toEqual([2, 150, 1500])
    expect([JPY, EUR, TND].map(fractionDigits)).toEqual([0, 2, 3])
  })

  it('goes to the last cent that a number can hold, and refuses the next', () => {
    expect(money('90071992547409.91', EUR).minor).toBe(Number.MAX_SAFE_INTEGER)
    expect(money('-90071992547409.91', EUR).minor).toBe(Number.MIN_SAFE_INTEGER)
    expect(() => money('90071992547409.92', EUR)).toThrow(RangeError)
  })

  it.each(['', 'abc', '12,5', '1 000', '0x10', 'NaN', 'Infinity', '1e400', '1e999999999', '--1'])(
    'refuses %j',
    (text) => {
      expect(() => money(text, EUR)).toThrow(RangeError)
    },
  )

  it('is the same after a way through its text', () => {
    const minor = fc.maxSafeInteger().map((number) => number + 0)
    fc.assert(
      fc.property(minor, fc.constantFrom(EUR, JPY, TND), (amount, currency) => {
        expect(money(amountText({ minor: amount, currency }), currency)).toEqual({ minor: amount, currency })
      }),
    )
  })

  it.each([
    [1250, EUR, '12.50'],
    [-50, EUR, '-0.50'],
    [0, EUR, '0.00'],
    [5, TND, '0.005'],
    [-2, JPY, '-2'],
  ] as const)('writes %d of %s as %s', (minor, currency, text) => {
    expect(amountText({ minor, currency })).toBe(text)
  })

  it('adds amounts of one currency, and refuses two and what does not fit', () => {
    expect(addMoney(money('0.10', EUR), money('0.20', EUR))).toEqual(money('0.30', EUR))
    expect(() => addMoney(money('1', EUR), money('1', JPY))).toThrow('two currencies')
    const most = { minor: Number.MAX_SAFE_INTEGER, currency: EUR }
    expect(() => addMoney(most, money('0.01', EUR))).toThrow(RangeError)
  })

  it('turns its sign, and zero has none', () => {
    expect(negate(money('1', EUR)).minor).toBe(-100)
    expect(negate(money('0', EUR)).minor).toBe(0)
  })

  it('tells a currency from other words', () => {
    expect(['EUR', 'XXXX', 'eur', ''].map(isCurrency)).toEqual([true, false, false, false])
  })
})

describe('decimal text', () => {
  it.each([
    ['1.000', '1'],
    ['0.420', '0.42'],
    ['1e5', '100000'],
    ['-0', '0'],
    ['007', '7'],
  ])('writes %s as %s', (text, plain) => {
    expect(decimal(text)).toBe(plain)
  })

  it.each(['1e51', '1e-51', '1e1000000', 'one', ''])('refuses %j', (text) => {
    expect(() => decimal(text)).toThrow(RangeError)
  })

  it('divides to 20 digits, and refuses to divide by zero', () => {
    expect(divide('10', '4')).toBe('2.5')
    expect(divide('1', '3')).toBe('0.33333333333333333333')
    expect(() => divide('1', '0.00')).toThrow(RangeError)
  })

  it.each([
    ['2', 2],
    ['2.999', 2],
    ['0.4', 0],
    ['-0.5', -1],
    ['-3', -3],
    ['-3.001', -4],
    ['-0', 0],
  ])('has in %s %d whole units', (text, units) => {
    expect(wholeUnits(text)).toBe(units)
  })
})
