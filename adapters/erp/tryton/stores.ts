import type { RecordId } from '../../ids.ts'
import type { StoreRecord, Stores } from '../../ports/stores.ts'
import { toAddress } from './address.ts'
import type { TrytonClient } from './client.ts'
import type { TrytonOptions } from './options.ts'
import type { Warehouses } from './warehouses.ts'
import type { WarehouseRow } from './wire.ts'

type StoreMapping = Pick<TrytonOptions, 'warehouses' | 'timeZone'>

/**
 * Stores and warehouses from Tryton's warehouses; a record id is the warehouse's code. They have no coordinates, no
 * phone and no zone of their own; `timeZone` is the configured one.
 */
export function trytonStores(client: TrytonClient, warehouses: Warehouses, mapping: StoreMapping): Stores {
  return {
    async stores() {
      const rows = await warehouses.read()
      return rows
        .toSorted((left, right) => (left.code < right.code ? -1 : 1))
        .map((row) => client.found(toStore(row, mapping), row.code as RecordId, null))
    },
  }
}

function toStore(row: WarehouseRow, mapping: StoreMapping): StoreRecord {
  const address = row['address.']
  return {
    recordId: row.code as RecordId,
    name: row.name,
    kind: mapping.warehouses.includes(row.code) ? 'WAREHOUSE' : 'STORE',
    address: address && toAddress(address, { givenName: null, familyName: null }),
    geo: null,
    timeZone: mapping.timeZone ?? null,
    phone: null,
  }
}
