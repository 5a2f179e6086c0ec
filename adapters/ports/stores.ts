import type { Address, GeoPoint } from '../address.ts'
import type { RecordId } from '../ids.ts'
import type { Found } from '../read.ts'

/** A store or warehouse as a system's master data has it. What no system has comes from the configuration. */
export interface StoreRecord {
  /** The source's own key (plant, warehouse code). */
  readonly recordId: RecordId
  readonly name: string
  readonly kind: 'STORE' | 'WAREHOUSE'
  readonly address: Address | null
  readonly geo: GeoPoint | null
  /** IANA zone; null where the system has none. */
  readonly timeZone: string | null
  readonly phone: string | null
}

/** Stores, as an ERP or till system lists them. Behaviour is pinned by `test/contracts/stores.ts`. */
export interface Stores {
  /** Every store and warehouse the source knows, in the order of their keys. Throws a `SourceError`. */
  stores(): Promise<readonly Found<StoreRecord>[]>
}
