import {
  type Currency,
  type Money,
  money,
  roundingAdjustment,
  sumMoney,
  type TaxedMoney,
} from '../../money.ts'
import type { OrderCost } from '../../ports/orders.ts'
import type { Sale } from './wire.ts'

export interface CostReading {
  /** What the lines of goods cost, and those of shipping. */
  readonly goods: readonly TaxedMoney[]
  readonly shipping: readonly TaxedMoney[]
  readonly isCancelled: boolean
}

/**
 * What a sale costs; a cancelled one costs nothing. The total is Tryton's own, which rounds net amounts and VAT of
 * the whole sale apart: what that differs from the lines, with lines that stand for rounding, is the rounding
 * adjustment. Discounts are in the prices.
 */
export function costOf(
  row: Sale,
  currency: Currency,
  { goods, shipping, isCancelled }: CostReading,
): OrderCost {
  const none = sumOf([], currency)
  if (isCancelled) {
    return { subtotal: none, shipping: null, discount: null, total: none, roundingAdjustment: null }
  }
  const subtotal = sumOf(goods, currency)
  const shipped = shipping.length > 0 ? sumOf(shipping, currency) : null
  const total: TaxedMoney = {
    gross: money(row.total_amount, currency),
    net: money(row.untaxed_amount, currency),
    tax: money(row.tax_amount, currency),
  }
  const parts = [subtotal.gross, ...(shipped ? [shipped.gross] : [])]
  return {
    subtotal,
    shipping: shipped,
    discount: null,
    total,
    roundingAdjustment: roundingAdjustment(total.gross, parts),
  }
}

function sumOf(amounts: readonly TaxedMoney[], currency: Currency): TaxedMoney {
  const zero: Money = { minor: 0, currency }
  const sum = (of: (amount: TaxedMoney) => Money | null) =>
    sumMoney(
      amounts.map((amount) => of(amount) ?? zero),
      currency,
    )
  return { gross: sum(({ gross }) => gross), net: sum(({ net }) => net), tax: sum(({ tax }) => tax) }
}
