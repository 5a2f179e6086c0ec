import { dayIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { recordOf } from '../source-status.ts'
import type { Place } from '../store-directory.ts'
import { foundLevel, type LevelRead, levelAt, sellable, standing, statuses, whyUnknown } from './level.ts'
import { isOpen, opensNext } from './opening-hours.ts'
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

const resolvers: Resolvers = {
  Query: {
    store: (_, { id, code }, context) => findStore(context, id ?? null, code ?? null),
    stores: (_, args, context) => findStores(context, args),
  },
  ProductVariant: {
    __resolveReference: ({ sku }) => ({ sku }),
    availability: async ({ sku }, _, context) => {
      const { warehouses } = context.services.stores
      const reads = await Promise.all(warehouses.map((place) => levelAt(context, sku, place)))
      return reads.length > 0 ? { reads } : null
    },
    storeAvailability: ({ sku }, args, context) => storeAvailability(context, sku, args),
  },
  AvailabilitySummary: {
    status: ({ reads }, _, context) => standing(context, reads).status,
    availableToSell: ({ reads }, _, context) => known(context, reads).availableToSell,
    confidence: ({ reads }, _, context) => standing(context, reads).confidence,
    sources: ({ reads }, _, context) => statuses(context, reads),
  },
  StoreAvailability: {
    store: ({ place }) => place,
    status: ({ read }, _, context) => standing(context, [read]).status,
    availableToSell: ({ read }, _, context) => known(context, [read]).availableToSell,
    asOf: ({ read }, _, context) => standing(context, [read]).asOf ?? known(context, [read]).asOf,
    confidence: ({ read }, _, context) => standing(context, [read]).confidence,
    level: ({ read }) => {
      const found = foundLevel(read)
      return found && { kind: read.asked.kind, found }
    },
  },
  StockLevel: {
    onHand: ({ found }) => found.value.onHand,
    reserved: ({ found }) => found.value.reserved,
    inbound: ({ found }) => found.value.inbound,
    available: ({ found }) => sellable(found.value),
    source: ({ kind, found }) => recordOf({ kind }, found),
  },
  Store: {
    __resolveReference: (reference, { services }) =>
      'id' in reference ? services.stores.byId(reference.id) : services.stores.byCode(reference.code ?? ''),
    name: async (place, _, context) => place.name ?? (await masterData(place, context))?.name ?? null,
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
export const inventory = defineSubgraph('inventory', resolvers)
