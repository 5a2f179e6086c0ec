import type { CustomerId } from '../../../adapters/ids.ts'
import { type Context, perRequest } from '../../context.ts'
import { isOwn } from '../access/known-viewer.ts'
import type { Clue, FoundOwner, Ownership } from '../access/owners.ts'
import { customersOfOrder, orderById, type SeenOrder } from './order.ts'
import { orderKeyOf } from './order-id.ts'

/** The orders of a request that were reached through a shopper's history, by their ids. */
const histories = perRequest(() => new Map<string, CustomerId>())

/** An order of a shopper's history: for the rest of the request everybody knows whose it is. */
export function inHistoryOf(context: Context, shopper: string, order: SeenOrder): SeenOrder {
  histories(context).set(order.id, shopper as CustomerId)
  return { ...order, shopper: shopper as CustomerId }
}

/** Whose an order is: of the shopper it was reached through, else of whom its copies name; the ledger says who that is. */
export const ownOrder: Ownership<SeenOrder> = {
  of: (order, context) => {
    const { id: orderId, shopper } = order
    if (shopper !== undefined) return { customerId: shopper, orderId }
    return { orderId, find: { asks: 'LEDGER', owner: () => ownerOf(context, order) } }
  },
  byKey: keyedOrder,
}

/** An order's id says which order it is and, when it is read, whose. Throws BAD_INPUT for a text that is no order's id. */
function keyedOrder({ id }: Readonly<Record<string, unknown>>, context: Context): Clue {
  orderKeyOf(context.services.sealer, String(id))
  return { orderId: String(id) }
}

/** Whose an order is of which no more than the id is at hand: its systems are asked where it decides. */
export function clueOfOrder(context: Context, orderId: string): Clue {
  const shopper = histories(context).get(orderId)
  if (shopper !== undefined) return { customerId: shopper, orderId }
  return { orderId, find: { asks: 'SYSTEMS', owner: () => ownerById(context, orderId) } }
}

async function ownerById(context: Context, orderId: string): Promise<FoundOwner> {
  const order = await orderById(context, orderId)
  return order ? ownerOf(context, order) : { customerId: null, orderId }
}

/** Of several shoppers whose history holds it, the viewer if they are one: to them it is listed, too. */
async function ownerOf(context: Context, order: SeenOrder): Promise<FoundOwner> {
  const shoppers = await customersOfOrder(context, order)
  const own = await Promise.all(shoppers.map((one) => isOwn(context, one)))
  const customerId = shoppers.find((_, position) => own[position]) ?? shoppers[0] ?? null
  return { customerId, orderId: order.id, unsure: order.unread ?? null }
}

/** An order in a subgraph that adds to it and knows no more of it than its id, or who led to it. */
export const ownOrderById: Ownership<{ readonly id: string; readonly owner?: Clue }> = {
  of: ({ id, owner }, context) => owner ?? clueOfOrder(context, id),
  byKey: keyedOrder,
}
