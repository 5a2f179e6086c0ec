import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { optionsFor, type Wish } from '../shared/stock/fulfilment-options.ts'
import { candidates } from '../shared/stock/near-stores.ts'
import { levelAt, standing, whyUnknown } from '../shared/stock/stock-level.ts'
import type { AvailabilityResultModel, AvailabilitySummaryModel, StoreAvailabilityModel } from './models.ts'
import type { QueryAvailabilityArgs } from './resolvers.generated.ts'
import { geoPoint } from './stores.ts'

/** How many items one may ask for at once. */
const MOST_ITEMS = 100

/**
 * What can be said of an item's stock; null when the retailer has no warehouse. Nothing is awaited here: everything the
 * operation wants of all its items is asked for in the same moment, and travels together.
 */
export function summaryOf(context: Context, wish: Wish): AvailabilitySummaryModel | null {
  const { warehouses } = context.services.stores
  if (warehouses.length === 0) return null
  const reads = Promise.all(warehouses.map((place) => levelAt(context, wish.sku, place)))
  let options: ReturnType<typeof optionsFor> | null = null
  return {
    places: warehouses,
    reads,
    options() {
      options ??= optionsFor(context, wish)
      return options
    },
    async allReads() {
      // The fields beside this one are all begun before this goes on: `options` is among them if it was asked for.
      const own = await reads
      return options ? [...own, ...(await options).reads] : own
    },
  }
}

/** An item's standing in the warehouses and in the best store, for each item; BAD_INPUT for none, too many, or no units. */
export function availabilityOf(
  context: Context,
  { items, near, promise }: QueryAvailabilityArgs,
): readonly AvailabilityResultModel[] {
  if (items.length < 1 || items.length > MOST_ITEMS) throw badInput(`expected 1 to ${MOST_ITEMS} "items"`)
  const point = near ? geoPoint(near) : null
  return items.map(({ sku, quantity = 1 }) => {
    if (quantity < 1) throw badInput('expected every "quantity" to be 1 or more')
    const wish: Wish = { sku, quantity, near: point, channel: context.channel, kinds: promise ?? null }
    return { sku, requested: quantity, wish, summary: summaryOf(context, wish) }
  })
}

/**
 * The store to send the shopper to: of those with all the units the nearest, or without a point the one with the most.
 * Null when no store has them; while one that may have them did not answer and no other has, its failure.
 */
export async function bestStore(
  context: Context,
  { sku, quantity, near }: Wish,
): Promise<StoreAvailabilityModel | null> {
  const stores = await Promise.all(
    candidates(context, near).map(async ({ store: place }) => {
      const read = await levelAt(context, sku, place)
      return { place, read, sku, units: standing(context, [read]).availableToSell }
    }),
  )
  const having = stores.filter(({ units }) => units !== null && units >= quantity)
  const best = near ? having : [...having].sort((left, right) => (right.units ?? 0) - (left.units ?? 0))
  const [first] = best
  if (first) return first
  const why = stores.map(({ read }) => whyUnknown(context, [read])).find((one) => one !== null)
  if (why) throw why
  return null
}
