import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { CrossReferencePage, Profile, Profiles } from '../../ports/profiles.ts'
import { inChunks, type Read } from '../../read.ts'
import type { Client } from './client.ts'
import { CONTACT, contactColumns, referenceColumns, toCrossReferences, toProfile } from './contact.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import type { SalesforceOptions } from './options.ts'
import { searchContacts } from './search.ts'
import { quoted } from './soql.ts'
import type { WireRecord } from './wire.ts'

/** `composite/sobjects` takes 2000 ids and answers aligned with them. */
const IDS_PER_CALL = 2_000
/** Identifiers in one statement: each phone number is eight spellings in two fields. */
const IDENTIFIERS_PER_QUERY = 40
/** Contacts in a page of cross-references. */
const REFERENCES_PER_PAGE = 1_000

export interface ProfileContext {
  readonly client: Client
  readonly options: SalesforceOptions
  readonly found: FoundIn
  /** Told of values of the retailer's that no mapping covers, by option. */
  unmapped(option: string): void
}

/** Shopper profiles, from Contacts. An id of either length is taken; a text that is no id is unknown. */
export function salesforceProfiles({ client, options, found, unmapped }: ProfileContext): Profiles {
  const profileOf = (record: WireRecord, id: RecordId): Read<Profile> =>
    found(record, id, () => toProfile(record, options, unmapped))

  async function byId(ids: readonly RecordId[]): Promise<readonly (readonly [RecordId, Read<Profile>])[]> {
    const wanted = ids.flatMap((id) => {
      const full = fullId(id)
      return full === null ? [] : [[id, full] as const]
    })
    if (wanted.length === 0) return []
    const query = { object: CONTACT, columns: contactColumns(options), tail: '' }
    const records = await client.retrieve(
      query,
      wanted.map(([, full]) => full),
    )
    return wanted.flatMap(([id, full], i) => {
      const record = records[i] ?? null
      return record === null ? [] : [[id, profileOf(record, full)] as const]
    })
  }

  return {
    profiles: (ids) => inChunks(ids, IDS_PER_CALL, byId),

    async find(identifiers) {
      const noCards = options.fields.loyaltyCard === null
      const unsupported = identifiers.filter(({ type }) => noCards && type === 'LOYALTY_CARD')
      const asked = identifiers.filter((identifier) => !unsupported.includes(identifier))
      const context = { client, options, found, profileOf }
      const reads = await inChunks(asked, IDENTIFIERS_PER_QUERY, (chunk) => searchContacts(chunk, context))
      const refusal = new SourceError(
        found.source,
        'UNSUPPORTED',
        'no Contact field is mapped to the loyalty card; set fields.loyaltyCard',
      )
      return new Map([...reads, ...unsupported.map((identifier) => [identifier, refusal] as const)])
    },

    customerReferences: (after) => referencesAfter(after, { client, options, found }),
  }
}

/** By keyset on Id: contacts that appear while pages are read neither shift nor repeat any. */
async function referencesAfter(
  after: string | null,
  { client, options, found }: { client: Client; options: SalesforceOptions; found: FoundIn },
): Promise<CrossReferencePage> {
  const from = after === null ? null : fullId(after)
  if (after !== null && from === null) {
    throw new SourceError(found.source, 'UNSUPPORTED', 'the mark to go on from is not one of this source')
  }
  const where = from === null ? '' : `WHERE Id > ${quoted(from)} `
  const records = await client.query(
    {
      object: CONTACT,
      columns: referenceColumns(options),
      tail: `${where}ORDER BY Id LIMIT ${REFERENCES_PER_PAGE}`,
    },
    REFERENCES_PER_PAGE,
  )
  const sets = records.map((record) => ({
    record: { source: found.source, id: found.idOf(record) },
    same: toCrossReferences(record, options),
  }))
  const last = sets.length === REFERENCES_PER_PAGE ? sets.at(-1) : undefined
  return { sets, next: last?.record.id ?? null }
}
