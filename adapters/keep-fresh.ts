import type { Cache } from '../cache/port.ts'
import { type BatchRead, cachedReads } from './cached.ts'
import type { ContentOptions } from './ports/catalog.ts'
import type { Ports, Source } from './source.ts'
import type { Clock } from './time.ts'

/** How long what a source said may be shown again, in seconds, by port. */
export interface Freshness {
  readonly catalog: number
  readonly prices: number
  readonly stock: number
}

export interface KeepFreshTools {
  readonly cache: Cache
  readonly freshness: Freshness
  /** Keeps record keys out of the cache's keys. */
  readonly hmacKey: string
  readonly clock: Clock
}

/**
 * A source whose public answers are kept as long as they are fresh: products, prices, stock. What it says of shoppers
 * (profiles, orders, loyalty) is read anew each time; a store list is read whole and is its adapter's to keep.
 */
export function keepFresh(source: Source, tools: KeepFreshTools): Source {
  const { catalog, prices, stock } = source.ports
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
      ...(prices && { prices: { prices: kept('prices', freshness.prices, prices.prices) } }),
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
    itemReferences: port.itemReferences,
  }
}
