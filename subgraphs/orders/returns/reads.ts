import { isSourceError } from '../../../adapters/error.ts'
import type { OrderNumber, RecordId } from '../../../adapters/ids.ts'
import type { OrderKey } from '../../../adapters/ports/orders.ts'
import { instant } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import { badInput, toGraphQLError } from '../../graphql-error.ts'
import type { Clue, Ownership } from '../../shared/access/owners.ts'
import { orderById } from '../../shared/orders/order.ts'
import { isChannelKind, orderId } from '../../shared/orders/order-id.ts'
import { partsOf } from '../../shared/orders/order-loaders.ts'
import { clueOfOrder, ownOrder } from '../../shared/orders/order-owner.ts'
import { mergeReturns, type OrderReturn, ownReturns, toldIn } from '../../shared/returns/order-returns.ts'
import { returnCases } from '../../shared/returns/return-case.ts'
import { HOUSE } from '../../shared/shoppers/customer-records.ts'
import { recordOf, type SourceRecord } from '../../source-status.ts'
import type { OrderModel, ReturnModel } from '../models.ts'
import { knownReturns } from './returned.ts'

/** The returns of an order, whoever recorded them. */
export async function returnsOf(context: Context, order: OrderModel): Promise<readonly ReturnModel[]> {
  return (await knownReturns(context, order)).map((of) => ({ key: order.key, of, order }))
}

/** The id of a return: the one the graph gave it, else its order and its record, sealed. */
export function returnId({ services }: Context, { key, of: { own, told } }: ReturnModel): string {
  if (own) return own.id
  if (!told || !key) throw new Error('expected a return that somebody told of to have an order')
  const { asked, back, of } = told
  return services.sealer.seal('return', [asked.name, back.recordId, of, key.channel, key.number])
}

/** The id of a return that the graph takes down itself. */
export function ownReturnId(
  { services }: Pick<Context, 'services'>,
  reference: string,
  key: OrderKey | null,
): string {
  return services.sealer.seal('return', [HOUSE, reference, ...(key ? [key.channel, key.number] : [])])
}

/** The return an id stands for; null when its system does not hold it any more, or is no system of the retailer's now. */
export async function returnById(context: Context, id: string): Promise<ReturnModel | null> {
  const parts = partsOfId(context, id)
  if (!parts.told) return ownById(context, id, parts.key)
  const { estate, sealer } = context.services
  const { source, record, of, key } = parts.told
  const asked = estate.answers.orders.find(({ name }) => name === source)
  if (!asked) return null
  const found = await partsOf(context, asked.name).returns.load(of)
  if (isSourceError(found)) throw toGraphQLError(found)
  if (!found) return null
  const own = await ownReturns(context, orderId(sealer, key))
  const merged = mergeReturns(toldIn(asked, of, found), own)
  const one = merged.find(({ told }) => told?.back.recordId === record)
  return one ? { key, of: one, order: null } : null
}

async function ownById(context: Context, id: string, key: OrderKey | null): Promise<ReturnModel | null> {
  const record = (await context.services.writes.cases.byIds([id])).get(id)
  const [own] = returnCases(record ? [record] : [])
  if (!own) return null
  const order = own.orderId === null ? null : await orderById(context, own.orderId)
  if (!order) return { key, of: mergeReturns([], [own])[0] ?? none(), order: null }
  const of = (await knownReturns(context, order)).find((one) => one.own?.id === id)
  return of ? { key, of, order } : null
}

function none(): never {
  throw new Error('expected as many returns as there are cases')
}

interface Parts {
  readonly key: OrderKey | null
  /** Where a system has it; null for a return that the graph took down itself. */
  readonly told: {
    readonly source: string
    readonly record: string
    readonly of: RecordId
    readonly key: OrderKey
  } | null
}

function partsOfId({ services: { sealer } }: Context, id: string): Parts {
  const [source, record, ...rest] = sealer.unseal('return', id)
  if (source === HOUSE) return { key: rest.length === 0 ? null : keyOf(rest), told: null }
  const [of, ...business] = rest
  if (!source || !record || !of) throw noId()
  const key = keyOf(business)
  return { key, told: { source, record, of: of as RecordId, key } }
}

function keyOf([channel, number]: readonly string[]): OrderKey {
  if (!number || !isChannelKind(channel)) throw noId()
  return { channel, number: number as OrderNumber }
}

function noId(): Error {
  return badInput('expected the id of a return as the graph gave it')
}

/** Where a return is recorded. */
export function sourceOfReturn({ services }: Context, { own, told, back }: OrderReturn): SourceRecord {
  if (told) return { ...recordOf(told.asked, told.found), recordId: back.recordId }
  return {
    system: 'GRAPH',
    instance: HOUSE,
    recordId: back.reference,
    recordedAt: own?.createdAt ?? null,
    fetchedAt: instant(services.clock()),
    fromCache: false,
  }
}

/** A return is whose its order is. Its id names the order, which is read before the return: so no other's return is looked for. */
export const ownReturn: Ownership<ReturnModel> = {
  of: ({ key, order }, context) => (order ? ownOrder.of(order, context) : clueOf(context, key)),
  byKey: ({ id }, context) => clueOf(context, partsOfId(context, String(id)).key),
}

/** Goods that nobody has a receipt for are nobody's. */
function clueOf(context: Context, key: OrderKey | null): Clue {
  if (key === null) return { customerId: null, orderId: null }
  return clueOfOrder(context, orderId(context.services.sealer, key))
}
