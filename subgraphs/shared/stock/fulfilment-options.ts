import type { GraphQLError } from 'graphql'
import type { GeoPoint } from '../../../adapters/address.ts'
import type { ChannelKind } from '../../../adapters/channel.ts'
import type { Context } from '../../context.ts'
import { FULFILMENT_KINDS, type FulfilmentKind } from './fulfilment.ts'
import { candidates } from './near-stores.ts'
import { collection, type Promised, shipment } from './promise.ts'
import { type LevelRead, levelAt, standing, whyUnknown } from './stock-level.ts'
import type { Place } from './store-directory.ts'

/** Why a way is not open, or nothing is promised for it: words a client may act on. */
type Reason =
  | 'OUT_OF_STOCK'
  | 'NOT_ENOUGH_STOCK'
  | 'STOCK_UNKNOWN'
  | 'NO_STORE_OFFERS_IT'
  | 'NO_WAREHOUSE'
  | 'NOT_IN_THIS_CHANNEL'
  | 'NO_LEAD_TIME'
  | 'NO_OPENING_HOURS'

/** One way for an item to reach the shopper. */
export interface Option {
  readonly kind: FulfilmentKind
  readonly available: boolean
  readonly reason: Reason | null
  /** Where the item comes from, or waits; null when the way is not open. */
  readonly location: Place | null
  readonly promise: Promised | null
  /** Why nobody knows, when that is the reason: its place and promise are then unknown, not absent. */
  readonly unknown: GraphQLError | null
}

/** What is wished for: so many units of an item, near a point if there is one. */
export interface Wish {
  readonly sku: string
  readonly quantity: number
  readonly near: GeoPoint | null
  /** The channel it would be ordered in; null for any. */
  readonly channel: ChannelKind | null
  /** The ways to look at; null for all. */
  readonly kinds: readonly FulfilmentKind[] | null
}

/** The ways to the shopper, and every reading they were worked out from. */
export interface Options {
  readonly options: readonly Option[]
  readonly reads: readonly LevelRead[]
}

/** The service a store must have for a way; a way without one is open in every store. */
export const SERVICE_OF: Readonly<Partial<Record<FulfilmentKind, string>>> = {
  SHIP_FROM_STORE: 'SHIP_FROM_STORE',
  PICKUP_IN_STORE: 'CLICK_AND_COLLECT',
  CURBSIDE_PICKUP: 'CURBSIDE',
  ENDLESS_AISLE: 'ENDLESS_AISLE',
  RESERVE_IN_STORE: 'RESERVE',
}

/**
 * Every way for an item to reach the shopper, open or not, with its reason. A way is open where one place has all the units:
 * stock of several places is never added up. Of the places that have them the nearest counts when there is a point, else
 * the one that is quickest, then the one whose code comes first. All places are asked in one batch.
 */
export async function optionsFor(context: Context, wish: Wish): Promise<Options> {
  const kinds = FULFILMENT_KINDS.filter((kind) => wish.kinds?.includes(kind) ?? true)
  const looks = await Promise.all(kinds.map((kind) => lookAt(context, wish, kind)))
  return { options: looks.map(({ option }) => option), reads: looks.flatMap(({ reads }) => reads) }
}

interface Look {
  readonly option: Option
  readonly reads: readonly LevelRead[]
}

async function lookAt(context: Context, wish: Wish, kind: FulfilmentKind): Promise<Look> {
  const refusal = refusalOf(context, wish, kind)
  if (refusal) return { option: closed(kind, refusal), reads: [] }
  const places = goodsPlaces(context, wish, kind)
  const reads = await Promise.all(places.map((place) => levelAt(context, wish.sku, place)))
  const stands = places.map((place, position) => {
    const read = reads[position]
    return { place, units: read ? standing(context, [read]).availableToSell : null }
  })
  const having = stands.filter(({ units }) => units !== null && units >= wish.quantity)
  if (having.length > 0)
    return {
      option: best(
        context,
        wish,
        kind,
        having.map(({ place }) => place),
      ),
      reads,
    }
  const unknown = reads.map((read) => whyUnknown(context, [read])).find((why) => why !== null)
  if (unknown) return { option: { ...closed(kind, 'STOCK_UNKNOWN'), unknown }, reads }
  const some = stands.some(({ units }) => units !== null && units > 0)
  return { option: closed(kind, some ? 'NOT_ENOUGH_STOCK' : 'OUT_OF_STOCK'), reads }
}

