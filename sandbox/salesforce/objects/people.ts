import type { Address } from '../../../adapters/address.ts'
import type { ChannelKind } from '../../../adapters/channel.ts'
import type { Clock } from '../../../adapters/time.ts'
import { consentsOf, originOf } from '../../world/consents.ts'
import type { WorldCustomer } from '../../world/shopper-types.ts'
import type { World } from '../../world/types.ts'
import {
  externalId,
  type Field,
  field,
  type ObjectType,
  reference,
  systemFields,
  type Value,
} from '../object-type.ts'
import { besideId, numberedId } from '../record-id.ts'
import { contactWrites } from './contact-writes.ts'
import { createOverlay, overlaid } from './overlay.ts'

/** A shopper the CRM knows. */
export type ContactRow = WorldCustomer & { readonly contactId: string }

/** Who wrote a record: the integration user's colleagues at the desk, or the shopper through the portal. */
export const USERS = {
  agent: { id: numberedId('005', 1), name: 'Service client', type: 'Standard' },
  shopper: { id: numberedId('005', 2), name: 'Portail client', type: 'CspLitePortal' },
} as const
/** The retailer's own words for channels: the order types of its ERP; other kinds are written as they are. */
export const CHANNEL_WORDS: Readonly<Partial<Record<ChannelKind, string>>> = {
  WEB: 'WEB',
  MOBILE_APP: 'APP',
  CALL_CENTER: 'TEL',
  STORE_POS: 'POS',
}
type UserRow = (typeof USERS)[keyof typeof USERS]

/** The shoppers the CRM knows. */
export function contactRows({ customers }: World): readonly ContactRow[] {
  return customers.filter((customer): customer is ContactRow => customer.contactId !== null)
}

/** Account (one household each), Contact and User. */
export function peopleObjects(
  world: World,
  contacts: readonly ContactRow[],
  clock: Clock,
): readonly [ObjectType<ContactRow>, ObjectType<ContactRow>, ObjectType<UserRow>] {
  return [accountObject(contacts), contactObject(world, contacts, clock), userObject(world)]
}

function accountObject(contacts: readonly ContactRow[]): ObjectType<ContactRow> {
  return {
    name: 'Account',
    keyPrefix: '001',
    children: [{ relationship: 'Contacts', type: 'Contact', field: 'AccountId' }],
    rows: () => contacts,
    fields: [
      field('Id', 'id', accountId),
      field('Name', 'string', (row) => `Foyer ${row.familyName}`),
      field('Type', 'picklist', () => 'Household'),
      ...systemFields<ContactRow>((row) => row.createdAt),
    ],
  }
}

/** Names of a shopper's segments, by the shopper's index. */
function segmentsOf({ segments }: World): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, string[]>()
  for (const { name, customers } of segments)
    for (const index of customers) names.set(index, [...(names.get(index) ?? []), name])
  return names
}

function contactObject(world: World, contacts: readonly ContactRow[], clock: Clock): ObjectType<ContactRow> {
  const overlay = createOverlay(clock)
  const fields = overlaid(contactFields(world, overlay.modifiedAt), overlay, (row) => row.contactId)
  const email = fields.find(({ name }) => name === 'Email') as Field<ContactRow>
  return {
    name: 'Contact',
    keyPrefix: '003',
    children: [
      { relationship: 'Cases', type: 'Case', field: 'ContactId' },
      { relationship: 'LoyaltyProgramMembers', type: 'LoyaltyProgramMember', field: 'ContactId' },
    ],
    rows: () => contacts,
    changes: 'PEOPLE',
    dml: contactWrites(overlay, () => ({ contacts, email })),
    fields,
  }
}

