import { isSourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import { isFound } from '../../adapters/read.ts'
import type { Context } from '../context.ts'
import { CARD, customerOfRecord } from '../customer-records.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { collapse, type OrderCopy } from '../order-copies.ts'
import { orderKeyOf } from '../order-id.ts'
import { ordersOf } from '../order-loaders.ts'
import type { CustomerModel, OrderModel } from './models.ts'

/** The order an id stands for, from every system that holds a copy; null when none does. */
export function orderById(context: Context, id: string): Promise<OrderModel | null> {
  return orderByKey(context, orderKeyOf(context.services.sealer, id))
}

/**
 * An order by its business number. Null when every source says there is none; when some failed and nobody has it,
 * their failure: nobody knows.
 */
export async function orderByKey(context: Context, key: OrderKey): Promise<OrderModel | null> {
  const { answers } = context.services.estate
  const reads = await Promise.all(answers.orders.map((one) => ordersOf(context, one).load(key)))
  const copies = reads.flatMap((read, position): OrderCopy[] => {
    const asked = answers.orders[position]
    return asked && isFound(read) ? [{ asked, found: read }] : []
  })
  const [order] = collapse(copies, answers.orders, context.services.sealer)
  if (order) return order
  const failure = reads.find(isSourceError)
  if (failure) throw toGraphQLError(failure)
  return null
}

/** The shopper of an order: by the customer its source names, else by the loyalty card shown; null when anonymous. */
export async function customerOfOrder(
  context: Context,
  { copies }: OrderModel,
): Promise<CustomerModel | null> {
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
