import type { Address } from '../../adapters/address.ts'
import { daysBefore, parisInstant } from './calendar.ts'
import { CUSTOMER } from './landmarks.ts'
import { CITIES, FAMILY_NAMES, GIVEN_NAMES, STREETS } from './names.ts'
import { salesforceId, withLuhn } from './numbers.ts'
import { type Random, stream } from './random.ts'
import type { WorldCustomer } from './shopper-types.ts'

/** Which systems know a shopper. */
interface Known {
  readonly crm: boolean
  readonly erp: boolean
  readonly web: boolean
  readonly till: boolean
  readonly card: boolean
}

const EVERYWHERE: Known = { crm: true, erp: true, web: true, till: true, card: true }
const BY_CARD_ALONE: Known = { crm: false, erp: false, web: false, till: false, card: true }
const ONLINE_ALONE: Known = { crm: true, erp: true, web: true, till: false, card: false }
const IN_STORES: Known = { crm: true, erp: false, web: false, till: true, card: true }
const BY_PHONE: Known = { crm: true, erp: true, web: false, till: false, card: true }

/** The first `size` shoppers, each the same in every size of world with the same seed; their ids are the same for every seed. */
export function createCustomers(seed: number, size: number, today: string): readonly WorldCustomer[] {
  const customers: WorldCustomer[] = []
  for (let index = 0; index < size; index++) {
    const before = customers[index - 1]
    const made = customer(seed, index, today)
    customers.push(before && isCopy(index) ? copyOf(before, made) : made)
  }
  return customers
}

/** Every fiftieth pair of neighbours is one shopper with two contacts. */
function isCopy(index: number): boolean {
  return index % 50 === CUSTOMER.pair[1]
}

function knownBy(index: number, random: Random): Known {
  if (index === CUSTOMER.omnichannel || index === CUSTOMER.disagrees) return EVERYWHERE
  if (index % 50 === CUSTOMER.pair[0]) return EVERYWHERE
  if (isCopy(index)) return ONLINE_ALONE
  if (index === CUSTOMER.tillOnly) return BY_CARD_ALONE
  const draw = random.next()
  if (draw < 0.5) return EVERYWHERE
  if (draw < 0.7) return ONLINE_ALONE
  if (draw < 0.82) return IN_STORES
  return draw < 0.9 ? BY_PHONE : BY_CARD_ALONE
}

function customer(seed: number, index: number, today: string): WorldCustomer {
  const random = stream(seed, 'customer', index)
  const known = knownBy(index, random)
  return { index, ...person(index, known, random, today), ...records(index, known) }
}

/** The shopper's numbers in each system: from the index alone, so that they are the same in every world. */
function records(index: number, known: Known) {
  const businessPartner = known.erp ? String(17_100_001 + index) : null
  return {
    contactId: known.crm ? salesforceId('003', index + 1) : null,
    businessPartner,
    // Most partners are their own customer number; some estates were migrated and number both apart.
    erpCustomer: businessPartner && index % 7 === 6 ? String(27_100_001 + index) : businessPartner,
    tillCustomer: known.till ? `CL${String(index + 1).padStart(6, '0')}` : null,
    card: known.card ? withLuhn(`95${String(1_000_000_003 + index * 7).padStart(10, '0')}`) : null,
    webAccount: known.web ? String(500_001 + index) : null,
    duplicateOf: null,
  }
}

function person(index: number, known: Known, random: Random, today: string) {
  // Those with a part to play have a whole profile.
  const whole = index <= CUSTOMER.disagrees
  const [givenName, familyName] = nameOf(index, random)
  const [city, postalCode, store] = random.pick(CITIES)
  const phone = phoneOf(index)
  const told = (probability: number) => (random.chance(probability) || whole) && known.crm
  return {
    givenName,
    familyName,
    email: known.crm ? emailOf(index, givenName, familyName) : null,
    phone: told(0.85) ? phone : null,
    birthDate: told(0.6) ? birthDate(random) : null,
    locale: random.chance(0.94) || whole ? 'fr_FR' : 'en_GB',
    address:
      known.crm || known.erp ? addressOf({ givenName, familyName, city, postalCode, phone, random }) : null,
    preferredStore: told(0.7) ? store : null,
    createdAt: parisInstant(daysBefore(today, random.int(740, 2200)), random.int(8 * 3600, 20 * 3600)),
    erpDiffers: known.erp ? disagreement(index, random) : null,
  }
}

/** From the mobile range that ARCEP keeps for fiction, which has ten thousand numbers. */
function phoneOf(index: number): string {
  return `+3363998${String((index * 7919) % 10_000).padStart(4, '0')}`
}

function nameOf(index: number, random: Random): readonly [string, string] {
  const drawn = [random.pick(GIVEN_NAMES), random.pick(FAMILY_NAMES)] as const
  if (index === CUSTOMER.omnichannel) return ['Camille', 'Moreau']
  return index === CUSTOMER.pair[0] ? ['Hélène', 'Lefebvre'] : drawn
}

/** Domains that RFC 2606 keeps for examples: nobody's mailbox. */
function emailOf(index: number, givenName: string, familyName: string): string {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()
  const number = index === CUSTOMER.omnichannel ? '' : String(index)
  return `${plain(givenName)}.${plain(familyName)}${number}@example.${['com', 'org', 'net'][index % 3]}`
}

function birthDate(random: Random): string {
  return new Date(Date.UTC(random.int(1945, 2006), random.int(0, 11), random.int(1, 28)))
    .toISOString()
    .slice(0, 10)
}

function addressOf(of: {
  readonly givenName: string
  readonly familyName: string
  readonly city: string
  readonly postalCode: string
  readonly phone: string
  readonly random: Random
}): Address {
  return {
    givenName: of.givenName,
    familyName: of.familyName,
    company: null,
    streetLine1: `${of.random.int(1, 140)} ${of.random.pick(STREETS)}`,
    streetLine2: of.random.chance(0.15) ? `Bâtiment ${of.random.pick(['A', 'B', 'C'])}` : null,
    postalCode: of.postalCode,
    city: of.city,
    region: null,
    countryCode: 'FR',
    phone: of.phone,
  }
}

function disagreement(index: number, random: Random): WorldCustomer['erpDiffers'] {
  const draw = random.next()
  // 7919 times 5000 is half a turn of the range: nobody in a small world has that number.
  const phone = phoneOf(index + 5000)
  if (index === CUSTOMER.disagrees) return { phone, city: 'Nîmes' }
  if (index < 10 || draw > 0.03) return null
  return draw < 0.02 ? { phone } : { city: 'Nîmes' }
}

/** The same person signed up again: another contact and web account, the same mailbox, the name typed otherwise. */
function copyOf(original: WorldCustomer, made: WorldCustomer): WorldCustomer {
  return {
    ...made,
    givenName: original.givenName.normalize('NFD').replace(/\p{M}/gu, ''),
    familyName: original.familyName.toUpperCase(),
    email: original.email,
    phone: null,
    birthDate: original.birthDate,
    address: original.address,
    duplicateOf: original.index,
    erpDiffers: null,
  }
}
