import Big from 'big.js'
import {
  distribute,
  type Money,
  multiplyMoney,
  negate,
  subtractMoney,
  sumMoney,
  type TaxedMoney,
} from '../../../adapters/money.ts'
import type { Order, OrderLine } from '../../../adapters/ports/orders.ts'
import { isBought } from './returned.ts'

/**
 * What each line bought was paid for. Lines say so themselves, unless a system took a discount off the whole: then each bears its share, and not
 * a cent is lost.
 */
export function paidPerLine({
  lines,
  cost,
}: Pick<Order, 'lines' | 'cost'>): ReadonlyMap<OrderLine, TaxedMoney> {
  const bought = lines.filter(isBought)
  const { currency } = cost.total.gross
  const stated = sumMoney(
    bought.map(({ lineTotal }) => lineTotal.gross),
    currency,
  )
  const paid = goodsOf({ lines, cost })
  if (paid.minor >= stated.minor) return new Map(bought.map((line) => [line, line.lineTotal]))
  const shares = distribute(
    { minor: Math.max(0, paid.minor), currency },
    bought.map(({ lineTotal }) => Math.max(0, lineTotal.gross.minor)),
  )
  return new Map(
    bought.map((line, at) => [line, reduced(line.lineTotal, shares[at] ?? line.lineTotal.gross)]),
  )
}

/** What was to pay for what was bought alone: without shipping, rounding, and what the same order took back. */
function goodsOf({ lines, cost }: Pick<Order, 'lines' | 'cost'>): Money {
  const { total, shipping, roundingAdjustment } = cost
  const others = lines
    .filter(({ quantity, status }) => status !== 'CANCELLED' && new Big(quantity).lt(0))
    .map(({ lineTotal }) => lineTotal.gross)
  const apart = [
    ...others,
    ...(shipping ? [shipping.gross] : []),
    ...(roundingAdjustment ? [roundingAdjustment] : []),
  ]
  return subtractMoney(total.gross, sumMoney(apart, total.gross.currency))
}

/** The same with less to pay, its tax in proportion. */
function reduced({ gross: before, tax }: TaxedMoney, gross: Money): TaxedMoney {
  if (tax === null || before.minor === 0) return { gross, net: null, tax: null }
  const share = multiplyMoney(tax, new Big(gross.minor).div(before.minor).toFixed())
  return { gross, net: subtractMoney(gross, share), tax: share }
}

/** Goods of a line that come back. */
interface Part {
  readonly line: Pick<OrderLine, 'quantity'>
  /** Decimal: how much came back before. */
  readonly before: string
  readonly quantity: string
}

/**
 * What part of a line is worth: counted from the first unit on, so that all parts together come to what was paid, whatever their number
 * and order.
 */
export function worthOf({ gross, tax }: TaxedMoney, part: Part): TaxedMoney {
  const share = shareOf(gross, part)
  const taxShare = tax && shareOf(tax, part)
  return { gross: share, tax: taxShare, net: taxShare && subtractMoney(share, taxShare) }
}

function shareOf(amount: Money, { line, before, quantity }: Part): Money {
  const upTo = (units: Big) => multiplyMoney(amount, units.div(line.quantity).toFixed())
  const start = new Big(before)
  return subtractMoney(upTo(start.plus(quantity)), upTo(start))
}

/** The amounts together, with their tax where everybody states one. */
export function together(amounts: readonly TaxedMoney[], zero: Money): TaxedMoney {
  const gross = sumMoney(
    amounts.map((one) => one.gross),
    zero.currency,
  )
  const taxes = amounts.flatMap(({ tax }) => tax ?? [])
  const tax = taxes.length === amounts.length ? sumMoney(taxes, zero.currency) : null
  return { gross, tax, net: tax && subtractMoney(gross, tax) }
}

/** The smaller of two amounts; nothing instead of less than nothing. */
export function atMost(left: Money, right: Money): Money {
  return { ...left, minor: Math.max(0, Math.min(left.minor, right.minor)) }
}

/** What is left of an amount, nothing instead of less. */
export function less(amount: Money, taken: Money): Money {
  return { ...amount, minor: Math.max(0, subtractMoney(amount, taken).minor) }
}

/** An amount that was paid out, as a positive one; nothing for what was paid in. */
export function paidOut(amount: Money): Money {
  return amount.minor < 0 ? negate(amount) : { ...amount, minor: 0 }
}
