import type { StoreRecord, Stores } from '../../adapters/ports/stores.ts'
import { foundIn, type MemorySource } from './found.ts'

export interface MemoryStoresOptions extends MemorySource {
  readonly stores: readonly StoreRecord[]
}

/** The plainest `Stores`. */
export function memoryStores(options: MemoryStoresOptions): Stores {
  return {
    stores: async () =>
      [...options.stores]
        .sort((left, right) => (left.recordId < right.recordId ? -1 : 1))
        .map((store) => foundIn(options, store, store.recordId)),
  }
}
