import type { z } from 'zod'
import { normalPhone, type Profile } from '../../ports/profiles.ts'
import { toAddress } from './address.ts'
import type { Query } from './client.ts'
import { notGuests } from './guests.ts'
import type { TrytonOptions } from './options.ts'
import { rowOf } from './shapes.ts'
import { type Party, party, partyHead } from './wire.ts'

const partyRow = rowOf(partyHead, party)
/** A row of party.party: its code, and the whole party where it can be read. */
export type PartyRow = z.output<typeof partyRow>

export type ProfileMapping = Pick<TrytonOptions, 'partyCategory' | 'partyNames' | 'orderDesk'>

/** Parties that are shoppers and fit a domain, whole. */
export function partyQuery(domain: readonly unknown[], mapping: ProfileMapping): Query<PartyRow> {
  const { partyCategory } = mapping
  const scope = partyCategory === undefined ? [] : [['categories.name', '=', partyCategory]]
  return {
    model: 'party.party',
    domain: [...scope, notGuests(mapping), ...domain],
    fields: party,
    shape: partyRow,
  }
}

/** A party in the graph's words. */
export function toProfile(row: Party, { partyNames }: ProfileMapping): Profile {
  const contacts = row['contact_mechanisms.']
  const email = contacts.find(({ type }) => type === 'email')?.value ?? null
  const phone = contacts.find(({ type }) => type === 'mobile' || type === 'phone')
  const number = phone?.value_compact ?? phone?.value ?? null
  const names = namesOf(row.name ?? '', partyNames)
  return {
    ...names,
    email,
    phone: number === null ? null : normalPhone(number),
    birthDate: null,
    preferredLocale: row['lang.']?.code?.replace('_', '-') ?? null,
    addresses: row['addresses.'].flatMap((address) => toAddress(address, names) ?? []),
    preferredStore: null,
    firstTouch: null,
    crossReferences: [],
  }
}

/** A name in its parts. */
export type Names = Pick<Profile, 'givenName' | 'familyName'>

/**
 * Tryton keeps one name: the given name is its first word, or its last, or what follows a comma, as the retailer
 * writes it.
 */
export function namesOf(name: string, style: TrytonOptions['partyNames']): Names {
  const whole = name.trim()
  const split = (at: number, width: number): Names => {
    if (at < 0) return { givenName: null, familyName: whole || null }
    const [first, second] = [whole.slice(0, at).trim() || null, whole.slice(at + width).trim() || null]
    if (style === 'GIVEN_FAMILY') return { givenName: first, familyName: second }
    return { givenName: second, familyName: first }
  }
  if (style === 'FAMILY_COMMA_GIVEN') return split(whole.indexOf(','), 1)
  return split(style === 'GIVEN_FAMILY' ? whole.indexOf(' ') : whole.lastIndexOf(' '), 1)
}

/** A name as the retailer writes it; empty where there is none. */
export function nameText({ givenName, familyName }: Names, style: TrytonOptions['partyNames']): string {
  const parts = style === 'GIVEN_FAMILY' ? [givenName, familyName] : [familyName, givenName]
  const separator = style === 'FAMILY_COMMA_GIVEN' ? ', ' : ' '
  return parts.filter(Boolean).join(separator)
}
