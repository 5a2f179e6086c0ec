import type { ChannelKind } from '../../adapters/channel.ts'
import type { Context } from '../context.ts'
import { lazily } from '../lazily.ts'
import type { Cart } from './cart.ts'
import { whereOf } from './here.ts'
import type { CartModel } from './models.ts'
import { priceCart } from './priced.ts'
import { stockOf } from './stocked.ts'

/** A cart to be shown; in the channel that is said, else the request's, else its own. */
export function shown(context: Context, cart: Cart, said: ChannelKind | null = null): CartModel {
  const here = whereOf(context, cart.body, said)
  context.about(`cart/${cart.id}`)
  return {
    cart,
    here,
    priced: lazily(() => priceCart(context, cart, here)),
    stocked: lazily(() => stockOf(context, cart, here)),
  }
}
