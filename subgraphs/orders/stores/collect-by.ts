import { addDays, type Day, type Instant } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import type { PlacedGroup } from '../../shared/orders/placed-order.ts'

/** Until when a shopper may collect what is ready; null for what does not wait for one. */
export function collectBy({ services }: Context, { kind, work }: PlacedGroup): Instant | null {
  if (kind === 'SHIP' || work?.state !== 'READY' || work.readyAt === null) return null
  const { readyAt } = work
  return `${addDays(readyAt.slice(0, 10) as Day, services.retailer.pickupDays)}${readyAt.slice(10)}` as Instant
}
