import type { ChannelKind } from '../../adapters/channel.ts'
import type { Instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import type { CartBody } from './cart.ts'

/** Where a cart is looked at or changed. */
export interface Here {
  readonly channel: ChannelKind
  readonly store: Place | null
}

/** Channels in which one is in a store. */
const IN_STORES: ReadonlySet<ChannelKind> = new Set(['STORE_POS', 'ASSOCIATE_APP', 'KIOSK'])

/**
 * Where a request is made: in the channel it says, else the one the cart was begun in; in stores in that of the associate, and
 * in the cart's own channel in the cart's own store.
 */
export function whereOf(
  { channel, viewer, services: { stores } }: Context,
  body: Pick<CartBody, 'channel' | 'store'>,
  said: ChannelKind | null = null,
): Here {
  const here = said ?? channel ?? body.channel
  const own = here === body.channel && body.store !== null ? stores.byId(body.store) : null
  const associates = viewer.store === null ? null : stores.byCode(viewer.store)
  return { channel: here, store: (IN_STORES.has(here) && associates) || own }
}

/** Whether goods are at hand where a cart is: in a store that is known. */
export function isInStore({ channel, store }: Here): boolean {
  return store !== null && IN_STORES.has(channel)
}

/** The body with the channel among those that touched it, at the end unless it did before. */
export function touched(
  { viewer }: Context,
  body: CartBody,
  { here: { channel, store }, at }: { readonly here: Here; readonly at: Instant },
): CartBody {
  if (body.touches.some((touch) => touch.channel === channel)) return body
  const associate = viewer.kind === 'STAFF' ? viewer.subject : null
  return { ...body, touches: [...body.touches, { channel, at, store: store?.id ?? null, associate }] }
}
