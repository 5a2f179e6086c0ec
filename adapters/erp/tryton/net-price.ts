import Big from 'big.js'
import { amountText, fractionDigits, type TaxedMoney } from '../../money.ts'

export interface NetPriceOptions {
  readonly quantity: Big
  /** VAT as a part of one: 0.2 is 20 %. */
  readonly rate: Big
  /** Decimals of prices. */
  readonly digits: number
}

/** How many steps on either side of the exact price are tried. */
const STEPS = 60

/**
 * The price of one unit without VAT by which a line comes to its total. Tryton keeps prices of a few decimals, rounds a line's net amount
 * half to even, and the gross amount is what price, quantity and VAT make, rounded once: of the prices next to the exact one the first is
 * taken that makes both amounts, else one that makes what the shopper pays, else the exact one.
 */
export function netPrice({ gross, net }: TaxedMoney, { quantity, rate, digits }: NetPriceOptions): Big {
  const places = fractionDigits(gross.currency)
  const factor = rate.plus(1)
  const wanted = new Big(amountText(gross))
  const wantedNet = net && new Big(amountText(net))
  const exact = wanted.div(factor).div(quantity).round(digits, Big.roundHalfUp)
  const step = new Big(10).pow(-digits)
  const near = Array.from({ length: 2 * STEPS + 1 }, (_, at) => {
    const steps = at % 2 === 0 ? at / 2 : -(at + 1) / 2
    return exact.plus(step.times(steps))
  })
  const isPaid = (price: Big) => price.times(quantity).times(factor).round(places, Big.roundHalfUp).eq(wanted)
  const isNet = (price: Big) =>
    wantedNet === null || price.times(quantity).round(places, Big.roundHalfEven).eq(wantedNet)
  const paying = near.filter(isPaid)
  return paying.find(isNet) ?? paying[0] ?? exact
}
