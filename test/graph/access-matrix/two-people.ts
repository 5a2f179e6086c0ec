import { mintId, type RecordId } from '../../../adapters/ids.ts'
import type { WorldOrder } from '../../../sandbox/world/sale-types.ts'
import { createThreads } from '../../../sandbox/world/threads.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { type ExpectedOrder, expectedOrders } from '../expected.ts'
import type { BegunCart, BegunCarts } from './begun-carts.ts'

/** Whose something is that is asked for: the sample shopper's, another's, or nobody's since there is none. */
export const TARGETS = ['own', 'other', 'unknown'] as const
export type Target = (typeof TARGETS)[number]

/** An order as it is asked for. */
interface Asked {
  readonly id: string
  readonly number: string
}

/** Everything somebody is asked for by; of nobody, keys that are well formed and lead nowhere. */
export interface Keys {
  readonly id: string
  readonly email: string
  readonly phone: string
  readonly card: string
  readonly receipt: string
  /** An order of the web that was paid and came back. */
  readonly order: Asked
  /** The order they wrote to the service desk about. */
  readonly wroteAbout: Asked
  readonly return: string
  readonly conversation: string
  readonly cart: BegunCart
  /** A guest's: the one that the token of the column of guests opens, another's, nobody's. */
  readonly guestCart: string
  /** Stock that was put aside. */
  readonly reservation: string
  /** A store's part of `order`, if a store had one. */
  readonly part: string
  /** The warehouse: the same for everybody. */
  readonly warehouse: string
}

/** What the world holds of a shopper: what is shown of them must be this. */
export interface Facts extends Keys {
  readonly contactId: string
  /** Newest first, of every channel. */
  readonly orders: readonly ExpectedOrder[]
  /** What was paid for `Keys.order`, and how many points it brought. Cents. */
  readonly paid: number
  readonly points: number
  /** What was given back for `Keys.order`. Cents. */
  readonly refund: number
  /** How `Keys.receipt` was paid: the card's last digits, null for cash. */
  readonly last4: string | null
  /** The numbers of all orders that brought or took points, sorted. */
  readonly collected: readonly string[]
  /** What `Keys.conversation` is about. */
  readonly subject: string
  /** What they wrote to the service desk about, newest first. */
  readonly subjects: readonly string[]
  /** What was said in it to and by the shopper, oldest first. */
  readonly words: readonly string[]
}

/** Somebody that a matrix asks for. */
interface Subject {
  readonly keys: Keys
  /** Null of nobody. */
  readonly facts: Facts | null
}

export type Subjects = Readonly<Record<Target, Subject>>

/** Index of the sample shopper, and of one who has bought, returned, collected points and written, too. */
const OWN = 0
const OTHER = 34

/** The two and nobody, by a world's facts and the graph's own key. */
export function twoPeople(
  world: World,
  idKey: string,
  { own, other, guests: [guest, stranger] }: Omit<BegunCarts, 'token'>,
): Subjects {
  return {
    own: withCarts(subjectOf(world, OWN, idKey), { cart: own, guestCart: guest }),
    other: withCarts(subjectOf(world, OTHER, idKey), { cart: other, guestCart: stranger }),
    unknown: nobody(world, idKey),
  }
}

/** The graph's ids of the two shoppers. */
export function twoIds(world: World, idKey: string): Readonly<Record<'own' | 'other', string>> {
  return { own: subjectOf(world, OWN, idKey).keys.id, other: subjectOf(world, OTHER, idKey).keys.id }
}

const NO_CART: Pick<Keys, 'cart' | 'guestCart'> = {
  cart: { id: `crt_${'0'.repeat(26)}`, line: `lin_${'0'.repeat(26)}` },
  guestCart: `crt_${'0'.repeat(26)}`,
}

function withCarts({ keys, facts }: Subject, carts: Pick<Keys, 'cart' | 'guestCart'>): Subject {
  return { keys: { ...keys, ...carts }, facts: facts && { ...facts, ...carts } }
}

