import type { Instant } from '../../../adapters/time.ts'
import type { WriteUnit } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import { customerOfOrder } from '../../shared/orders/order.ts'
import { type PlacedOrderBody, placedBody } from '../../shared/orders/placed-order.ts'
import { type ReturnBody, type ReturnCase, returnCases } from '../../shared/returns/return-case.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { before, begin, once } from '../../shared/writes/doing.ts'
import type { OrderModel } from '../models.ts'
import { givePointsBack } from '../points.ts'
import { because, notFound, refused } from '../refused.ts'
import type { MutationReturnReceiveArgs, ReturnReceiveInput } from '../resolvers.generated.ts'
import { type KeptReturn, type ReturnChanged, returnAnswer, returnRefusedIf } from './answer.ts'
import { approval, refuseUntaken } from './approval.ts'
import { announced, openForReturns, placeFor } from './create.ts'
import { type Decided, decideReturn } from './decide.ts'
import { deskBody } from './desk.ts'
import { wantedLines } from './input.ts'
import { type Prepared, prepareReturn } from './plan.ts'
import { returnById } from './reads.ts'
import { shareOwed } from './stand-in.ts'
import { keepReturn, refundBodies } from './steps.ts'
import { type Receiving, receiveUnknown } from './unknown.ts'

/** Takes goods in, where the viewer works. */
export async function receiveReturn(
  context: Context,
  { input, idempotencyKey: key }: MutationReturnReceiveArgs,
): Promise<ReturnChanged> {
  const lines = wantedLines(context, input.lines)
  const doing = begin(context, { operation: 'returnReceive', key, input })
  const earlier = await before<KeptReturn>(context, doing)
  if (earlier) return returnAnswer(context, { ...earlier, replayed: true })
  try {
    const known = await announcedOf(context, input)
    const order = known ? known.order : await orderOf(context, input)
    const place = ownPlace(context, input.storeId)
    const receiving: Receiving = { context, input, doing, lines, place }
    const { result, replayed } = await (order ? ofOrder(receiving, order, known) : receiveUnknown(receiving))
    return returnAnswer(context, { ...result, replayed })
  } catch (error) {
    return returnRefusedIf(error)
  }
}

/** Goods are taken in where one works, and nowhere else. */
function ownPlace(context: Context, storeId: string): Place {
  const place = placeFor(context, storeId)
  const { viewer, services } = context
  const own = viewer.store === null ? null : services.stores.byCode(viewer.store)
  if (place && place.id === own?.id) return place
  const field = ['input', 'storeId']
  throw refused([because('NOT_ALLOWED', 'Goods are taken in where you work, and nowhere else.', { field })])
}

/** The announced return that is meant, with its order; null where none is named. */
async function announcedOf(
  context: Context,
  { returnId, orderId }: ReturnReceiveInput,
): Promise<{ readonly order: OrderModel; readonly own: ReturnCase } | null> {
  if (!returnId) return null
  if (orderId) throw badInput('expected "returnId" or "orderId", not both')
  const found = await returnById(context, returnId)
  const field = ['input', 'returnId']
  const own = found?.of.own
  const seen = own?.orderId ? await openForReturns(context, own.orderId) : null
  if (!own || !seen) {
    const message = 'There is no such return that was announced through the graph; name its order instead.'
    throw refused([because('NOT_FOUND', message, { field })])
  }
  return { order: seen, own }
}

/** The order that is named; null where none is. */
async function orderOf(context: Context, { orderId }: ReturnReceiveInput): Promise<OrderModel | null> {
  if (!orderId) return null
  const order = await openForReturns(context, orderId)
  if (!order) throw refused([notFound('input', 'orderId')])
  return order
}

