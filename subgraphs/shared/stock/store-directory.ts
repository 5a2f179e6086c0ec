import { around, distance } from 'geokdbush'
import KDBush from 'kdbush'
import type { GeoPoint } from '../../../adapters/address.ts'
import type { RecordId, StoreId } from '../../../adapters/ids.ts'
import type { Day } from '../../../adapters/time.ts'

/** Hours of one day, in the store's zone; several of them where it opens several times, times null when it is closed. */
export interface DayHours {
  /** schema.org DayOfWeek: `MONDAY`. */
  readonly day: string
  /** The date they are for; null for regular hours, which are every week's. */
  readonly date: Day | null
  readonly opens: string | null
  readonly closes: string | null
}

/** A place as the configuration knows it: what joins its records, and what no system has. */
export interface Place {
  readonly id: StoreId
  /** The retailer's code. */
  readonly code: string
  readonly kind: 'STORE' | 'WAREHOUSE'
  /** The place's key in each source, by the source's configured name. */
  readonly records: ReadonlyMap<string, RecordId>
  /** Null: the system's master data has it, or nobody. */
  readonly name: string | null
  readonly geo: GeoPoint | null
  readonly timeZone: string
  /** Regular hours; a day that is not among them is closed. Null when nobody has them. */
  readonly hours: readonly DayHours[] | null
  /** Hours of single dates (holidays, exceptional Sundays), in order; they replace the regular ones of that date. */
  readonly specialHours: readonly DayHours[]
  readonly services: readonly string[]
  readonly phone: string | null
}

/** A store and how far it is, in metres; null when there is no point to measure from. */
export interface NearStore {
  readonly store: Place
  readonly distanceMeters: number | null
}

/** The retailer's places, found without asking any system. */
export interface StoreDirectory {
  /** Stores, in the order of their codes. */
  readonly stores: readonly Place[]
  readonly warehouses: readonly Place[]
  /** By any id ever given. */
  byId(id: string): Place | null
  byCode(code: string): Place | null
  /** The store or warehouse that a source calls `record`. */
  byRecord(source: string, record: RecordId): Place | null
  /** Stores by distance, those without coordinates left out; at most `most`, within `radiusMeters`. */
  nearest(from: GeoPoint, most: number, radiusMeters?: number): readonly NearStore[]
}

/** A directory over the given places; `aliases` are ids given earlier for a place's id. */
export function createStoreDirectory(
  places: readonly Place[],
  aliases: ReadonlyMap<string, StoreId> = new Map(),
): StoreDirectory {
  const inOrder = [...places].sort((left, right) => (left.code < right.code ? -1 : 1))
  const stores = inOrder.filter(({ kind }) => kind === 'STORE')
  const placed = stores.flatMap((store) => (store.geo ? [{ store, geo: store.geo }] : []))
  const index = new KDBush(Math.max(1, placed.length))
  for (const { geo } of placed) index.add(geo.longitude, geo.latitude)
  if (placed.length === 0) index.add(0, 0)
  index.finish()
  const ids = new Map<string, Place>(inOrder.map((place) => [place.id, place]))
  const codes = new Map(inOrder.map((place) => [place.code, place]))
  const records = new Map(
    inOrder.flatMap((place) => [...place.records].map(([source, record]) => [`${source} ${record}`, place])),
  )
  return {
    stores,
    warehouses: inOrder.filter(({ kind }) => kind === 'WAREHOUSE'),
    byId: (id) => ids.get(id) ?? ids.get(aliases.get(id) ?? '') ?? null,
    byCode: (code) => codes.get(code) ?? null,
    byRecord: (source, record) => records.get(`${source} ${record}`) ?? null,
    nearest: ({ latitude, longitude }, most, radiusMeters = 20_000_000) =>
      around(index, longitude, latitude, most, radiusMeters / 1000).flatMap((position) => {
        const found = placed[position]
        if (!found) return []
        const km = distance(longitude, latitude, found.geo.longitude, found.geo.latitude)
        return [{ store: found.store, distanceMeters: Math.round(km * 1000) }]
      }),
  }
}
