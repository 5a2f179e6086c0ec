import Big from 'big.js'
import { decimal } from '../../money.ts'
import type { SapOptions } from './options.ts'

/** How many sale units one unit of the ERP is; one where the retailer says nothing. */
export function unitFactor(unit: string, { units }: Pick<SapOptions, 'units'>): string {
  return units[unit] ?? '1'
}

/** A quantity in the ERP's unit as decimal text in sale units. Throws a RangeError for no number. */
export function inSaleUnits(quantity: string, unit: string, mapping: Pick<SapOptions, 'units'>): string {
  return new Big(decimal(quantity)).times(unitFactor(unit, mapping)).toFixed()
}
