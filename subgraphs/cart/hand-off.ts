import type { Instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { storeOf } from '../shared/prices/price-reads.ts'
import { before, begin, once } from '../shared/writes/doing.ts'
import { openCart } from './access.ts'
import { later } from './cart.ts'
import { type Changed, refusedIf, refusedWith, refuseUnless, sameCart } from './change.ts'
import { checkId, notFound } from './refused.ts'
import type { MutationCartHandOffArgs } from './resolvers.generated.ts'

/** What making a code came to. */
export interface HandedOff extends Omit<Changed, 'token'> {
  readonly handOffCode: string | null
  readonly expiresAt: Instant | null
}

interface Kept {
  readonly expiresAt: Instant
}

/** Makes a code that opens a cart elsewhere. The cart itself does not change by it. */
export async function handOff(context: Context, args: MutationCartHandOffArgs): Promise<HandedOff> {
  const { cartId, toChannel, idempotencyKey: key } = args
  checkId('crt', cartId, 'cartId')
  const store = storeOf(context, args.storeId ?? null)
  const { cartKeys, carts: terms } = context.services
  const doing = begin(context, { operation: 'cartHandOff', key, input: args })
  const codeUntil = (expiresAt: Instant) => cartKeys.handOffCode(cartId, { ...doing, expiresAt })
  const told = async ({ expiresAt }: Kept, replayed: boolean): Promise<HandedOff> => {
    const cart = await openCart(context, cartId)
    // Who may not see the cart any more is not told its code again either.
    const code = cart && codeUntil(expiresAt).text
    return { replayed, cart, handOffCode: code, expiresAt: cart && expiresAt, userErrors: [] }
  }
  const earlier = await before<Kept>(context, doing)
  if (earlier) return told(earlier, true)
  const seen = await openCart(context, cartId)
  if (!seen) return noCode(refusedWith(null, [notFound('cartId')]))
  try {
    const { result, replayed } = await once<Kept>(
      context,
      { doing, about: [`cart/${cartId}`] },
      async (unit) => {
        refuseUnless(await sameCart(unit, seen), { expectedVersion: null }, doing.at)
        const expiresAt = later(doing.at, terms.handOffMinutes * 60)
        await unit.carts.addHandOff({
          codeHash: codeUntil(expiresAt).hash,
          cartId,
          toChannel,
          store: store?.id ?? null,
          expiresAt,
        })
        return { expiresAt }
      },
    )
    return told(result, replayed)
  } catch (error) {
    return noCode(await refusedIf(context, seen, error))
  }
}

function noCode({ replayed, cart, userErrors }: Changed): HandedOff {
  return { replayed, cart, userErrors, handOffCode: null, expiresAt: null }
}