/** What the world says of a contact. */
function contactFields(
  world: World,
  modifiedAt: (id: string) => string | null,
): readonly Field<ContactRow>[] {
  const segments = segmentsOf(world)
  return [
    field('Id', 'id', (row) => row.contactId),
    reference('AccountId', { type: 'Account', relationship: 'Account' }, accountId),
    field('FirstName', 'string', (row) => row.givenName),
    field('LastName', 'string', (row) => row.familyName),
    field('Name', 'string', (row) => `${row.givenName} ${row.familyName}`.trim()),
    field('Email', 'email', (row) => row.email),
    field('Phone', 'phone', (row) => (isMobile(row.phone) ? null : row.phone)),
    field('MobilePhone', 'phone', (row) => (isMobile(row.phone) ? row.phone : null)),
    field('Birthdate', 'date', (row) => row.birthDate),
    ...mailingFields,
    field('HasOptedOutOfEmail', 'boolean', (row) => consentsOf(world, row)?.noEmail ?? false),
    field('DoNotCall', 'boolean', () => false),
    reference(
      'IndividualId',
      { type: 'Individual', relationship: 'Individual' },
      (row) => consentsOf(world, row)?.individualId ?? null,
    ),
    field('LeadSource', 'picklist', (row) => originOf(world, row)?.leadSource ?? null),
    field('First_Campaign__c', 'string', (row) => originOf(world, row)?.campaign ?? null),
    field('First_Referrer__c', 'string', (row) => originOf(world, row)?.referrer ?? null),
    externalId('ERP_Customer__c', (row) => row.businessPartner),
    externalId('Till_Customer__c', (row) => row.tillCustomer),
    externalId('Web_Account__c', (row) => row.webAccount),
    externalId('Loyalty_Card__c', (row) => row.card),
    field('Preferred_Store__c', 'string', (row) => row.preferredStore),
    field('Segments__c', 'picklist', (row) => segments.get(row.index)?.join(';') ?? null),
    field('Language__c', 'picklist', (row) => row.locale),
    ...systemFields<ContactRow>(
      (row) => row.createdAt,
      (row) => modifiedAt(row.contactId) ?? row.createdAt,
    ),
  ]
}

const mailing = (name: string, read: (address: Address) => string | null) =>
  field<ContactRow>(`Mailing${name}`, name === 'Street' ? 'textarea' : 'string', ({ address }) =>
    address === null ? null : read(address),
  )

// The org has state and country picklists switched on: the country is its label, its ISO code has a field of its own.
const mailingFields = [
  mailing('Street', streetOf),
  mailing('City', (address) => address.city),
  mailing('State', (address) => address.region),
  mailing('PostalCode', (address) => address.postalCode),
  mailing('Country', countryName),
  mailing('CountryCode', (address) => address.countryCode),
  field<ContactRow>('MailingAddress', 'address', ({ address }) => compound(address)),
]

function userObject(world: World): ObjectType<UserRow> {
  return {
    name: 'User',
    keyPrefix: '005',
    children: [],
    rows: () => [USERS.agent, USERS.shopper],
    fields: [
      field('Id', 'id', (row) => row.id),
      field('Name', 'string', (row) => row.name),
      field('UserType', 'picklist', (row) => row.type),
      ...systemFields<UserRow>(() => world.customers[0]?.createdAt ?? world.now.toISOString()),
    ],
  }
}

function accountId(row: ContactRow): string {
  return besideId('001', row.contactId)
}

function isMobile(phone: string | null): boolean {
  return /^(\+33|0033|0)[67]/.test((phone ?? '').replace(/\D/g, (sign) => (sign === '+' ? '+' : '')))
}

function streetOf({ streetLine1, streetLine2 }: Address): string | null {
  return [streetLine1, streetLine2].filter((line) => line !== null).join('\r\n') || null
}

function countryName({ countryCode }: Address): string | null {
  return countryCode && (new Intl.DisplayNames('en', { type: 'region' }).of(countryCode) ?? countryCode)
}

function compound(address: Address | null): Value {
  if (address === null) return null
  return {
    city: address.city,
    country: countryName(address),
    countryCode: address.countryCode,
    geocodeAccuracy: null,
    latitude: null,
    longitude: null,
    postalCode: address.postalCode,
    state: address.region,
    stateCode: null,
    street: streetOf(address),
  }
}
