import type { Address } from '../../adapters/address.ts'
import { toGraphQLError } from '../graphql-error.ts'
import type { Gathered } from './profile.ts'

/**
 * A shopper's addresses from every profile, in the retailer's order of precedence. Two are one when street, postal code, city
 * and country read the same without case, accents and punctuation, and their second lines do not contradict each other; the
 * better source's is shown, and what it leaves empty is filled from the others. Two systems that hold different cities for one
 * street are two addresses: the contradiction shows. Throws when a source failed: it may know another.
 */
export function addressesOf({ found, failures }: Gathered): readonly Address[] {
  const [failure] = failures
  if (failure) throw toGraphQLError(failure)
  return distinctAddresses(found.flatMap(({ found: { value } }) => value.addresses))
}

/** Each place once, the first that names it shown, with what the later ones add. */
export function distinctAddresses(addresses: readonly Address[]): readonly Address[] {
  const distinct: Address[] = []
  for (const address of addresses) {
    const at = distinct.findIndex((known) => isSamePlace(known, address))
    const known = distinct[at]
    if (known) distinct[at] = filled(known, address)
    else distinct.push(address)
  }
  return distinct
}

function isSamePlace(left: Address, right: Address): boolean {
  if (keyOf(left) !== keyOf(right)) return false
  const [one, other] = [plain(left.streetLine2), plain(right.streetLine2)]
  return one === '' || other === '' || one === other
}

/** What makes an address a place; the whole of it where there is no street to tell by. */
function keyOf(address: Address): string {
  const { streetLine1, postalCode, city, countryCode } = address
  const parts = streetLine1 === null ? Object.values(address) : [streetLine1, postalCode, city, countryCode]
  return JSON.stringify(parts.map(plain))
}

function plain(text: string | null): string {
  return (text ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function filled(known: Address, other: Address): Address {
  return {
    givenName: known.givenName ?? other.givenName,
    familyName: known.familyName ?? other.familyName,
    company: known.company ?? other.company,
    streetLine1: known.streetLine1 ?? other.streetLine1,
    streetLine2: known.streetLine2 ?? other.streetLine2,
    postalCode: known.postalCode ?? other.postalCode,
    city: known.city ?? other.city,
    region: known.region ?? other.region,
    countryCode: known.countryCode ?? other.countryCode,
    phone: known.phone ?? other.phone,
  }
}
