import { isSourceError } from '../../error.ts'
import { wholeUnits } from '../../money.ts'
import type { Stock, StockKey, StockLevel } from '../../ports/stock.ts'
import type { Read, Reads } from '../../read.ts'
import type { TrytonClient } from './client.ts'
import type { TrytonOptions } from './options.ts'
import { type Counted, countStock, placeOf } from './stock-counts.ts'
import { inSaleUnits } from './units.ts'
import type { Warehouses } from './warehouses.ts'
import { arrival, type WarehouseRow } from './wire.ts'

export interface TrytonStockOptions {
  readonly client: TrytonClient
  readonly warehouses: Warehouses
  readonly mapping: Pick<TrytonOptions, 'units' | 'chunk'>
}

/** Moves read to learn which products a place has ever kept; beyond, a zero is taken for one. */
const ARRIVALS = 5_000

/**
 * Stock in the storage zones of warehouses, now. Quantities are function fields of products in a place or of places
 * for a product, so N products in M places are min(N, M) calls, side by side. Tryton counts zero of a product that a
 * place never kept: where there are zeros one call more asks which of them ever had goods come in. What is reserved
 * or on its way is not read.
 */
export function trytonStock({ client, warehouses, mapping }: TrytonStockOptions): Stock {
  return {
    // `quantity` counts the moves that are done; `forecast_quantity` would count assigned ones too.
    falls: 'WHEN_GONE',
    async levels(keys) {
      if (keys.length === 0) return new Map()
      try {
        return await readLevels([...new Set(keys)])
      } catch (error) {
        if (!isSourceError(error)) throw error
        return new Map(keys.map((key) => [key, error]))
      }
    },
  }

  async function readLevels(keys: readonly StockKey[]): Promise<Reads<StockKey, StockLevel>> {
    const places = new Map((await warehouses.known()).map((row) => [row.code as string, row]))
    const wanted = keys.filter(({ location }) => places.has(location))
    const counts = await countStock(client, { keys: wanted, places, chunk: mapping.chunk })
    const zeros = wanted.filter((key) => {
      const count = counts.get(placeOf(key))
      return count !== undefined && !isSourceError(count) && Number(count.quantity) === 0
    })
    const keeps = await keptAt(zeros, places)
    return new Map(
      wanted.flatMap((key): [StockKey, Read<StockLevel>][] => {
        const count = counts.get(placeOf(key))
        if (count === undefined) return []
        if (isSourceError(count)) return [[key, count]]
        return zeros.includes(key) && !keeps(key) ? [] : [[key, toRead(key, count)]]
      }),
    )
  }

  function toRead(key: StockKey, { quantity, symbol }: Counted): Read<StockLevel> {
    const onHand = wholeUnits(inSaleUnits(quantity, symbol, mapping))
    return client.found({ onHand, reserved: null, inbound: null }, key.item, null)
  }

  /** Whether goods of an item ever came into a place. When that cannot be learnt a zero stays what it is. */
  async function keptAt(
    zeros: readonly StockKey[],
    places: ReadonlyMap<string, WarehouseRow>,
  ): Promise<(key: StockKey) => boolean> {
    if (zeros.length === 0) return () => true
    const storages = [
      ...new Set(zeros.flatMap(({ location }) => places.get(location)?.storage_location ?? [])),
    ]
    try {
      const rows = await client.read({
        model: 'stock.move',
        domain: [
          ['product.code', 'in', [...new Set(zeros.map(({ item }) => item))]],
          ['to_location', 'child_of', storages, 'parent'],
          ['state', '=', 'done'],
        ],
        fields: arrival,
        shape: arrival,
        limit: ARRIVALS,
        keys: zeros.length,
      })
      if (rows.length === ARRIVALS) return () => true
      const kept = new Set(rows.map((row) => `${row['product.']?.code}/${row['to_location.']?.warehouse}`))
      return ({ item, location }) => kept.has(`${item}/${places.get(location)?.id}`)
    } catch (error) {
      if (!isSourceError(error)) throw error
      return () => true
    }
  }
}
