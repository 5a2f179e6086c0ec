import { dayIn, instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { type Option, pickupAt } from '../shared/stock/fulfilment-options.ts'
import { isOpen, opensNext } from '../shared/stock/opening-hours.ts'
import {
  foundLevel,
  type LevelRead,
  sellable,
  standing,
  statuses,
  whyUnknown,
} from '../shared/stock/stock-level.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import { recordOf } from '../source-status.ts'
import { availabilityOf, bestStore, summaryOf } from './availability.ts'
import { extend, ownReservation, release, reservationById, reserve, stateOf } from './reservations.ts'
import type { Resolvers, StoreService } from './resolvers.generated.ts'
import { storeAvailability } from './store-availability.ts'
import { findStore, findStores, storeRecord } from './stores.ts'

/** What is known of reads; throws why where nobody knows, because the schema's null means that there is none. */
const known = (context: Context, reads: readonly LevelRead[]) => {
  const why = whyUnknown(context, reads)
  if (why) throw why
  return standing(context, reads)
}
const masterData = async (place: Place, context: Context) => (await storeRecord(context, place))?.found.value

const nameOf = async (place: Place, context: Context) =>
  place.name ?? (await masterData(place, context))?.name ?? null

/** The owner's count at a place; null when it keeps none there. Throws the failure as a client may read it. */
const levelOf = (place: Place, read: LevelRead) => {
  const found = foundLevel(read)
  return found && { place, kind: read.asked.kind, found, held: read.held }
}
const levelsOf = (places: readonly Place[], reads: readonly LevelRead[]) =>
  reads.flatMap((read, position) => {
    const place = places[position]
    return (place && levelOf(place, read)) ?? []
  })
const unlessUnknown = <T>({ unknown }: Option, value: T): T => {
  if (unknown) throw unknown
  return value
}

const resolvers: Resolvers = {
  Query: {
    store: (_, { id, code }, context) => findStore(context, id ?? null, code ?? null),
    stores: (_, args, context) => findStores(context, args),
    availability: (_, args, context) => availabilityOf(context, args),
  },
  Mutation: {
    stockReserve: (_, args, context) => reserve(context, args),
    stockReservationExtend: (_, { id, idempotencyKey }, context) => extend(context, id, idempotencyKey),
    stockReservationRelease: (_, { id, idempotencyKey }, context) => release(context, id, idempotencyKey),
  },
  Reservation: {
    __resolveReference: ({ id }, context) => reservationById(context, id),
    state: (hold, _, context) => stateOf(context, hold),
    location: ({ location }, _, { services }) => services.stores.byId(location),
    source: ({ id, createdAt }, _, { services }) => ({
      system: 'GRAPH',
      instance: null,
      recordId: id,
      recordedAt: createdAt,
      fetchedAt: instant(services.clock()),
      fromCache: false,
    }),
  },
  ProductVariant: {
    __resolveReference: ({ sku }) => ({ sku }),
    availability: ({ sku }, { channel }, context) =>
      summaryOf(context, { sku, quantity: 1, near: null, channel: channel ?? context.channel, kinds: null }),
    storeAvailability: ({ sku }, args, context) => storeAvailability(context, sku, args),
  },
  AvailabilitySummary: {
    status: async ({ reads }, _, context) => standing(context, await reads).status,
    availableToSell: async ({ reads }, _, context) => known(context, await reads).availableToSell,
    confidence: async ({ reads }, _, context) => standing(context, await reads).confidence,
    options: async (summary) => (await summary.options()).options,
    levels: async ({ places, reads }) => levelsOf(places, await reads),
    sources: async (summary, _, context) => statuses(context, await summary.allReads()),
  },
  AvailabilityResult: { bestStore: ({ wish }, _, context) => bestStore(context, wish) },
  FulfillmentOption: {
    promise: (option) => unlessUnknown(option, option.promise),
    location: (option) => unlessUnknown(option, option.location),
  },
  Location: {
    __resolveReference: ({ id }, { services }) => services.stores.byId(id),
    name: (place, _, context) => nameOf(place, context),
    store: (place) => (place.kind === 'STORE' ? place : null),
  },
  StoreAvailability: {
    store: ({ place }) => place,
    status: ({ read }, _, context) => standing(context, [read]).status,
    availableToSell: ({ read }, _, context) => known(context, [read]).availableToSell,
    asOf: ({ read }, _, context) => standing(context, [read]).asOf ?? known(context, [read]).asOf,
    confidence: ({ read }, _, context) => standing(context, [read]).confidence,
    pickup: ({ place, read }, _, context) => pickupAt(context, place, read),
    level: ({ place, read }) => levelOf(place, read),
  },
  StockLevel: {
    location: ({ place }) => place,
    asOf: ({ found }) => found.fetchedAt,
    onHand: ({ found }) => found.value.onHand,
    reserved: ({ found }) => found.value.reserved,
    inbound: ({ found }) => found.value.inbound,
    available: ({ found, held }) => sellable(found.value, held),
    source: ({ kind, found }) => recordOf({ kind }, found),
  },
  Store: {
    __resolveReference: (reference, { services }) =>
      'id' in reference ? services.stores.byId(reference.id) : services.stores.byCode(reference.code ?? ''),
    name: (place, _, context) => nameOf(place, context),
    address: async (place, _, context) => (await masterData(place, context))?.address ?? null,
    geo: async (place, _, context) => place.geo ?? (await masterData(place, context))?.geo ?? null,
    specialHours: ({ specialHours, timeZone }, _, { services: { clock } }) =>
      specialHours.filter(({ date }) => date !== null && date >= dayIn(timeZone, clock())),
    openNow: (place, _, { services: { clock } }) => isOpen(place, clock()),
    opensNext: (place, _, { services: { clock } }) => opensNext(place, clock()),
    // The configuration's services are checked against the schema's words when it is read.
    services: ({ services }) => services as readonly StoreService[],
    phone: async (place, _, context) => place.phone ?? (await masterData(place, context))?.phone ?? null,
    source: async (place, _, context) => {
      const record = await storeRecord(context, place)
      return record && recordOf(record.asked, record.found)
    },
  },
}

/** Stores, and stock in them and in warehouses. */
export const inventory = defineSubgraph(
  'inventory',
  resolvers,
  { Reservation: ownReservation },
  // Whose they put stock aside for is worked out where they are resolved.
  new Set(['Mutation.stockReserve', 'Mutation.stockReservationExtend', 'Mutation.stockReservationRelease']),
)
