import type { RecordId, Sku } from '../../../../adapters/ids.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Sold } from '../../../contracts/orders-to-place.ts'

/** What the retailer's configuration says of writing. */
export const deskMappings = {
  returnReasons: { '010': 'TOO_SMALL', '040': 'DAMAGED' },
  pickupConditions: ['02'],
  orderDesk: { oneTimeCustomer: '99999', otherReturnReason: '099' },
}

/** An article of the world that is sold by the piece at this rate, in a store that has some of it. */
export function soldAt(world: World, rate: string): Sold {
  for (const product of world.products) {
    if (product.weighed || product.taxRate !== rate) continue
    for (const { sku, stock } of product.variants) {
      const store = world.stores.find(({ code }) => Number(stock[code] ?? 0) >= 3)
      if (!store) continue
      const title = product.title['fr_FR'] ?? product.code
      return { sku: sku as Sku, title, taxRate: rate, location: store.plant as RecordId }
    }
  }
  throw new Error(`the world has no article at ${rate} % in a store`)
}
