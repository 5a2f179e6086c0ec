import { pageSize } from '../connection.ts'
import type { Context } from '../context.ts'
import type { NearStore } from '../store-directory.ts'
import { type LevelRead, levelAt, standing, statuses } from './level.ts'
import type { StoreAvailabilityConnectionModel } from './models.ts'
import type { ProductVariantStoreAvailabilityArgs } from './resolvers.generated.ts'
import { geoPoint, page, restAfter } from './stores.ts'

/** How many of the nearest stores are looked at when only those with stock are wanted. */
const LOOKED_AT = 100

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
  const all = candidates(context, args)
  const rest = restAfter(inStockOnly ? all.slice(0, LOOKED_AT) : all, after ?? null)
  const reads = await Promise.all(
    (inStockOnly ? rest : rest.slice(0, first)).map(({ store }) => levelAt(context, sku, store)),
  )
  const has = (read: LevelRead | undefined) => !read || standing(context, [read]).status !== 'OUT_OF_STOCK'
  const wanted = inStockOnly ? rest.filter((_, position) => has(reads[position])) : rest
  const { edges, pageInfo } = page(wanted, first)
  const nodes = await Promise.all(
    edges.map(async ({ node: place, ...edge }) => ({
      ...edge,
      node: { place, read: await levelAt(context, sku, place) },
    })),
  )
  return { edges: nodes, pageInfo, sources: statuses(context, reads) }
}

function candidates(
  { services }: Context,
  { near }: ProductVariantStoreAvailabilityArgs,
): readonly NearStore[] {
  const { stores } = services
  if (near) return stores.nearest(geoPoint(near), stores.stores.length)
  return stores.stores.map((store) => ({ store, distanceMeters: null }))
}
