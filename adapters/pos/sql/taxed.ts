import type Big from 'big.js'
import { type Currency, money, type TaxedMoney } from '../../money.ts'

/** Digits of an amount beyond which a double holds noise: 20.384999999999998 is 20.385. */
const NOISE = 9

/**
 * An amount net of tax, as uniCenta keeps it, as money: what is paid and the tax in it are rounded half up to the minor unit, and
 * the net amount is what is between them.
 */
export function taxed(net: Big, rate: Big, currency: Currency): TaxedMoney {
  const rounded = (amount: Big) => money(amount.round(NOISE).toFixed(), currency)
  const gross = rounded(net.times(rate.plus(1)))
  const tax = rounded(net.times(rate))
  return { gross, net: { minor: gross.minor - tax.minor, currency }, tax }
}
