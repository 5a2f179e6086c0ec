import type { Benefit } from '../../../adapters/ports/promotions.ts'
import { reductions } from './promotion-benefits.ts'
import { type Basket, compare, type Deal, dealOf, goodsOf, isFor, type Offer } from './promotion-deal.ts'

/*
 * How promotions make a price; the one place that says so, for quotes as for carts.
 *
 *  1. Lines of one article at one price count as one, so that splitting a line never pays.
 *  2. Each promotion counts once for the whole basket, and only for the articles it is for. Its minimum is measured on those
 *     articles' prices before any promotion.
 *  3. A legal combination is either all promotions together that are stackable, or one alone that is not. The one that takes
 *     off most wins, by what is left to pay: that is counted on articles, so that splitting a line changes nothing, whatever its
 *     parts are rounded to. Of equal ones the stackable, then the smaller id. (Taking a stackable promotion away never takes off
 *     more but for a cent of rounding each, so subsets need not be tried.)
 *  4. Within a combination each works on what the ones before it left: units reduced by number, then percentages, then
 *     amounts, then shipping, then points; of one kind by id. Nothing falls below zero.
 *  5. A percentage is rounded half up per article. Lines are rounded half up each; what that differs from the articles' prices
 *     is recorded as the adjustment: lines + shipping − discounts + adjustment = total, to the cent.
 */

/** Why an offer does not count: it is for none of the goods, they cost too little or are too few, or others count instead. */
export type Refusal = 'NO_GOODS' | 'MINIMUM_NOT_MET' | 'NOT_STACKABLE'

/** The best legal combination of offers for a basket. The order of lines and of offers does not matter. */
export function bestDeal(basket: Basket, offers: readonly Offer[]): Deal {
  const inOrder = [...offers].filter((offer) => refusalAlone(basket, offer) === null).sort(byRank)
  const together = inOrder.filter(({ stackable }) => stackable)
  const alone = inOrder.filter(({ stackable }) => !stackable).sort((a, b) => compare(a.id, b.id))
  return [together, ...alone.map((offer) => [offer])]
    .map((combination) => dealOf(basket, combination))
    .reduce((best, deal) => (deal.total.minor < best.total.minor ? deal : best))
}

/** Why an offer that is not applied in a deal is not. */
export function refusalOf(basket: Basket, offer: Offer): Refusal {
  return refusalAlone(basket, offer) ?? 'NOT_STACKABLE'
}

/** What keeps an offer from counting even when it is alone; null when nothing does. */
function refusalAlone(basket: Basket, offer: Offer): Refusal | null {
  const goods = goodsOf(basket).filter(({ sku }) => isFor(offer, sku))
  if (goods.length === 0) return 'NO_GOODS'
  const cost = goods.reduce((sum, { left }) => sum + left, 0)
  if (offer.minimum && cost < offer.minimum.minor) return 'MINIMUM_NOT_MET'
  const { kind } = offer.benefit
  if (kind === 'FREE_SHIPPING' || kind === 'POINTS_MULTIPLIER') return null
  return reductions(offer.benefit, goods, basket.currency).some((minor) => minor > 0)
    ? null
    : 'MINIMUM_NOT_MET'
}

const RANK: Readonly<Record<Benefit['kind'], number>> = {
  BUY_X_GET_Y: 0,
  PERCENT: 1,
  AMOUNT: 2,
  FREE_SHIPPING: 3,
  POINTS_MULTIPLIER: 4,
}

function byRank(left: Offer, right: Offer): number {
  return RANK[left.benefit.kind] - RANK[right.benefit.kind] || compare(left.id, right.id)
}
