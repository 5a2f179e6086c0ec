import type { CallLimits } from './call/limits.ts'
import type { Campaigns } from './ports/campaigns.ts'
import type { Catalog } from './ports/catalog.ts'
import type { Consents } from './ports/consents.ts'
import type { Conversations } from './ports/conversations.ts'
import type { Loyalty } from './ports/loyalty.ts'
import type { LoyaltyDesk } from './ports/loyalty-desk.ts'
import type { OrderDesk } from './ports/order-desk.ts'
import type { Orders } from './ports/orders.ts'
import type { Payments } from './ports/payments.ts'
import type { Prices } from './ports/prices.ts'
import type { ProfileDesk } from './ports/profile-desk.ts'
import type { Profiles } from './ports/profiles.ts'
import type { Promotions } from './ports/promotions.ts'
import type { Search } from './ports/search.ts'
import type { Stock } from './ports/stock.ts'
import type { Stores } from './ports/stores.ts'
import type { Instant } from './time.ts'

/** The schema's `SourceSystemKind`. */
const SYSTEM_KINDS = [
  'ERP',
  'CRM',
  'PIM',
  'POS',
  'OMS',
  'ECOMMERCE',
  'EMAIL',
  'LOYALTY',
  'SEARCH',
  'SUPPORT',
  'PAYMENT',
  'GRAPH',
] as const
export type SystemKind = (typeof SYSTEM_KINDS)[number]

/** The capabilities a source may have, each in the graph's words. */
export interface Ports {
  readonly profiles: Profiles
  readonly catalog: Catalog
  readonly prices: Prices
  readonly orders: Orders
  readonly orderDesk: OrderDesk
  readonly stock: Stock
  readonly stores: Stores
  readonly loyalty: Loyalty
  readonly promotions: Promotions
  readonly consents: Consents
  readonly conversations: Conversations
  readonly search: Search
  readonly payments: Payments
  readonly loyaltyDesk: LoyaltyDesk
  readonly profileDesk: ProfileDesk
  readonly campaigns: Campaigns
}

/** The ports by name. */
export const PORT_NAMES = [
  'profiles',
  'catalog',
  'prices',
  'orders',
  'orderDesk',
  'stock',
  'stores',
  'loyalty',
  'promotions',
  'consents',
  'conversations',
  'search',
  'payments',
  'loyaltyDesk',
  'profileDesk',
  'campaigns',
] as const satisfies readonly (keyof Ports)[]
export type PortName = (typeof PORT_NAMES)[number]

/** One value for each port. */
export function perPort<Value>(make: (port: PortName) => Value): Readonly<Record<PortName, Value>> {
  // `fromEntries` forgets which keys it was given.
  return Object.fromEntries(PORT_NAMES.map((port) => [port, make(port)])) as Record<PortName, Value>
}

/** What a system says of itself when asked how it is; `couture doctor` prints it. */
export interface Diagnosis {
  /** The product's version, where the system tells; null where it does not. */
  readonly version: string | null
  /** The system's own time, for its clock's skew; null where no answer carries one. */
  readonly clock: Instant | null
  /** What is left of a call budget; null where the system has none or does not tell. */
  readonly budget: { readonly used: number; readonly limit: number } | null
  /** What looks wrong though the system answers: a missing field, an unreadable folder. Sentences for the operator. */
  readonly warnings: readonly string[]
}

/**
 * Background work of a source, such as reading till files into the ledger. The factory starts nothing: the composition
 * root runs the jobs once the ledger is open, and aborts them before it closes the ledger.
 */
export interface Job {
  /** For the log; unique among the source's jobs. */
  readonly name: string
  /**
   * Whether the work fills this process's own memory, so that each process does it for itself. Without it the work fills
   * the ledger, which all share: of all processes on one ledger, one at a time does it. @default false
   */
  readonly perProcess?: boolean
  /**
   * Works round after round until `signal` aborts, then resolves. Outages of the system are logged and tried again in
   * the next round; anything else that is thrown is a bug and rejects.
   */
  run(signal: AbortSignal): Promise<void>
  /** One round to its end. Throws a `SourceError` when the system cannot be read. */
  once(): Promise<void>
}

/** What an adapter's factory returns: one configured system with the ports this product can serve. */
export interface Source {
  /** The configured name: `crm`, `erp`, `tills`. */
  readonly name: string
  readonly kind: SystemKind
  readonly ports: Partial<Ports>
  /** Background work the source needs done to answer; none for a source that is asked live. */
  readonly jobs?: readonly Job[]
  /** How much the system is asked at once, how long, how often; none for a source that is not asked over a network. */
  readonly limits?: CallLimits
  /** The call budget the system last told of, without asking it; none for a system that never tells. */
  budget?(): Diagnosis['budget']
  /** Reaches the system with its credentials. Throws a `SourceError` that says what is wrong. */
  diagnose(): Promise<Diagnosis>
  /** Frees what the source holds, if anything. */
  close(): Promise<void>
}

/** The retailer's sources, and who answers what: for each port the sources in order of precedence, best first. */
export interface Estate {
  readonly sources: readonly Source[]
  readonly answers: { readonly [P in PortName]: readonly Answerer<P>[] }
}

/** One source in the role of one port. */
export interface Answerer<P extends PortName> {
  readonly name: string
  readonly kind: SystemKind
  readonly port: Ports[P]
}
