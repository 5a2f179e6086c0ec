import { isSourceError } from '../../adapters/error.ts'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import type { Context } from '../context.ts'
import { badInput, toGraphQLError } from '../graphql-error.ts'
import { isChannelKind, orderId } from '../order-id.ts'
import { partsOf } from '../order-loaders.ts'
import { clueOfOrder, ownOrder } from '../order-owner.ts'
import { partOrThrow } from '../order-parts.ts'
import type { Ownership } from '../owners.ts'
import type { OrderModel, ReturnModel } from './models.ts'

/** The returns recorded for an order. */
export async function returnsOf(context: Context, order: OrderModel): Promise<readonly ReturnModel[]> {
  const read = await partOrThrow(context, order, 'returns')
  if (!read) return []
  const { copy, found } = read
  return found.value.map((back) => ({
    key: order.key,
    of: copy.found.recordId,
    asked: copy.asked,
    found,
    back,
    order,
  }))
}

/** The id of a return: its order and its record, sealed. */
export function returnId({ services }: Context, { key, of, asked, back }: ReturnModel): string {
  return services.sealer.seal('return', [asked.name, back.recordId, of, key.channel, key.number])
}

/** The return an id stands for; null when its system does not hold it any more, or is no system of the retailer's now. */
export async function returnById(context: Context, id: string): Promise<ReturnModel | null> {
  const { estate } = context.services
  const { source, record, of, key } = partsOfId(context, id)
  const asked = estate.answers.orders.find(({ name }) => name === source)
  if (!asked) return null
  const found = await partsOf(context, asked.name).returns.load(of as RecordId)
  if (isSourceError(found)) throw toGraphQLError(found)
  const back = found?.value.find(({ recordId }) => recordId === record)
  return found && back ? { key, of: of as RecordId, asked, found, back, order: null } : null
}

function partsOfId({ services: { sealer } }: Context, id: string) {
  const [source, record, of, channel, number] = sealer.unseal('return', id)
  if (!of || !number || !isChannelKind(channel))
    throw badInput('expected the id of a return as the graph gave it')
  const key: OrderKey = { channel, number: number as OrderNumber }
  return { source, record, of, key }
}

/** A return is whose its order is. Its id names the order, which is read before the return: so no other's return is looked for. */
export const ownReturn: Ownership<ReturnModel> = {
  of: ({ key, order }, context) =>
    order ? ownOrder.of(order, context) : clueOfOrder(context, orderId(context.services.sealer, key)),
  byKey: ({ id }, context) =>
    clueOfOrder(context, orderId(context.services.sealer, partsOfId(context, String(id)).key)),
}
