import type { GraphQLResolveInfo } from 'graphql'
import type { CustomerId } from '../../adapters/ids.ts'
import { type Context, perRequest } from '../context.ts'
import { forbidden } from '../graphql-error.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { type Cart, cartOf, tokensOf } from './cart.ts'

/** The scope by which staff sees and changes a shopper's cart. */
const ASSIST = 'cart:assist'

/** By what a cart is open to somebody: it is theirs, or they assist. */
type OpenedBy = 'OWN' | typeof ASSIST

/** Hashes of the tokens that somebody was given in this very request. */
const given = perRequest(() => new Set<string>())

/** From now on, for the length of the request, a token opens its cart though no header brings it. */
export function opens(context: Context, tokenHash: string): void {
  given(context).add(tokenHash)
}

/** Whether the viewer assists shoppers. */
export function assists({ viewer }: Context): boolean {
  return viewer.scopes.includes(ASSIST)
}

/** By what a cart is open to the viewer; null when it is not. A guest's is to who has its token, and to nobody else. */
async function openedBy(context: Context, cart: Cart): Promise<OpenedBy | null> {
  const { viewer } = context
  if (cart.customerId === null) {
    const held = [...given(context), ...(viewer.cartToken === null ? [] : [viewer.cartToken])]
    return tokensOf(cart).some((hash) => held.includes(hash)) ? 'OWN' : null
  }
  const isTheirs =
    viewer.scopes.includes('customer:self') && (await isOwn(context, cart.customerId as CustomerId))
  if (isTheirs) return 'OWN'
  return assists(context) ? ASSIST : null
}

/** A cart as the ledger has it now, if the viewer may see it; null for any other, there or not. */
export async function openCart(context: Context, id: string): Promise<Cart | null> {
  const record = (await context.services.writes.carts.byIds([id])).get(id)
  const cart = record && cartOf(record)
  return cart && (await openedBy(context, cart)) ? cart : null
}

/** What is said of a cart that is not the viewer's, and of one that is not there. */
export function notOpen(): Error {
  return forbidden({ scopes: [['customer:self'], [ASSIST]], authenticated: false, policy: false })
}

/** Takes down, for the audit log, that staff was shown a shopper's cart. */
export async function noteShown(
  context: Context,
  cart: Cart,
  path: GraphQLResolveInfo['path'],
): Promise<void> {
  // Nobody assists with a guest's: it opens by its token, or not at all.
  if ((await openedBy(context, cart)) !== ASSIST) return
  const owner = { customerId: cart.customerId as CustomerId, orderId: null }
  context.access.note({ owner, coordinate: 'Cart', path, scopes: [ASSIST] })
}
