import type { GraphQLResolveInfo } from 'graphql'
import type { ChannelKind } from '../../adapters/channel.ts'
import type { CustomerId } from '../../adapters/ids.ts'
import type { Context } from '../context.ts'
import { assists, noteShown, notOpen, openCart } from './access.ts'
import type { Cart } from './cart.ts'
import { shown } from './model.ts'
import type { CartModel } from './models.ts'
import { checkId } from './refused.ts'
import { activeCart } from './shopper-cart.ts'

type Path = GraphQLResolveInfo['path']

/**
 * A cart by its id. Null to who assists where it is not open to them, FORBIDDEN to everybody else, and in either case the same where
 * there is none; BAD_INPUT for no id.
 */
export async function cartById(context: Context, id: string, path: Path): Promise<CartModel | null> {
  checkId('crt', id, 'id')
  const cart = await openCart(context, id)
  if (!cart && assists(context)) return null
  if (!cart) throw notOpen()
  await noteShown(context, cart, path)
  return shown(context, cart)
}

/** The viewer's own; null while they have none. */
export async function myCart(context: Context, channel: ChannelKind | null): Promise<CartModel | null> {
  // The field's rule refuses who is no shopper.
  const cart = await activeCart(context, context.viewer.customerId as CustomerId)
  return cart && shown(context, cart, channel)
}

/** A shopper's; who may see it is the guard's to say, and to note. */
export async function cartOfShopper(context: Context, id: string): Promise<CartModel | null> {
  const cart = await activeCart(context, id)
  return cart && shown(context, cart)
}

/** The cart of an answer to a change. */
export async function payloadCart(
  context: Context,
  cart: Cart | null,
  path: Path,
): Promise<CartModel | null> {
  if (!cart) return null
  await noteShown(context, cart, path)
  return shown(context, cart)
}
