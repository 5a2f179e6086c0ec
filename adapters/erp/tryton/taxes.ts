import Big from 'big.js'
import type { Tax } from './wire.ts'

/**
 * What a net price comes to with its taxes, not rounded: the price the shopper is shown. Taxes of percentages and
 * fixed taxes per unit; throws a RangeError for taxes made of others, whose order matters.
 */
export function withTaxes(net: Big, quantity: Big, taxes: readonly Tax[]): Big {
  return taxes.reduce((sum, tax) => sum.plus(taxOn(net, quantity, tax)), net)
}

/** A gross price without its taxes, not rounded. Throws as `withTaxes`. */
export function withoutTaxes(gross: Big, quantity: Big, taxes: readonly Tax[]): Big {
  const fixed = withTaxes(new Big(0), quantity, taxes)
  const factor = withTaxes(new Big(1), new Big(0), taxes)
  return gross.minus(fixed).div(factor)
}

/** The one percentage that taxes come to, decimal text; null where they are more than plain percentages, or unknown. */
export function percentageOf(taxes: readonly Tax[] | null): string | null {
  if (!taxes?.every(({ type, childs }) => type === 'percentage' && childs.length === 0)) return null
  return taxes
    .reduce((sum, { rate }) => sum.plus(rate ?? 0), new Big(0))
    .times(100)
    .toFixed()
}

function taxOn(net: Big, quantity: Big, { type, rate, amount, childs }: Tax): Big {
  if (childs.length > 0) throw new RangeError('expected taxes that are not made of others')
  if (type === 'percentage') return net.times(rate ?? 0)
  return type === 'fixed' ? quantity.times(amount ?? 0) : new Big(0)
}
