import { isSourceError } from '../../../adapters/error.ts'
import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { HoldRecord, StockPlace } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import {
  type PlacedEvent,
  type PlacedGroup,
  type PlacedOrderBody,
  standing,
} from '../../shared/orders/placed-order.ts'
import { levelAt, sellable, whyUnknown } from '../../shared/stock/stock-level.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { lessOf } from '../cancel/give-up.ts'
import type { OrderChanged } from '../change.ts'
import { because, refused } from '../refused.ts'
import type { MutationFulfillmentRerouteArgs } from '../resolvers.generated.ts'
import { type AtWork, changeInStore, type Step } from './change.ts'

/** What a store must offer to do it in the place of another. */
const SERVICE: Readonly<Record<LineToPlace['fulfilment'], string>> = {
  SHIP: 'SHIP_FROM_STORE',
  PICKUP: 'CLICK_AND_COLLECT',
  CURBSIDE: 'CURBSIDE',
}

/** A line, and how many of it the new place's owner counts there, whatever is put aside. */
interface Counted {
  readonly sku: string
  readonly quantity: number
  readonly count: number
}

/**
 * Has another place do what a store does not: what is put aside moves there, if there is enough. The order's system is told the new place with the
 * order itself where it does not have it yet; no system's desk takes it later, so there the order keeps the first place.
 */
export function reroute(context: Context, args: MutationFulfillmentRerouteArgs): Promise<OrderChanged> {
  const { orderId, fulfillmentId, toLocationId, idempotencyKey: key } = args
  const alsoBy = 'order:write'
  const change = { operation: 'fulfillmentReroute', orderId, fulfillmentId, key, input: args, alsoBy }
  return changeInStore(
    context,
    change,
    async (group, placed) => {
      const place = placeFor(context, group, toLocationId)
      return { place, counted: await countedAt(context, place, linesOf(group, placed)) }
    },
    async (at, { place, counted }): Promise<Step> => {
      const { group, work, placed } = at
      if (work.state !== 'OPEN')
        throw refused([because('NOT_ALLOWED', 'Only what waits to be picked goes elsewhere.')])
      const from = context.services.stores.byId(group.place)
      await moveHold(context, at, { place, counted })
      const moved: PlacedGroup = { ...group, place: place.id, work: place.kind === 'STORE' ? work : null }
      return {
        group: moved,
        isOpen: moved.work !== null,
        events: [
          event('STORE_REFUSED', at.doing.at, from?.code ?? null),
          event('REROUTED', at.doing.at, place.code),
        ],
        // As long as its system does not have the order, it is to be told the new place.
        ...(placed.desk.recordId === null && {
          remake: (body) => servedFrom(body, moved, place),
        }),
      }
    },
  )
}

function event(kind: PlacedEvent['kind'], at: Instant, note: string | null): PlacedEvent {
  return { at, kind, system: null, note }
}

function placeFor({ services: { stores } }: Context, group: PlacedGroup, id: string): Place {
  const field = ['toLocationId']
  const place = stores.byId(id)
  if (!place) throw refused([because('NOT_FOUND', 'There is no such place.', { field })])
  const isAble = place.kind === 'STORE' ? place.services.includes(SERVICE[group.kind]) : group.kind === 'SHIP'
  if (!isAble || place.id === group.place)
    throw refused([because('NOT_ALLOWED', 'That place cannot do it instead.', { field })])
  return place
}

function linesOf({ positions }: PlacedGroup, placed: PlacedOrderBody): readonly LineToPlace[] {
  return standing(placed).filter(({ position }) => positions.includes(position))
}

async function countedAt(
  context: Context,
  place: Place,
  lines: readonly LineToPlace[],
): Promise<readonly Counted[]> {
  const reads = await Promise.all(lines.map(({ sku }) => levelAt(context, sku, place)))
  if (whyUnknown(context, reads))
    throw refused([
      because('SYSTEM_UNAVAILABLE', 'Nobody knows just now what there is.', { retryable: true }),
    ])
  return lines.map(({ sku, quantity }, position) => {
    const read = reads[position]?.read
    const count = read === undefined || isSourceError(read) ? 0 : sellable(read.value, 0)
    return { sku, quantity, count }
  })
}

interface Moving {
  readonly place: Place
  readonly counted: readonly Counted[]
}

/** What is put aside in one place for the group is put aside in the other; refused where there is too little. */
async function moveHold(
  { services: { sealer } }: Context,
  { unit: { holds }, facts: { orderId }, group, placed, doing }: AtWork,
  { place, counted }: Moving,
): Promise<void> {
  // What was cancelled meanwhile needs no place.
  const wanted = counted.filter(({ sku }) => linesOf(group, placed).some((line) => line.sku === sku))
  const places = wanted.map(({ sku }): StockPlace => ({ location: place.id, sku }))
  const held = await holds.held(places, doing.at)
  const short = wanted.filter(({ count, quantity }, at) => {
    const there = places[at]
    return count - ((there && held.get(there)) ?? 0) < quantity
  })
  if (short.length > 0) throw refused([because('OUT_OF_STOCK', 'There are not as many there.')])
  const own = (await holds.ofOrders([orderId])).get(orderId) ?? []
  const before = own.find(({ location, state }) => location === group.place && state === 'COMMITTED')
  if (before) await holds.save(lessOf(before, new Map(wanted.map(({ sku, quantity }) => [sku, quantity]))))
  await holds.save({
    id: sealer.seal('reservation', [group.id, place.id]),
    location: place.id,
    state: 'COMMITTED',
    lines: wanted.map(({ sku, quantity }) => ({ sku, requested: quantity, held: quantity })),
    expiresAt: null,
    customerId: before?.customerId ?? null,
    cartId: before?.cartId ?? null,
    orderId,
    createdAt: doing.at,
  } satisfies HoldRecord)
}

function servedFrom(body: PlacedOrderBody, { positions }: PlacedGroup, place: Place): PlacedOrderBody {
  const location = place.records.get(body.desk.system) ?? null
  const lines = body.order.lines.map((line) =>
    positions.includes(line.position) ? { ...line, location } : line,
  )
  return { ...body, order: { ...body.order, lines } }
}
