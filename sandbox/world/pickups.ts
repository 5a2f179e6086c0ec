import { CUSTOMER } from './landmarks.ts'
import { stream } from './random.ts'
import type { WorldOrder } from './sale-types.ts'

/**
 * Half of the orders that leave from a store, and the omnichannel shopper's, are collected there. Drawn apart from
 * everything else, by the order's number.
 */
export function withPickups(
  seed: number,
  orders: readonly WorldOrder[],
  warehouse: string,
): readonly WorldOrder[] {
  return orders.map((order) => {
    const fromStore = order.deliveries.some(({ from }) => from !== warehouse)
    const drawn = () => stream(seed, 'pickup', order.salesOrder).chance(0.5)
    if (!fromStore || (order.customer !== CUSTOMER.omnichannel && !drawn())) return order
    const deliveries = order.deliveries.map((each) => ({ ...each, tracking: null, pickup: true as const }))
    return { ...order, deliveries }
  })
}
