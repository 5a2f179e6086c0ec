import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import {
  type Identifier,
  normalEmail,
  normalPhone,
  type Profile,
  type ProfileMatch,
} from '../../ports/profiles.ts'
import type { Found, Read } from '../../read.ts'
import type { Client } from './client.ts'
import { CONTACT, contactColumns } from './contact.ts'
import type { FoundIn } from './found.ts'
import type { SalesforceOptions } from './options.ts'
import { phoneSpellings } from './phones.ts'
import { among } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'

/** Records one search may bring; as many as this may be cut off, so the search is divided. */
const MOST_MATCHES = 2_000
/** Records per identifier, by the port. */
const MOST_PER_IDENTIFIER = 20

export interface SearchContext {
  readonly client: Client
  readonly options: SalesforceOptions
  readonly found: FoundIn
  readonly profileOf: (record: WireRecord, id: RecordId) => Read<Profile>
}

/** The contacts that answer to each identifier, oldest first, with one statement for all of them. */
export async function searchContacts(
  identifiers: readonly Identifier[],
  context: SearchContext,
): Promise<readonly (readonly [Identifier, Read<readonly ProfileMatch[]>])[]> {
  const records = await matching(identifiers, context)
  return identifiers.flatMap((identifier) => {
    const own = records.filter((record) => answersTo(record, identifier, context.options))
    const [first] = own
    return first === undefined ? [] : [[identifier, matchesOf([first, ...own.slice(1)], context)] as const]
  })
}

async function matching(
  identifiers: readonly Identifier[],
  context: SearchContext,
): Promise<readonly WireRecord[]> {
  const { client, options } = context
  const columns = contactColumns(options)
  const tail = `WHERE ${conditions(identifiers, options)} ORDER BY CreatedDate, Id LIMIT ${MOST_MATCHES}`
  const records = await client.query({ object: CONTACT, columns, tail }, identifiers.length)
  if (records.length < MOST_MATCHES || identifiers.length === 1) return records
  const half = Math.ceil(identifiers.length / 2)
  const parts = [identifiers.slice(0, half), identifiers.slice(half)]
  return (await Promise.all(parts.map((part) => matching(part, context)))).flat()
}

function matchesOf(
  [first, ...others]: readonly [WireRecord, ...WireRecord[]],
  { found, profileOf }: SearchContext,
): Read<readonly ProfileMatch[]> {
  const reads = [first, ...others.slice(0, MOST_PER_IDENTIFIER - 1)].map((record) => {
    const recordId = found.idOf(record)
    return { recordId, profile: profileOf(record, recordId) }
  })
  const matches: ProfileMatch[] = []
  for (const { recordId, profile } of reads) {
    if (isSourceError(profile)) return profile
    matches.push({ recordId, profile: profile.value })
  }
  const { profile } = reads[0] as { readonly profile: Found<Profile> }
  return { ...profile, value: matches }
}

function conditions(identifiers: readonly Identifier[], { fields, countryCode }: SalesforceOptions): string {
  const values = (type: Identifier['type']) =>
    identifiers.filter((identifier) => identifier.type === type).map(({ value }) => value)
  const phones = values('PHONE').flatMap((phone) => phoneSpellings(phone, countryCode))
  const searched = [
    ['Email', values('EMAIL').map(normalEmail)],
    ['MobilePhone', phones],
    ['Phone', phones],
    [fields.loyaltyCard ?? 'Id', values('LOYALTY_CARD').map((card) => card.trim())],
  ] as const
  return searched
    .filter(([, wanted]) => wanted.length > 0)
    .map(([field, wanted]) => among(field, wanted))
    .join(' OR ')
}

/** Salesforce compares text without case and brings what answers to *any* identifier: equality is ours to check. */
function answersTo(
  record: WireRecord,
  { type, value }: Identifier,
  { fields, countryCode }: SalesforceOptions,
): boolean {
  if (type === 'EMAIL') return normalEmail(textOf(record, 'Email') ?? '') === normalEmail(value)
  if (type === 'LOYALTY_CARD') return textOf(record, fields.loyaltyCard) === value.trim()
  const wanted = normalPhone(value, countryCode)
  return ['MobilePhone', 'Phone'].some(
    (field) => normalPhone(textOf(record, field) ?? '', countryCode) === wanted,
  )
}
