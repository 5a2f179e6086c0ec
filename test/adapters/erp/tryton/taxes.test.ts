import Big from 'big.js'
import { describe, expect, it } from 'vitest'
import { percentageOf, withoutTaxes, withTaxes } from '../../../../adapters/erp/tryton/taxes.ts'
import type { Tax } from '../../../../adapters/erp/tryton/wire.ts'

const vat = (rate: string): Tax => ({ type: 'percentage', rate, amount: null, childs: [] })
const fee: Tax = { type: 'fixed', rate: null, amount: '0.05', childs: [] }

describe('taxes', () => {
  it('of percentages and fixed amounts a unit make the price the shopper sees', () => {
    expect(withTaxes(new Big('41.6583'), new Big(1), [vat('0.2')]).toFixed()).toBe('49.98996')
    expect(withTaxes(new Big('20'), new Big(2), [vat('0.2'), fee]).toFixed()).toBe('24.1')
    expect(withTaxes(new Big('20'), new Big(2), []).toFixed()).toBe('20')
  })

  it('are taken off as they were put on', () => {
    const taxes = [vat('0.055'), fee]
    const gross = withTaxes(new Big('126.9194'), new Big(3), taxes)
    expect(withoutTaxes(gross, new Big(3), taxes).toFixed(4)).toBe('126.9194')
  })

  it('that are made of others are refused, not guessed', () => {
    expect(() => withTaxes(new Big(1), new Big(1), [{ ...vat('0.2'), childs: [2, 3] }])).toThrow(RangeError)
  })

  it('come to one percentage where they are nothing else', () => {
    expect(percentageOf([vat('0.2')])).toBe('20')
    expect(percentageOf([vat('0.055'), vat('0.01')])).toBe('6.5')
    expect(percentageOf([])).toBe('0')
    expect(percentageOf([vat('0.2'), fee])).toBeNull()
    expect(percentageOf(null)).toBeNull()
  })
})
