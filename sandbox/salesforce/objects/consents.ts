import type { Clock } from '../../../adapters/time.ts'
import { consentsOf, type WorldConsent, type WorldConsents } from '../../world/consents.ts'
import type { World } from '../../world/types.ts'
import { externalId, field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { CONSENT, INDIVIDUAL, PURPOSES, writes, writtenSystemFields } from './consent-writes.ts'
import { createOverlay, overlaid } from './overlay.ts'
import type { ContactRow } from './people.ts'

/** `of` is null of a record that was written. */
interface IndividualRow {
  readonly id: string
  readonly of: { readonly contact: ContactRow; readonly consents: WorldConsents } | null
}
interface ConsentRow {
  readonly id: string
  readonly of: { readonly individualId: string; readonly consent: WorldConsent } | null
}

/** Individual (the data privacy record), ContactPointTypeConsent and DataUsePurpose. */
export function consentObjects(
  world: World,
  contacts: readonly ContactRow[],
  clock: Clock,
): readonly [ObjectType<IndividualRow>, ObjectType<ConsentRow>, ObjectType<(typeof PURPOSES)[number]>] {
  const known = contacts.flatMap((contact) => {
    const consents = consentsOf(world, contact)
    return consents === null ? [] : [{ contact, consents }]
  })
  const individuals = known.map((of): IndividualRow => ({ id: of.consents.individualId, of }))
  const given = known.flatMap(({ consents: { individualId, given } }) =>
    given.map((consent): ConsentRow => ({ id: consent.id, of: { individualId, consent } })),
  )
  return [individualObject(individuals, clock), consentObject(given, clock), purposeObject(world)]
}

function individualObject(first: readonly IndividualRow[], clock: Clock): ObjectType<IndividualRow> {
  const overlay = createOverlay(clock)
  return {
    name: 'Individual',
    keyPrefix: '0PK',
    children: [{ relationship: 'Contacts', type: 'Contact', field: 'IndividualId' }],
    changes: 'PEOPLE',
    rows: () => [...first, ...overlay.made().map((id): IndividualRow => ({ id, of: null }))],
    dml: writes(overlay, INDIVIDUAL),
    fields: overlaid<IndividualRow>(
      [
        field('Id', 'id', ({ id }) => id),
        externalId('Couture_Key__c', () => null),
        field('FirstName', 'string', ({ of }) => of?.contact.givenName ?? null),
        field('LastName', 'string', ({ of }) => of?.contact.familyName ?? null),
        field('HasOptedOutGeoTracking', 'boolean', ({ of }) => of?.consents.noGeoTracking ?? false),
        field('HasOptedOutProcessing', 'boolean', () => false),
        field('HasOptedOutProfiling', 'boolean', ({ of }) => of?.consents.noProfiling ?? false),
        field('HasOptedOutSolicit', 'boolean', () => false),
        field('HasOptedOutTracking', 'boolean', () => false),
        ...writtenSystemFields<IndividualRow>(overlay, ({ of }) => of?.contact.createdAt ?? null),
      ],
      overlay,
      ({ id }) => id,
    ),
  }
}

function consentObject(first: readonly ConsentRow[], clock: Clock): ObjectType<ConsentRow> {
  const overlay = createOverlay(clock)
  const said = (name: keyof WorldConsent) => (row: ConsentRow) => row.of?.consent[name] ?? null
  const capturedAt = said('capturedAt')
  return {
    name: 'ContactPointTypeConsent',
    keyPrefix: '0ZY',
    children: [],
    changes: 'PEOPLE',
    rows: () => [...first, ...overlay.made().map((id): ConsentRow => ({ id, of: null }))],
    dml: writes(overlay, CONSENT),
    fields: overlaid<ConsentRow>(
      [
        field('Id', 'id', ({ id }) => id),
        externalId('Couture_Key__c', () => null),
        field('Name', 'string', ({ id }) => id),
        reference(
          'PartyId',
          { type: 'Individual', relationship: 'Party' },
          ({ of }) => of?.individualId ?? null,
        ),
        field('ContactPointType', 'picklist', said('way')),
        reference(
          'DataUsePurposeId',
          { type: 'DataUsePurpose', relationship: 'DataUsePurpose' },
          ({ of }) => PURPOSES.find(({ name }) => name === of?.consent.purpose)?.id ?? null,
        ),
        field('PrivacyConsentStatus', 'picklist', said('status')),
        field('CaptureDate', 'datetime', capturedAt),
        field('CaptureContactPointType', 'picklist', () => 'Web'),
        field('CaptureSource', 'string', said('capturedBy')),
        field('EffectiveFrom', 'datetime', capturedAt),
        field('EffectiveTo', 'datetime', () => null),
        field('Legal_Text__c', 'textarea', said('legalText')),
        ...writtenSystemFields<ConsentRow>(overlay, ({ of }) => of?.consent.capturedAt ?? null),
      ],
      overlay,
      ({ id }) => id,
    ),
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
