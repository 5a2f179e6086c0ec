import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type {
  ProfileChange,
  ProfileDesk,
  ProfileDeskField,
  ProfileRefusal,
} from '../../ports/profile-desk.ts'
import type { Client } from './client.ts'
import { consentAbilities, createConsentDesk } from './consent-desk.ts'
import { CONTACT } from './contact.ts'
import { CHANGED_SINCE, type Dml, GONE } from './dml.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import type { ProfileDeskOptions, SalesforceOptions } from './options.ts'
import { own } from './soql.ts'
import { textOf } from './wire.ts'

export interface ProfileDeskTools {
  readonly client: Client
  readonly dml: Dml
  readonly found: FoundIn
  readonly desk: ProfileDeskOptions
}

/** The vendor's codes for a value that another record has. */
const TAKEN: ReadonlySet<string> = new Set(['DUPLICATE_VALUE', 'DUPLICATES_DETECTED'])

/**
 * Contacts, changed on the condition that nobody changed them since (REST developer guide, "Conditional Request Headers": of Contacts the vendor
 * takes If-Unmodified-Since alone, which counts whole seconds), and what is recorded of consents.
 */
export function salesforceProfileDesk(options: SalesforceOptions, tools: ProfileDeskTools): ProfileDesk {
  const { client, dml, found, desk } = tools
  const { source } = found
  const fields = contactFields(options)

  const says = async (id: RecordId, values: Readonly<Record<string, string>>): Promise<boolean> => {
    const query = { object: CONTACT, columns: own(CONTACT, ['Id', ...Object.keys(values)]), tail: '' }
    const [record = null] = await client.retrieve(query, [id])
    return (
      record !== null && Object.entries(values).every(([field, value]) => textOf(record, field) === value)
    )
  }

  async function update(change: ProfileChange): Promise<ProfileRefusal | null> {
    const id = fullId(change.record)
    if (id === null) throw conflict(source, 'the record is not there')
    const values = valuesOf(change, fields, desk)
    const { unmodifiedSince } = change
    const written = await dml.update(CONTACT, id, { values, unmodifiedSince })
    if ('id' in written) return null
    if (written.refused === GONE) throw conflict(source, 'the record is not there')
    if (written.refused !== CHANGED_SINCE) return refusalOf(written, fields)
    // It may have been this very change, whose answer was lost.
    if (await says(id, values)) return null
    throw conflict(source, 'the record was changed meanwhile')
  }

  const { externalId: keyField } = desk
  const { consents } = options
  const recording = consents && keyField ? { client, dml, found, options: consents, keyField } : null
  return {
    capabilities: {
      fields: [...fields.keys()],
      consents: recording ? consentAbilities(recording.options) : [],
    },
    update,
    setConsent: recording
      ? createConsentDesk(recording)
      : async () => {
          throw new SourceError(
            source,
            'UNSUPPORTED',
            'nothing says how consents are written; set consents and profileDesk.externalId',
          )
        },
  }
}

/** Where each field is kept. The mobile number is the one that is read first. */
function contactFields({ fields }: SalesforceOptions): ReadonlyMap<ProfileDeskField, string> {
  const all: readonly (readonly [ProfileDeskField, string | null])[] = [
    ['givenName', 'FirstName'],
    ['familyName', 'LastName'],
    ['email', 'Email'],
    ['phone', 'MobilePhone'],
    ['preferredLocale', fields.locale],
    ['preferredStore', fields.preferredStore],
  ]
  return new Map(all.flatMap(([field, name]) => (name === null ? [] : [[field, name]])))
}

function valuesOf(
  { values }: ProfileChange,
  fields: ReadonlyMap<ProfileDeskField, string>,
  { localeSeparator }: ProfileDeskOptions,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...fields].flatMap(([field, name]) => {
      const value = values[field]
      if (value === undefined) return []
      return [[name, field === 'preferredLocale' ? value.replaceAll('-', localeSeparator) : value]]
    }),
  )
}

function refusalOf(
  { refused, fields: named }: { readonly refused: string; readonly fields: readonly string[] },
  fields: ReadonlyMap<ProfileDeskField, string>,
): ProfileRefusal {
  return { refused: TAKEN.has(refused) ? 'TAKEN' : 'INVALID', field: fieldNamed(named, fields) }
}

/** The first of the fields that a refusal names and that is one of ours. */
function fieldNamed(
  named: readonly string[],
  fields: ReadonlyMap<ProfileDeskField, string>,
): ProfileDeskField | null {
  const names = named.map((name) => name.toLowerCase())
  const entry = [...fields].find(([, name]) => names.includes(name.toLowerCase()))
  return entry?.[0] ?? null
}

function conflict(source: string, message: string): SourceError {
  return new SourceError(source, 'CONFLICT', message)
}