async function ofOrder(
  { context, input, doing, lines, place }: Receiving,
  order: OrderModel,
  known: { readonly own: ReturnCase } | null,
) {
  const isGift = (input.isGift ?? false) || (known?.own.body.isGift ?? false)
  if (isGift) refuseUntaken(context.services.returns.gifts)
  const path = (input.refundPath ?? null) as RefundPath | null
  const channel = place.kind === 'STORE' ? 'STORE_POS' : (known?.own.body.channel ?? 'WEB')
  const prepared = await prepareReturn(context, { order, lines, channel, path, isGift })
  const shopper = await customerOfOrder(context, order)
  const next = known?.own.body.exchangeOrder ?? null
  // The order in the goods' place may be ending just now: whoever is second sees what the first one did.
  const about = [`order/${order.id}`, ...(next === null ? [] : [`order/${next}` as const])] as const
  return once<KeptReturn>(context, { doing, about }, async (unit) => {
    const all = returnCases((await unit.cases.ofOrders([order.id])).get(order.id) ?? [])
    const awaited = known && stillAwaited(all, known.own.id)
    // What was announced by this very return is still to come.
    const others = all.filter(({ id }) => id !== awaited?.id)
    const decided = decideReturn(context, withoutTold(prepared, awaited), others)
    const approvedBy = isGift ? approval(context, context.services.returns.gifts, decided.worth.gross) : null
    const fresh = announced(context, {
      doing,
      prepared,
      decided,
      place,
      customerId: shopper?.id ?? null,
    })
    const one = takenIn(awaited ? again(awaited, fresh, { prepared, decided, place }) : fresh, {
      decided,
      exchange: awaited && (await exchangeOf(unit, awaited)),
      approvedBy,
      place,
      at: doing.at,
    })
    await keepReturn(unit, one, doing.at)
    const { channel: at, number, cost } = order.copies[0].found.value
    await givePointsBack(unit, context.services.estate, {
      one,
      all,
      key: { channel: at.kind, number },
      total: cost.total.gross,
      customerId: shopper?.id ?? null,
      at: doing.at,
    })
    return { returnId: one.id }
  })
}

interface Exchange {
  /** The order that takes the goods' place, as it is now; null where the ledger has it no more. */
  readonly order: PlacedOrderBody | null
}

/** What stands for the money; null where nothing was ordered for the goods. */
async function exchangeOf(
  { orders }: WriteUnit,
  { body: { exchangeOrder: id } }: ReturnCase,
): Promise<Exchange | null> {
  if (id === null) return null
  const order = (await orders.byIds([id])).get(id)
  return { order: order ? placedBody(order) : null }
}

/** The announced return as it is now. */
function stillAwaited(all: readonly ReturnCase[], id: string): ReturnCase {
  const one = all.find((each) => each.id === id)
  if (one?.body.state === 'ANNOUNCED') return one
  throw refused([
    because('NOT_ALLOWED', 'These goods are in, or are not awaited any more.', {
      field: ['input', 'returnId'],
    }),
  ])
}

/** What systems told without the return that is taken in now. */
function withoutTold(prepared: Prepared, awaited: ReturnCase | null): Prepared {
  if (!awaited) return prepared
  const { reference, desk } = awaited.body
  const told = prepared.told.filter(
    ({ back }) => back.reference !== reference && back.recordId !== desk?.recordId,
  )
  return { ...prepared, told }
}

interface Again {
  readonly prepared: Prepared
  readonly decided: Decided
  readonly place: Place
}

/** An announced return with what was really handed in; a desk that has not heard of it yet will hear that. */
function again(awaited: ReturnCase, fresh: ReturnCase, { prepared, decided, place }: Again): ReturnCase {
  const { body } = awaited
  const lines = decided.lines.map(({ line }) => line)
  const anew = prepared.desk && deskBody(prepared.desk, prepared.wish.order, { lines, place })
  const desk =
    body.desk && body.desk.recordId === null && anew ? { ...anew, refused: body.desk.refused } : body.desk
  const came = fresh.body.lines.map((line) => {
    const at = body.lines.findIndex(({ lineId }) => lineId === line.lineId)
    // What was ordered for a line stands for it, however much of it came; an exchange orders its lines as they were announced.
    return body.exchangeOrder === null || at < 0 ? line : { ...line, position: at + 1 }
  })
  return { ...awaited, version: awaited.version + 1, body: { ...body, lines: came, desk } }
}

interface TakingIn {
  readonly decided: Pick<Decided, 'refunds'>
  readonly exchange: Exchange | null
  readonly approvedBy: string | null
  readonly place: Place
  readonly at: Instant
}

function takenIn(one: ReturnCase, { decided, exchange, approvedBy, place, at }: TakingIn): ReturnCase {
  const whole = { lines: one.body.lines, refunds: [], owed: decided.refunds }
  const { due, owed } = exchange ? shareOwed(whole, exchange.order) : { due: decided.refunds, owed: null }
  const body: ReturnBody = {
    ...one.body,
    state: 'RECEIVED',
    receivedAt: at,
    approvedBy,
    refunds: refundBodies(due, true),
    ...(owed && { owed }),
  }
  return { ...one, location: place.id, isOpen: false, body }
}
