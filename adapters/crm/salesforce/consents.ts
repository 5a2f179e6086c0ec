import type { ChannelKind } from '../../channel.ts'
import type { RecordId } from '../../ids.ts'
import {
  CONSENT_PURPOSES,
  type ConsentPurpose,
  type ConsentState,
  type ConsentStatement,
  type Consents,
} from '../../ports/consents.ts'
import { type Found, inChunks } from '../../read.ts'
import { type Clock, parseInstant } from '../../time.ts'
import type { Client } from './client.ts'
import { CONTACT } from './contact.ts'
import type { ConsentOptions } from './desk-options.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import { among, own, parentName, type Query, referencedField } from './soql.ts'
import { parentOf, textOf, type WireRecord } from './wire.ts'

/** The object of what was agreed to or refused for a purpose and a way. */
export const CONSENT = 'ContactPointTypeConsent'
/** The data privacy record. */
export const INDIVIDUAL = 'Individual'
/** Contacts in one statement. */
const CONTACTS_PER_QUERY = 500

export interface ConsentContext {
  readonly client: Client
  readonly options: ConsentOptions
  readonly found: FoundIn
  readonly clock: Clock
}

/** What a tick on the data privacy record refuses (object reference, Individual). */
const OPT_OUTS: Readonly<Record<string, readonly ConsentPurpose[]>> = {
  HasOptedOutSolicit: ['MARKETING'],
  HasOptedOutProfiling: ['PROFILING'],
  HasOptedOutGeoTracking: ['LOCATION'],
  HasOptedOutProcessing: CONSENT_PURPOSES,
}

/** `ContactPointType` as a kind of channel; a postal address is where catalogues go. */
export const WAYS: Readonly<Record<string, ChannelKind>> = {
  Email: 'EMAIL',
  Phone: 'CALL_CENTER',
  MailingAddress: 'CATALOG',
  Social: 'SOCIAL',
  Web: 'WEB',
}

/** `PrivacyConsentStatus` (object reference, ContactPointTypeConsent); having seen a question answers nothing. */
const STATES: Readonly<Record<string, ConsentState>> = {
  OptIn: 'GRANTED',
  OptOut: 'DENIED',
  Pending: 'PENDING',
  Seen: 'UNKNOWN',
  NotSeen: 'UNKNOWN',
}

/** Contacts with their ticks. A reference named otherwise than its parent is none here: `IndividualId` is Individual's. */
export function contactQuery({ doNotCall }: ConsentOptions, tail: string): Query {
  const ticks = ['Id', 'LastModifiedDate', ...Object.keys(OPT_OUTS)]
  return {
    object: CONTACT,
    columns: [
      ...own(CONTACT, ['Id', 'HasOptedOutOfEmail', doNotCall ? 'DoNotCall' : null, 'LastModifiedDate']),
      ...own(CONTACT, ['IndividualId']),
      ...ticks.map((field) =>
        referencedField(
          { object: CONTACT, field: 'IndividualId' },
          { relationship: INDIVIDUAL, parent: { object: INDIVIDUAL, field } },
        ),
      ),
    ],
    tail,
  }
}

/** Consents given or refused for a purpose and a way. */
export function consentQuery({ legalText }: ConsentOptions, tail: string): Query {
  return {
    object: CONSENT,
    columns: [
      ...own(CONSENT, ['Id', 'PartyId', 'ContactPointType', 'PrivacyConsentStatus', 'CaptureDate']),
      ...own(CONSENT, ['EffectiveFrom', 'EffectiveTo', 'LastModifiedDate', legalText]),
      parentName(CONSENT, 'DataUsePurpose'),
    ],
    tail,
  }
}

/**
 * Consents: ticks on the contact and its data privacy record refuse; ContactPointTypeConsent records grant and refuse. A tick
 * that is not set says nothing: it is the default. Two calls, however many contacts.
 */
export function salesforceConsents(context: ConsentContext): Consents {
  const { client, options, found } = context
  return {
    consents: (customers) =>
      inChunks(customers, CONTACTS_PER_QUERY, async (chunk) => {
        const wanted = chunk.flatMap((id) => {
          const full = fullId(id)
          return full === null ? [] : [[id, full] as const]
        })
        if (wanted.length === 0) return []
        const ids = wanted.map(([, full]) => full)
        const contacts = await client.query(contactQuery(options, `WHERE ${among('Id', ids)}`), ids.length)
        const given = await givenBy(contacts, context)
        const byId = new Map(contacts.map((record) => [found.idOf(record), record]))
        return wanted.flatMap(([id, full]) => {
          const record = byId.get(full)
          if (!record) return []
          const party = individualOf(record)
          const said = [...refusals(record, context), ...((party && given.get(party)) ?? [])]
          return [[id, found.computed(full, said)] as const]
        })
      }),
  }
}

