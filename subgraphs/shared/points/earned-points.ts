import type { Money } from '../../../adapters/money.ts'

/** What a purchase earns, where no system says it: so many points for every full amount. */
export interface EarnRule {
  readonly points: number
  readonly per: Money
}

/** Most points that the graph can say. */
const MOST = 2_147_483_647

/** The points that an amount earns; none in another currency than the rule's, and none below zero. */
export function pointsFor({ minor, currency }: Money, { points, per }: EarnRule): number {
  if (currency !== per.currency || minor <= 0) return 0
  return wholeShare(points, minor, per.minor)
}

/**
 * Which of the points that an order earned are taken back when so much of it is refunded, after what was refunded before. However it
 * is cut into refunds, all of them together take back what one of the same amount would.
 */
export function pointsBack(
  earned: number,
  { total, before, refund }: { readonly total: Money; readonly before: number; readonly refund: number },
): number {
  if (total.minor <= 0) return 0
  const kept = (refunded: number) =>
    wholeShare(earned, Math.max(0, total.minor - Math.min(refunded, total.minor)), total.minor)
  return kept(before) - kept(before + refund)
}

/** `points × part ÷ whole`, rounded down; in whole numbers, which never lose a digit. */
function wholeShare(points: number, part: number, whole: number): number {
  const share = (BigInt(points) * BigInt(part)) / BigInt(whole)
  return share > BigInt(MOST) ? MOST : Number(share)
}
