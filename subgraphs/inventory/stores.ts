import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { StoreRecord } from '../../adapters/ports/stores.ts'
import type { Found, Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import { type Context, perRequest } from '../context.ts'
import { badInput, toGraphQLError } from '../graphql-error.ts'
import type { NearStore, Place } from '../shared/stock/store-directory.ts'
import { statusOfReads } from '../source-status.ts'
import type { StoreConnectionModel } from './models.ts'
import type { QueryStoresArgs } from './resolvers.generated.ts'

/** What one source lists, or why it could not. */
interface Listing {
  readonly answerer: Answerer<'stores'>
  readonly stores: ReadonlyMap<string, Found<StoreRecord>>
  readonly read: Read<StoreRecord> | undefined
}

const listings = perRequest(({ services }) => {
  let listed: Promise<readonly Listing[]> | null = null
  return () => {
    listed ??= Promise.all(services.estate.answers.stores.map(list))
    return listed
  }
})

async function list(answerer: Answerer<'stores'>): Promise<Listing> {
  try {
    const stores = await answerer.port.stores()
    return { answerer, stores: new Map(stores.map((one) => [one.recordId, one])), read: stores[0] }
  } catch (error) {
    if (!isSourceError(error)) throw error
    return { answerer, stores: new Map(), read: error }
  }
}

/** A store's master data from the best source that has it. Throws that source's failure when nobody else has it. */
export async function storeRecord(
  context: Context,
  place: Place,
): Promise<{ readonly asked: Answerer<'stores'>; readonly found: Found<StoreRecord> } | null> {
  let failure: SourceError | null = null
  for (const { answerer, stores, read } of await listings(context)()) {
    const key = place.records.get(answerer.name)
    if (!key) continue
    const found = stores.get(key)
    if (found) return { asked: answerer, found }
    if (isSourceError(read)) failure ??= read
  }
  if (failure) throw toGraphQLError(failure)
  return null
}

/** A store by id or code; BAD_INPUT unless one of them is given. */
export function findStore({ services }: Context, id: string | null, code: string | null): Place | null {
  if ((id === null) === (code === null)) throw badInput('expected one of "id" and "code"')
  const place = id !== null ? services.stores.byId(id) : services.stores.byCode(code ?? '')
  return place?.kind === 'STORE' ? place : null
}

/** A page of stores, nearest first when there is a point to measure from. */
export async function findStores(
  context: Context,
  args: QueryStoresArgs & { readonly first: number },
): Promise<StoreConnectionModel> {
  const { first, after, near, radiusMeters, services } = args
  const { stores } = context.services
  const radius = radiusMeters ?? 50_000
  if (radius < 1 || radius > 20_000_000) throw badInput('expected "radiusMeters" between 1 and 20000000')
  const all: readonly NearStore[] = near
    ? stores.nearest(geoPoint(near), stores.stores.length, radius)
    : stores.stores.map((store) => ({ store, distanceMeters: null }))
  const offers = ({ store }: NearStore) =>
    (services ?? []).every((service) => store.services.includes(service))
  const size = pageSize(first)
  const rest = restAfter(all, after ?? null).filter(offers)
  const sources = (await listings(context)()).map(({ answerer, read }) =>
    statusOfReads(answerer, [read], context.services.clock),
  )
  return { ...page(rest, size), totalCount: all.filter(offers).length, sources }
}

/**
 * What comes after a cursor in a list of stores; BAD_INPUT for a store that is not in it. The list must not depend on what
 * systems say now: a page goes on after a store that no longer fits.
 */
export function restAfter(all: readonly NearStore[], after: string | null): readonly NearStore[] {
  if (!after) return all
  const start = readCursor(after, (value) => {
    const position = Array.isArray(value) ? all.findIndex(({ store }) => store.code === value[0]) : -1
    return position < 0 ? null : position
  })
  return all.slice(start + 1)
}

/** The first page of a list of stores. */
export function page(all: readonly NearStore[], first: number) {
  const edges = all.slice(0, first).map(({ store, distanceMeters }) => ({
    node: store,
    cursor: writeCursor([store.code]),
    distanceMeters,
  }))
  return { edges, pageInfo: pageInfo(edges, all.length > first) }
}

/** A point on the earth; BAD_INPUT when it is none. */
export function geoPoint({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }) {
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude }
  throw badInput('expected a latitude of -90 to 90 and a longitude of -180 to 180')
}
