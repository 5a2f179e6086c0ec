import { isSourceError } from '../../adapters/error.ts'
import type { CustomerId } from '../../adapters/ids.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import type { SeenOrder } from '../shared/orders/order.ts'
import { orderById } from '../shared/orders/order.ts'
import { ownOrder } from '../shared/orders/order-owner.ts'

/**
 * An order that the viewer may change: their own, or anybody's where they hold the scope; null for any other, there or not. Throws BAD_INPUT for
 * what is no order's id, and where a system that may say whose it is did not answer.
 */
export async function openOrder(context: Context, id: string, scope: string): Promise<SeenOrder | null> {
  const order = await orderById(context, id)
  const { scopes } = context.viewer
  if (!order || scopes.includes(scope)) return order
  if (!scopes.includes('customer:self')) return null
  return (await isTheirs(context, order)) ? order : null
}

async function isTheirs(context: Context, order: SeenOrder): Promise<boolean> {
  const { find, customerId: known = null } = ownOrder.of(order, context)
  const { customerId, unsure = null } = find ? await find.owner() : { customerId: known }
  if (customerId !== null && (await isOwn(context, customerId as CustomerId))) return true
  if (isSourceError(unsure)) throw toGraphQLError(unsure)
  return false
}
