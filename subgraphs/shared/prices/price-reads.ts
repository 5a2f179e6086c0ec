import type { ChannelKind } from '../../../adapters/channel.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Price, PriceKey } from '../../../adapters/ports/prices.ts'
import type { Read, Reads } from '../../../adapters/read.ts'
import type { Answerer } from '../../../adapters/source.ts'
import type { Day } from '../../../adapters/time.ts'
import { type Context, perRequest } from '../../context.ts'
import { firstThatHas } from '../../first-that-has.ts'
import { badInput } from '../../graphql-error.ts'
import { readLoader } from '../../loader.ts'
import type { Place } from '../stock/store-directory.ts'

/** What is bought, in the graph's own keys. */
export interface PriceWish {
  readonly sku: string
  readonly channel: ChannelKind
  readonly store: Place | null
  readonly quantity: number
  readonly on: Day
}

const prices = perRequest(({ services }) =>
  readLoader<PriceWish, Price>(
    (wishes) => firstThatHas(services.estate.answers.prices, wishes, pricesFrom),
    ({ sku, channel, store, quantity, on }) => JSON.stringify([sku, channel, store?.id, quantity, on]),
  ),
)

/** Asks one price source, in its own keys. */
async function pricesFrom(
  answerer: Answerer<'prices'>,
  wishes: readonly PriceWish[],
): Promise<Reads<PriceWish, Price>> {
  const asked = new Map(wishes.map((wish) => [keyFor(answerer, wish), wish] as const))
  const reads = await answerer.port.prices([...asked.keys()])
  return new Map(
    [...asked].flatMap(([key, wish]) => {
      const read = reads.get(key)
      return read ? [[wish, read] as const] : []
    }),
  )
}

function keyFor({ name }: Answerer<'prices'>, { sku, store, ...rest }: PriceWish): PriceKey {
  return { item: sku as RecordId, store: store?.records.get(name) ?? null, ...rest }
}

/** The prices of these, in one batch with everybody else of the request who asks. */
export function priceReads(
  context: Context,
  wishes: readonly PriceWish[],
): Promise<(Read<Price> | undefined)[]> {
  return Promise.all(wishes.map((wish) => prices(context).load(wish)))
}

/** The store of an id; null without one, BAD_INPUT for an id of none. */
export function storeOf({ services }: Context, id: string | null): Place | null {
  if (!id) return null
  const store = services.stores.byId(id)
  if (store) return store
  throw badInput('expected "storeId" to be the id of a store, found none with it')
}
