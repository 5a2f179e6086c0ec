import type { ChannelKind } from '../../adapters/channel.ts'
import { isSourceError } from '../../adapters/error.ts'
import type { Money } from '../../adapters/money.ts'
import { instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { moneyFields } from '../shared/prices/money.ts'
import type { Basket } from '../shared/prices/promotion-deal.ts'
import { ineligibility } from '../shared/prices/promotion-eligibility.ts'
import { bestDeal } from '../shared/prices/promotion-rules.ts'
import { daysOf, offerOf, runningOn, type StatedPromotion } from '../shared/prices/running-promotions.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import type { AppliedPromotionModel } from './models.ts'

interface Bought {
  readonly sku: string
  readonly channel: ChannelKind
  readonly store: Place | null
  readonly quantity: number
}

/**
 * The promotions for everybody, without a code, that take something off so many of one article when nothing else is bought;
 * each as if it were alone. Throws where not all promotions are known.
 */
export async function promotionsFor(
  context: Context,
  { sku, channel, store, quantity }: Bought,
  { at, unitPrice }: { readonly at: Date; readonly unitPrice: Money },
): Promise<readonly AppliedPromotionModel[]> {
  const { promotions, failure } = await runningOn(context, daysOf(context, at))
  if (failure) throw toGraphQLError(failure)
  const lines = [{ sku, quantity: String(quantity), unitPrice }]
  const basket: Basket = { lines, shipping: null, currency: unitPrice.currency }
  const open = promotions.filter(({ found }) => found.value.codes.length === 0)
  const all = await Promise.all(
    open.map(async (stated) => {
      const why = await ineligibility(context, stated, { channel, store, at: instant(at), shopper: null })
      if (isSourceError(why)) throw toGraphQLError(why)
      if (why !== null) return []
      return bestDeal(basket, [offerOf(stated)])
        .applied.filter(({ amount }) => amount.minor > 0)
        .map(({ amount }) => appliedOf(stated, amount, null))
    }),
  )
  return all.flat()
}

/** A promotion that counts, as the schema shows it. */
export function appliedOf(
  promotion: StatedPromotion,
  amount: Money,
  code: string | null,
): AppliedPromotionModel {
  return { promotion, label: promotion.found.value.name, amount: moneyFields(amount), code }
}
