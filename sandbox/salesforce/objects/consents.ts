import { consentsOf, type WorldConsent, type WorldConsents } from '../../world/consents.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { numberedId } from '../record-id.ts'
import type { ContactRow } from './people.ts'

interface IndividualRow {
  readonly contact: ContactRow
  readonly consents: WorldConsents
}
interface ConsentRow {
  readonly of: IndividualRow
  readonly consent: WorldConsent
}

/** What the retailer uses data for. */
const PURPOSES = [
  { id: numberedId('0ZW', 1), name: 'Marketing' },
  { id: numberedId('0ZW', 2), name: 'Personnalisation' },
] as const

/** Individual (the data privacy record), ContactPointTypeConsent and DataUsePurpose. */
export function consentObjects(
  world: World,
  contacts: readonly ContactRow[],
): readonly [ObjectType<IndividualRow>, ObjectType<ConsentRow>, ObjectType<(typeof PURPOSES)[number]>] {
  const rows = contacts.flatMap((contact) => {
    const consents = consentsOf(world, contact)
    return consents === null ? [] : [{ contact, consents }]
  })
  return [individualObject(rows), consentObject(rows), purposeObject(world)]
}

function individualObject(rows: readonly IndividualRow[]): ObjectType<IndividualRow> {
  return {
    name: 'Individual',
    keyPrefix: '0PK',
    children: [{ relationship: 'Contacts', type: 'Contact', field: 'IndividualId' }],
    rows: () => rows,
    fields: [
      field('Id', 'id', ({ consents }) => consents.individualId),
      field('FirstName', 'string', ({ contact }) => contact.givenName),
      field('LastName', 'string', ({ contact }) => contact.familyName),
      field('HasOptedOutGeoTracking', 'boolean', ({ consents }) => consents.noGeoTracking),
      field('HasOptedOutProcessing', 'boolean', () => false),
      field('HasOptedOutProfiling', 'boolean', ({ consents }) => consents.noProfiling),
      field('HasOptedOutSolicit', 'boolean', () => false),
      field('HasOptedOutTracking', 'boolean', () => false),
      ...systemFields<IndividualRow>(({ contact }) => contact.createdAt),
    ],
  }
}

function consentObject(rows: readonly IndividualRow[]): ObjectType<ConsentRow> {
  return {
    name: 'ContactPointTypeConsent',
    keyPrefix: '0ZY',
    children: [],
    rows: () => rows.flatMap((of) => of.consents.given.map((consent) => ({ of, consent }))),
    fields: [
      field('Id', 'id', ({ consent }) => consent.id),
      reference(
        'PartyId',
        { type: 'Individual', relationship: 'Party' },
        ({ of }) => of.consents.individualId,
      ),
      field('ContactPointType', 'picklist', ({ consent }) => consent.way),
      reference(
        'DataUsePurposeId',
        { type: 'DataUsePurpose', relationship: 'DataUsePurpose' },
        ({ consent }) => PURPOSES.find(({ name }) => name === consent.purpose)?.id ?? null,
      ),
      field('PrivacyConsentStatus', 'picklist', ({ consent }) => consent.status),
      field('CaptureDate', 'datetime', ({ consent }) => consent.capturedAt),
      field('CaptureContactPointType', 'picklist', () => 'Web'),
      field('CaptureSource', 'string', ({ consent }) => consent.capturedBy),
      field('EffectiveFrom', 'datetime', ({ consent }) => consent.capturedAt),
      field('EffectiveTo', 'datetime', () => null),
      field('Legal_Text__c', 'textarea', ({ consent }) => consent.legalText),
      ...systemFields<ConsentRow>(({ consent }) => consent.capturedAt),
    ],
  }
}

function purposeObject(world: World): ObjectType<(typeof PURPOSES)[number]> {
  return {
    name: 'DataUsePurpose',
    keyPrefix: '0ZW',
    children: [],
    rows: () => PURPOSES,
    fields: [
      field('Id', 'id', (row) => row.id),
      field('Name', 'string', (row) => row.name),
      ...systemFields<(typeof PURPOSES)[number]>(
        () => world.customers[0]?.createdAt ?? world.now.toISOString(),
      ),
    ],
  }
}
