import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { ConsentChange } from '../../ports/profile-desk.ts'
import { type Instant, parseInstant } from '../../time.ts'
import type { Client } from './client.ts'
import { CONSENT, consentQuery, purposeOf, WAYS, wayOf } from './consents.ts'
import { createPurposes } from './data-use-purposes.ts'
import type { ConsentOptions } from './desk-options.ts'
import { CHANGED_SINCE, type Dml, GONE, type Values } from './dml.ts'
import type { FoundIn } from './found.ts'
import { codeName } from './refusal.ts'
import { among } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'
import { keyText } from './written.ts'

/** What consents are written with. */
export interface ConsentDeskTools {
  readonly client: Client
  readonly dml: Dml
  readonly found: FoundIn
  readonly options: ConsentOptions
  /** The unique field of Individual and ContactPointTypeConsent that our keys are kept in. */
  readonly keyField: string
}

/** The vendor's word for what a shopper decided. */
export const STATUS = { GRANTED: 'OptIn', PENDING: 'Pending', DENIED: 'OptOut', WITHDRAWN: 'OptOut' } as const

/** The way by which each kind of channel takes down what a shopper says, in the vendor's words; the others are the web. */
const CAPTURED_BY: Readonly<Partial<Record<ConsentChange['channel'], string>>> = {
  CALL_CENTER: 'Phone',
  EMAIL: 'Email',
  SOCIAL: 'Social',
}

/** Consents for one purpose and one way. */
interface ConsentRecords {
  /**
   * Has every such record of a party say so, and makes one where there is none; false where somebody else wrote meanwhile. Throws where what may
   * permit was said before a refusal that stands.
   */
  record(change: ConsentChange, party: RecordId): Promise<boolean>
}

/** The records of an org, whose purposes are kept. */
export function createConsentRecords(tools: ConsentDeskTools): ConsentRecords {
  const { client, dml, found, options, keyField } = tools
  const { source } = found
  const purposeId = createPurposes(tools)

  const create = async (change: ConsentChange, party: RecordId): Promise<boolean> => {
    const made = await dml.create(CONSENT, {
      ...saidIn(change, options),
      Name: `${change.purpose} ${change.via ?? ''}`.trim(),
      PartyId: party,
      ContactPointType: wordOf(change.via),
      [keyField]: keyOf(change, party),
      ...(await purposeId(change.purpose)),
    })
    // Made by an earlier call whose answer was lost, or by somebody who said something else: it is read, and then changed.
    if ('refused' in made && made.refused === 'DUPLICATE_VALUE') return false
    return isWritten(source, made)
  }

  return {
    async record(change, party) {
      const tail = `WHERE ${among('PartyId', [party])} ORDER BY Id`
      const all = await client.query(consentQuery(options, tail), 1)
      const same = all.filter(
        (one) => purposeOf(one, options) === change.purpose && wayOf(one) === change.via,
      )
      if (same.length === 0) return create(change, party)
      if (STATUS[change.state] !== 'OptOut' && same.some((one) => isRefusedSince(one, change.at)))
        throw new SourceError(source, 'RATE_LIMITED', 'a later refusal stands')
      const values = saidIn(change, options)
      for (const one of same) {
        const unmodifiedSince = modifiedAt(one)
        const written = await dml.update(CONSENT, found.idOf(one), { values, unmodifiedSince })
        if (!isWritten(source, written)) return false
      }
      return true
    },
  }
}

/** False where the record was changed since. Throws where it is gone or the org refuses. */
export function isWritten(source: string, written: Awaited<ReturnType<Dml['update']>>): boolean {
  if ('id' in written) return true
  if (written.refused === CHANGED_SINCE) return false
  if (written.refused === GONE) throw notThere(source)
  throw refusedBy(source, written.refused)
}

/** When the org last wrote a record, as it said. */
export function modifiedAt(record: WireRecord): Instant | null {
  return parseInstant(textOf(record, 'LastModifiedDate') ?? '')
}

/** Whether a record refuses by what was said after this; the vendor keeps whole seconds of it. */
function isRefusedSince(record: WireRecord, at: Instant): boolean {
  const captured = parseInstant(textOf(record, 'CaptureDate') ?? '')
  return textOf(record, 'PrivacyConsentStatus') === STATUS.DENIED && captured !== null && captured > at
}

/** What is said now, whatever was before. */
function saidIn({ state, at, channel, legalText }: ConsentChange, options: ConsentOptions): Values {
  return {
    PrivacyConsentStatus: STATUS[state],
    CaptureDate: at,
    CaptureContactPointType: CAPTURED_BY[channel] ?? 'Web',
    CaptureSource: channel,
    EffectiveFrom: at,
    EffectiveTo: null,
    ...(options.legalText && { [options.legalText]: legalText }),
  }
}

function keyOf({ purpose, via }: ConsentChange, party: RecordId): string {
  return keyText(`consent/${party}/${purpose}/${via ?? ''}`)
}

function wordOf(via: ConsentChange['via']): string {
  return Object.entries(WAYS).find(([, kind]) => kind === via)?.[0] ?? ''
}

/** There is no such record, or not any more. */
export function notThere(source: string): SourceError {
  return new SourceError(source, 'CONFLICT', 'the record is not there')
}

/** A refusal of the org's, in our words. */
export function refusedBy(source: string, code: string): SourceError {
  return new SourceError(source, 'UNSUPPORTED', `the org refuses to record the consent (${codeName(code)})`)
}
