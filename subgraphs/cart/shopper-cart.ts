import DataLoader from 'dataloader'
import { type Instant, instant } from '../../adapters/time.ts'
import type { CartRecord, WriteUnit } from '../../ledger/writes/port.ts'
import { type Context, perRequest } from '../context.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import { openCart } from './access.ts'
import { type Cart, cartOf, isActive } from './cart.ts'
import { type Changed, refusedWith } from './change.ts'
import { because, refused, whyRefused } from './refused.ts'

/** Not kept: a cart may be changed and read again in one request. */
const records = perRequest(
  ({ services: { writes } }) =>
    new DataLoader<string, CartRecord | null>(
      async (ids) => {
        const found = await writes.carts.activeOf(ids)
        return ids.map((id) => found.get(id) ?? null)
      },
      { cache: false },
    ),
)

/** The newest cart of a shopper's, begun under whatever id they carried then; null when none may be changed. */
export async function activeCart(context: Context, customerId: string): Promise<Cart | null> {
  const { cartKeys, clock } = context.services
  const entity = await customerById(context, customerId)
  const ids = entity ? cartKeys.idsOf(entity) : [customerId]
  // Also while they have none: the next one may be begun on another device.
  for (const one of ids) context.about(`customer/${one}`)
  const all = await Promise.all(ids.map((one) => records(context).load(one)))
  const at = instant(clock())
  const [newest] = all
    .filter((one) => one !== null)
    .filter((one) => isActive(one, at))
    .sort((left, right) => (left.updatedAt > right.updatedAt ? -1 : 1))
  return newest ? cartOf(newest) : null
}

/** Another device of theirs was quicker. */
const quicker = (message: string) => refused([because('VERSION_CONFLICT', message, { retryable: true })])

/** Throws where a shopper has a cart by now though none was seen. */
export async function refuseSecond({ carts }: WriteUnit, customerId: string, at: Instant): Promise<void> {
  const other = await carts.activeOf(customerId)
  if (other && isActive(other, at)) throw quicker('A cart was begun elsewhere meanwhile; ask again.')
}

/** Throws where a shopper's cart that was seen takes no more: what is asked again begins the next. */
export function refuseEnded(cart: Cart, at: Instant): void {
  if (!isActive(cart, at)) throw quicker('The cart was ordered, or its time was over, meanwhile; ask again.')
}

/**
 * What is answered to a shopper when it was not done, with the cart that was seen as it is now, or the one that was begun meanwhile;
 * anything but a refusal is thrown again.
 */
export async function refusedTheirs(
  context: Context,
  { seen, customerId }: { readonly seen: Cart | null; readonly customerId: string | null },
  error: unknown,
): Promise<Changed> {
  const refusals = whyRefused(error)
  const cart = seen ?? (customerId === null ? null : await activeCart(context, customerId))
  return refusedWith(cart && (await openCart(context, cart.id)), refusals)
}
