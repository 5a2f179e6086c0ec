import Big from 'big.js'
import { decimal } from '../../money.ts'
import type { TrytonOptions } from './options.ts'

/** How many sale units one unit of measure is; one where the retailer says nothing. */
export function unitFactor(symbol: string | undefined, { units }: Pick<TrytonOptions, 'units'>): string {
  return (symbol === undefined ? undefined : units[symbol]) ?? '1'
}

/** A quantity in Tryton's unit as decimal text in sale units. Throws a RangeError for no number. */
export function inSaleUnits(
  quantity: string,
  symbol: string | undefined,
  mapping: Pick<TrytonOptions, 'units'>,
): string {
  return new Big(decimal(quantity)).times(unitFactor(symbol, mapping)).toFixed()
}
