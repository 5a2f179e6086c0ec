import { isSourceError, SourceError } from '../../adapters/error.ts'
import type { Sku } from '../../adapters/ids.ts'
import type { Campaigns } from '../../adapters/ports/campaigns.ts'
import type { ConsentStatement } from '../../adapters/ports/consents.ts'
import type { Estate } from '../../adapters/source.ts'
import type { Entity, IdentityLedger } from '../../ledger/port.ts'
import type { CartReads, OutboxEntry, WriteUnit } from '../../ledger/writes/port.ts'
import { recordsIn } from '../shared/shoppers/customer-records.ts'
import { type Deliveries, type Delivery, NOTHING } from '../shared/writes/outbox-delivery.ts'
import { type Cart, cartOf } from './cart.ts'

/** The kind of outbox entry that tells of a cart that was given up. */
const ABANDONED = 'cart.abandoned'

/** What telling of abandoned carts works with. */
export interface AbandonedTools {
  readonly estate: Estate
  readonly identity: Pick<IdentityLedger, 'resolve'>
  readonly identityFilled: () => boolean
  readonly carts: Pick<CartReads, 'byIds'>
}

/**
 * Queues that a shopper's cart with something in it was given up, in the transaction that gives it up; a guest's is nobody's to be told of.
 * The key is the cart's: it is given up once, and what the shopper wants later is another cart.
 */
export async function queueAbandoned(
  unit: WriteUnit,
  estate: Estate,
  { id, customerId, body }: Cart,
): Promise<void> {
  const [campaigns] = estate.answers.campaigns
  const { abandonedAt: at } = body
  if (!campaigns || customerId === null || at === null || body.lines.length === 0) return
  await unit.send({
    id: `${id}/abandoned`,
    stream: `${id}/abandoned`,
    system: campaigns.name,
    kind: ABANDONED,
    body: JSON.stringify({ cartId: id }),
    at,
  })
}

/** How abandoned carts are told of. */
export function cartDeliveries(tools: AbandonedTools): Deliveries {
  return { [ABANDONED]: tellOfAbandoned(tools) }
}

/**
 * Tells whoever talks to shoppers that one left a cart. Only of a shopper who agreed to marketing, as all systems that know of it say when it is
 * told: of others it is told nobody, and where one of those systems does not answer it waits.
 */
function tellOfAbandoned(tools: AbandonedTools): Delivery {
  return {
    // The system does a key once, however often it comes.
    find: null,
    settleMs: ({ system }) => campaignsNamed(tools, system).settleMs,
    async deliver(entry) {
      const { id: key, system } = entry
      const cart = await cartIn(tools, entry)
      const shopper = cart?.customerId ? await shopperOf(tools, cart.customerId) : null
      const [customer] = shopper ? recordsIn(shopper, system) : []
      if (!cart?.body.abandonedAt || !shopper || !customer) return NOTHING
      if (!(await agreesToMarketing(tools, shopper))) return NOTHING
      const { channel, abandonedAt: at, lines } = cart.body
      await campaignsNamed(tools, system).cartAbandoned({
        key,
        cartId: cart.id,
        customer,
        channel,
        at,
        // Only articles that the catalogue knows come into a cart.
        lines: lines.map(({ sku, quantity }) => ({ sku: sku as Sku, quantity })),
      })
      return NOTHING
    },
    // A shopper whom the system does not know any more is told of to nobody.
    refused: async (_, { code }) => (code === 'CONFLICT' ? NOTHING : null),
  }
}

async function cartIn({ carts }: AbandonedTools, { body }: OutboxEntry): Promise<Cart | null> {
  // Written by `queueAbandoned`.
  const { cartId } = JSON.parse(body) as { readonly cartId: string }
  const record = (await carts.byIds([cartId])).get(cartId)
  return record ? cartOf(record) : null
}

async function shopperOf({ identity, identityFilled }: AbandonedTools, id: string): Promise<Entity | null> {
  const shopper = (await identity.resolve('customer', [id])).get(id) ?? null
  if (!shopper && !identityFilled())
    throw new SourceError('identity', 'SOURCE_UNAVAILABLE', 'still being filled')
  return shopper
}

/** Whether every statement of at least one way to be told says yes, and there is one. Throws where a system does not answer: it may know of a no. */
async function agreesToMarketing({ estate }: AbandonedTools, shopper: Entity): Promise<boolean> {
  const said: ConsentStatement[] = []
  for (const { name, port } of estate.answers.consents) {
    const records = recordsIn(shopper, name)
    if (records.length === 0) continue
    for (const read of (await port.consents(records)).values()) {
      if (isSourceError(read)) throw read
      said.push(...read.value.map(({ value }) => value).filter(({ purpose }) => purpose === 'MARKETING'))
    }
  }
  return [...new Set(said.map(({ via }) => via))].some((way) =>
    said.filter(({ via }) => via === way || via === null).every(({ state }) => state === 'GRANTED'),
  )
}

function campaignsNamed({ estate }: AbandonedTools, system: string): Campaigns {
  const found = estate.answers.campaigns.find(({ name }) => name === system)
  if (!found) throw new Error(`expected a system "${system}" that answers campaigns`)
  return found.port
}
