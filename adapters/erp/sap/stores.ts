import type { Address } from '../../address.ts'
import { isSourceError } from '../../error.ts'
import type { StoreRecord, Stores } from '../../ports/stores.ts'
import type { SapClient } from './client.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { type Plant, plant } from './wire.ts'

type Kind = StoreRecord['kind']

/**
 * Stores and warehouses from plants. A record id is the plant's key. Plants have no coordinates and no zone of their own;
 * `timeZone` is the configured one.
 */
export function sapStores(client: SapClient, mapping: Pick<SapOptions, 'plantKinds' | 'timeZone'>): Stores {
  return {
    async stores() {
      const [rows = []] = await client.read('plants', [{ set: 'A_Plant', shape: plant, orderBy: 'Plant' }])
      if (isSourceError(rows)) throw rows
      return rows.flatMap((row) => {
        const kind: Kind | undefined = mapping.plantKinds[row.PlantCategory]
        return kind ? [client.found(toStore(row, kind, mapping.timeZone), canonicalKey(row.Plant), null)] : []
      })
    },
  }
}

function toStore(row: Plant, kind: Kind, timeZone: string | undefined): StoreRecord {
  return {
    recordId: canonicalKey(row.Plant),
    name: row.PlantName ?? row.Plant,
    kind,
    address: toAddress(row),
    geo: null,
    timeZone: timeZone ?? null,
    phone: row.PhoneNumber,
  }
}

/** Null where the plant has no address fields at all. */
function toAddress(row: Plant): Address | null {
  const street = [row.HouseNumber, row.StreetName].filter((part) => part !== null).join(' ') || null
  if ([street, row.PostalCode, row.CityName, row.Country].every((part) => part === null)) return null
  return {
    givenName: null,
    familyName: null,
    company: null,
    streetLine1: street,
    streetLine2: null,
    postalCode: row.PostalCode,
    city: row.CityName,
    region: row.Region,
    countryCode: row.Country,
    phone: row.PhoneNumber,
  }
}
