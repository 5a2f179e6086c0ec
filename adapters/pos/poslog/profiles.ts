import { z } from 'zod'
import type { SeenShopper } from '../../../ledger/port.ts'
import type { Tools } from '../../adapter.ts'
import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { CrossReferencePage, Identifier, Profile, ProfileMatch, Profiles } from '../../ports/profiles.ts'
import { isFound, type Read } from '../../read.ts'
import type { Instant } from '../../time.ts'
import { cardsOf, holdersOf } from './cards.ts'
import { neverRead, scannedAt, writtenOtherwise } from './knowledge.ts'
import { cardRecord, cardReference, toProfile } from './profile.ts'

/** Customers, and cards without one, in a page of cross-references. */
const REFERENCES_PER_PAGE = 1_000
/** The newest receipts a profile is made of: not every till writes all it knows. */
const RECEIPTS_PER_PROFILE = 10

/**
 * Shoppers as the tills know them, out of the ledger's receipts: a customer number, a loyalty card, at best a name and an address. As
 * with `poslogOrders`, absence is SOURCE_UNAVAILABLE until the folder has been read once to its end; so is a page of
 * cross-references, for half the receipts would join what all of them tell apart.
 */
export function poslogProfiles(source: string, { ledger }: Pick<Tools, 'ledger'>): Profiles {
  const { receipts, marks } = ledger

  const profiles = async (ids: readonly RecordId[]) => {
    const wanted = [...new Set(ids)]
    const [newest, pairs, scanned] = await Promise.all([
      receipts.newestOf(source, wanted, RECEIPTS_PER_PROFILE),
      receipts.shoppersWith(source, { customers: wanted, cards: [] }),
      scannedAt(source, marks),
    ])
    const cards = await cardsOf(source, receipts, pairs)
    const read = (id: RecordId): Read<Profile> | null => {
      const stored = newest.get(id) ?? []
      const [latest] = stored
      if (!latest) return scanned === null ? neverRead(source) : null
      const value = toProfile(stored, cards.get(id)?.own ?? [])
      if (value === null) return writtenOtherwise(source)
      const { placedAt, readAt } = latest
      return { value, source, recordId: id, recordedAt: placedAt, fetchedAt: readAt, fromCache: false }
    }
    return new Map(
      wanted.flatMap((id) => {
        const answer = read(id)
        return answer === null ? [] : [[id, answer] as const]
      }),
    )
  }

  return {
    profiles,
    async find(identifiers) {
      const byCard = identifiers.filter(({ type }) => type === 'LOYALTY_CARD')
      if (byCard.length === 0) return new Map()
      const scanned = await scannedAt(source, marks)
      if (scanned === null) return new Map(byCard.map((one) => [one, neverRead(source)]))
      const holders = await holdersOf(source, receipts, byCard.map(numberOf))
      const reads = await profiles([...holders.values()].flat())
      return new Map(
        byCard.flatMap((one) => {
          const card = numberOf(one)
          const theirs = holders.get(card) ?? []
          const read = matchesAmong(source, card, { theirs, reads, fetchedAt: scanned })
          return read === null ? [] : [[one, read] as const]
        }),
      )
    },
    async customerReferences(after) {
      const from = after === null ? null : placeIn(source, after)
      if ((await scannedAt(source, marks)) === null) throw neverRead(source)
      const page = await receipts.shoppers(source, from, REFERENCES_PER_PAGE)
      const cards = await cardsOf(source, receipts, page.shoppers)
      const next = page.next && JSON.stringify([page.next.customer, page.next.card])
      return { sets: [...ofCustomers(source, cards), ...ofCards(page.shoppers)], next }
    },
  }
}

type Sets = CrossReferencePage['sets']

/** Cards that say nothing of a customer are still somebody's. */
function ofCustomers(source: string, cards: Awaited<ReturnType<typeof cardsOf>>): Sets {
  return [...cards].flatMap(([id, { own, strange }]) => [
    { record: { source, id }, same: own.map(cardReference) },
    ...strange.map((card) => ({ record: cardRecord(card), same: [] })),
  ])
}

function ofCards(shoppers: readonly SeenShopper[]): Sets {
  return shoppers.flatMap(({ customer, card }) =>
    customer === null && card !== null ? [{ record: cardRecord(card), same: [] }] : [],
  )
}

interface Candidates {
  readonly theirs: readonly RecordId[]
  readonly reads: ReadonlyMap<RecordId, Read<Profile>>
  readonly fetchedAt: Instant
}

/**
 * Those of a card's holders whose own it is, so no number for passers-by; `cardsOf` believes in fewer than the 20 of the port. One
 * that cannot be read makes the list unknown.
 */
function matchesAmong(
  source: string,
  card: string,
  { theirs, reads, fetchedAt }: Candidates,
): Read<readonly ProfileMatch[]> | null {
  const matches: ProfileMatch[] = []
  for (const recordId of theirs) {
    const read = reads.get(recordId)
    if (read !== undefined && !isFound(read)) return read
    const own = read?.value.crossReferences.some(({ record }) => record.id === card)
    if (read && own) matches.push({ recordId, profile: read.value })
  }
  const [first] = matches
  if (!first) return null
  return { value: matches, source, recordId: first.recordId, recordedAt: null, fetchedAt, fromCache: false }
}

function numberOf({ value }: Identifier): string {
  return value.replace(/\s/g, '')
}

const place = z.tuple([z.string().nullable(), z.string().nullable()])

/** Throws UNSUPPORTED for a text that is no `next` of this source. */
function placeIn(source: string, after: string): SeenShopper {
  try {
    const [customer, card] = place.parse(JSON.parse(after))
    // Written from a record's id by `customerReferences`.
    return { customer: customer as RecordId | null, card }
  } catch (cause) {
    const message = 'the mark to go on from is not one of this source'
    throw new SourceError(source, 'UNSUPPORTED', message, { cause })
  }
}
