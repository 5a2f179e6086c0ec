import type { Context } from '../context.ts'
import { Refused } from '../shared/writes/command.ts'
import { type Cart, cartOf, recordOf } from './cart.ts'
import { because, refused } from './refused.ts'

/** Throws unless the cart is as it was seen in this: that nobody was told since that it is not ordered. For whom nothing else keeps from ordering it. */
export function refuseIfRefusedSince(cart: Cart, seen: Cart): void {
  if (cart.body.refusals === seen.body.refusals) return
  const message = 'Another try to order the cart was refused meanwhile: ask again.'
  throw refused([because('VERSION_CONFLICT', message, { retryable: true })])
}

/**
 * Sees to it that what is refused stays refused: who got no answer and asks again under the same key may have a first try under way, in another
 * process too, which must order nothing once the second was told that nothing is ordered.
 */
export async function bar({ services: { writes } }: Context, cartId: string, error: unknown): Promise<void> {
  if (!(error instanceof Refused)) return
  await writes.transact([`cart/${cartId}`], async ({ carts }) => {
    const record = await carts.byId(cartId)
    const cart = record && cartOf(record)
    if (cart?.state !== 'ACTIVE') return
    await carts.note(recordOf({ ...cart, body: { ...cart.body, refusals: (cart.body.refusals ?? 0) + 1 } }))
  })
}
