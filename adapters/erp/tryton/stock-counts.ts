import type { SourceError } from '../../error.ts'
import type { StockKey } from '../../ports/stock.ts'
import { inChunks, type Read } from '../../read.ts'
import type { TrytonClient } from './client.ts'
import { namedProduct, stockedPlace, stockedProduct, type WarehouseRow } from './wire.ts'

/** How much of an item is in a place, in the item's unit of measure. */
export interface Counted {
  readonly quantity: string
  readonly symbol: string | undefined
}

/** An item in a place, as one text. */
export function placeOf({ item, location }: StockKey): string {
  return `${item}/${location}`
}

/** Counts by `placeOf`, or why there is none; an item or place Tryton does not know is absent. */
export type Counts = ReadonlyMap<string, Counted | SourceError>

export interface CountOptions {
  /** All in places of `places`. */
  readonly keys: readonly StockKey[]
  readonly places: ReadonlyMap<string, WarehouseRow>
  /** Most items in one call. */
  readonly chunk: number
}

/** Goods in the zone and all below it. Zones for what comes in and goes out are not storage. */
const WITH_CHILDREN = { with_childs: true }

/** Asks place by place for all their items, or item by item for all its places, whichever are fewer calls. */
export async function countStock(client: TrytonClient, options: CountOptions): Promise<Counts> {
  const items = new Set(options.keys.map(({ item }) => item))
  const places = new Set(options.keys.map(({ location }) => location))
  // By item there is one call more, for the products' own ids.
  const byPlace = places.size <= items.size + 1
  const groups = groupBy(options.keys, ({ item, location }) => (byPlace ? location : item))
  if (byPlace) {
    const parts = [...groups].map(([location, keys]) => countPlace(client, { ...options, location, keys }))
    return merged(await Promise.all(parts))
  }
  const products = await client.readByKeys([...items], {
    query: (chunk) => ({
      model: 'product.product',
      domain: [['code', 'in', chunk]],
      fields: namedProduct,
      shape: namedProduct,
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((item) => {
        const row = rows.find(({ code }) => code === item)
        return row ? [[item, client.found(row, item, null)] as const] : []
      }),
  })
  const parts = [...products].map(([item, read]) =>
    countItem(client, read, { ...options, keys: groups.get(item) ?? [] }),
  )
  return merged(await Promise.all(parts))
}

async function countPlace(
  client: TrytonClient,
  { keys, places, chunk, location }: CountOptions & { readonly location: string },
): Promise<Counts> {
  const storage = places.get(location)?.storage_location
  const reads = await inChunks(keys, chunk, async (some) => {
    const rows = await client.read({
      model: 'product.product',
      domain: [['code', 'in', some.map(({ item }) => item)]],
      fields: stockedProduct,
      shape: stockedProduct,
      context: { locations: [storage], ...WITH_CHILDREN },
      keys: some.length,
    })
    return some.flatMap((key) => {
      const row = rows.find(({ code }) => code === key.item)
      const counted = row && { quantity: row.quantity, symbol: row['default_uom.']?.symbol }
      return counted ? [[key, client.found<Counted>(counted, key.item, null)] as const] : []
    })
  })
  return countsOf(reads)
}

async function countItem(
  client: TrytonClient,
  product: Read<ReturnType<typeof namedProduct.parse>>,
  { keys, places, chunk }: CountOptions,
): Promise<Counts> {
  const reads = await inChunks(keys, chunk, async (some) => {
    if (!('value' in product)) return some.map((key) => [key, product] as const)
    const storages = new Map(some.map((key) => [places.get(key.location)?.storage_location, key]))
    const rows = await client.read({
      model: 'stock.location',
      domain: [['id', 'in', [...storages.keys()]]],
      fields: stockedPlace,
      shape: stockedPlace,
      context: { product: product.value.id, ...WITH_CHILDREN },
      keys: some.length,
    })
    return rows.flatMap(({ id, quantity }) => {
      const key = storages.get(id)
      const counted = { quantity, symbol: product.value['default_uom.']?.symbol }
      return key ? [[key, client.found<Counted>(counted, key.item, null)] as const] : []
    })
  })
  return countsOf(reads)
}

function countsOf(reads: ReadonlyMap<StockKey, Read<Counted>>): Counts {
  return new Map([...reads].map(([key, read]) => [placeOf(key), 'value' in read ? read.value : read]))
}

function merged(parts: readonly Counts[]): Counts {
  return new Map(parts.flatMap((part) => [...part]))
}

function groupBy<T>(all: readonly T[], name: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(name(one))
    if (group) group.push(one)
    else groups.set(name(one), [one])
  }
  return groups
}
