import { isSourceError } from '../../adapters/error.ts'
import type { Promotion } from '../../adapters/ports/promotions.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { badInput, toGraphQLError } from '../graphql-error.ts'
import { namedCustomer } from '../shared/access/named-customer.ts'
import { storeOf } from '../shared/prices/price-reads.ts'
import { compare } from '../shared/prices/promotion-deal.ts'
import { type Circumstances, isFor, isGoodIn } from '../shared/prices/promotion-eligibility.ts'
import { standingAt } from '../shared/prices/promotion-window.ts'
import {
  daysOf,
  runningFor,
  runningOn,
  type StatedPromotion,
  takingCodes,
} from '../shared/prices/running-promotions.ts'
import type { PromotionConnectionModel } from './models.ts'
import type { PromotionFilter, QueryPromotionsArgs } from './resolvers.generated.ts'

/** How near a store must be when the caller does not say. */
const NEAR_METERS = 5_000

/** A promotion in its place in the list. */
interface Listed {
  readonly promotion: StatedPromotion
  readonly distanceMeters: number | null
  /** What the list is sorted by, ascending, before the id. */
  readonly rank: number
}

/** A page of the promotions that run, one read of each source. Throws where who belongs to an audience is not known. */
export async function findPromotions(
  context: Context,
  { where, first, after }: QueryPromotionsArgs & { readonly first: number },
): Promise<PromotionConnectionModel> {
  const size = pageSize(first)
  const distances = where.near ? distancesFrom(context, where) : null
  const store = storeOf(context, where.storeId ?? null)
  const at = where.activeAt ? new Date(where.activeAt) : context.services.clock()
  const shopper = where.customerId ? await namedCustomer(context, where.customerId) : null
  const circumstances = { channel: where.channel ?? null, store, at: instant(at), shopper }
  const position = after ? readCursor(after, positionOf) : null
  const read = where.code
    ? await takingCodes(context, [where.code.trim()])
    : await runningOn(context, daysOf(context, at))
  const fitting = await Promise.all(read.promotions.map((one) => fits(context, one, circumstances)))
  const all = read.promotions
    .filter((_, place) => fitting[place])
    .flatMap((promotion) => listed(context, promotion, distances))
    .sort((a, b) => a.rank - b.rank || compare(a.promotion.id, b.promotion.id))
  const rest = all.filter(({ rank, promotion }) => {
    if (position === null) return true
    return rank > position.rank || (rank === position.rank && promotion.id > position.id)
  })
  const edges = rest.slice(0, size).map(({ promotion, distanceMeters, rank }) => ({
    node: promotion,
    cursor: writeCursor([rank, promotion.id]),
    distanceMeters,
  }))
  return { edges, pageInfo: pageInfo(edges, rest.length > size), sources: read.sources }
}

/**
 * Whether a promotion belongs into the list. Without a store those of every store do, each by its own stores' clocks: the list
 * is of what there is, a quote of what counts.
 */
async function fits(
  context: Context,
  { asked, found: { value } }: StatedPromotion,
  { channel, store, at, shopper }: Circumstances,
): Promise<boolean> {
  if (standingAt(runningFor(context, value, store), at) !== 'RUNNING') return false
  if (channel !== null && !(value.channels?.includes(channel) ?? true)) return false
  if (store !== null && !isGoodIn(value, store)) return false
  const belongs = await isFor(context, value.audience, { source: asked.name, shopper })
  if (isSourceError(belongs)) throw toGraphQLError(belongs)
  return belongs
}

type Distances = (promotion: StatedPromotion) => number | null

/** How far the nearest place of a promotion is; null when it is too far, or tied to no place. */
function distancesFrom({ services }: Context, { near, radiusMeters }: PromotionFilter): Distances {
  const radius = radiusMeters ?? NEAR_METERS
  if (radius < 1 || radius > 20_000_000) throw badInput('expected "radiusMeters" between 1 and 20000000')
  const { latitude, longitude } = near ?? { latitude: 0, longitude: 0 }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw badInput('expected a latitude of -90 to 90 and a longitude of -180 to 180')
  const { stores } = services.stores
  const around = services.stores.nearest({ latitude, longitude }, stores.length)
  const meters = new Map(around.map(({ store, distanceMeters }) => [store.code, distanceMeters ?? 0]))
  const nearestOf = ({ stores: codes, channels }: Promotion): number | null => {
    const inStores = codes !== null || (channels?.includes('STORE_POS') ?? true)
    const known = inStores ? (codes ?? [...meters.keys()]).flatMap((code) => meters.get(code) ?? []) : []
    const nearest = Math.min(...known)
    return nearest <= radius ? nearest : null
  }
  return ({ found: { value } }) => {
    if (!value.geofence) return nearestOf(value)
    const distance = meters.get(value.geofence.store)
    return distance !== undefined && distance <= value.geofence.radiusMeters ? distance : null
  }
}

function listed(context: Context, promotion: StatedPromotion, distances: Distances | null): Listed[] {
  if (distances) {
    const distanceMeters = distances(promotion)
    return distanceMeters === null ? [] : [{ promotion, distanceMeters, rank: distanceMeters }]
  }
  const { startsAt } = runningFor(context, promotion.found.value, null)
  return [{ promotion, distanceMeters: null, rank: -began(startsAt) }]
}

function began(startsAt: Instant | null): number {
  return startsAt === null ? 0 : Date.parse(startsAt)
}

function positionOf(value: unknown): { readonly rank: number; readonly id: string } | null {
  const [rank, id] = Array.isArray(value) ? (value as unknown[]) : []
  return typeof rank === 'number' && typeof id === 'string' ? { rank, id } : null
}
