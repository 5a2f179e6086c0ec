import Big from 'big.js'
import { type Money, multiplyMoney, subtractMoney, sumMoney } from '../../../adapters/money.ts'
import { type PlacedOrderBody, standing } from '../../shared/orders/placed-order.ts'
import type { OwedRefund, ReturnBody, ReturnLineBody } from '../../shared/returns/return-case.ts'
import { atMost, less } from './amounts.ts'

/** The money for goods that are exchanged: what goes back, and what the goods that were ordered for them stand for. */
interface Shared {
  readonly due: readonly OwedRefund[]
  readonly owed: readonly OwedRefund[]
}

/**
 * Which of the money that is owed for exchanged goods goes back now: as much as no standing line of the order in their place stands for, less what
 * goes back already. Asked again it says nothing more, whoever ended which line first. Without that order all of it goes back.
 */
export function shareOwed(
  { lines, refunds, owed = [] }: Pick<ReturnBody, 'lines' | 'refunds' | 'owed'>,
  next: PlacedOrderBody | null,
): Shared {
  const [first] = owed
  if (!first) return { due: [], owed }
  const { currency } = first.amount
  const worth = sumMoney(
    lines.map((line) => uncovered(line, next)),
    currency,
  )
  const given = sumMoney(
    refunds.map(({ amount }) => amount),
    currency,
  )
  return taken(owed, less(worth, given))
}

/** What of a line's worth nothing stands for: no more units do than were ordered for it. */
function uncovered({ worth, quantity, position }: ReturnLineBody, next: PlacedOrderBody | null): Money {
  const line = next ? standing(next).find((one) => one.position === position) : undefined
  if (!line) return worth
  const units = new Big(quantity)
  if (units.lte(line.quantity)) return { ...worth, minor: 0 }
  return subtractMoney(worth, multiplyMoney(worth, new Big(line.quantity).div(units).toFixed()))
}

/** In the order in which it was planned. */
function taken(owed: readonly OwedRefund[], amount: Money): Shared {
  let left = amount
  const shares = owed.map((one) => {
    const due = atMost(one.amount, left)
    left = less(left, due)
    return { one, due, rest: less(one.amount, due) }
  })
  return {
    due: shares.filter(({ due }) => due.minor > 0).map(({ one, due }) => ({ ...one, amount: due })),
    owed: shares.filter(({ rest }) => rest.minor > 0).map(({ one, rest }) => ({ ...one, amount: rest })),
  }
}
