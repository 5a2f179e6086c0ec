import type { Address } from '../../address.ts'
import type { OrderContact, OrderToPlace } from '../../ports/order-desk.ts'
import type { OrderWriting } from './desk-tools.ts'
import { clip } from './values.ts'

/**
 * The partners whose address is the order's own: where it is shipped and billed to where it says so, and who a guest is, because a
 * one-time customer has no master record. What is longer than the system's fields is cut.
 */
export function partnersOf(order: OrderToPlace, { mapping, soldTo }: OrderWriting) {
  const { partnerFunctions } = mapping.orderDesk
  const isGuest = soldTo === mapping.orderDesk.oneTimeCustomer
  const { contact, shippingAddress, billingAddress } = order
  const buyer = isGuest ? (billingAddress ?? shippingAddress ?? NOWHERE) : null
  const { addressContacts } = mapping.orderDesk
  const payload = (address: Address) => addressPayload(address, contact, addressContacts)
  const partner = (PartnerFunction: string, address: Address | null) =>
    address === null ? [] : [{ PartnerFunction, Customer: soldTo, to_Address: [payload(address)] }]
  return [
    ...partner(partnerFunctions.soldTo, buyer),
    ...partner(partnerFunctions.shipTo, shippingAddress),
    ...partner(partnerFunctions.billTo, billingAddress),
  ]
}

/** Of a guest who collects: a name, an e-mail address and a phone, and no address. */
const NOWHERE: Address = {
  givenName: null,
  familyName: null,
  company: null,
  streetLine1: null,
  streetLine2: null,
  postalCode: null,
  city: null,
  region: null,
  countryCode: null,
  phone: null,
}

/** Fields and lengths of A_SalesOrderPartnerAddress, as the API's EDMX has them. */
function addressPayload(address: Address, contact: OrderContact | null, isReachable: boolean) {
  const phone = address.phone ?? contact?.phone ?? ''
  const { street, house, rest } = streetOf(address.streetLine1 ?? '')
  const values: readonly (readonly [field: string, value: string | null, length: number])[] = [
    ['AddresseeFullName', nameOf(address, contact), 80],
    ['OrganizationName1', address.company, 40],
    ['HouseNumber', house, 10],
    ['StreetName', street, 60],
    ['StreetSuffixName1', [rest, address.streetLine2].filter(Boolean).join(', '), 40],
    ['PostalCode', address.postalCode, 10],
    ['CityName', address.city, 40],
    ['Region', address.region, 3],
    ['Country', address.countryCode, 3],
    ['EmailAddress', isReachable ? (contact?.email ?? null) : null, 241],
    ['PhoneNumber', isReachable ? phone : null, 30],
  ]
  return Object.fromEntries(
    values.flatMap(([field, value, length]) => (value ? [[field, clip(value, length)]] : [])),
  )
}

/** Whoever the parcel is for; a guest without a name is known by the e-mail address. */
function nameOf({ givenName, familyName }: Address, contact: OrderContact | null): string | null {
  const own = [givenName, familyName].filter(Boolean).join(' ')
  const buyer = [contact?.givenName, contact?.familyName].filter(Boolean).join(' ')
  return own || buyer || (contact?.email ?? null)
}

const STREET_LENGTH = 60

/** A line with the house number apart where it comes first, and what the street's field does not hold. */
function streetOf(line: string) {
  const [, house = '', street = line] = /^(\d+[a-zA-Z]?(?: (?:bis|ter|quater))?),? (.+)$/.exec(line) ?? []
  const kept = clip(street, STREET_LENGTH)
  return { house, street: kept, rest: street.slice(kept.length).trim() }
}
