import type { RecordId } from '../../ids.ts'
import type { Profile, Profiles } from '../../ports/profiles.ts'
import type { Read } from '../../read.ts'
import type { TrytonClient } from './client.ts'
import { findParties } from './find.ts'
import { type PartyRow, type ProfileMapping, partyQuery, toProfile } from './party.ts'
import { partyHead } from './wire.ts'

/** Parties in one page of cross-references. */
const REFERENCE_PAGE = 500

/**
 * Shopper profiles from parties; a record id is the party's code. Parties hold no birth date and no other systems'
 * numbers.
 */
export function trytonProfiles(client: TrytonClient, mapping: ProfileMapping): Profiles {
  const toRead = ({ head, whole }: PartyRow): Read<Profile> => {
    if (whole === null) return client.unreadable('party.party')
    return client.found(toProfile(whole, mapping), head.code as RecordId, null)
  }
  return {
    profiles: (ids) =>
      client.readByKeys(ids, {
        query: (chunk) => partyQuery([['code', 'in', chunk]], mapping),
        entries: (rows, chunk) =>
          chunk.flatMap((id) => {
            const row = rows.find(({ head }) => head.code === id)
            return row ? [[id, toRead(row)] as const] : []
          }),
      }),
    find: (identifiers) => findParties(client, identifiers, { mapping, toRead }),
    async customerReferences(after) {
      const rows = await client.read({
        ...partyQuery(
          [
            ['code', '!=', null],
            ['id', '>', after === null ? 0 : Number(after)],
          ],
          mapping,
        ),
        fields: partyHead,
        limit: REFERENCE_PAGE,
      })
      const sets = rows.map(({ head }) => ({
        record: { source: client.source, id: head.code as RecordId },
        same: [],
      }))
      const last = rows.at(-1)
      return { sets, next: last && rows.length === REFERENCE_PAGE ? String(last.head.id) : null }
    },
  }
}
