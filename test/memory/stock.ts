import type { Stock, StockLevel } from '../../adapters/ports/stock.ts'
import { type MemorySource, readEach } from './found.ts'

export interface MemoryStockOptions extends MemorySource {
  /** By location, then item: what is on hand, or the whole level. */
  readonly stock: Readonly<Record<string, Readonly<Record<string, number | StockLevel>>>>
}

/** The plainest `Stock`. */
export function memoryStock(options: MemoryStockOptions): Stock {
  return {
    levels: async (keys) =>
      readEach(options, keys, ({ item, location }) => {
        const level = options.stock[location]?.[item]
        if (level === undefined) return null
        return [typeof level === 'number' ? { onHand: level, reserved: null, inbound: null } : level, item]
      }),
  }
}
