import { isSourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Context } from '../context.ts'
import { CARD, customerOfRecord } from '../customer-records.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { orderKeyOf } from '../order-id.ts'
import { collapse } from './copies.ts'
import { ordersOf, partsOf } from './loaders.ts'
import type { CustomerModel, OrderCopy, OrderModel } from './models.ts'

/** The order an id stands for, from every system that holds a copy; null when none does. */
export function orderById(context: Context, id: string): Promise<OrderModel | null> {
  return orderByKey(context, orderKeyOf(context.services.sealer, id))
}

/**
 * An order by its business number. Null when every source says there is none; when some failed and nobody has it,
 * their failure: nobody knows.
 */
async function orderByKey(context: Context, key: OrderKey): Promise<OrderModel | null> {
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

type Part = 'fulfillments' | 'payments' | 'returns'
type PartOf<P extends Part> = Awaited<ReturnType<ReturnType<typeof partsOf>[P]['load']>>

/**
 * A part of an order that loads itself: from the copy that is shown, else from the next that has it. An empty list
 * means every copy's source says there is none; a failure passes only when no copy has it.
 */
export async function partOfOrder<P extends Part, T>(
  context: Context,
  { copies }: OrderModel,
  part: P,
  show: (found: Extract<PartOf<P>, { value: unknown }>, copy: OrderCopy) => readonly T[],
): Promise<readonly T[]> {
  const reads = await Promise.all(
    copies.map(({ asked, found }) => partsOf(context, asked.name)[part].load(found.recordId)),
  )
  for (const [position, read] of reads.entries()) {
    const copy = copies[position]
    // `isFound` narrows the union of the three parts' reads, which the compiler cannot tie to `P`.
    if (copy && isFound(read as Read<unknown> | undefined)) {
      return show(read as Extract<PartOf<P>, { value: unknown }>, copy)
    }
  }
  const failure = reads.find(isSourceError)
  if (failure) throw toGraphQLError(failure)
  return []
}
