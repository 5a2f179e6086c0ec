import { z } from 'zod'
import type { RecordId } from '../../ids.ts'
import { wholeUnits } from '../../money.ts'
import type { Stock, StockKey, StockLevel } from '../../ports/stock.ts'
import { inChunks, isFound, type Read } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import { grouped } from './grouped.ts'
import type { SqlTillOptions } from './options.ts'
import { number, text } from './shapes.ts'

const stockRow = z.object({ item: text, location: text, units: number })

/**
 * What the tills count, by PRODUCTS.REFERENCE and the store's key; attribute sets of an item are summed. One statement for five
 * hundred items in all the stores asked for. Nothing is said of reservations or of what is on its way.
 */
export function tillStock(client: TillClient, { stores }: SqlTillOptions): Stock {
  const locations = new Map(
    Object.entries(stores).flatMap(([store, { location }]) => (location ? [[store, location] as const] : [])),
  )
  return {
    async levels(keys) {
      const kept = keys.filter(({ location }) => locations.has(location))
      const byItem = grouped(kept.map((key) => [key.item, key] as const))
      const items = await inChunks([...byItem.keys()], CHUNK, async (chunk) => {
        const asked = chunk.flatMap((item) => byItem.get(item) ?? [])
        const places = [...new Set(asked.flatMap(({ location }) => locations.get(location) ?? []))]
        const counted = await count(client, chunk, places)
        return [...counted].map(([item, units]) => [item, client.found(units, item, null)] as const)
      })
      const levelOf = (key: StockKey): Read<StockLevel> | undefined => {
        const read = items.get(key.item)
        if (!isFound(read)) return read
        const onHand = read.value.get(locations.get(key.location) ?? '')
        return onHand === undefined
          ? undefined
          : client.found({ onHand, reserved: null, inbound: null }, key.item, null)
      }
      return new Map(
        kept.flatMap((key) => {
          const level = levelOf(key)
          return level === undefined ? [] : [[key, level] as const]
        }),
      )
    },
  }
}

/** Whole units by item and location. */
async function count(
  client: TillClient,
  items: readonly RecordId[],
  locations: readonly string[],
): Promise<ReadonlyMap<RecordId, ReadonlyMap<string, number>>> {
  const query = client.build
    .selectFrom('stockcurrent')
    .innerJoin('products', 'products.id', 'stockcurrent.product')
    .select((eb) => [
      'products.reference as item',
      'stockcurrent.location as location',
      eb.fn.sum('stockcurrent.units').as('units'),
    ])
    .where('products.reference', 'in', [...items])
    .where('stockcurrent.location', 'in', [...locations])
    .groupBy(['products.reference', 'stockcurrent.location'])
  const rows = await client.read(query, {
    route: 'STOCKCURRENT',
    tables: ['STOCKCURRENT', 'PRODUCTS'],
    shape: stockRow,
    keys: items.length,
  })
  const counted = new Map<RecordId, Map<string, number>>()
  for (const { item: reference, location, units } of rows) {
    // Read by it.
    const item = reference as RecordId
    const places = counted.get(item) ?? new Map<string, number>()
    // Sums of doubles: 2.9999999999999996 is three.
    counted.set(item, places.set(location, wholeUnits(units.round(6).toFixed())))
  }
  return counted
}
