import { SERVICE_OF } from '../../subgraphs/shared/stock/fulfilment-options.ts'
import { variantOf } from './expected.ts'
import type { SeenNull } from './nulls.ts'
import { keyOf, type Truth, type WhyNull } from './truth.ts'

const SENT = ['SHIP_FROM_WAREHOUSE', 'SHIP_FROM_STORE', 'ENDLESS_AISLE']
const FROM_WAREHOUSE = ['SHIP_FROM_WAREHOUSE', 'ENDLESS_AISLE']

/** The reasons for nulls around stores, stock and the ways to the shopper: see `WHY_NULL`. */
export const WHY_NULL_IN_STORES: WhyNull = {
  'OpeningHours.opens': isClosed,
  'OpeningHours.closes': isClosed,
  'FulfillmentOption.reason': (seen) => keyOf(seen, 'FulfillmentOption', 'available') === true,
  'FulfillmentOption.location': isOutOfReach,
  'FulfillmentOption.promise': isOutOfReach,
  // Where nothing is collected, a store has no part in it.
  'FulfillmentGroup.store': (seen) => wayOf(seen) === 'SHIP_FROM_WAREHOUSE',
  'Location.store': (seen) => FROM_WAREHOUSE.includes(wayOf(seen)),
  // What waits in a store waits until it is fetched.
  'DeliveryPromise.latest': (seen) => !SENT.includes(wayOf(seen)),
  'DeliveryPromise.cutOff': (seen, { config }) => leadTimeOf(seen, config)?.cutOff === undefined,
  'DeliveryPromise.cost': (seen, { config }) => leadTimeOf(seen, config)?.cost === undefined,
  'StoreAvailability.pickup': cannotBeFetched,
}

/** The way a promise is for: that of the option or group it is in, else of collecting in a store. */
function wayOf(seen: SeenNull): string {
  const way = keyOf(seen, 'FulfillmentOption', 'kind') ?? keyOf(seen, 'FulfillmentGroup', 'mode')
  return String(way ?? 'PICKUP_IN_STORE')
}

function leadTimeOf(seen: SeenNull, { fulfilment }: Truth['config']) {
  return fulfilment[wayOf(seen) as keyof typeof fulfilment]
}

/** The sandbox's stores are closed on Sundays and on the dates that have no hours. */
function isClosed(seen: SeenNull, { config }: Truth): boolean {
  const date = keyOf(seen, 'OpeningHours', 'date')
  if (date === null) return keyOf(seen, 'OpeningHours', 'day') === 'SUNDAY'
  return config.specialHours[String(date)]?.length === 0
}

/** Whether no place from which a way starts has all the units. */
function isOutOfReach(seen: SeenNull, { world, config }: Truth): boolean {
  const way = wayOf(seen)
  const service = SERVICE_OF[way as keyof typeof SERVICE_OF]
  const offering = config.stores.filter((store) => service === undefined || offers(store, service))
  const places = FROM_WAREHOUSE.includes(way) ? [world.warehouse] : offering
  const wanted = Number(keyOf(seen, 'ItemAvailability', 'requested') ?? 1)
  return places.every(({ code }) => unitsIn(seen, world, code) < wanted)
}

/** Whether a store has none of an item, or lets nobody collect. */
function cannotBeFetched(seen: SeenNull, { world, config }: Truth): boolean {
  const store = seen.around[0]?.object['store'] as { key_code?: string } | null | undefined
  const configured = config.stores.find(({ code }) => code === store?.key_code)
  if (!configured) return false
  return !offers(configured, 'CLICK_AND_COLLECT') || unitsIn(seen, world, configured.code) === 0
}

function unitsIn(seen: SeenNull, world: Truth['world'], code: string): number {
  const sku = keyOf(seen, 'ItemAvailability', 'sku') ?? keyOf(seen, 'ProductVariant', 'sku')
  return Math.max(0, Math.floor(Number(variantOf(world, String(sku)).variant.stock[code] ?? '0')))
}

function offers({ services = [] }: Truth['config']['stores'][number], service: string): boolean {
  return services.some((one) => one === service)
}
