import type { ChannelKind } from '../../adapters/channel.ts'
import type { TaxedMoney } from '../../adapters/money.ts'
import type { Price } from '../../adapters/ports/prices.ts'
import type { Found } from '../../adapters/read.ts'
import type { SystemKind } from '../../adapters/source.ts'
import { dayIn, instantIn } from '../../adapters/time.ts'
import { channelOf } from '../channel.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { type PriceWish, priceReads, storeOf } from '../shared/prices/price-reads.ts'
import { dayAfter } from '../shared/prices/promotion-window.ts'
import { taxed } from '../shared/prices/tax.ts'
import { recordOf } from '../source-status.ts'
import type { VariantPriceModel } from './models.ts'
import { promotionsFor } from './price-promotions.ts'

/** The arguments of `ProductVariant.price`. */
export interface PriceArguments {
  readonly channel?: ChannelKind | null
  readonly storeId?: string | null
  readonly at?: string | null
  readonly quantity?: number | null
}

/** The price of one unit as the schema shows it; null when the system of record has none. */
export async function priceOf(
  context: Context,
  sku: string,
  wanted: PriceArguments,
): Promise<VariantPriceModel | null> {
  const { services } = context
  const store = storeOf(context, wanted.storeId ?? null)
  const zone = store?.timeZone ?? services.retailer.timeZone
  const channel = wanted.channel ?? context.channel ?? (store ? 'STORE_POS' : 'WEB')
  const at = wanted.at ? new Date(wanted.at) : services.clock()
  const on = dayIn(zone, at)
  const wish: PriceWish = { sku, channel, store, quantity: wanted.quantity ?? 1, on }
  if (wish.quantity < 1) throw badInput('expected "quantity" of at least 1')
  const [read] = await priceReads(context, [wish])
  const found = foundOrThrow(read)
  return found && show(context, { wish, zone, at }, found)
}

interface Asked {
  readonly wish: PriceWish
  readonly zone: string
  readonly at: Date
}

function show(context: Context, { wish, zone, at }: Asked, found: Found<Price>): VariantPriceModel {
  const { sku, channel, store } = wish
  const { unitPrice, compareAtPrice, lowestPrior30Days, validFrom, validUntil } = found.value
  const amount = (stated: TaxedMoney) =>
    taxed(context, { sku, source: found.source, gross: stated.gross, stated })
  return {
    unitPrice: amount(unitPrice),
    compareAtPrice: compareAtPrice && amount(compareAtPrice),
    lowestPrior30Days: lowestPrior30Days && moneyFields(lowestPrior30Days),
    channel: channelOf(channel),
    storeId: store?.id ?? null,
    promotions: () => promotionsFor(context, wish, { at, unitPrice: unitPrice.gross }),
    validFrom: validFrom && instantIn(zone, `${validFrom}T00:00:00`),
    validUntil: validUntil && instantIn(zone, `${dayAfter(validUntil)}T00:00:00`),
    source: recordOf({ kind: kindOf(context, found) }, found),
  }
}

/** The kind of system a price comes from. */
function kindOf({ services }: Context, { source }: Found<Price>): SystemKind {
  return services.estate.answers.prices.find(({ name }) => name === source)?.kind ?? 'ERP'
}
