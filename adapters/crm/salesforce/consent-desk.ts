import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../ports/consents.ts'
import type { ConsentAbility, ConsentChange, ProfileDesk } from '../../ports/profile-desk.ts'
import { partyOf } from './consent-party.ts'
import {
  type ConsentDeskTools,
  createConsentRecords,
  isWritten,
  modifiedAt,
  notThere,
  STATUS,
} from './consent-records.ts'
import { contactQuery, INDIVIDUAL, WAYS } from './consents.ts'
import { CONTACT } from './contact.ts'
import type { ConsentOptions } from './desk-options.ts'
import { fullId } from './ids.ts'
import { among } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'

/** What a tick on the data privacy record refuses for every way; there is none for the other purposes. */
const TICKS: Readonly<Partial<Record<ConsentPurpose, string>>> = {
  MARKETING: 'HasOptedOutSolicit',
  PROFILING: 'HasOptedOutProfiling',
  LOCATION: 'HasOptedOutGeoTracking',
}

/** What can be written: any state of a mapped purpose by each way, and a refusal for every way where there is a tick for it. */
export function consentAbilities(options: ConsentOptions): readonly ConsentAbility[] {
  const mapped = new Set([options.withoutPurpose, ...Object.values(options.purposes)])
  const any = ['GRANTED', 'DENIED', 'WITHDRAWN', 'PENDING'] as const
  const refusals = ['DENIED', 'WITHDRAWN'] as const
  return CONSENT_PURPOSES.flatMap((purpose): readonly ConsentAbility[] => [
    ...(mapped.has(purpose) ? Object.values(WAYS).map((via) => ({ purpose, via, states: any })) : []),
    ...(TICKS[purpose] ? [{ purpose, via: null, states: refusals }] : []),
  ])
}

/** So often what somebody else changes at the same time is read anew. */
const ATTEMPTS = 3

/**
 * Writes ContactPointTypeConsent records, and the ticks that refuse: a refusal ticks first and a permission unticks last, so that what
 * fails half-way is refused. What may permit is written on the condition that nobody wrote since it was read, and not over what was said after it:
 * neither a call that is carried out late nor one that is tried again takes back a later refusal. Of a contact without a data privacy record one is made.
 */
export function createConsentDesk(tools: ConsentDeskTools): ProfileDesk['setConsent'] {
  const { source } = tools.found
  const consents = createConsentRecords(tools)
  const tick = async (object: string, id: RecordId, field: string) =>
    isWritten(source, await tools.dml.update(object, id, { values: { [field]: true } }))

  const forEveryWay = async ({ purpose, state }: ConsentChange, contact: WireRecord): Promise<boolean> => {
    const field = STATUS[state] === 'OptOut' ? TICKS[purpose] : undefined
    if (field === undefined) throw unsupported(source)
    const party = await partyOf(contact, tools)
    return party !== null && tick(INDIVIDUAL, party, field)
  }

  /** False where somebody else wrote meanwhile. */
  const attempt = async (change: ConsentChange): Promise<boolean> => {
    const contact = await contactOf(change.customer, tools)
    if (change.via === null) return forEveryWay(change, contact)
    const field = tickOf(change, tools.options)
    if (field && STATUS[change.state] === 'OptOut') await tick(CONTACT, tools.found.idOf(contact), field)
    const party = await partyOf(contact, tools)
    if (party === null || !(await consents.record(change, party))) return false
    return change.state !== 'GRANTED' || untick(contact, field)
  }

  const untick = async (contact: WireRecord, field: string | null): Promise<boolean> => {
    if (field === null || textOf(contact, field) !== 'true') return true
    const change = { values: { [field]: false }, unmodifiedSince: modifiedAt(contact) }
    return isWritten(source, await tools.dml.update(CONTACT, tools.found.idOf(contact), change))
  }

  return async (change) => {
    for (let tries = 0; tries < ATTEMPTS; tries++) if (await attempt(change)) return
    throw new SourceError(source, 'RATE_LIMITED', 'the records of this consent are being changed')
  }
}

/** The tick on the contact that refuses the same. */
function tickOf({ purpose, via }: ConsentChange, { doNotCall }: ConsentOptions): string | null {
  if (purpose !== 'MARKETING') return null
  if (via === 'EMAIL') return 'HasOptedOutOfEmail'
  return via === 'CALL_CENTER' && doNotCall ? 'DoNotCall' : null
}

async function contactOf(
  customer: RecordId,
  { client, found, options }: ConsentDeskTools,
): Promise<WireRecord> {
  const id = fullId(customer)
  const [contact] = id ? await client.query(contactQuery(options, `WHERE ${among('Id', [id])}`), 1) : []
  if (contact) return contact
  throw notThere(found.source)
}

function unsupported(source: string): SourceError {
  return new SourceError(source, 'UNSUPPORTED', 'the org has no place for this consent')
}