function subjectOf(world: World, index: number, idKey: string): Subject {
  const customer = found(world.customers[index])
  const order = found(
    world.orders.find((one) => one.customer === index && one.channel === 'WEB' && one.returned?.done),
  )
  const returned = found(order.returned)
  const receipt = found(world.receipts.find((one) => one.customer === index && one.kind === 'sale'))
  const desk = deskOf(world, index)
  const { seal } = createSealer(idKey)
  const keys: Keys = {
    id: mintId(idKey, 'customer', { source: 'crm', id: found(customer.contactId) as RecordId }),
    email: found(customer.email),
    phone: found(customer.phone),
    card: found(customer.card),
    receipt: receipt.number,
    order: asked(idKey, order),
    wroteAbout: asked(idKey, desk.about),
    return: seal('return', ['erp', returned.number, order.salesOrder, 'WEB', order.number]),
    conversation: seal('conversation', ['crm', desk.case]),
    reservation: seal('reservation', ['matrix', String(index)]),
    part: seal('fulfilment', [asked(idKey, order).id, '1']),
    warehouse: warehouseOf(world, idKey),
    ...NO_CART,
  }
  const facts: Facts = {
    ...keys,
    contactId: found(customer.contactId),
    orders: expectedOrders(world, index, idKey),
    paid: total(order),
    ...pointsOf(world, index, order.number),
    refund: returned.refund,
    last4: receipt.tenders[0]?.last4 ?? null,
    subject: desk.subject,
    subjects: desk.subjects,
    words: desk.words,
  }
  return { keys, facts }
}

function pointsOf(world: World, index: number, order: string): Pick<Facts, 'points' | 'collected'> {
  const { movements } = found(world.loyalty.find(({ customer }) => customer === index))
  const points = found(movements.find((one) => one.order === order)).points
  return { points, collected: movements.flatMap((one) => one.order ?? []).toSorted() }
}

/** What somebody and the service desk wrote to each other; about an order, at least once. */
function deskOf(world: World, index: number) {
  const threads = createThreads(world)
  const cases = world.cases.filter(({ customer }) => customer === index)
  const one = found(cases.find(({ id }) => threads.get(id)?.order))
  const { order, emails, sessions } = found(threads.get(one.id))
  const said = [
    ...one.comments,
    ...emails.filter(({ from, draft }) => from !== 'carrier' && !draft),
    ...sessions.flatMap(({ entries }) => entries),
  ]
  return {
    case: one.id,
    about: found(order),
    subject: one.subject,
    subjects: cases
      .toSorted(byTime(({ createdAt }) => createdAt))
      .map(({ subject }) => subject)
      .toReversed(),
    words: said.toSorted(byTime(({ at }) => at)).map(({ text }) => text),
  }
}

const byTime =
  <T>(of: (one: T) => string) =>
  (left: T, right: T) =>
    Date.parse(of(left)) - Date.parse(of(right))

function warehouseOf({ warehouse }: World, idKey: string): string {
  return mintId(idKey, 'store', { source: 'erp', id: warehouse.plant as RecordId })
}

function nobody(world: World, idKey: string): Subject {
  const sealer = createSealer(idKey)
  const order = { channel: 'WEB', number: 'W-999999' }
  return {
    keys: {
      id: mintId(idKey, 'customer', { source: 'crm', id: '0035e0000000zzzAAA' as RecordId }),
      email: 'nobody@example.org',
      phone: '+33639999999',
      card: '9510000999990',
      receipt: '0106-3-20250113-9999',
      order: asked(idKey, order),
      wroteAbout: asked(idKey, { channel: 'STORE_POS', number: '0106-3-20250113-9999' }),
      return: sealer.seal('return', ['erp', '6000999999', '1999999', order.channel, order.number]),
      conversation: sealer.seal('conversation', ['crm', '5005e0000000999AAA']),
      reservation: sealer.seal('reservation', ['matrix', 'none']),
      part: sealer.seal('fulfilment', [asked(idKey, order).id, '1']),
      warehouse: warehouseOf(world, idKey),
      ...NO_CART,
    },
    facts: null,
  }
}

function asked(
  idKey: string,
  { channel, number }: { readonly channel: string; readonly number: string },
): Asked {
  return { id: createSealer(idKey).seal('order', [channel, number]), number }
}

function total({ lines, shipping }: WorldOrder): number {
  return lines.filter(({ rejected }) => !rejected).reduce((sum, line) => sum + line.total, shipping)
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new RangeError('expected the small world to have this, found none')
  return value
}
