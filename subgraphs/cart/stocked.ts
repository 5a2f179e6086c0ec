import type { Context } from '../context.ts'
import type { FulfilmentKind } from '../shared/stock/fulfilment.ts'
import { promiseFor } from '../shared/stock/fulfilment-options.ts'
import type { Promised } from '../shared/stock/promise.ts'
import { type LevelRead, levelAt, standing, statuses, whyUnknown } from '../shared/stock/stock-level.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import type { SourceStatus } from '../source-status.ts'
import type { Cart, GroupBody, LineBody } from './cart.ts'
import { FROM_STORES } from './fulfilment.ts'
import { type Here, isInStore } from './here.ts'

/** A line with what there is of it where it is to come from. */
export interface StockedLine {
  readonly line: LineBody
  readonly places: readonly Place[]
  readonly reads: readonly LevelRead[]
  /** The most units that one of the places has; null when nobody knows of enough. */
  readonly available: number | null
}

/** What there is of a cart's lines, each where it is to come from. */
export interface Stocked {
  readonly lines: readonly StockedLine[]
  /** What of the systems asked did not say enough. */
  readonly silent: readonly SourceStatus[]
}

/** Asks for the stock of all lines in one batch. */
export async function stockOf(context: Context, { body }: Cart, here: Here): Promise<Stocked> {
  const lines = await Promise.all(
    body.lines.map(async (line): Promise<StockedLine> => {
      const group = body.groups.find(({ lineIds }) => lineIds.includes(line.id)) ?? null
      const places = placesOf(context, group, here)
      const reads = await Promise.all(places.map((place) => levelAt(context, line.sku, place)))
      return { line, places, reads, available: availableOf(context, line, reads) }
    }),
  )
  const unknown = lines.filter(({ available, places }) => available === null && places.length > 0)
  const silent =
    unknown.length === 0
      ? []
      : statuses(
          context,
          unknown.flatMap(({ reads }) => reads),
        ).filter(({ outcome }) => outcome !== 'OK' && outcome !== 'NOT_ASKED')
  return { lines, silent }
}

/** Where a line is to come from; the store one is in, else the warehouses, while that is not decided. */
function placesOf({ services: { stores } }: Context, group: GroupBody | null, here: Here): readonly Place[] {
  if (!group) return here.store && isInStore(here) ? [here.store] : stores.warehouses
  if (!FROM_STORES.has(group.mode)) return stores.warehouses
  const store = group.store === null ? null : stores.byId(group.store)
  return store ? [store] : []
}

/** Stock of several places is never added up. */
function availableOf(context: Context, { quantity }: LineBody, reads: readonly LevelRead[]): number | null {
  const units = reads.map((read) => standing(context, [read]).availableToSell)
  const most = Math.max(-1, ...units.filter((one) => one !== null))
  return most >= quantity || !units.includes(null) ? Math.max(0, most) : null
}

/** Where a group's goods come from and when the shopper has them, as far as that can be said. */
export interface GroupStanding {
  readonly location: Place | null
  readonly promise: Promised | null
}

/** Throws why where nobody knows. A place that has every line is the group's; a store that gives away is in any case. */
export async function standingOf(
  context: Context,
  group: GroupBody,
  stocked: Promise<Stocked>,
): Promise<GroupStanding> {
  const { lines } = await stocked
  const own = lines.filter(({ line }) => group.lineIds.includes(line.id))
  const places = own[0]?.places ?? []
  const having = places.find((_, position) => own.every((one) => has(context, one, position)))
  const [only] = FROM_STORES.has(group.mode) ? places : []
  if (having) return { location: having, promise: promiseFor(context, group.mode, having) }
  const why = own.map(({ reads }) => whyUnknown(context, reads)).find((one) => one !== null)
  if (why) throw why
  return { location: only ?? null, promise: null }
}

function has(context: Context, { line, reads }: StockedLine, position: number): boolean {
  const read = reads[position]
  const units = read ? standing(context, [read]).availableToSell : null
  return units !== null && units >= line.quantity
}

/** What a way costs the shopper; null where the retailer does not say. */
export function costOf({ services: { fulfilment } }: Context, mode: FulfilmentKind) {
  return fulfilment.get(mode)?.cost ?? null
}
