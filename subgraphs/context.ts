import type { Forget } from '../adapters/changed.ts'
import type { ChannelKind } from '../adapters/channel.ts'
import type { Answerer, Estate } from '../adapters/source.ts'
import type { Clock } from '../adapters/time.ts'
import type { IdentityLedger, OrderTokens } from '../ledger/port.ts'
import type { About, WriteLedger } from '../ledger/writes/port.ts'
import type { CartKeys } from './cart-keys.ts'
import type { Sealer } from './sealed-id.ts'
import type { AccessNotes } from './shared/access/access.ts'
import type { Viewer } from './shared/access/viewer.ts'
import type { MakeOrderToken } from './shared/orders/order-token.ts'
import type { EarnRule } from './shared/points/earned-points.ts'
import type { LoyaltyKeys } from './shared/points/loyalty-keys.ts'
import type { ReturnPolicy } from './shared/returns/return-policy.ts'
import type { Fulfilment } from './shared/stock/fulfilment.ts'
import type { StoreDirectory } from './shared/stock/store-directory.ts'
import type { SystemHealth } from './system-health.ts'

/** What every subgraph works with, built once by the composition root. */
export interface Services {
  readonly estate: Estate
  readonly identity: IdentityLedger
  /** Whether every system's cross-references have been read once; until then an unknown id may yet become known. */
  readonly identityFilled: () => boolean
  /** Which order a guest's token opens. */
  readonly orderTokens: Pick<OrderTokens, 'find'>
  /** What must be done once. */
  readonly writes: WriteLedger
  /** Has what the graph changed somewhere be read anew. */
  readonly forget: Forget
  /** Makes a guest's way to an order. */
  readonly orderTokenOf: MakeOrderToken
  /** The orders that the graph took. */
  readonly placedOrders: Answerer<'orders'>
  readonly cartKeys: CartKeys
  readonly carts: CartTerms
  readonly loyaltyKeys: LoyaltyKeys
  readonly loyalty: LoyaltyTerms
  readonly returns: ReturnPolicy
  readonly sealer: Sealer
  readonly stores: StoreDirectory
  readonly retailer: RetailerFacts
  readonly fulfilment: Fulfilment
  readonly health: () => readonly SystemHealth[] | Promise<readonly SystemHealth[]>
  readonly clock: Clock
}

/** What the retailer's configuration says of the retailer. */
interface RetailerFacts {
  /** The zone in which business days begin and end where no store says otherwise. */
  readonly timeZone: string
  /** BCP 47, best first: what a text falls back to. */
  readonly locales: readonly string[]
  /** At most this many whole units are LOW_STOCK. */
  readonly lowStock: number
  /** For how many seconds a price or promotion that was read may be told again. */
  readonly priceSeconds: number
  /** For how many days what is ready to be collected waits for its shopper. */
  readonly pickupDays: number
  /** Age in seconds at which a stock reading is worth nothing. */
  readonly stockBudgetSeconds: number
}

/** How long carts last, as the retailer says. */
interface CartTerms {
  /** After so many days without a change a cart is given up. */
  readonly guestDays: number
  readonly customerDays: number
  /** For how long a hand-off code opens one. */
  readonly handOffMinutes: number
}

/** What the retailer says of the loyalty programme, as far as its engine does not. */
export interface LoyaltyTerms {
  /** The programme that shoppers join, by the engine's own key; null where the graph enrols nobody. */
  readonly program: string | null
  /** For how long points are held for a redemption. */
  readonly redemptionMinutes: number
  /** What an order that the graph took earns; null where the graph gives no points. */
  readonly earn: EarnRule | null
}

/** What one request carries: who asks, in which languages and channel, and (by `perRequest`) its loaders. */
export interface Context {
  readonly services: Services
  readonly viewer: Viewer
  /** Where the guards note what they let through. */
  readonly access: AccessNotes
  /** Told what of the ledger the answer is about, by who was let see it: a live answer is made anew when that is changed. */
  readonly about: (thing: About) => void
  /** BCP 47, best first, from Accept-Language and the retailer's own; never empty. */
  readonly locales: readonly string[]
  /** From the header X-Channel; null when the request does not say. */
  readonly channel: ChannelKind | null
}

/**
 * Something made once per request and then shared by all its resolvers, a loader for example: `const variants =
 * perRequest((context) => loader(...))`, then `variants(context).load(sku)`.
 */
export function perRequest<T>(create: (context: Context) => T): (context: Context) => T {
  const made = new WeakMap<Context, T>()
  return (context) => {
    const known = made.get(context)
    if (known !== undefined) return known
    const fresh = create(context)
    made.set(context, fresh)
    return fresh
  }
}
