import type { GeoPoint } from '../../../adapters/address.ts'
import type { Context } from '../../context.ts'
import type { NearStore } from './store-directory.ts'

/** How many of the nearest stores are looked at when only some of them may do. */
const LOOKED_AT = 100

/** The stores that are looked at: nearest first when there is a point, else in the order of their codes; at most 100. */
export function candidates({ services }: Context, near: GeoPoint | null): readonly NearStore[] {
  const { stores } = services
  if (near) return stores.nearest(near, LOOKED_AT)
  return stores.stores.slice(0, LOOKED_AT).map((store) => ({ store, distanceMeters: null }))
}
