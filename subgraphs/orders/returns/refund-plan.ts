import { type Money, sumMoney } from '../../../adapters/money.ts'
import type { RefundedBy } from '../../shared/returns/return-case.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import { atMost, less } from './amounts.ts'

/** A tender that money may go back to. */
export interface OpenTender {
  readonly paymentId: string
  /** How much of it may still go back. */
  readonly refundable: Money
  /** How, here: the usual way first; empty where nobody can give it back here. */
  readonly paths: readonly RefundPath[]
  /** Who gives money back to the tender itself. */
  readonly by: RefundedBy
  readonly provider: { readonly system: string; readonly reference: string } | null
}

/** Money that would go back, on one way. */
export interface PlannedRefund {
  readonly amount: Money
  readonly path: RefundPath
  readonly by: RefundedBy
  readonly paymentId: string | null
  readonly provider: OpenTender['provider']
}

export interface RefundWish {
  /** What the goods are worth. */
  readonly amount: Money
  /** The way that was asked for; null for each tender's usual one. */
  readonly path: RefundPath | null
  /** The most in cash; null without a limit. */
  readonly cashLimit: Money | null
}

/** What goes back, or that it cannot go back so. */
export type RefundPlan =
  | { readonly refunds: readonly PlannedRefund[] }
  | { readonly refused: 'PATH' | 'CASH_LIMIT' }

/**
 * Which tender gets how much: in the order in which they were paid, none more than may still go back to it; so no more than was paid, whatever
 * the goods are worth.
 */
export function planRefund(tenders: readonly OpenTender[], wish: RefundWish): RefundPlan {
  const refunds: PlannedRefund[] = []
  let left = wish.amount
  for (const tender of tenders) {
    const amount = atMost(left, tender.refundable)
    if (amount.minor === 0) continue
    const path = pathFor(tender, amount, { wish, refunds })
    if (path === 'PATH' || path === 'CASH_LIMIT') return { refused: path }
    refunds.push({ amount, path, ...giverOf(tender, path) })
    left = less(left, amount)
  }
  return { refunds }
}

interface SoFar {
  readonly wish: RefundWish
  readonly refunds: readonly PlannedRefund[]
}

function pathFor(
  { paths }: OpenTender,
  amount: Money,
  { wish, refunds }: SoFar,
): RefundPath | 'PATH' | 'CASH_LIMIT' {
  const cash = refunds.filter(({ path }) => path === 'CASH').map((one) => one.amount)
  const inCash = sumMoney([...cash, amount], amount.currency)
  const isTooMuch = wish.cashLimit !== null && inCash.minor > wish.cashLimit.minor
  const fits = (path: RefundPath) => path !== 'CASH' || !isTooMuch
  if (wish.path !== null) {
    if (!paths.includes(wish.path)) return 'PATH'
    return fits(wish.path) ? wish.path : 'CASH_LIMIT'
  }
  return paths.find(fits) ?? (paths.length > 0 ? 'CASH_LIMIT' : 'PATH')
}

/** Whatever is not the tender itself is given out at the till. */
function giverOf(
  { paymentId, by, provider }: OpenTender,
  path: RefundPath,
): Pick<PlannedRefund, 'by' | 'paymentId' | 'provider'> {
  if (path === 'ORIGINAL_TENDER') return { by, paymentId, provider }
  return { by: 'TILL', paymentId, provider: null }
}
