import { isSourceError } from '../../adapters/error.ts'
import type { Instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { placedAt } from '../shared/orders/order-copies.ts'
import { ordersOf } from '../shared/orders/order-loaders.ts'
import type { OrderModel } from './models.ts'

/**
 * When an order was placed; null when every system that holds it knows the day alone. Of a sale at a till only copies may
 * have been found: then the tills are asked, and it is a GraphQL error when they cannot say.
 */
export async function instantOf(context: Context, order: OrderModel): Promise<Instant | null> {
  const known = placedAt(order)
  if (known !== null || order.key.channel !== 'STORE_POS') return known
  const tills = context.services.estate.answers.orders.filter(({ kind }) => kind === 'POS')
  const reads = await Promise.all(tills.map((till) => ordersOf(context, till).load(order.key)))
  for (const read of reads) if (read && !isSourceError(read)) return read.value.placedAt
  const failure = reads.find(isSourceError)
  if (failure) throw toGraphQLError(failure)
  return null
}
