import { ApiError } from '../api-error.ts'
import { type Dml, systemFields, type Value } from '../object-type.ts'
import { numberedId } from '../record-id.ts'
import { checkWord } from './contact-writes.ts'
import type { Overlay } from './overlay.ts'

/** What the retailer uses data for. */
export const PURPOSES = [
  { id: numberedId('0ZW', 1), name: 'Marketing' },
  { id: numberedId('0ZW', 2), name: 'Personnalisation' },
] as const

const WAYS = ['Email', 'MailingAddress', 'Phone', 'Social', 'Web']
const STATUSES = ['NotSeen', 'Seen', 'OptIn', 'OptOut', 'Pending']

/** The columns every object has, of records that may have been written. */
export function writtenSystemFields<Row extends { readonly id: string }>(
  overlay: Overlay,
  made: (row: Row) => string | null,
) {
  const at = (row: Row) => made(row) ?? overlay.madeAt(row.id) ?? ''
  return systemFields<Row>(at, (row) => overlay.modifiedAt(row.id) ?? at(row))
}

interface Writable {
  readonly prefix: string
  readonly fields: readonly string[]
  readonly required: readonly string[]
  /** The values of restricted picklists, by field. */
  readonly words?: Readonly<Record<string, readonly string[]>>
}

/** What is written of a data privacy record. */
export const INDIVIDUAL: Writable = {
  prefix: '0PK',
  fields: [
    'FirstName',
    'LastName',
    'Couture_Key__c',
    'HasOptedOutGeoTracking',
    'HasOptedOutProcessing',
    'HasOptedOutProfiling',
    'HasOptedOutSolicit',
    'HasOptedOutTracking',
  ],
  required: ['LastName'],
}

/** What is written of a consent. */
export const CONSENT: Writable = {
  prefix: '0ZY',
  fields: [
    'Couture_Key__c',
    'Name',
    'PartyId',
    'ContactPointType',
    'DataUsePurposeId',
    'PrivacyConsentStatus',
    'CaptureDate',
    'CaptureContactPointType',
    'CaptureSource',
    'EffectiveFrom',
    'EffectiveTo',
    'Legal_Text__c',
  ],
  required: [
    'Name',
    'PartyId',
    'ContactPointType',
    'PrivacyConsentStatus',
    'CaptureDate',
    'CaptureContactPointType',
    'CaptureSource',
  ],
  words: {
    ContactPointType: WAYS,
    CaptureContactPointType: WAYS,
    PrivacyConsentStatus: STATUSES,
  },
}

/** How records of an object are made and changed. */
export function writes<Row extends { readonly id: string }>(
  overlay: Overlay,
  { prefix, fields, required, words = {} }: Writable,
): Dml<Row> {
  const check = (values: Readonly<Record<string, Value>>) => {
    for (const [name, all] of Object.entries(words)) checkWord(name, values[name], all)
    const [empty] = required.filter((name) => name in values && values[name] === null)
    if (empty === undefined) return
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${empty}]`, [empty])
  }
  return {
    fields,
    required,
    unique: ['Couture_Key__c'],
    insert(values) {
      check(values)
      // Far from the numbers that the world gives.
      const id = numberedId(prefix, 500_000_000 + overlay.made().length)
      overlay.insert(id, values)
      return id
    },
    update(row, values) {
      check(values)
      overlay.write(row.id, values)
    },
  }
}
