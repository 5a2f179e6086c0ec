import type { ChannelKind } from '../../adapters/channel.ts'
import type { HandOff } from '../../ledger/writes/port.ts'
import { handOffHash } from '../cart-keys.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import { before, begin, type Doing, once } from '../shared/writes/doing.ts'
import { assists, openCart } from './access.ts'
import { type Cart, cartOf, changed, recordOf } from './cart.ts'
import { answerOf, type Changed, refusedIf, refusedWith, refuseUnless, sameCart } from './change.ts'
import { touched } from './here.ts'
import { because, refused } from './refused.ts'
import type { MutationCartHandOffAcceptArgs } from './resolvers.generated.ts'

/** Channels in which staff takes a cart over. */
const OF_STAFF: ReadonlySet<string> = new Set<ChannelKind>(['STORE_POS', 'ASSOCIATE_APP', 'CALL_CENTER'])
/** Most tokens that a guest's cart was handed over with; the first of them ceases to count. */
const MOST_TOKENS = 20

interface Taken {
  readonly cartId: string
  /** Whether it is a guest's, whose receiver needs a token. */
  readonly guest: boolean
}

/** The same for a code that never was, was used, is over, or is for somebody else. */
const noSuchCode = because('NOT_FOUND', 'This code opens nothing; ask for a new one.', { field: ['code'] })

/** Takes a cart by its code. */
export async function acceptHandOff(
  context: Context,
  { code, idempotencyKey: key }: MutationCartHandOffAcceptArgs,
): Promise<Changed> {
  if (code.length < 1 || code.length > 255) throw badInput('expected "code" to have 1 to 255 characters')
  const hash = handOffHash(code)
  const doing = begin(context, { operation: 'cartHandOffAccept', key, input: { hash } })
  const asBefore = async () => {
    const earlier = await before<Taken>(context, doing)
    return earlier && answered(context, doing, { ...earlier, replayed: true })
  }
  const earlier = await asBefore()
  if (earlier) return earlier
  const seen = await offered(context, hash, doing)
  // Who sent it twice at once is not refused for the code that the other of both has used.
  if (!seen) return (await asBefore()) ?? refusedWith(null, [noSuchCode])
  try {
    const about = [`cart/${seen.id}`] as const
    const { result, replayed } = await once<Taken>(context, { doing, about }, async (unit) => {
      const handOff = await unit.carts.takeHandOff(hash, doing.at)
      if (!handOff) throw refused([noSuchCode])
      const cart = await sameCart(unit, seen)
      refuseUnless(cart, { expectedVersion: null }, doing.at)
      await unit.carts.save(recordOf(taken(context, cart, { handOff, doing })))
      return { cartId: cart.id, guest: cart.customerId === null }
    })
    return answered(context, doing, { ...result, replayed })
  } catch (error) {
    return (await asBefore()) ?? refusedIf(context, null, error)
  }
}

/** The cart that a code offers to the viewer; null when it is not for them. */
async function offered(context: Context, hash: string, { at }: Doing): Promise<Cart | null> {
  const { viewer, services } = context
  const { carts } = services.writes
  const handOff = await carts.handOff(hash, at)
  if (!handOff || (OF_STAFF.has(handOff.toChannel) && !assists(context))) return null
  const isThere = storeOf(context, handOff)?.code === viewer.store
  if (handOff.store !== null && handOff.toChannel !== 'KIOSK' && !isThere) return null
  const record = (await carts.byIds([handOff.cartId])).get(handOff.cartId)
  if (!record) return null
  const cart = cartOf(record)
  // The code alone opens a guest's; a shopper's is theirs, wherever they are.
  if (cart.customerId !== null && !(await openCart(context, cart.id))) return null
  return cart
}

/** The store that a code is for; null for none, and for one that is not among the retailer's any more. */
function storeOf({ services }: Context, { store }: HandOff): Place | null {
  return services.stores.byId(store ?? '')
}

function taken(
  context: Context,
  cart: Cart,
  { handOff, doing }: { readonly handOff: HandOff; readonly doing: Doing },
): Cart {
  const { services } = context
  // It was one of them when the code was made.
  const here = { channel: handOff.toChannel as ChannelKind, store: storeOf(context, handOff) }
  const fresh = cart.customerId === null ? [services.cartKeys.token(cart.id, doing).hash] : []
  const tokens = [...cart.body.tokens, ...fresh].slice(-MOST_TOKENS)
  const body = touched(context, { ...cart.body, tokens }, { here, at: doing.at })
  return changed(services, cart, { body, at: doing.at })
}

function answered(
  context: Context,
  doing: Doing,
  { cartId, guest, replayed }: Taken & { readonly replayed: boolean },
): Promise<Changed> {
  const token = guest ? context.services.cartKeys.token(cartId, doing) : null
  return answerOf(context, cartId, { replayed, token })
}
