import type { GeoPoint } from '../../adapters/address.ts'
import { pageSize } from '../connection.ts'
import type { Context } from '../context.ts'
import { candidates } from '../shared/stock/near-stores.ts'
import { type LevelRead, levelAt, standing, statuses } from '../shared/stock/stock-level.ts'
import type { NearStore } from '../shared/stock/store-directory.ts'
import type { StoreAvailabilityConnectionModel } from './models.ts'
import type { ProductVariantStoreAvailabilityArgs } from './resolvers.generated.ts'
import { geoPoint, page, restAfter } from './stores.ts'

/**
 * One item's stock in stores, nearest first; all stores of the page are asked about in one batch. With `inStockOnly` all
 * that are looked at: those where the item is known not to be are left out, and one nobody answers for stays, as UNKNOWN.
 */
export async function storeAvailability(
  context: Context,
  sku: string,
  args: ProductVariantStoreAvailabilityArgs & { readonly first: number },
): Promise<StoreAvailabilityConnectionModel> {
  const { inStockOnly, after } = args
  const first = pageSize(args.first, 50)
  const near = args.near ? geoPoint(args.near) : null
  const rest = restAfter(inStockOnly ? candidates(context, near) : every(context, near), after ?? null)
  const reads = await Promise.all(
    (inStockOnly ? rest : rest.slice(0, first)).map(({ store }) => levelAt(context, sku, store)),
  )
  const has = (read: LevelRead | undefined) => !read || standing(context, [read]).status !== 'OUT_OF_STOCK'
  const wanted = inStockOnly ? rest.filter((_, position) => has(reads[position])) : rest
  const { edges, pageInfo } = page(wanted, first)
  const nodes = await Promise.all(
    edges.map(async ({ node: place, ...edge }) => ({
      ...edge,
      node: { sku, place, read: await levelAt(context, sku, place) },
    })),
  )
  return { edges: nodes, pageInfo, sources: statuses(context, reads) }
}

function every({ services }: Context, near: GeoPoint | null): readonly NearStore[] {
  const { stores } = services
  if (near) return stores.nearest(near, stores.stores.length)
  return stores.stores.map((store) => ({ store, distanceMeters: null }))
}
