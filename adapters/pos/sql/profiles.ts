import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { RecordId } from '../../ids.ts'
import {
  type CrossReferencePage,
  type Identifier,
  normalEmail,
  normalPhone,
  type Profile,
  type ProfileMatch,
  type Profiles,
} from '../../ports/profiles.ts'
import { inChunks } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import { optionalText, text } from './shapes.ts'
import type { Tables } from './tables.ts'

const customerRow = z.object({
  key: text,
  card: optionalText,
  givenName: optionalText,
  familyName: optionalText,
  email: optionalText,
  phone: optionalText,
  phone2: optionalText,
  street: optionalText,
  street2: optionalText,
  postalCode: optionalText,
  city: optionalText,
  region: optionalText,
  country: optionalText,
})
type CustomerRow = z.output<typeof customerRow>

/** Accounts in a page of cross-references. */
const PAGE = 500
/** Accounts that may answer to one identifier. */
const MATCHES = 20
/** Accounts looked at for a question of many identifiers: a shared e-mail of thousands is nobody's. */
const CANDIDATES = 2_000
/** Digits at the end of a phone number that are the same however it is written. */
const TAIL = 9

/**
 * Customer accounts of the tills; their key is CUSTOMERS.SEARCHKEY, the account number cashiers know. An account that has been put
 * away (VISIBLE) is not there. Oldest first is by key: uniCenta does not say when an account was made.
 */
export function tillProfiles(client: TillClient): Profiles {
  const read = (query: ReturnType<typeof customers>, keys: number) =>
    client.read(query, { route: 'CUSTOMERS', shape: customerRow, keys })
  return {
    profiles: (ids) =>
      inChunks(ids, CHUNK, async (chunk) => {
        const rows = await read(customers(client).where('searchkey', 'in', [...chunk]), chunk.length)
        return rows.map((row) => [row.key as RecordId, client.found(toProfile(row), row.key, null)] as const)
      }),
    find: (identifiers) =>
      inChunks(identifiers, CHUNK, async (chunk) => {
        const rows = await read(
          customers(client)
            .where((eb) => eb.or(conditions(eb, chunk)))
            .orderBy('searchkey')
            .limit(CANDIDATES),
          chunk.length,
        )
        return chunk.flatMap((identifier) => {
          const matches = rows.filter((row) => answersTo(row, identifier)).slice(0, MATCHES)
          const [first] = matches
          return first ? [[identifier, client.found(matches.map(toMatch), first.key, null)] as const] : []
        })
      }),
    async customerReferences(after): Promise<CrossReferencePage> {
      const query = customers(client).orderBy('searchkey').limit(PAGE)
      const rows = await read(after === null ? query : query.where('searchkey', '>', after), PAGE)
      return {
        sets: rows.map((row) => ({
          record: { source: client.source, id: row.key as RecordId },
          same: cardsOf(row),
        })),
        next: rows.length === PAGE ? (rows.at(-1)?.key ?? null) : null,
      }
    },
  }
}

function customers({ build }: TillClient) {
  return build
    .selectFrom('customers')
    .select([
      'searchkey as key',
      'card as card',
      'firstname as givenName',
      'lastname as familyName',
      'email as email',
      'phone as phone',
      'phone2 as phone2',
      'address as street',
      'address2 as street2',
      'postal as postalCode',
      'city as city',
      'region as region',
      'country as country',
    ])
    .where('visible', '=', sql<boolean>`true`)
}

function conditions(eb: ExpressionBuilder<Tables, 'customers'>, identifiers: readonly Identifier[]) {
  const of = (type: Identifier['type']) => identifiers.flatMap((one) => (one.type === type ? one.value : []))
  const emails = of('EMAIL').map(normalEmail)
  const cards = of('LOYALTY_CARD').map((value) => value.trim())
  const tails = of('PHONE').map(tailOf)
  const tail = (column: 'phone' | 'phone2') => sql<string>`right(${bareNumber(column)}, ${sql.lit(TAIL)})`
  return [
    ...(emails.length > 0 ? [eb(sql<string>`lower(trim(${sql.ref('email')}))`, 'in', emails)] : []),
    ...(cards.length > 0 ? [eb('card', 'in', cards)] : []),
    ...(tails.length > 0 ? [eb(tail('phone'), 'in', tails), eb(tail('phone2'), 'in', tails)] : []),
  ]
}

/** A number without blanks and punctuation, in words both databases know. */
function bareNumber(column: 'phone' | 'phone2') {
  const signs = [' ', '.', '-', '/', '(', ')']
  return signs.reduce(
    (inner, sign) => sql<string>`replace(${inner}, ${sql.lit(sign)}, '')`,
    sql<string>`${sql.ref(column)}`,
  )
}

function tailOf(phone: string): string {
  return normalPhone(phone).slice(-TAIL)
}

/** The last word: a database may compare without case, or by the end of a number alone. */
function answersTo(row: CustomerRow, { type, value }: Identifier): boolean {
  if (type === 'LOYALTY_CARD') return row.card === value.trim()
  if (type === 'EMAIL') return row.email !== null && normalEmail(row.email) === normalEmail(value)
  return [row.phone, row.phone2].some((phone) => phone !== null && normalPhone(phone) === normalPhone(value))
}

function toMatch(row: CustomerRow): ProfileMatch {
  return { recordId: row.key as RecordId, profile: toProfile(row) }
}

function toProfile(row: CustomerRow): Profile {
  const phone = row.phone ?? row.phone2
  return {
    givenName: row.givenName,
    familyName: row.familyName,
    email: row.email,
    phone: phone && normalPhone(phone),
    birthDate: null,
    preferredLocale: null,
    addresses: addressesOf(row),
    preferredStore: null,
    firstTouch: null,
    crossReferences: cardsOf(row),
  }
}

function addressesOf(row: CustomerRow): Profile['addresses'] {
  if (row.street === null && row.city === null && row.postalCode === null) return []
  const { givenName, familyName, street, street2, postalCode, city, region, country } = row
  return [
    {
      givenName,
      familyName,
      company: null,
      streetLine1: street,
      streetLine2: street2,
      postalCode,
      city,
      region,
      // The column is free text; another spelling than the code is nobody's to guess.
      countryCode: country !== null && /^[A-Z]{2}$/.test(country) ? country : null,
      phone: null,
    },
  ]
}

/** The card on the account, as the identity ledger calls cards: they belong to no single system. */
function cardsOf({ card }: CustomerRow): Profile['crossReferences'] {
  return card === null ? [] : [{ record: { source: 'card', id: card as RecordId }, method: 'LOYALTY_CARD' }]
}
