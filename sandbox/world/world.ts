import { dayIn } from '../../adapters/time.ts'
import { createCases } from './cases.ts'
import { copyReceipts } from './copies.ts'
import { createCustomers } from './customers.ts'
import { findImperfections } from './imperfections.ts'
import { articles } from './lines.ts'
import { createLoyalty } from './loyalty.ts'
import { createMarkdowns } from './markdowns.ts'
import { createOrders, type Trade } from './orders.ts'
import { withPickups } from './pickups.ts'
import { createProducts, productCount } from './products.ts'
import { createPromotions, createSegments } from './promotions.ts'
import { createReceipts } from './receipts.ts'
import { createRewards, TIERS } from './rewards.ts'
import type { WorldOrder } from './sale-types.ts'
import { createStores, createWarehouse } from './stores.ts'
import type { World } from './types.ts'

export interface WorldOptions {
  /** @default 1 */
  readonly seed?: number
  /** How many customers, at least 5. @default 2000 */
  readonly size?: number
  /** The world's present. Two years of trade end on the day before. */
  readonly now: Date
}

/** The smallest world in which everybody with a part to play exists. */
const SMALLEST = 5

/**
 * Makes the retailer. The same options make the same world; another `now` moves every date and gives the receipts other
 * numbers, another `size` adds customers and products after the ones that are there. Throws a RangeError for a size
 * that is too small.
 */
export function createWorld({ seed = 1, size = 2000, now }: WorldOptions): World {
  if (!Number.isInteger(size) || size < SMALLEST) {
    throw new RangeError(`expected a world of at least ${SMALLEST} customers, found ${size}`)
  }
  const today = dayIn('Europe/Paris', now)
  const stores = createStores()
  const warehouse = createWarehouse()
  const products = createProducts(seed, productCount(size), { stores, warehouse })
  const customers = createCustomers(seed, size, today)
  const all = articles(products)
  const trade: Trade = {
    seed,
    today,
    articles: all,
    plainArticles: all.filter(({ product, variant }) => variant.inPim && !product.weighed),
    stores,
    warehouse,
  }
  const receipts = createReceipts(trade, customers)
  const away = withPickups(seed, createOrders(trade, customers), warehouse.code)
  const orders = [...away, ...copyReceipts(seed, receipts, customers)].sort(byTime)
  const loyalty = createLoyalty({ seed, today }, customers, { orders, receipts })
  const cases = createCases({ seed, today }, customers)
  const markdowns = createMarkdowns({ seed, today }, products)
  const promotions = createPromotions({ today, products })
  const segments = createSegments(seed, customers)
  const programme = { loyalty, tiers: TIERS, rewards: createRewards(today) }
  const offers = { ...programme, markdowns, promotions, segments }
  const trading = { stores, warehouse, products, customers, orders, receipts, cases }
  const world = { seed, size, now, ...trading, ...offers }
  return { ...world, imperfections: findImperfections(world) }
}

function byTime(left: WorldOrder, right: WorldOrder): number {
  if (left.placedAt !== right.placedAt) return left.placedAt < right.placedAt ? -1 : 1
  return left.salesOrder < right.salesOrder ? -1 : 1
}
