import type { ChannelKind } from '../../adapters/channel.ts'
import type { Currency, Money } from '../../adapters/money.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import type { CartRecord } from '../../ledger/writes/port.ts'
import type { Services } from '../context.ts'
import type { FulfilmentKind } from '../shared/stock/fulfilment.ts'

/** Most units of one article in a cart. */
export const MOST_UNITS = 999
/** Most lines of a cart. */
export const MOST_LINES = 100

/** So many units of one article. No two lines of a cart are of one article. */
export interface LineBody {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  /** Of one unit, gross, when it was added, and the system that said so. */
  readonly price: Money & { readonly source: string }
  readonly addedFrom: ChannelKind
  readonly addedAt: Instant
}

/** Lines that reach the shopper together. */
export interface GroupBody {
  readonly id: string
  readonly mode: FulfilmentKind
  readonly lineIds: readonly string[]
  /** The store's id. */
  readonly store: string | null
}

interface TouchBody {
  readonly channel: ChannelKind
  readonly at: Instant
  /** The store's id. */
  readonly store: string | null
  /** A subject of the staff's issuer. */
  readonly associate: string | null
}

/** What is in a cart, as the ledger keeps it for this subgraph: JSON. */
export interface CartBody {
  /** Where it was begun. */
  readonly channel: ChannelKind
  /** The id of the store it was begun in. */
  readonly store: string | null
  readonly currency: Currency
  readonly country: string | null
  readonly lines: readonly LineBody[]
  readonly codes: readonly string[]
  readonly groups: readonly GroupBody[]
  readonly touches: readonly TouchBody[]
  /** Hashes of the tokens of those a guest's cart was handed to, newest last. */
  readonly tokens: readonly string[]
  /** How many lines and groups were ever made. */
  readonly made: number
  readonly mergedInto: string | null
  /** When it was given up: the one event of its being abandoned. */
  readonly abandonedAt: Instant | null
  /** How often somebody was told that it is not ordered: a try that began before that orders it no more. Absent for never. */
  readonly refusals?: number
}

/** A cart that was read. */
export interface Cart extends Omit<CartRecord, 'body'> {
  readonly body: CartBody
}

/** Reads a cart's record. */
export function cartOf(record: CartRecord): Cart {
  // Nobody but `recordOf` writes it.
  return { ...record, body: JSON.parse(record.body) as CartBody }
}

/** A cart as the ledger keeps it. */
export function recordOf(cart: Cart): CartRecord {
  return { ...cart, body: JSON.stringify(cart.body) }
}

/** A cart after a change: the next version, with its time begun anew. */
export function changed(
  { carts }: Pick<Services, 'carts'>,
  cart: Cart,
  { body, at }: { readonly body: CartBody; readonly at: Instant },
): Cart {
  const days = cart.customerId === null ? carts.guestDays : carts.customerDays
  return { ...cart, body, version: cart.version + 1, updatedAt: at, expiresAt: later(at, days * 86_400) }
}

/** An instant so many seconds later. */
export function later(at: Instant, seconds: number): Instant {
  return instant(new Date(Date.parse(at) + seconds * 1_000))
}

/** Whether it may be changed: a cart whose time is over may not, swept or not. */
export function isActive({ state, expiresAt }: Pick<Cart, 'state' | 'expiresAt'>, at: Instant): boolean {
  return state === 'ACTIVE' && (expiresAt === null || expiresAt > at)
}

/** The hashes of all tokens that open a guest's cart. */
export function tokensOf({ customerId, tokenHash, body }: Cart): readonly string[] {
  if (customerId !== null) return []
  return tokenHash === null ? body.tokens : [tokenHash, ...body.tokens]
}

/** Takes the groups' lines that are not there any more out, and groups without lines with them. */
export function fitGroups(body: CartBody): CartBody {
  const there = new Set(body.lines.map(({ id }) => id))
  const groups = body.groups
    .map((group) => ({ ...group, lineIds: group.lineIds.filter((id) => there.has(id)) }))
    .filter(({ lineIds }) => lineIds.length > 0)
  return { ...body, groups }
}
