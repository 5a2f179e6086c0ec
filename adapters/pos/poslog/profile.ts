import type { StoredReceipt } from '../../../ledger/port.ts'
import type { RecordId } from '../../ids.ts'
import { type CrossReference, normalPhone, type Profile } from '../../ports/profiles.ts'
import { type Receipt, readBody } from './body.ts'

/** The word of the identity ledger for a loyalty card, which belongs to no single system. */
const CARD = 'card'

/** A card as a record. */
export function cardRecord(card: string): CrossReference['record'] {
  return { source: CARD, id: card as RecordId }
}

/** A card as what stands for the same shopper. */
export function cardReference(card: string): CrossReference {
  return { record: cardRecord(card), method: 'LOYALTY_CARD' }
}

/**
 * A till customer as their receipts (newest first) say: the latest name and the latest postal address. Null when no receipt can be read.
 * A name that came in one piece is no name here: nobody can tell which part of it is the family's.
 */
export function toProfile(stored: readonly StoredReceipt[], cards: readonly string[]): Profile | null {
  const receipts = stored.flatMap(({ body }) => readReceipt(body) ?? [])
  if (receipts.length === 0) return null
  const people = receipts.flatMap(({ address }) => address ?? [])
  const named = people.find(({ givenName, familyName }) => givenName !== null && familyName !== null)
  const name = { givenName: named?.givenName ?? null, familyName: named?.familyName ?? null }
  const home = people.find(({ streetLine1, postalCode, city }) => streetLine1 ?? postalCode ?? city)
  const phone = people.find((person) => person.phone !== null)?.phone ?? null
  return {
    ...name,
    email: null,
    phone: phone === null ? null : normalPhone(phone),
    birthDate: null,
    preferredLocale: null,
    addresses: home ? [home] : [],
    preferredStore: null,
    firstTouch: null,
    crossReferences: cards.map(cardReference),
  }
}

function readReceipt(json: string): Receipt | null {
  const body = readBody(json)
  return body?.kind === 'receipt' ? body : null
}
