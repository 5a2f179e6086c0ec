import type { OrderNumber } from '../../../adapters/ids.ts'
import type { OrderToPlace } from '../../../adapters/ports/order-desk.ts'
import { dayIn } from '../../../adapters/time.ts'
import type { WriteUnit } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { customerOfOrder } from '../../shared/orders/order.ts'
import { orderEntryBody, PLACE } from '../../shared/orders/order-entry.ts'
import { orderId } from '../../shared/orders/order-id.ts'
import type { PlacedOrderBody } from '../../shared/orders/placed-order.ts'
import { type ReturnCase, returnCases } from '../../shared/returns/return-case.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { before, begin, type Doing, once } from '../../shared/writes/doing.ts'
import type { OrderModel } from '../models.ts'
import { because, notFound, refused, refuseFor } from '../refused.ts'
import type { MutationExchangeCreateArgs } from '../resolvers.generated.ts'
import { together } from './amounts.ts'
import {
  type KeptReturn,
  type ReturnChanged,
  returnAnswer,
  returnRefused,
  returnRefusedIf,
} from './answer.ts'
import { announced, openForReturns, placeFor } from './create.ts'
import { type Decided, decideReturn } from './decide.ts'
import {
  channelOfExchange,
  exchangeWants,
  type Given,
  givenLines,
  lineOfExchange,
  outOfStock,
} from './exchange-lines.ts'
import { peopleOfExchange } from './exchange-people.ts'
import { prepareReturn } from './plan.ts'
import { keepReturn } from './steps.ts'

/** Announces goods that come back, and orders others of the same products for them. */
export async function exchange(
  context: Context,
  { input, idempotencyKey: key }: MutationExchangeCreateArgs,
): Promise<ReturnChanged> {
  const lines = exchangeWants(context, input.lines)
  const doing = begin(context, { operation: 'exchangeCreate', key, input })
  const earlier = await before<KeptReturn>(context, doing)
  if (earlier) return returnAnswer(context, { ...earlier, replayed: true })
  const order = await openForReturns(context, input.orderId)
  if (!order) return returnRefused([notFound('input', 'orderId')])
  try {
    const place = placeFor(context, input.storeId ?? null)
    if (!place) throw refused([because('OUT_OF_STOCK', 'There is no place the goods could come from.')])
    const wish = { order, lines, channel: input.channel, path: null, isGift: false }
    const prepared = await prepareReturn(context, wish)
    const [given, people, shopper] = await Promise.all([
      givenLines(context, prepared, { lines: input.lines, place }),
      peopleOfExchange(context, order, place),
      customerOfOrder(context, order),
    ])
    const customerId = shopper?.id ?? null
    const about = [`order/${order.id}`, 'stock'] as const
    const { result, replayed } = await once<KeptReturn>(context, { doing, about }, async (unit) => {
      const own = returnCases((await unit.cases.ofOrders([order.id])).get(order.id) ?? [])
      const decided = decideReturn(context, prepared, own)
      const fresh = announced(context, { doing, prepared, decided, place, customerId })
      const next = await orderAnew(context, unit, {
        ...{ doing, decided, given, people, place, order, customerId },
        returnId: fresh.id,
        channel: input.channel,
      })
      await keepReturn(unit, standingFor(fresh, decided, next), doing.at)
      return { returnId: fresh.id }
    })
    return returnAnswer(context, { ...result, replayed })
  } catch (error) {
    return returnRefusedIf(error)
  }
}

/** The return of exchanged goods: nothing goes back as long as the goods that were ordered stand for it. */
function standingFor(fresh: ReturnCase, decided: Decided, exchangeOrder: string): ReturnCase {
  const lines = fresh.body.lines.map((line, at) => ({ ...line, position: at + 1 }))
  return { ...fresh, body: { ...fresh.body, lines, refunds: [], exchangeOrder, owed: decided.refunds } }
}

interface Anew {
  readonly doing: Doing
  readonly decided: Decided
  readonly given: readonly Given[]
  readonly people: Awaited<ReturnType<typeof peopleOfExchange>>
  readonly place: Place
  readonly order: OrderModel
  readonly customerId: string | null
  readonly returnId: string
  readonly channel: Parameters<typeof channelOfExchange>[0]
}

/** The new order, its stock put aside and its desk to be told; its id. */
async function orderAnew(context: Context, unit: WriteUnit, anew: Anew): Promise<string> {
  const { services } = context
  const { doing, customerId, people } = anew
  const body = bodyOf(context, anew)
  const id = orderId(services.sealer, body.order.key)
  await putAside(context, unit, { ...anew, id })
  const { key, placedOn } = body.order
  await unit.orders.save({
    id,
    channel: key.channel,
    number: key.number,
    customerId,
    placedOn,
    version: 1,
    body: JSON.stringify(body),
  })
  const entry = { id: `${id}/place`, stream: id, system: people.desk, kind: PLACE, body: orderEntryBody(id) }
  await unit.send({ ...entry, at: doing.at })
  return id
}

function bodyOf({ services }: Context, anew: Anew): PlacedOrderBody {
  const { doing, decided, given, people, place, order, returnId, channel } = anew
  const { desk, ...who } = people
  const total = together(
    decided.lines.map(({ worth }) => worth),
    { ...order.copies[0].found.value.cost.total.gross, minor: 0 },
  )
  const placed: OrderToPlace = {
    key: {
      channel: channelOfExchange(channel, order.key.channel),
      number: services.cartKeys.orderNumber(returnId, 1) as OrderNumber,
    },
    placedOn: dayIn(services.retailer.timeZone, new Date(doing.at)),
    placedAt: doing.at,
    ...who,
    lines: decided.lines.map((line, at) => lineOfExchange(line, { given: given[at], at, place, desk })),
    shippingCost: null,
    promotions: [],
    total,
  }
  return {
    order: placed,
    status: 'PENDING',
    desk: { system: desk, recordId: null },
    payment: null,
    cartId: null,
    exchangeOf: { returnId, orderId: order.id },
    events: [{ at: doing.at, kind: 'PLACED', system: null, note: null }],
  }
}

/** The last units go to whoever is here first: what was counted, less what is put aside now. */
async function putAside(
  { services: { sealer } }: Context,
  { holds }: WriteUnit,
  { id, given, place, doing, customerId }: Anew & { readonly id: string },
): Promise<void> {
  const places = given.map(({ sku }) => ({ location: place.id, sku }))
  const held = await holds.held(places, doing.at)
  refuseFor(
    given.flatMap(({ count, quantity }, at) => {
      const spot = places[at]
      return count - ((spot && held.get(spot)) ?? 0) < quantity ? [outOfStock(at)] : []
    }),
  )
  await holds.save({
    id: sealer.seal('reservation', [id, place.id]),
    location: place.id,
    state: 'COMMITTED',
    lines: given.map(({ sku, quantity }) => ({ sku, requested: quantity, held: quantity })),
    expiresAt: null,
    customerId,
    cartId: null,
    orderId: id,
    createdAt: doing.at,
  })
}
