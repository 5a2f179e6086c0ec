import { isSourceError } from '../../adapters/error.ts'
import type { Fulfillment } from '../../adapters/ports/orders.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import type { SeenOrder } from '../shared/orders/order.ts'
import { partsOf } from '../shared/orders/order-loaders.ts'
import { partOrThrow, type ReadPart } from '../shared/orders/order-parts.ts'
import { type PlacedGroup, placedBody } from '../shared/orders/placed-order.ts'
import { HOUSE } from '../shared/shoppers/customer-records.ts'
import { placedOf } from './order-facts.ts'

/** A part of an order on its way, and who tells it. */
export interface ShownFulfillment {
  readonly fulfillment: Fulfillment
  readonly read: ReadPart<readonly Fulfillment[]>
  /** The configured name of who tells it. */
  readonly source: string
  /** The graph's own of it; null where a system tells it. */
  readonly group: PlacedGroup | null
}

/**
 * How an order reaches the shopper. What a store does through the graph, the graph tells; of all other lines their system does, and the graph only
 * until it has something. A GraphQL error where a system that knows did not answer.
 */
export async function fulfillmentsOf(
  context: Context,
  order: SeenOrder,
): Promise<readonly ShownFulfillment[]> {
  const [own, read] = await Promise.all([
    houseParts(context, order),
    partOrThrow(context, order, 'fulfillments'),
  ])
  if (!read || read.copy.asked.name === HOUSE) return own
  const atWork = own.filter(({ group }) => group?.work)
  const lines = new Set(atWork.flatMap(({ fulfillment }) => fulfillment.lines.map(({ lineId }) => lineId)))
  const others = read.found.value
    .filter((one) => one.lines.length === 0 || !one.lines.every(({ lineId }) => lines.has(lineId)))
    .map((fulfillment) => ({ fulfillment, read, source: read.copy.asked.name, group: null }))
  return [...atWork, ...others]
}

async function houseParts(context: Context, order: SeenOrder): Promise<readonly ShownFulfillment[]> {
  const copy = order.copies.find(({ asked }) => asked.name === HOUSE)
  const record = copy && (await placedOf(context, order))
  if (!copy || !record) return []
  const found = await partsOf(context, HOUSE).fulfillments.load(copy.found.recordId)
  if (isSourceError(found)) throw toGraphQLError(found)
  const groups = placedBody(record).groups ?? []
  return (found?.value ?? []).flatMap((fulfillment) => {
    const group = groups.find(({ id }) => id === fulfillment.recordId) ?? null
    return found ? [{ fulfillment, read: { copy, found }, source: HOUSE, group }] : []
  })
}

/** What the shopper shows at the counter for what they have not collected yet. */
export async function pickupCodes(context: Context, order: SeenOrder) {
  const record = await placedOf(context, order)
  const groups = (record && placedBody(record).groups) ?? []
  return groups
    .filter(({ kind, work }) => kind !== 'SHIP' && (work?.state === 'OPEN' || work?.state === 'READY'))
    .map(({ id }) => ({ fulfillmentId: id, code: context.services.cartKeys.pickupCode(id).text }))
}
