import type { Instant } from '../../adapters/time.ts'
import type { WriteUnit } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { type Asked, before, begin, type Doing, once } from '../shared/writes/doing.ts'
import { openCart, opens } from './access.ts'
import { type Cart, type CartBody, cartOf, changed, isActive, recordOf } from './cart.ts'
import { touched, whereOf } from './here.ts'
import type { Refusal } from './refused.ts'
import { because, checkId, notFound, refused, whyRefused } from './refused.ts'

/** What a change of a cart came to. */
export interface Changed {
  readonly replayed: boolean
  /** As it is now; null when it is not the viewer's. */
  readonly cart: Cart | null
  readonly token: string | null
  readonly userErrors: readonly Refusal[]
}

/** A cart that is to be changed. */
export interface CartChange extends Asked {
  readonly cartId: string
  readonly expectedVersion: number | null
}

/** Makes the new body of a cart; throws `Refused`. */
export type Remake = (body: CartBody, at: Instant) => CartBody

/**
 * Changes a cart once. What a change needs to know of systems is asked for first, by `prepare`; what it makes of the cart is worked
 * out where nobody else can change it.
 */
export async function changeCart(
  context: Context,
  change: CartChange,
  prepare: (cart: Cart, doing: Doing) => Promise<Remake>,
): Promise<Changed> {
  const { cartId } = change
  checkId('crt', cartId, 'cartId')
  const doing = begin(context, change)
  if (await before(context, doing)) return answerOf(context, cartId, { replayed: true })
  const seen = await openCart(context, cartId)
  if (!seen) return refusedWith(null, [notFound('cartId')])
  try {
    refuseUnless(seen, change, doing.at)
    const remake = await prepare(seen, doing)
    const about = [`cart/${cartId}`] as const
    const { replayed } = await once(context, { doing, about }, async (unit) => {
      const cart = await sameCart(unit, seen)
      refuseUnless(cart, change, doing.at)
      const here = whereOf(context, cart.body)
      const body = touched(context, remake(cart.body, doing.at), { here, at: doing.at })
      await unit.carts.save(recordOf(changed(context.services, cart, { body, at: doing.at })))
      return { cartId }
    })
    return answerOf(context, cartId, { replayed })
  } catch (error) {
    // Who sent it twice at once is not refused for what the other of both has changed.
    if (await before(context, doing)) return answerOf(context, cartId, { replayed: true })
    return refusedIf(context, seen, error)
  }
}

/** The cart that was seen, as it is where it is to be changed; it may have become somebody else's. */
export async function sameCart({ carts }: WriteUnit, seen: Cart): Promise<Cart> {
  const record = await carts.byId(seen.id)
  // A guest's loses its token when it becomes a shopper's, and nowhere else.
  if (record?.customerId !== seen.customerId) throw refused([notFound('cartId')])
  return cartOf(record)
}

/** Throws unless a cart may be changed, and is the one that was expected. */
export function refuseUnless(
  cart: Cart,
  { expectedVersion }: Pick<CartChange, 'expectedVersion'>,
  at: Instant,
): void {
  if (cart.state === 'ORDERED' || cart.state === 'FROZEN')
    throw refused([
      because('ALREADY_ORDERED', 'This cart was ordered, or is being ordered.', {
        retryable: cart.state === 'FROZEN',
      }),
    ])
  if (!isActive(cart, at))
    throw refused([because('NOT_ACTIVE', 'This cart’s time is over, or its lines are in another cart.')])
  const message = `The cart was changed meanwhile: it is at version ${cart.version}.`
  if (expectedVersion !== null && expectedVersion !== cart.version)
    throw refused([because('VERSION_CONFLICT', message, { field: ['expectedVersion'], retryable: true })])
}

/** What is answered when it was done, now or before; a token that was given opens the cart from now on. */
export async function answerOf(
  context: Context,
  cartId: string,
  { replayed, token = null }: { readonly replayed: boolean; readonly token?: Secretly | null },
): Promise<Changed> {
  if (token) opens(context, token.hash)
  const cart = await openCart(context, cartId)
  return { replayed, cart, token: token?.text ?? null, userErrors: [] }
}

interface Secretly {
  readonly text: string
  readonly hash: string
}

/** What is answered when it was not done. */
export function refusedWith(cart: Cart | null, userErrors: readonly Refusal[]): Changed {
  return { replayed: false, cart, token: null, userErrors }
}

/** What is answered when it was refused, with the cart that was seen as it is now; anything else is thrown again. */
export async function refusedIf(context: Context, seen: Cart | null, error: unknown): Promise<Changed> {
  const refusals = whyRefused(error)
  return refusedWith(seen && (await openCart(context, seen.id)), refusals)
}
