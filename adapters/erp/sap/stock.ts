import Big from 'big.js'
import { wholeUnits } from '../../money.ts'
import type { Stock, StockKey, StockLevel } from '../../ports/stock.ts'
import type { Read } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, materialKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { allOf, anyOf } from './query.ts'
import { fieldsOf, rowOf } from './shapes.ts'
import { inSaleUnits } from './units.ts'
import { type StockRow, stockKeys, stockRow } from './wire.ts'

/** InventoryStockType of goods that may be sold. */
const UNRESTRICTED = '01'

/** How the retailer's stock is read. */
type StockMapping = Pick<SapOptions, 'units' | 'materialDigits' | 'chunk'>

/** Plants in one filter; with the materials they stay well under the system's limit of terms. */
const PLANTS = 50

/**
 * Materials times plants in one query: what a page of the answer holds (100 rows where the system was told to page). Queries
 * travel together in one `$batch`, and a query's second page would be a call more.
 */
const KEYS_PER_QUERY = 40

/**
 * Stock from material documents (A_MatlStkInAcctMod): many materials in many plants in one query, or several in one `$batch`. On hand is what is
 * unrestricted and nobody's in particular, summed over storage locations and batches. What is reserved or on its way is
 * not in this service.
 */
export function sapStock(client: SapClient, mapping: StockMapping): Stock {
  return {
    // Unrestricted stock falls with the goods issue of the delivery.
    falls: 'WHEN_GONE',
    levels: (keys) =>
      client.readChunks('stock', groupsOf([...new Set(keys)], mapping.chunk), {
        query: (group) => ({
          set: 'A_MatlStkInAcctMod',
          shape: rowOf(stockKeys, stockRow),
          filter: allOf(
            anyOf('Material', distinct(group.map(({ item }) => materialKey(item, mapping.materialDigits)))),
            anyOf('Plant', distinct(group.map(({ location }) => location))),
          ),
          select: fieldsOf(stockRow),
        }),
        entries: (rows, group) => {
          const unreadable = rows
            .filter(({ whole }) => whole === null)
            .map(({ head }) => placeOf(head.Material, head.Plant))
          const totals = totalsOf(
            rows.flatMap(({ whole }) => whole ?? []),
            mapping,
          )
          return group.flatMap((key): [StockKey, Read<StockLevel>][] => {
            if (unreadable.includes(placeOf(key.item, key.location)))
              return [[key, client.unreadable('A_MatlStkInAcctMod')]]
            const total = totals.get(placeOf(key.item, key.location))
            if (total === undefined) return []
            const level: StockLevel = { onHand: wholeUnits(total.toFixed()), reserved: null, inbound: null }
            return [[key, client.found(level, canonicalKey(key.item), null)]]
          })
        },
      }),
  }
}

/** Unrestricted stock by item and plant, in sale units; zero where all there is may not be sold. */
function totalsOf(rows: readonly StockRow[], mapping: StockMapping): ReadonlyMap<string, Big> {
  const totals = new Map<string, Big>()
  for (const row of rows) {
    const place = placeOf(row.Material, row.Plant)
    const counts = row.InventoryStockType === UNRESTRICTED && row.InventorySpecialStockType === ''
    const quantity = inSaleUnits(row.MatlWrhsStkQtyInMatlBaseUnit, row.MaterialBaseUnit, mapping)
    totals.set(place, (totals.get(place) ?? new Big(0)).plus(counts ? quantity : 0))
  }
  return totals
}

/** Keys grouped so that each query has few enough materials and plants. */
function groupsOf(keys: readonly StockKey[], materials: number): readonly (readonly StockKey[])[] {
  const places = new Set(keys.map(({ location }) => location)).size
  const size = Math.min(materials, Math.max(1, Math.floor(KEYS_PER_QUERY / Math.min(places, PLANTS))))
  const part = new Map<string, number>()
  for (const { item } of keys) if (!part.has(item)) part.set(item, Math.floor(part.size / size))
  const plants = new Map<string, number>()
  for (const { location } of keys)
    if (!plants.has(location)) plants.set(location, Math.floor(plants.size / PLANTS))
  const groups = new Map<string, StockKey[]>()
  for (const key of keys) {
    const name = `${part.get(key.item)}/${plants.get(key.location)}`
    const group = groups.get(name)
    if (group) group.push(key)
    else groups.set(name, [key])
  }
  return [...groups.values()]
}

function placeOf(material: string, plant: string): string {
  return `${canonicalKey(material)}/${canonicalKey(plant)}`
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
