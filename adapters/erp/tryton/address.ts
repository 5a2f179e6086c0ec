import type { Address } from '../../address.ts'
import type { AddressRow } from './wire.ts'

/** A postal address; Tryton writes the street's lines in one text. Null where the record has none of its parts. */
export function toAddress(
  row: AddressRow,
  { givenName, familyName }: Pick<Address, 'givenName' | 'familyName'>,
): Address | null {
  const [streetLine1 = null, ...more] = row.street?.split('\n').map((line) => line.trim()) ?? []
  const city = row.city
  const postalCode = row.postal_code
  const countryCode = row['country.']?.code ?? null
  if ([streetLine1, city, postalCode, countryCode].every((part) => part === null)) return null
  return {
    givenName,
    familyName,
    company: row.party_name,
    streetLine1,
    streetLine2: more.join(', ') || null,
    postalCode,
    city,
    region: row['subdivision.']?.name ?? null,
    countryCode,
    phone: null,
  }
}
