import type { PortName, Ports } from './source.ts'

/** How a port's method is kept: by its keys, or whole where it has none. Null: on purpose not at all. */
type How = 'keys' | 'list' | null

/** How the answers of one port are kept. */
interface PortRule<P> {
  /** Seconds: the `maxAge` that `@cacheControl` gives each of `coordinates` in the SDL. A test holds them together. */
  readonly maxAge: number
  /** The types and fields of the schema that this port fills. */
  readonly coordinates: readonly string[]
  /** A method without an entry is passed through. */
  readonly reads: { readonly [M in keyof P]?: How }
}

/**
 * The one place that says which reads may be kept and for how long. Ports and methods that are not here are asked each time;
 * `couture.yaml` may give another age per port (`freshness`). What is a shopper's own is kept only because the SDL gives it
 * an age, and below authorisation: by record, for whoever may see it. Consents are not here on purpose: who refuses is not
 * written to on the strength of what they said a minute ago, least of all while the system that knows better is down.
 */
export const CACHED_READS = {
  catalog: {
    maxAge: 600,
    coordinates: ['Product', 'ProductVariant', 'Category'],
    reads: {
      variants: 'keys',
      variantsByGtin: 'keys',
      products: 'keys',
      productsByHandle: 'keys',
      variantsOf: 'keys',
      categories: 'keys',
      categoriesByHandle: 'keys',
      // Read from end to end, to fill the search index and the identity ledger.
      listing: null,
      itemReferences: null,
    },
  },
  // A tax rate like prices: one that changes at midnight must not be told long after.
  prices: {
    maxAge: 60,
    coordinates: ['ProductVariant.price'],
    reads: { prices: 'keys', taxRates: 'keys' },
  },
  promotions: {
    maxAge: 60,
    coordinates: ['ProductVariant.price'],
    // The segments a shopper is in are the shopper's.
    reads: { running: 'keys', byCode: 'keys', promotions: 'keys', segments: null },
  },
  stock: {
    maxAge: 30,
    coordinates: ['ProductVariant.availability', 'ProductVariant.storeAvailability'],
    reads: { levels: 'keys' },
  },
  stores: { maxAge: 3_600, coordinates: ['Store'], reads: { stores: 'list' } },
  profiles: {
    maxAge: 60,
    coordinates: ['Customer'],
    // Looking somebody up has no age in the schema: it must see who was entered a moment ago.
    reads: { profiles: 'keys', find: null, customerReferences: null },
  },
  orders: {
    maxAge: 30,
    coordinates: ['Order'],
    reads: {
      history: 'keys',
      orders: 'keys',
      fulfillments: 'keys',
      payments: 'keys',
      returns: 'keys',
      invoices: 'keys',
      addresses: 'keys',
    },
  },
  loyalty: {
    maxAge: 15,
    coordinates: ['LoyaltyAccount'],
    reads: {
      accountsOfCustomers: 'keys',
      accountsByCard: 'keys',
      accounts: 'keys',
      ledger: 'keys',
      // As old as the balance beside them, and no fresher: what expires must be a part of what is shown to be there.
      standings: 'keys',
      expiring: 'keys',
      rewards: 'keys',
      ofOrders: 'keys',
    },
  },
  conversations: {
    maxAge: 15,
    coordinates: ['Conversation'],
    reads: { list: 'keys', ofOrders: 'keys', conversations: 'keys', threads: 'keys' },
  },
} as const satisfies { readonly [P in PortName]?: PortRule<Ports[P]> }

/** A port some of whose answers are kept. */
export type CachedPort = keyof typeof CACHED_READS

/** Seconds for which each port's answers are kept, and for how long after that while their system fails. */
export type Freshness = Readonly<Record<CachedPort, number>> & { readonly staleIfError: number }

/** How a method of a port is kept; null where it is passed through. */
export function howKept(port: string, method: string): How {
  const rules: Readonly<Record<string, { readonly reads: Readonly<Record<string, How>> }>> = CACHED_READS
  return rules[port]?.reads[method] ?? null
}
