import type { ChannelKind } from '../../adapters/channel.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { TaxedMoney } from '../../adapters/money.ts'
import type { Price, PriceKey } from '../../adapters/ports/prices.ts'
import type { Found, Read, Reads } from '../../adapters/read.ts'
import type { Answerer, SystemKind } from '../../adapters/source.ts'
import { type Day, dayIn, instantIn } from '../../adapters/time.ts'
import { type Context, perRequest } from '../context.ts'
import { firstThatHas } from '../first-that-has.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow, readLoader } from '../loader.ts'
import { moneyFields } from '../money.ts'
import { dayAfter } from '../promotion-window.ts'
import { recordOf } from '../source-status.ts'
import type { Place } from '../store-directory.ts'
import type { VariantPriceModel } from './models.ts'
import { promotionsFor } from './price-promotions.ts'
import { taxed } from './tax.ts'

/** What is bought, in the graph's own keys. */
export interface Wish {
  readonly sku: string
  readonly channel: ChannelKind
  readonly store: Place | null
  readonly quantity: number
  readonly on: Day
}

/** The arguments of `ProductVariant.price`. */
export interface PriceArguments {
  readonly channel?: ChannelKind | null
  readonly storeId?: string | null
  readonly at?: string | null
  readonly quantity?: number | null
}

const prices = perRequest(({ services }) =>
  readLoader<Wish, Price>(
    (wishes) => firstThatHas(services.estate.answers.prices, wishes, pricesFrom),
    ({ sku, channel, store, quantity, on }) => JSON.stringify([sku, channel, store?.id, quantity, on]),
  ),
)

/** Asks one price source, in its own keys. */
async function pricesFrom(
  answerer: Answerer<'prices'>,
  wishes: readonly Wish[],
): Promise<Reads<Wish, Price>> {
  const asked = new Map(wishes.map((wish) => [keyFor(answerer, wish), wish] as const))
  const reads = await answerer.port.prices([...asked.keys()])
  return new Map(
    [...asked].flatMap(([key, wish]) => {
      const read = reads.get(key)
      return read ? [[wish, read] as const] : []
    }),
  )
}

function keyFor({ name }: Answerer<'prices'>, { sku, store, ...rest }: Wish): PriceKey {
  return { item: sku as RecordId, store: store?.records.get(name) ?? null, ...rest }
}

/** The prices of these, in one batch with everybody else of the request who asks. */
export function priceReads(context: Context, wishes: readonly Wish[]): Promise<(Read<Price> | undefined)[]> {
  return Promise.all(wishes.map((wish) => prices(context).load(wish)))
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
  const wish: Wish = { sku, channel, store, quantity: wanted.quantity ?? 1, on }
  if (wish.quantity < 1) throw badInput('expected "quantity" of at least 1')
  const found = foundOrThrow(await prices(context).load(wish))
  return found && show(context, { wish, zone, at }, found)
}

/** The store of an id; null without one, BAD_INPUT for an id of none. */
export function storeOf({ services }: Context, id: string | null): Place | null {
  if (!id) return null
  const store = services.stores.byId(id)
  if (store) return store
  throw badInput('expected "storeId" to be the id of a store, found none with it')
}

interface Asked {
  readonly wish: Wish
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
    channel: { code: channel.toLowerCase().replaceAll('_', '-'), kind: channel },
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
