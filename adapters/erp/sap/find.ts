import type { z } from 'zod'
import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import {
  type Identifier,
  normalEmail,
  normalPhone,
  type Profile,
  type ProfileMatch,
} from '../../ports/profiles.ts'
import { isFound, type Read, type Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, documentKey } from './keys.ts'
import { anyOf, type Query } from './query.ts'
import { addressContact, partnerOfAddress } from './wire.ts'

type Contact = z.output<typeof addressContact>

/** SearchEmailAddress holds the first characters of an e-mail address in upper case; the rest is compared here. */
const SEARCH_LENGTH = 20

/** The most matches of one identifier. */
const MOST = 20

/**
 * Finds partners by e-mail or phone. The contact sets name an address, not its partner, so it takes three rounds
 * whatever the number of identifiers: contacts, partners of their addresses, profiles.
 */
export async function findPartners(
  client: SapClient,
  identifiers: readonly Identifier[],
  readProfiles: (ids: readonly RecordId[]) => Promise<Reads<RecordId, Profile>>,
): Promise<Reads<Identifier, readonly ProfileMatch[]>> {
  // An ERP knows no loyalty cards: nobody answers to one.
  const asked = identifiers.filter(({ type }) => type !== 'LOYALTY_CARD')
  const contacts = await findContacts(client, asked)
  const addresses = [...contacts.values()].flatMap((read) => (isFound(read) ? read.value : []))
  const partners = await partnersOf(client, addresses)
  const ids = [...partners.values()].flatMap((read) => (isFound(read) ? read.value : []))
  const profiles = await readProfiles([...new Set(ids)])
  const entries = asked.flatMap((identifier) => {
    const contact = contacts.get(identifier)
    const read = isFound(contact) ? together(client, contact.value, partners, profiles) : contact
    return read ? [[identifier, read] as const] : []
  })
  return new Map(entries)
}

async function findContacts(
  client: SapClient,
  identifiers: readonly Identifier[],
): Promise<Reads<Identifier, readonly RecordId[]>> {
  const reads = await Promise.all(
    (['EMAIL', 'PHONE'] as const).map((type) =>
      client.readByKeys(
        'partners',
        identifiers.filter((identifier) => identifier.type === type),
        {
          query: type === 'EMAIL' ? byEmail : byPhone,
          entries: (rows, chunk) =>
            chunk.flatMap((identifier) => {
              const addresses = matching(identifier, rows)
              const [first] = addresses
              return first ? [[identifier, client.found(addresses, first, null)] as const] : []
            }),
        },
      ),
    ),
  )
  return new Map(reads.flatMap((read) => [...read]))
}

function byEmail(keys: readonly Identifier[]): Query<Contact> {
  const words = keys.map(({ value }) => value.trim().slice(0, SEARCH_LENGTH).toUpperCase())
  return {
    set: 'A_AddressEmailAddress',
    shape: addressContact,
    filter: anyOf('SearchEmailAddress', [...new Set(words)]),
    select: ['AddressID', 'EmailAddress'],
  }
}

function byPhone(keys: readonly Identifier[]): Query<Contact> {
  const numbers = new Set(keys.map(({ value }) => normalPhone(value)))
  return {
    set: 'A_AddressPhoneNumber',
    shape: addressContact,
    filter: anyOf('InternationalPhoneNumber', [...numbers]),
    select: ['AddressID', 'InternationalPhoneNumber'],
  }
}

function matching({ type, value }: Identifier, rows: readonly Contact[]): RecordId[] {
  const matches = rows.filter(({ EmailAddress, InternationalPhoneNumber }) =>
    type === 'EMAIL'
      ? EmailAddress !== null && normalEmail(EmailAddress) === normalEmail(value)
      : InternationalPhoneNumber !== null && normalPhone(InternationalPhoneNumber) === normalPhone(value),
  )
  return [...new Set(matches.map(({ AddressID }) => canonicalKey(AddressID)))]
}

function partnersOf(
  client: SapClient,
  addresses: readonly RecordId[],
): Promise<Reads<RecordId, readonly RecordId[]>> {
  return client.readByKeys('partners', addresses, {
    query: (chunk) => ({
      set: 'A_BusinessPartnerAddress',
      shape: partnerOfAddress,
      filter: anyOf('AddressID', chunk.map(documentKey)),
      select: ['BusinessPartner', 'AddressID'],
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((address) => {
        const partners = rows
          .filter((row) => canonicalKey(row.AddressID) === address)
          .map((row) => canonicalKey(row.BusinessPartner))
        return partners.length > 0 ? [[address, client.found(partners, address, null)] as const] : []
      }),
  })
}

function together(
  client: SapClient,
  addresses: readonly RecordId[],
  partners: Reads<RecordId, readonly RecordId[]>,
  profiles: Reads<RecordId, Profile>,
): Read<readonly ProfileMatch[]> | null {
  const owners = addresses.flatMap((address) => partners.get(address) ?? [])
  const failed = owners.find(isSourceError)
  if (failed) return failed
  const ids = owners.flatMap((read) => (isFound(read) ? read.value : []))
  const reads = [...new Set(ids)].flatMap((id) => profiles.get(id) ?? [])
  const lost = reads.find(isSourceError)
  if (lost) return lost
  // Partner numbers are given in sequence: the lower one is the older one.
  const matches = reads
    .flatMap((read) => (isFound(read) ? [{ recordId: read.recordId, profile: read.value }] : []))
    .sort((left, right) => documentKey(left.recordId).localeCompare(documentKey(right.recordId)))
    .slice(0, MOST)
  const [oldest] = matches
  return oldest ? client.found(matches, oldest.recordId, null) : null
}
