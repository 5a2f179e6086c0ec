import { mintId, type RecordId, type RecordRef, type StoreId } from '../adapters/ids.ts'
import { type Day, type Instant, weekdayOf } from '../adapters/time.ts'
import { type IdentityLedger, recordKey } from '../ledger/port.ts'
import {
  createStoreDirectory,
  type DayHours,
  type Place,
  type StoreDirectory,
} from '../subgraphs/shared/stock/store-directory.ts'
import type { Config } from './config/config.ts'

type StoreConfig = Config['stores'][number]
type SpecialHours = Config['specialHours']

export interface PlacesOptions {
  readonly identity: IdentityLedger
  readonly idKey: string
  readonly at: Instant
  /** Dates on which every place keeps other hours than its regular ones; a place's own dates come before them. */
  readonly specialHours: SpecialHours
}

/**
 * The retailer's places under the ids the ledger gave them. What the configuration says of a store's records is a
 * person's word, so it joins them; every id that any of its records would have given birth to goes on answering.
 */
export async function openPlaces(
  stores: readonly StoreConfig[],
  options: PlacesOptions,
): Promise<StoreDirectory> {
  const { identity, idKey, at, specialHours } = options
  const known = stores.map((store) => ({ store, records: recordsOf(store) }))
  const observations = known.flatMap(({ records: [record, ...others] }) =>
    record ? [{ record, same: others.map((other) => ({ record: other, method: 'MANUAL' as const })) }] : [],
  )
  await identity.observe('store', observations, 'configuration', at)
  const owners = await identity.ownersOf(
    'store',
    known.flatMap(({ records }) => records),
  )
  const aliases = new Map<string, StoreId>()
  const places = known.map(({ store, records }): Place => {
    const [first] = records
    const owner = first && owners.get(recordKey(first))
    // The ledger's ids are the graph's: this is where a store's becomes one.
    const id = (owner?.id ?? mintId(idKey, 'store', nameless(store))) as StoreId
    for (const record of records) aliases.set(mintId(idKey, 'store', record), id)
    return toPlace(store, id, specialHours)
  })
  return createStoreDirectory(places, aliases)
}

function recordsOf({ records }: StoreConfig): RecordRef[] {
  return Object.entries(records).map(([source, id]) => ({ source, id: id as RecordId }))
}

/** A store that no system knows still has an id: its code's. */
function nameless({ code }: StoreConfig): RecordRef {
  return { source: 'configuration', id: code as RecordId }
}

function toPlace(store: StoreConfig, id: StoreId, everywhere: SpecialHours): Place {
  const { code, kind, records, name, geo, timeZone, hours, services, phone } = store
  return {
    id,
    code,
    kind,
    records: new Map(Object.entries(records).map(([source, record]) => [source, record as RecordId])),
    name: name ?? null,
    geo,
    timeZone,
    hours: hours
      ? Object.entries(hours).flatMap(([day, spans]) => dayHours(day.toUpperCase(), null, spans))
      : null,
    specialHours: datedHours({ ...everywhere, ...store.specialHours }),
    services: services ?? [],
    phone: phone ?? null,
  }
}

function datedHours(dates: SpecialHours): DayHours[] {
  return Object.entries(dates)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([date, spans]) => dayHours(weekdayOf(date as Day), date as Day, spans))
}

/** A day without spans is a closed one. */
function dayHours(day: string, date: Day | null, spans: readonly string[] | undefined): DayHours[] {
  if (!spans || spans.length === 0) return [{ day, date, opens: null, closes: null }]
  return spans.map((span) => {
    const [opens = null, closes = null] = span.split('-')
    return { day, date, opens, closes }
  })
}
