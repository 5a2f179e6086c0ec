import type { Cache } from '../cache/port.ts'
import { type BatchRead, cachedReads } from './cached.ts'
import { isSourceError } from './error.ts'
import type { RecordId } from './ids.ts'
import type { ContentOptions } from './ports/catalog.ts'
import type { StoreRecord } from './ports/stores.ts'
import type { Found } from './read.ts'
import type { Ports, Source } from './source.ts'
import type { Clock } from './time.ts'

/** How long what a source said may be shown again, in seconds, by port. */
interface Freshness {
  readonly catalog: number
  readonly prices: number
  readonly promotions: number
  readonly stock: number
  readonly stores: number
}

export interface KeepFreshTools {
  readonly cache: Cache
  readonly freshness: Freshness
  /** Keeps record keys out of the cache's keys. */
  readonly hmacKey: string
  readonly clock: Clock
}

/**
 * A source whose public answers are kept as long as they are fresh: products, prices, promotions, stock, stores. What it says of
 * shoppers (profiles, orders, loyalty) is read anew each time.
 */
export function keepFresh(source: Source, tools: KeepFreshTools): Source {
  const { catalog, prices, promotions, stock, stores } = source.ports
  const { freshness } = tools
  const kept = <K, T>(kind: string, ttlSeconds: number, read: BatchRead<K, T>, variant = '') =>
    cachedReads<K, T>(read, {
      cache: tools.cache,
      source: source.name,
      kind,
      hmacKey: tools.hmacKey,
      ttlSeconds,
      keyText: (key) => JSON.stringify([variant, key]),
      clock: tools.clock,
    })
  return {
    ...source,
    ports: {
      ...source.ports,
      ...(catalog && { catalog: keptCatalog(catalog, freshness.catalog, kept) }),
      ...(prices && { prices: keptPrices(prices, freshness.prices, kept) }),
      ...(promotions && { promotions: keptPromotions(promotions, freshness.promotions, kept) }),
      ...(stores && { stores: keptStores(stores, source.name, freshness.stores, kept) }),
      ...(stock && { stock: { levels: kept('stock', freshness.stock, stock.levels) } }),
    },
  }
}

type Keep = <K, T>(
  kind: string,
  ttlSeconds: number,
  read: BatchRead<K, T>,
  variant?: string,
) => BatchRead<K, T>

function keptPrices(port: Ports['prices'], ttl: number, kept: Keep): Ports['prices'] {
  return {
    prices: kept('prices', ttl, port.prices),
    // Like prices: a rate that changes at midnight must not be told long after.
    taxRates: kept('prices.taxRates', ttl, port.taxRates),
  }
}

/** The segments a shopper is in are not kept: they are the shopper's. */
function keptPromotions(port: Ports['promotions'], ttl: number, kept: Keep): Ports['promotions'] {
  return {
    running: kept('promotions.running', ttl, port.running),
    byCode: kept('promotions.byCode', ttl, port.byCode),
    promotions: kept('promotions.promotions', ttl, port.promotions),
    segments: port.segments,
  }
}

/** A list of stores is kept whole, as one answer to one question. */
function keptStores(port: Ports['stores'], source: string, ttl: number, kept: Keep): Ports['stores'] {
  const all = 'all'
  const list = kept<string, readonly Found<StoreRecord>[]>('stores', ttl, async (keys) => {
    try {
      const value = await port.stores()
      const fetchedAt = value[0]?.fetchedAt
      // Without a store there is nothing to keep: the next reader asks again.
      if (!fetchedAt) return new Map()
      const recordId = all as RecordId
      return new Map(
        keys.map((key) => [key, { value, source, recordId, recordedAt: null, fetchedAt, fromCache: false }]),
      )
    } catch (error) {
      if (!isSourceError(error)) throw error
      return new Map(keys.map((key) => [key, error]))
    }
  })
  return {
    async stores() {
      const read = (await list([all])).get(all)
      if (isSourceError(read)) throw read
      return read ? read.value.map((store) => ({ ...store, fromCache: read.fromCache })) : []
    },
  }
}

/** A catalogue's texts depend on locales and channel: one kept read for each choice that is asked for. */
function keptCatalog(port: Ports['catalog'], ttl: number, kept: Keep): Ports['catalog'] {
  const per = <K, T>(
    kind: string,
    read: (keys: readonly K[], options: ContentOptions) => ReturnType<BatchRead<K, T>>,
  ) => {
    const made = new Map<string, BatchRead<K, T>>()
    return (keys: readonly K[], options: ContentOptions) => {
      const choice = JSON.stringify(options)
      const known = made.get(choice) ?? kept<K, T>(kind, ttl, (some) => read(some, options), choice)
      // Choices come from clients: more than a few hundred are not worth keeping apart.
      if (made.size > 300) made.clear()
      made.set(choice, known)
      return known(keys)
    }
  }
  return {
    variants: per('catalog.variants', port.variants),
    variantsByGtin: per('catalog.variantsByGtin', port.variantsByGtin),
    products: per('catalog.products', port.products),
    productsByHandle: per('catalog.productsByHandle', port.productsByHandle),
    variantsOf: per('catalog.variantsOf', port.variantsOf),
    categories: per('catalog.categories', port.categories),
    categoriesByHandle: per('catalog.categoriesByHandle', port.categoriesByHandle),
    listing: port.listing,
    itemReferences: port.itemReferences,
  }
}
