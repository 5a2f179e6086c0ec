import type { Currency } from '../../adapters/money.ts'
import type { Prices } from '../../adapters/ports/prices.ts'
import type { Day } from '../../adapters/time.ts'
import { type MemorySource, readEach } from './found.ts'

/** A gross price in euro cents; `from` and `until` included, open when left out. */
interface MemoryPrice {
  readonly item: string
  readonly cents: number
  /** Holds in this store alone. */
  readonly store?: string
  /** Holds from this many on. @default 1 */
  readonly quantity?: number
  readonly from?: string
  readonly until?: string
  /** What it was reduced from. */
  readonly regular?: number
}

export interface MemoryPricesOptions extends MemorySource {
  readonly prices: readonly MemoryPrice[]
  /** VAT in percent by item. */
  readonly vat?: Readonly<Record<string, string>>
}

/** The plainest `Prices`: the last in the list that holds. */
export function memoryPrices(options: MemoryPricesOptions): Prices {
  return {
    prices: async (keys) =>
      readEach(options, keys, ({ item, store, quantity, on }) => {
        const seen = options.prices
          .filter((one) => one.item === item && (one.store === undefined || one.store === store))
          .filter((one) => quantity >= (one.quantity ?? 1))
          .findLast(({ from = '0000', until = '9999' }) => from <= on && on <= until)
        if (!seen) return null
        const gross = (minor: number) => ({
          gross: { minor, currency: 'EUR' as Currency },
          net: null,
          tax: null,
        })
        const compareAtPrice = seen.regular === undefined ? null : gross(seen.regular)
        const lowestPrior30Days = compareAtPrice?.gross ?? null
        const [validFrom, validUntil] = [seen.from ?? null, seen.until ?? null] as [Day | null, Day | null]
        return [
          { unitPrice: gross(seen.cents), compareAtPrice, lowestPrior30Days, validFrom, validUntil },
          item,
        ]
      }),
    taxRates: async (items) =>
      readEach(options, items, (item) => {
        const percent = options.vat?.[item]
        return percent === undefined ? null : [{ percent }, item]
      }),
  }
}
