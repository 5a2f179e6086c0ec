import { type Instant, instant } from '../../adapters/time.ts'
import type { About, WriteUnit } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { orderEntryBody, PLACE } from '../shared/orders/order-entry.ts'
import { openWork } from '../shared/orders/store-work.ts'
import { checkRedemptionId } from '../shared/points/redemption-case.ts'
import { forgetHeld } from '../shared/stock/stock-level.ts'
import { before, begin, type Doing, once } from '../shared/writes/doing.ts'
import { openCart } from './access.ts'
import { type Cart, changed, recordOf } from './cart.ts'
import { answerOf, type Changed, refusedIf, refusedWith, refuseUnless, sameCart } from './change.ts'
import { short } from './checkout-lines.ts'
import { type Plan, planOf } from './checkout-plan.ts'
import { bindPoints } from './checkout-points.ts'
import { bar, refuseIfRefusedSince } from './checkout-refusal.ts'
import { checkId, notFound, refuseFor } from './refused.ts'
import type { MutationCartCheckoutArgs } from './resolvers.generated.ts'

/** What a checkout came to. */
export interface CheckedOut extends Changed {
  readonly orderId: string | null
  readonly orderNumber: string | null
  /** Whose it is; null for a guest's. */
  readonly customerId: string | null
  /** For a guest: what opens the order. */
  readonly orderToken: string | null
}

interface Kept {
  readonly cartId: string
  readonly orderId: string
  readonly orderNumber: string
  /** Null for a guest, who needs a token. */
  readonly customerId: string | null
}

/** How long a guest follows their order. */
const TOKEN_DAYS = 180

/** Orders a cart: from then on it is an order, whatever becomes of this process, and its systems are told. */
export async function checkOut(
  context: Context,
  { input, idempotencyKey: key }: MutationCartCheckoutArgs,
): Promise<CheckedOut> {
  const { cartId, expectedVersion } = input
  checkId('crt', cartId, 'cartId')
  if (typeof input.loyaltyRedemptionId === 'string') checkRedemptionId(input.loyaltyRedemptionId)
  const doing = begin(context, { operation: 'cartCheckout', key, input })
  const earlier = await before<Kept>(context, doing)
  if (earlier) return answered(context, doing, { ...earlier, replayed: true })
  const seen = await openCart(context, cartId)
  if (!seen) return noOrder(refusedWith(null, [notFound('cartId')]))
  try {
    refuseUnless(seen, { expectedVersion }, doing.at)
    const plan = await planOf(context, seen, { input, doing })
    // Whichever way it ends, the carts in the answer say what is left then: others may be quicker.
    forgetHeld(context)
    const { points } = plan.body
    const about: readonly About[] = [
      `cart/${cartId}`,
      `order/${plan.orderId}`,
      'stock',
      ...(points ? [`case/${points.redemptionId}` as const] : []),
    ]
    const { result, replayed } = await once<Kept>(context, { doing, about }, async (unit) => {
      const cart = await sameCart(unit, seen)
      refuseUnless(cart, { expectedVersion }, doing.at)
      await putAside(context, unit, { cart, plan, at: doing.at })
      if (points) await bindPoints(unit, points, { orderId: plan.orderId, now: context.services.clock() })
      refuseIfRefusedSince(cart, seen)
      await take(context, unit, { cart, plan, doing })
      const { number } = plan.body.order.key
      return { cartId, orderId: plan.orderId, orderNumber: number, customerId: cart.customerId }
    })
    return answered(context, doing, { ...result, replayed })
  } catch (error) {
    await bar(context, cartId, error)
    // Who sent it twice at once is not refused for what the other of both has taken.
    const meanwhile = await before<Kept>(context, doing)
    if (meanwhile) return answered(context, doing, { ...meanwhile, replayed: true })
    return noOrder(await refusedIf(context, seen, error))
  }
}

interface Taking {
  readonly cart: Cart
  readonly plan: Plan
}

/** The last units go to whoever is here first: what was counted, less what is put aside now. */
async function putAside(
  { services: { sealer } }: Context,
  { holds }: WriteUnit,
  { cart, plan: { lines, orderId }, at }: Taking & { readonly at: Instant },
): Promise<void> {
  const places = lines.map(({ counted }) => counted)
  const held = await holds.held(places, at)
  const isShort = lines.filter(
    ({ count, counted, toPlace }) => count - (held.get(counted) ?? 0) < toPlace.quantity,
  )
  refuseFor(isShort.map(({ lineId }) => short(lineId)))
  for (const location of new Set(places.map((one) => one.location))) {
    const own = lines.filter(({ place }) => place.id === location)
    await holds.save({
      id: sealer.seal('reservation', [orderId, location]),
      location,
      state: 'COMMITTED',
      lines: own.map(({ toPlace: { sku, quantity } }) => ({ sku, requested: quantity, held: quantity })),
      expiresAt: null,
      customerId: cart.customerId,
      cartId: cart.id,
      orderId,
      createdAt: at,
    })
  }
}

/** The order, the cart that became it, the guest's way to it, and what the desk is to be told. */
async function take(
  context: Context,
  unit: WriteUnit,
  { cart, plan: { orderId, body }, doing }: Taking & { readonly doing: Doing },
): Promise<void> {
  const { services } = context
  const { key, placedOn } = body.order
  const { customerId } = cart
  await unit.orders.save({
    id: orderId,
    channel: key.channel,
    number: key.number,
    customerId,
    placedOn,
    version: 1,
    body: JSON.stringify(body),
  })
  const next = changed(services, cart, { body: cart.body, at: doing.at })
  // Its time goes on for the case that it is opened again: a cart that never ends would be nobody's to give up.
  await unit.carts.save(recordOf({ ...next, state: 'ORDERED' }))
  const { system } = body.desk
  const entry = { id: `${orderId}/place`, stream: orderId, system, kind: PLACE }
  await unit.send({ ...entry, body: orderEntryBody(orderId), at: doing.at })
  await openWork(unit, { orderId, customerId, groups: body.groups ?? [], at: doing.at })
  if (customerId !== null) return
  const { hash } = services.orderTokenOf(orderId, doing.key)
  const until = instant(new Date(Date.parse(doing.at) + TOKEN_DAYS * 86_400_000))
  await unit.grantOrderToken({ hash, orderId, at: doing.at, expiresAt: until })
}

async function answered(
  context: Context,
  { key }: Doing,
  { cartId, orderId, orderNumber, customerId, replayed }: Kept & { readonly replayed: boolean },
): Promise<CheckedOut> {
  const token = customerId === null ? context.services.orderTokenOf(orderId, key).token : null
  return {
    ...(await answerOf(context, cartId, { replayed })),
    orderId,
    orderNumber,
    customerId,
    orderToken: token,
  }
}

function noOrder(changed: Changed): CheckedOut {
  return { ...changed, orderId: null, orderNumber: null, customerId: null, orderToken: null }
}
