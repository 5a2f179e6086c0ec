import type { Currency, Money } from '../../../adapters/money.ts'
import type { Price } from '../../../adapters/ports/prices.ts'
import { isFound, type Read } from '../../../adapters/read.ts'
import { dayIn } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import { type SourceStatus, statusOfReads } from '../../source-status.ts'
import { type Entitlements, entitlements } from './discount-codes.ts'
import { type PriceWish, priceReads } from './price-reads.ts'
import type { Basket } from './promotion-deal.ts'
import type { Circumstances } from './promotion-eligibility.ts'

/** So many units of one article. */
interface Wanted {
  readonly sku: string
  readonly quantity: number
  /** What one unit counts as where no price is read; such a line is left out of the basket without it. */
  readonly otherwise?: Money
}

/** What is bought together, where, by whom and with which codes. */
export interface Shopping {
  readonly lines: readonly Wanted[]
  readonly circumstances: Omit<Circumstances, 'channel'> & Pick<PriceWish, 'channel'>
  readonly codes: readonly string[]
  /** Gross; null where nothing is shipped, or nobody knows yet. */
  readonly shipping: Money | null
  /** @default that of the first price */
  readonly currency?: Currency
}

/** Everything that a basket's cost is worked out from. */
export interface BasketReads {
  /** The price of each line, in their order. */
  readonly reads: readonly (Read<Price> | undefined)[]
  readonly basket: Basket
  /** Which line each of the basket's is. */
  readonly places: readonly number[]
  readonly entitled: Entitlements
}

/** Reads prices and promotions at the same time, each in one batch whatever the number of lines. */
export async function readBasket(context: Context, shopping: Shopping): Promise<BasketReads> {
  const { circumstances, codes, lines } = shopping
  const [reads, entitled] = await Promise.all([
    priceReads(context, wishesOf(context, shopping)),
    entitlements(context, circumstances, codes),
  ])
  const units = reads.map((read, place) =>
    isFound(read) ? read.value.unitPrice.gross : lines[place]?.otherwise,
  )
  const places = units.flatMap((unit, place) => (unit ? [place] : []))
  return { reads, basket: basketOf(shopping, units), places, entitled }
}

/** Scales count all of an article together, however it is split into lines. */
function wishesOf(
  { services }: Context,
  { lines, circumstances: { channel, store, at } }: Shopping,
): readonly PriceWish[] {
  const on = dayIn(store?.timeZone ?? services.retailer.timeZone, new Date(at))
  const bought = new Map<string, number>()
  for (const { sku, quantity } of lines) bought.set(sku, (bought.get(sku) ?? 0) + quantity)
  return lines.map(({ sku }) => ({ sku, channel, store, on, quantity: bought.get(sku) ?? 1 }))
}

function basketOf({ lines, shipping, currency }: Shopping, units: readonly (Money | undefined)[]): Basket {
  const [first] = units.filter((unit) => unit !== undefined)
  return {
    lines: lines.flatMap(({ sku, quantity }, place) => {
      const unitPrice = units[place]
      return unitPrice ? [{ sku, quantity: String(quantity), unitPrice }] : []
    }),
    shipping,
    currency: currency ?? first?.currency ?? ('EUR' as Currency),
  }
}

/** What came of asking each system that states prices. */
export function priceSources(
  { services }: Context,
  reads: readonly (Read<Price> | undefined)[],
): readonly SourceStatus[] {
  const bySource = (name: string) => reads.filter((read) => read !== undefined && read.source === name)
  return services.estate.answers.prices.map((asked) =>
    statusOfReads(asked, bySource(asked.name), services.clock),
  )
}
