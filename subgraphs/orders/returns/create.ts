import { dayIn } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import type { SeenOrder } from '../../shared/orders/order.ts'
import { customerOfOrder } from '../../shared/orders/order.ts'
import { RETURN, type ReturnBody, type ReturnCase, returnCases } from '../../shared/returns/return-case.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { before, begin, type Doing, once } from '../../shared/writes/doing.ts'
import { openOrder } from '../access.ts'
import { because, notFound, refused } from '../refused.ts'
import type { MutationReturnCreateArgs } from '../resolvers.generated.ts'
import {
  type KeptReturn,
  type ReturnChanged,
  returnAnswer,
  returnRefused,
  returnRefusedIf,
} from './answer.ts'
import { type Decided, decideReturn } from './decide.ts'
import { deskBody } from './desk.ts'
import { wantedLines } from './input.ts'
import { type Prepared, prepareReturn } from './plan.ts'
import { ownReturnId } from './reads.ts'
import { keepReturn, lineBodies, refundBodies } from './steps.ts'

/** Announces goods that will come back: sent to a warehouse, or handed in at a store. */
export async function announceReturn(
  context: Context,
  { input, idempotencyKey: key }: MutationReturnCreateArgs,
): Promise<ReturnChanged> {
  const lines = wantedLines(context, input.lines)
  const doing = begin(context, { operation: 'returnCreate', key, input })
  const earlier = await before<KeptReturn>(context, doing)
  if (earlier) return returnAnswer(context, { ...earlier, replayed: true })
  const order = await openForReturns(context, input.orderId)
  if (!order) return returnRefused([notFound('input', 'orderId')])
  try {
    const { channel } = input
    const place = placeFor(context, input.storeId ?? null)
    const path = (input.refundPath ?? null) as RefundPath | null
    const prepared = await prepareReturn(context, { order, lines, channel, path, isGift: false })
    const shopper = await customerOfOrder(context, order)
    const about = [`order/${order.id}`] as const
    const { result, replayed } = await once<KeptReturn>(context, { doing, about }, async (unit) => {
      const own = returnCases((await unit.cases.ofOrders([order.id])).get(order.id) ?? [])
      const decided = decideReturn(context, prepared, own)
      const one = announced(context, { doing, prepared, decided, place, customerId: shopper?.id ?? null })
      await keepReturn(unit, one, doing.at)
      return { returnId: one.id }
    })
    return returnAnswer(context, { ...result, replayed })
  } catch (error) {
    return returnRefusedIf(error)
  }
}

/** An order whose goods the viewer may bring back: their own, or anybody's for staff who takes goods back. */
export function openForReturns(context: Context, orderId: string): Promise<SeenOrder | null> {
  const { scopes } = context.viewer
  return openOrder(context, orderId, scopes.includes('order:write') ? 'order:write' : 'store:returns')
}

/** Where goods go: to the store that is named, else to the first warehouse; null where there is none. */
export function placeFor({ services: { stores } }: Context, storeId: string | null): Place | null {
  if (storeId === null) return stores.warehouses[0] ?? null
  const place = stores.byId(storeId)
  const field = ['input', 'storeId']
  if (!place) throw refused([because('NOT_FOUND', 'There is no store of this id.', { field })])
  if (place.kind === 'STORE' && !place.services.includes('RETURNS'))
    throw refused([because('NOT_ALLOWED', 'This store takes nothing back.', { field })])
  return place
}

interface Announced {
  readonly doing: Doing
  readonly prepared: Prepared
  readonly decided: Decided
  readonly place: Place | null
  readonly customerId: string | null
}

/** A new return, whose goods are awaited. */
export function announced(
  context: Context,
  { doing, prepared, decided, place, customerId }: Announced,
): ReturnCase {
  const { services } = context
  const { order, channel, isGift } = prepared.wish
  const reference = services.cartKeys.returnNumber(doing)
  const lines = decided.lines.map(({ line }) => line)
  const body: ReturnBody = {
    reference,
    key: order.key,
    channel,
    on: dayIn(place?.timeZone ?? services.retailer.timeZone, new Date(doing.at)),
    state: 'ANNOUNCED',
    receivedAt: null,
    isGift,
    approvedBy: null,
    lines: lineBodies(decided.lines),
    refunds: refundBodies(decided.refunds, false),
    desk: prepared.desk && deskBody(prepared.desk, order, { lines, place }),
    exchangeOrder: null,
  }
  return {
    id: ownReturnId(context, reference, order.key),
    kind: RETURN,
    orderId: order.id,
    customerId,
    location: place?.id ?? null,
    isOpen: true,
    version: 1,
    createdAt: doing.at,
    body,
  }
}
