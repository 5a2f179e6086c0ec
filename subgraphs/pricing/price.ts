import type { ChannelKind } from '../../adapters/channel.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { Price, PriceKey } from '../../adapters/ports/prices.ts'
import type { Found, Read, Reads } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import { type Day, dayIn, instantIn } from '../../adapters/time.ts'
import { type Context, perRequest } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow, readLoader } from '../loader.ts'
import { taxedMoneyFields } from '../money.ts'
import { recordOf } from '../source-status.ts'
import type { Place } from '../store-directory.ts'

/** What is bought, in the graph's own keys. */
interface Wish {
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

const prices = perRequest((context) =>
  readLoader<Wish, Price>(
    (wishes) => firstThatHas(context, wishes),
    ({ sku, channel, store, quantity, on }) => JSON.stringify([sku, channel, store?.id, quantity, on]),
  ),
)

/** Asks the price sources in their order of precedence; only what the better ones do not have goes on to the next. */
async function firstThatHas({ services }: Context, wishes: readonly Wish[]): Promise<Reads<Wish, Price>> {
  const all = new Map<Wish, Read<Price>>()
  for (const answerer of services.estate.answers.prices) {
    const missing = new Map(
      wishes.filter((wish) => !all.has(wish)).map((wish) => [keyFor(answerer, wish), wish] as const),
    )
    if (missing.size === 0) break
    for (const [key, read] of await answerer.port.prices([...missing.keys()])) {
      const wish = missing.get(key)
      if (wish) all.set(wish, read)
    }
  }
  return all
}

function keyFor({ name }: Answerer<'prices'>, { sku, store, ...rest }: Wish): PriceKey {
  return { item: sku as RecordId, store: store?.records.get(name) ?? null, ...rest }
}

/** The price of one unit as the schema shows it; null when the system of record has none. */
export async function priceOf(context: Context, sku: string, wanted: PriceArguments) {
  const { services } = context
  const store = storeOf(context, wanted.storeId ?? null)
  const zone = store?.timeZone ?? services.retailer.timeZone
  const channel = wanted.channel ?? context.channel ?? (store ? 'STORE_POS' : 'WEB')
  const on = dayIn(zone, wanted.at ? new Date(wanted.at) : services.clock())
  const wish: Wish = { sku, channel, store, quantity: wanted.quantity ?? 1, on }
  if (wish.quantity < 1) throw badInput('expected "quantity" of at least 1')
  const found = foundOrThrow(await prices(context).load(wish))
  return found && show(context, wish, zone, found)
}

function storeOf({ services }: Context, id: string | null): Place | null {
  if (!id) return null
  const store = services.stores.byId(id)
  if (store) return store
  throw badInput('expected "storeId" to be the id of a store, found none with it')
}

function show({ services }: Context, { channel, store }: Wish, zone: string, found: Found<Price>) {
  const { unitPrice, validFrom, validUntil } = found.value
  const answerer = services.estate.answers.prices.find(({ name }) => name === found.source)
  return {
    unitPrice: taxedMoneyFields(unitPrice),
    channel: { code: channel.toLowerCase().replaceAll('_', '-'), kind: channel },
    storeId: store?.id ?? null,
    validFrom: validFrom && instantIn(zone, `${validFrom}T00:00:00`),
    validUntil: validUntil && instantIn(zone, `${dayAfter(validUntil)}T00:00:00`),
    source: recordOf({ kind: answerer?.kind ?? 'ERP' }, found),
  }
}

function dayAfter(day: Day): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
