import { pageSize } from '../connection.ts'
import type { Context } from '../context.ts'
import type { NearStore } from '../store-directory.ts'
import { levelAt, standing, statuses } from './level.ts'
import type { StoreAvailabilityConnectionModel } from './models.ts'
import type { ProductVariantStoreAvailabilityArgs } from './resolvers.generated.ts'
import { geoPoint, page } from './stores.ts'

/** How many of the nearest stores are looked at when only those with stock are wanted. */
const LOOKED_AT = 100

/** One item's stock in stores, nearest first; all stores of the page are asked about in one batch. */
export async function storeAvailability(
  context: Context,
  sku: string,
  args: ProductVariantStoreAvailabilityArgs & { readonly first: number },
): Promise<StoreAvailabilityConnectionModel> {
  const first = pageSize(args.first, 50)
  const all = candidates(context, args)
  const wanted = args.inStockOnly ? await thatHave(context, sku, all.slice(0, LOOKED_AT)) : all
  const { edges, pageInfo } = page(wanted, first, args.after ?? null)
  const read = await Promise.all(
    edges.map(async ({ node, ...edge }) => ({
      ...edge,
      node: { place: node, read: await levelAt(context, sku, node) },
    })),
  )
  const reads = read.map(({ node }) => node.read)
  return { edges: read, pageInfo, sources: statuses(context, reads) }
}

function candidates(
  { services }: Context,
  { near }: ProductVariantStoreAvailabilityArgs,
): readonly NearStore[] {
  const { stores } = services
  if (near) return stores.nearest(geoPoint(near), stores.stores.length)
  return stores.stores.map((store) => ({ store, distanceMeters: null }))
}

/** Leaves out stores where the item is known not to be; a store nobody answers for stays, as UNKNOWN. */
async function thatHave(
  context: Context,
  sku: string,
  stores: readonly NearStore[],
): Promise<readonly NearStore[]> {
  const reads = await Promise.all(stores.map(({ store }) => levelAt(context, sku, store)))
  return stores.filter((_, position) => {
    const read = reads[position]
    return read !== undefined && standing(context, [read]).status !== 'OUT_OF_STOCK'
  })
}
