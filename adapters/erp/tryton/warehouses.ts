import type { Clock } from '../../time.ts'
import type { TrytonClient } from './client.ts'
import { type WarehouseRow, warehouse } from './wire.ts'

/** How long the list is good for finding a warehouse by its code: stores open seldom. */
const KEPT_MS = 600_000

/** Tryton's warehouses, in the order of their codes; stores are warehouses, too. */
export interface Warehouses {
  /** Asks for the list. Throws a `SourceError`. */
  read(): Promise<readonly WarehouseRow[]>
  /** The list as it was at most ten minutes ago. Throws a `SourceError`. */
  known(): Promise<readonly WarehouseRow[]>
}

/** The warehouses with a code; the list is remembered. */
export function createWarehouses(client: TrytonClient, clock: Clock): Warehouses {
  let last: { readonly rows: readonly WarehouseRow[]; readonly at: number } | null = null

  async function read(): Promise<readonly WarehouseRow[]> {
    const rows = await client.read({
      model: 'stock.location',
      domain: [
        ['type', '=', 'warehouse'],
        ['code', '!=', null],
      ],
      fields: warehouse,
      shape: warehouse,
      order: [['code', 'ASC']],
    })
    last = { rows, at: clock().getTime() }
    return rows
  }

  return {
    read,
    known: async () => (last && clock().getTime() - last.at < KEPT_MS ? last.rows : read()),
  }
}
