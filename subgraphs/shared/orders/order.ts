import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { CustomerId, RecordId, RecordRef } from '../../../adapters/ids.ts'
import type { OrderKey } from '../../../adapters/ports/orders.ts'
import { isFound } from '../../../adapters/read.ts'
import type { Context } from '../../context.ts'
import { toGraphQLError } from '../../graphql-error.ts'
import { CARD, customerOfRecord } from '../shoppers/customer-records.ts'
import { collapse, type MergedOrder, type OrderCopy } from './order-copies.ts'
import { orderKeyOf } from './order-id.ts'
import { ordersOf } from './order-loaders.ts'

/** An order, and what is known of whose it is. */
export interface SeenOrder extends MergedOrder {
  /** The shopper through whose history it was reached. */
  readonly shopper?: CustomerId
  /** Why a copy of it that may name another shopper could not be read. */
  readonly unread?: SourceError
}

/** The order an id stands for, from every system that holds a copy; null when none does. */
export function orderById(context: Context, id: string): Promise<SeenOrder | null> {
  return orderByKey(context, orderKeyOf(context.services.sealer, id))
}

/**
 * An order by its business number. Null when every source says there is none; when some failed and nobody has it,
 * their failure: nobody knows.
 */
export async function orderByKey(context: Context, key: OrderKey): Promise<SeenOrder | null> {
  const { estate, placedOrders } = context.services
  const all = [...estate.answers.orders, placedOrders]
  const reads = await Promise.all(all.map((one) => ordersOf(context, one).load(key)))
  const copies = reads.flatMap((read, position): OrderCopy[] => {
    const asked = all[position]
    return asked && isFound(read) ? [{ asked, found: read }] : []
  })
  const [order] = collapse(copies, all, context.services.sealer)
  const failure = reads.find(isSourceError)
  if (order) return failure ? { ...order, unread: failure } : order
  if (failure) throw toGraphQLError(failure)
  return null
}

/** The shopper of an order: by the customer its source names, else by the loyalty card shown; null when anonymous. */
export async function customerOfOrder(
  context: Context,
  { copies }: MergedOrder,
): Promise<{ readonly id: string } | null> {
  for (const { asked, found } of copies) {
    const { customer, card } = found.value
    const record = customer
      ? { source: asked.name, id: customer }
      : card && { source: CARD, id: card as RecordId }
    const entity = record ? await customerOfRecord(context, record) : null
    if (entity) return { id: entity.id }
  }
  return null
}

/** Every shopper whose history holds the order: whom any of its copies names, as customer or by card. */
export async function customersOfOrder(
  context: Context,
  { copies }: MergedOrder,
): Promise<readonly CustomerId[]> {
  const records = copies.flatMap(({ asked, found: { value } }): RecordRef[] => [
    ...(value.customer ? [{ source: asked.name, id: value.customer }] : []),
    ...(value.card ? [{ source: CARD, id: value.card as RecordId }] : []),
  ])
  const entities = await Promise.all(records.map((record) => customerOfRecord(context, record)))
  return entities.flatMap((entity) => (entity ? [entity.id as CustomerId] : []))
}
