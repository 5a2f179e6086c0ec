import type { Instant } from '../../../adapters/time.ts'
import { ledgerPlace } from '../../../gateway/ledger-place.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import type { WorldCustomer } from '../../../sandbox/world/shopper-types.ts'
import { orderTokenMaker } from '../../../subgraphs/shared/orders/order-token.ts'
import type { Details, Headers, Role } from '../../graph/people.ts'
import type { Whole } from '../../graph/whole.ts'
import type { MadePurchases } from './made.ts'
import type { Eyes } from './may-see.ts'
import { customerIdOf, orderIdOf } from './private-values.ts'

/** Somebody who asks at random. */
export interface Asker extends Eyes {
  readonly name: string
  readonly headers: Headers
  /** Root fields they ask for more often than others, and by how many times. */
  readonly often: Readonly<Record<string, number>>
}

/** Where those find something who may see their own alone. */
const OWN_ROOTS = {
  me: 8,
  myCart: 1,
  cart: 1,
  order: 6,
  return: 3,
  conversation: 3,
  promotions: 1,
  priceQuote: 1,
}
const FOLLOWED_ROOTS = { order: 12, return: 4 }
const OTHERS_ROOTS = {
  customer: 6,
  customerLookup: 3,
  order: 5,
  orderLookup: 3,
  return: 2,
  loyaltyAccount: 2,
  conversation: 2,
  conversations: 2,
  cart: 1,
}
/** Nobody else takes goods in. */
const ASSOCIATES_ROOTS = { ...OTHERS_ROOTS, returnReceive: 6 }
const OFTEN = { shopper: OWN_ROOTS, guest: FOLLOWED_ROOTS, associate: ASSOCIATES_ROOTS }

/** Indexes of shoppers with much to see: those with a part to play, and some that were drawn. */
export const SHOPPERS = [0, 1, 2, 3, 4, 6, 7, 9] as const

/**
 * Everybody who asks. Those who may see their own alone are many, since from them most is to be kept; the ledger is told which
 * orders the guests' tokens open, but for those that guests were given when they ordered.
 */
export async function openAskers(whole: Whole, made: MadePurchases): Promise<readonly Asker[]> {
  const shoppers = SHOPPERS.map((index) => shopper(whole, index))
  const staff: readonly (readonly [Role, Details])[] = [
    ['associate', {}],
    ['associate', { store: 'LYO01' }],
    ['callCentre', {}],
    ['marketing', {}],
    ['steward', {}],
    ['privacy', {}],
    ['operations', {}],
    ['everything', {}],
    // Being a shopper as well shows them no more: their tokens do not say `customer:self`.
    ['marketing', { customerId: idOf(whole, 2) }],
    ['privacy', { customerId: idOf(whole, 4) }],
  ]
  return [
    asker(whole, 'anonymous'),
    asker(whole, 'partner'),
    ...staff.map(([role, details]) => asker(whole, role, { details })),
    ...shoppers,
    ...(await guests(whole, made)),
    ...whoOrdered(whole, made),
  ]
}

interface More {
  readonly details?: Details
  readonly self?: number | null
  readonly token?: Eyes['token']
}

function asker(whole: Whole, role: Role, { details = {}, self = null, token = null }: More = {}): Asker {
  const words = [
    role,
    details.store,
    self === null ? null : `of index ${self}`,
    token && 'with an order token',
  ]
  const name = words.filter((word) => typeof word === 'string').join(' ')
  const often = role in OFTEN ? OFTEN[role as keyof typeof OFTEN] : OTHERS_ROOTS
  return { name, role, self, token, often, headers: whole.as(role, details) }
}

function shopper(whole: Whole, index: number, token?: string): Asker {
  const details = { customerId: idOf(whole, index), ...(token !== undefined && { orderToken: token }) }
  return asker(whole, 'shopper', { details, self: index })
}

/** Guests with the tokens that they were given when they ordered. */
function whoOrdered(whole: Whole, { orders }: MadePurchases): readonly Asker[] {
  return orders.flatMap(({ id, owner, tokens }) => {
    if (!tokens) return []
    return [asker(whole, 'guest', { details: { orderToken: tokens.order }, token: { order: id, owner } })]
  })
}

/**
 * Guests with tokens for orders of every channel and for a shopper's that the graph took, one that is over, and a shopper who
 * follows another's order.
 */
async function guests(whole: Whole, { orders }: MadePurchases): Promise<readonly Asker[]> {
  const ledger = await thisBuild.openLedger({
    ...ledgerPlace(whole.config, () => new Date(whole.now())),
    idKey: whole.idKey,
  })
  const instant = (ms: number) => new Date(whole.now() + ms).toISOString() as Instant
  try {
    const made: Asker[] = []
    for (const { id, owner } of [...followed(whole), ...orders.slice(0, 1)]) {
      const { token, hash } = orderTokenMaker(whole.idKey)(id, 'random')
      await ledger.orderTokens.grant({ hash, orderId: id, at: instant(0), expiresAt: instant(86_400_000) })
      const eyes = { order: id, owner }
      made.push(asker(whole, 'guest', { details: { orderToken: token }, token: eyes }))
      if (made.length === 1) made.push({ ...shopper(whole, 9, token), token: eyes })
    }
    const [over] = followed(whole).slice(-1)
    if (!over) throw new RangeError('expected an order to follow')
    const { token, hash } = orderTokenMaker(whole.idKey)(over.id, 'over')
    await ledger.orderTokens.grant({
      hash,
      orderId: over.id,
      at: instant(-2_000),
      expiresAt: instant(-1_000),
    })
    return [...made, asker(whole, 'guest', { details: { orderToken: token } })]
  } finally {
    await ledger.close()
  }
}

/** Orders that somebody follows by a token: sent ones, and sales of tills that were paid by card. */
function followed({ world, idKey }: Whole) {
  const away = world.orders
    .filter(({ deliveries, copyOfReceipt }) => deliveries.length > 0 && copyOfReceipt === undefined)
    .slice(0, 3)
  const sales = world.receipts
    .filter(({ kind, customer, tenders }) => kind === 'sale' && customer !== null && tenders.some(byCard))
    .slice(0, 4)
  return [...away, ...sales].map((order) => ({ id: orderIdOf(order, idKey), owner: order.customer }))
}

function byCard({ brand }: { readonly brand: string | null }): boolean {
  return brand !== null
}

function idOf({ world, idKey }: Whole, index: number): string {
  const id = customerIdOf(world.customers[index] as WorldCustomer, idKey)
  if (id === null) throw new RangeError(`expected shopper ${index} to be known to the graph`)
  return id
}
