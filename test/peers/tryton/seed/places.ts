import type { WorldStore } from '../../../../sandbox/world/shop-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Rpc } from '../rpc.ts'
import type { Books } from './company.ts'

/** A warehouse in Tryton's sense: a store or the real warehouse. */
export interface Place {
  readonly warehouse: number
  readonly storage: number
}

/** Makes a warehouse with its own zones for every store; the one Tryton brings along becomes the warehouse. By code. */
export async function setUpPlaces(rpc: Rpc, world: World, books: Books): Promise<ReadonlyMap<string, Place>> {
  const fields = ['storage_location', 'lost_found_location']
  const [first] = await rpc.rows('stock.location', [['type', '=', 'warehouse']], fields)
  const all = [world.warehouse, ...world.stores]
  const addresses = await rpc.create(
    'party.address',
    all.map(({ name, address }) => ({
      party: books.party,
      party_name: name,
      street: address.streetLine1,
      postal_code: address.postalCode,
      city: address.city,
      country: books.country,
    })),
  )
  const main = { name: world.warehouse.name, code: world.warehouse.plant, address: addresses[0] }
  await rpc.write('stock.location', [first?.id], main)
  const zones = await rpc.create(
    'stock.location',
    world.stores.flatMap(({ name, plant }) =>
      ['IN', 'OUT', 'STO'].map((zone) => ({
        name: `${name} ${zone}`,
        code: `${plant}-${zone}`,
        type: 'storage',
      })),
    ),
  )
  const warehouses = await rpc.create(
    'stock.location',
    world.stores.map(({ name, plant }, at) => ({
      name,
      code: plant,
      type: 'warehouse',
      address: addresses[at + 1],
      lost_found_location: first?.['lost_found_location'],
      input_location: zones[at * 3],
      output_location: zones[at * 3 + 1],
      storage_location: zones[at * 3 + 2],
    })),
  )
  const stores = world.stores.map(({ code }, at): [WorldStore['code'], Place] => [
    code,
    { warehouse: warehouses[at] ?? 0, storage: zones[at * 3 + 2] ?? 0 },
  ])
  const mainPlace = { warehouse: first?.id ?? 0, storage: Number(first?.['storage_location']) }
  return new Map([[world.warehouse.code, mainPlace], ...stores])
}