/** Why a way is closed whatever the stock; null when stock decides. */
function refusalOf(context: Context, wish: Wish, kind: FulfilmentKind): Reason | null {
  const { fulfilment, stores } = context.services
  const channels = fulfilment.get(kind)?.channels ?? []
  if (wish.channel && channels.length > 0 && !channels.includes(wish.channel)) return 'NOT_IN_THIS_CHANNEL'
  const ships = kind === 'SHIP_FROM_WAREHOUSE' || kind === 'ENDLESS_AISLE'
  if (ships && stores.warehouses.length === 0) return 'NO_WAREHOUSE'
  if (kind === 'SHIP_FROM_WAREHOUSE') return null
  return offering(context, wish, kind).length === 0 ? 'NO_STORE_OFFERS_IT' : null
}

/** The places whose stock decides: the warehouses for what they ship, else the stores that offer the way. */
function goodsPlaces(context: Context, wish: Wish, kind: FulfilmentKind): readonly Place[] {
  const ships = kind === 'SHIP_FROM_WAREHOUSE' || kind === 'ENDLESS_AISLE'
  return ships ? context.services.stores.warehouses : offering(context, wish, kind)
}

function offering(context: Context, { near }: Wish, kind: FulfilmentKind): readonly Place[] {
  const service = SERVICE_OF[kind]
  return candidates(context, near)
    .map(({ store }) => store)
    .filter(({ services }) => service === undefined || services.includes(service))
}

/** The open way from the best of the places that have the item; `places` come nearest first, or in the order of codes. */
function best(context: Context, wish: Wish, kind: FulfilmentKind, places: readonly Place[]): Option {
  const promises = places.map((place) => ({ place, promise: promiseFor(context, kind, place) }))
  const promised = promises.filter(({ promise }) => promise !== null)
  const ready = ({ promise }: (typeof promises)[number]) => Date.parse(promise?.earliest ?? '')
  const quickest = [...promised].sort((left, right) => ready(left) - ready(right))
  const [first] = wish.near ? promised : quickest
  const chosen = first ?? promises[0]
  const reason = context.services.fulfilment.has(kind) ? 'NO_OPENING_HOURS' : 'NO_LEAD_TIME'
  return {
    kind,
    available: true,
    reason: first ? null : reason,
    location: chosen?.place ?? null,
    promise: chosen?.promise ?? null,
    unknown: null,
  }
}

/** What can be promised of a place that has the item; null without a configured lead time or opening hours. */
export function promiseFor({ services }: Context, kind: FulfilmentKind, place: Place): Promised | null {
  const lead = services.fulfilment.get(kind)
  if (!lead) return null
  const ships = kind === 'SHIP_FROM_WAREHOUSE' || kind === 'SHIP_FROM_STORE' || kind === 'ENDLESS_AISLE'
  return ships ? shipment(place, lead, services.clock()) : collection(place, lead, services.clock())
}

/**
 * When an item can be collected in a store; null where the store does not offer it, has none or has no hours, or pick-up has
 * no configured lead time. Throws why while nobody knows whether the store has it.
 */
export function pickupAt(context: Context, place: Place, read: LevelRead): Promised | null {
  if (!place.services.includes('CLICK_AND_COLLECT')) return null
  const why = whyUnknown(context, [read])
  if (why) throw why
  const { availableToSell } = standing(context, [read])
  return availableToSell ? promiseFor(context, 'PICKUP_IN_STORE', place) : null
}

function closed(kind: FulfilmentKind, reason: Reason): Option {
  return { kind, available: false, reason, location: null, promise: null, unknown: null }
}
