import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import type { FulfilmentKind } from '../shared/stock/fulfilment.ts'
import { SERVICE_OF } from '../shared/stock/fulfilment-options.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import type { CartBody, GroupBody } from './cart.ts'
import { type Changed, changeCart } from './change.ts'
import { type Here, whereOf } from './here.ts'
import { refuseUnknown } from './lines.ts'
import { because, checkId, type Refusal, refuseFor } from './refused.ts'
import type { MutationCartFulfillmentSetArgs } from './resolvers.generated.ts'

type Groups = MutationCartFulfillmentSetArgs['groups']

/** Most groups of a cart. */
const MOST_GROUPS = 20
/** What a cart may be ordered for; the other ways are nothing to be ordered. */
const ORDERED: ReadonlySet<FulfilmentKind> = new Set([
  'SHIP_FROM_WAREHOUSE',
  'SHIP_FROM_STORE',
  'PICKUP_IN_STORE',
  'CURBSIDE_PICKUP',
  'ENDLESS_AISLE',
])
/** What a store gives away; in an endless aisle it only takes the order. */
export const FROM_STORES: ReadonlySet<FulfilmentKind> = new Set([
  'SHIP_FROM_STORE',
  'PICKUP_IN_STORE',
  'CURBSIDE_PICKUP',
])

/** Says how lines reach the shopper. Asks nobody for stock: the cart tells what is missing when it is read. */
export async function setFulfilment(
  context: Context,
  args: MutationCartFulfillmentSetArgs,
): Promise<Changed> {
  const { idempotencyKey: key, expectedVersion = null, cartId, groups } = args
  checkGroups(groups)
  const change = { operation: 'cartFulfillmentSet', key, input: args, cartId, expectedVersion }
  return changeCart(context, change, async (cart) => {
    const { channel } = whereOf(context, cart.body)
    refuseFor(groups.flatMap((group, place) => whyNot(context, { ...group, channel, place }) ?? []))
    return (body) => withGroups(context, body, { cartId, groups })
  })
}

function checkGroups(groups: Groups): void {
  if (groups.length > MOST_GROUPS) throw badInput(`expected at most ${MOST_GROUPS} "groups"`)
  const ids = groups.flatMap(({ lineIds }) => lineIds)
  for (const id of ids) checkId('lin', id, 'lineIds')
  if (new Set(ids).size < ids.length) throw badInput('expected each line in one group at most')
  if (groups.some(({ lineIds }) => lineIds.length === 0)) throw badInput('expected each group to have lines')
  if (groups.some(({ mode }) => !ORDERED.has(mode)))
    throw badInput(`expected every "mode" to be one of ${[...ORDERED].join(', ')}`)
  if (groups.some(({ mode, storeId }) => FROM_STORES.has(mode) && !storeId))
    throw badInput('expected a "storeId" for what a store gives away or sends')
  if (groups.some(({ mode, storeId }) => mode === 'SHIP_FROM_WAREHOUSE' && storeId))
    throw badInput('expected no "storeId" for what a warehouse sends')
}

interface Planned {
  readonly mode: FulfilmentKind
  readonly storeId?: string | null
  readonly channel: Here['channel']
  readonly place: number
}

/** Why a way is not open there, whatever the stock; null when it is. */
function whyNot({ services }: Context, { mode, storeId, channel, place }: Planned): Refusal | null {
  const field = ['groups', String(place)]
  const channels = services.fulfilment.get(mode)?.channels ?? []
  if (channels.length > 0 && !channels.includes(channel))
    return because('FULFILLMENT_UNAVAILABLE', 'This way is not offered in this channel.', { field })
  const isSent = mode === 'SHIP_FROM_WAREHOUSE' || mode === 'ENDLESS_AISLE'
  if (isSent && services.stores.warehouses.length === 0)
    return because('FULFILLMENT_UNAVAILABLE', 'There is no warehouse that sends.', { field })
  if (!storeId) return null
  const store = services.stores.byId(storeId)
  if (store?.kind !== 'STORE')
    return because('NOT_FOUND', 'There is no such store.', { field: [...field, 'storeId'] })
  return offers(store, mode)
    ? null
    : because('FULFILLMENT_UNAVAILABLE', 'This store does not offer this way.', { field })
}

function offers({ services }: Place, mode: FulfilmentKind): boolean {
  const service = SERVICE_OF[mode]
  return service === undefined || services.includes(service)
}

function withGroups(
  { services: { cartKeys, stores } }: Context,
  body: CartBody,
  { cartId, groups }: { readonly cartId: string; readonly groups: Groups },
): CartBody {
  for (const [place, { lineIds }] of groups.entries()) refuseUnknown(body, lineIds, `groups.${place}.lineIds`)
  const made = groups.map(
    ({ mode, lineIds, storeId }, nth): GroupBody => ({
      id: cartKeys.partId('grp', cartId, body.made + nth),
      mode,
      lineIds,
      store: storeId ? (stores.byId(storeId)?.id ?? null) : null,
    }),
  )
  return { ...body, groups: made, made: body.made + made.length }
}
