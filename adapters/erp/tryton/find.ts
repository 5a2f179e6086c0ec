import type { RecordId } from '../../ids.ts'
import {
  type Identifier,
  normalEmail,
  normalPhone,
  type Profile,
  type ProfileMatch,
} from '../../ports/profiles.ts'
import { isFound, type Read, type Reads } from '../../read.ts'
import { escaped } from './channels.ts'
import type { TrytonClient } from './client.ts'
import { type PartyRow, type ProfileMapping, partyQuery } from './party.ts'

/** Most matches of one identifier. */
const MATCHES = 20

export interface FindOptions {
  readonly mapping: ProfileMapping
  toRead(row: PartyRow): Read<Profile>
}

/**
 * Parties by e-mail and phone, one call for a chunk of identifiers, oldest first; cards are not known here. Unless
 * its server has a library for them, Tryton keeps phone numbers as somebody typed them: their last digits are looked
 * for, whatever stands between, and the whole numbers compared here.
 */
export async function findParties(
  client: TrytonClient,
  identifiers: readonly Identifier[],
  { mapping, toRead }: FindOptions,
): Promise<Reads<Identifier, readonly ProfileMatch[]>> {
  const known = identifiers.filter(isAnswerable)
  return client.readByKeys(known, {
    query: (chunk) => partyQuery([['OR', ...chunk.map(conditionOf)]], mapping),
    entries: (rows, chunk) => chunk.flatMap((identifier) => entryOf(identifier, rows)),
  })

  function entryOf(
    identifier: Identifier,
    rows: readonly PartyRow[],
  ): readonly (readonly [Identifier, Read<readonly ProfileMatch[]>])[] {
    const answering = rows.filter((row) => answersTo(row, identifier)).slice(0, MATCHES)
    const [first] = answering
    if (!first) return []
    const matches: ProfileMatch[] = []
    for (const row of answering) {
      const read = toRead(row)
      if (!isFound(read)) return [[identifier, read]]
      matches.push({ recordId: row.head.code as RecordId, profile: read.value })
    }
    return [[identifier, client.found(matches, first.head.code as RecordId, null)]]
  }
}

/** The last digits of a phone number, which are the same in every spelling of it: with or without its country. */
const LAST_DIGITS = 8

/** Nobody answers to a card here, nor to a number without digits, whose pattern would be everybody's. */
function isAnswerable({ type, value }: Identifier): boolean {
  return type === 'EMAIL' || (type === 'PHONE' && /\d/.test(value))
}

const CONTACT = 'contact_mechanisms'

function conditionOf({ type, value }: Identifier): readonly unknown[] {
  if (type === 'EMAIL') {
    // One mechanism must meet both: a `where` on the list, not two conditions on the party.
    const email = [
      ['type', '=', 'email'],
      ['value', 'ilike', escaped(normalEmail(value))],
    ]
    return [CONTACT, 'where', email]
  }
  const digits = normalPhone(value).replace(/\D/g, '').slice(-LAST_DIGITS)
  const pattern = `%${[...digits].join('%')}%`
  const phone = [
    ['type', 'in', ['phone', 'mobile']],
    ['value', 'like', pattern],
  ]
  return [CONTACT, 'where', phone]
}

/**
 * Whether the party's own contacts say so; one that cannot be read answers to what it was found by, as nobody knows.
 */
function answersTo({ whole }: PartyRow, { type, value }: Identifier): boolean {
  if (whole === null) return true
  return whole['contact_mechanisms.'].some((contact) => {
    const text = contact.value ?? ''
    if (type === 'EMAIL') return contact.type === 'email' && normalEmail(text) === normalEmail(value)
    return ['phone', 'mobile'].includes(contact.type) && normalPhone(text) === normalPhone(value)
  })
}