type Statement = Found<ConsentStatement>

async function givenBy(
  contacts: readonly WireRecord[],
  context: ConsentContext,
): Promise<ReadonlyMap<string, readonly Statement[]>> {
  const { client, options } = context
  const parties = contacts.flatMap((record) => individualOf(record) ?? [])
  const given = new Map<string, Statement[]>()
  if (parties.length === 0) return given
  const tail = `WHERE ${among('PartyId', parties)} ORDER BY Id`
  for (const record of await client.query(consentQuery(options, tail), parties.length)) {
    const party = fullId(textOf(record, 'PartyId') ?? '') ?? ''
    given.set(party, [...(given.get(party) ?? []), ...toStatement(record, context)])
  }
  return given
}

/** The contact's data privacy record. */
export function individualOf(contact: WireRecord): RecordId | null {
  return fullId(textOf(contact, 'IndividualId') ?? '')
}

/** What is ticked on a contact and on its data privacy record. */
function refusals(contact: WireRecord, { options, found }: ConsentContext): readonly Statement[] {
  const individual = parentOf(contact, INDIVIDUAL)
  const ticked = (record: WireRecord, field: string) => textOf(record, field) === 'true'
  const denied = (record: WireRecord, purpose: ConsentPurpose, via: ChannelKind | null) =>
    stated(record, found, { purpose, via, state: 'DENIED', capturedAt: null, legalText: null })
  return [
    ...(ticked(contact, 'HasOptedOutOfEmail') ? denied(contact, 'MARKETING', 'EMAIL') : []),
    ...(options.doNotCall && ticked(contact, 'DoNotCall') ? denied(contact, 'MARKETING', 'CALL_CENTER') : []),
    ...(individual === null
      ? []
      : Object.entries(OPT_OUTS)
          .filter(([field]) => ticked(individual, field))
          .flatMap(([, purposes]) => purposes.flatMap((purpose) => denied(individual, purpose, null)))),
  ]
}

function toStatement(record: WireRecord, { options, found, clock }: ConsentContext): readonly Statement[] {
  const purpose = purposeOf(record, options)
  // A purpose the retailer has not mapped is none of the graph's.
  if (purpose === undefined) return []
  const captured = textOf(record, 'CaptureDate')
  return stated(record, found, {
    purpose,
    via: wayOf(record),
    state: stateOf(record, clock),
    capturedAt: captured === null ? null : parseInstant(captured),
    legalText: textOf(record, options.legalText),
  })
}

/** What a consent is for, as the retailer has mapped it. */
export function purposeOf(
  record: WireRecord,
  { withoutPurpose, purposes }: ConsentOptions,
): ConsentPurpose | undefined {
  const named = textOf(parentOf(record, 'DataUsePurpose') ?? {}, 'Name')
  return named === null ? withoutPurpose : purposes[named]
}

/** The way a consent is about. */
export function wayOf(record: WireRecord): ChannelKind | null {
  return WAYS[textOf(record, 'ContactPointType') ?? ''] ?? null
}

/** A consent that has not begun is PENDING; one that has ended says nothing any more. */
function stateOf(record: WireRecord, clock: Clock): ConsentState {
  const state = STATES[textOf(record, 'PrivacyConsentStatus') ?? ''] ?? 'UNKNOWN'
  if (state !== 'GRANTED') return state
  const now = clock().toISOString()
  const at = (field: string) => parseInstant(textOf(record, field) ?? '')
  if ((at('EffectiveFrom') ?? now) > now) return 'PENDING'
  return (at('EffectiveTo') ?? now) < now ? 'UNKNOWN' : 'GRANTED'
}

/** A statement with its record; one that cannot be read must not pass for silence. */
function stated(record: WireRecord, found: FoundIn, statement: ConsentStatement): readonly Statement[] {
  const read = found(record, found.idOf(record), () => statement)
  if (read instanceof Error) throw read
  return [read]
}
