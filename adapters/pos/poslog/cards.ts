import type { ReceiptLedger, SeenShopper } from '../../../ledger/port.ts'
import type { RecordId } from '../../ids.ts'

/**
 * How many cards one shopper, and how many shoppers one card, may have been seen with and still be believed: a household, a
 * lost card or two. A number for passers-by, or a card the cashier lends out, is seen with many more.
 */
const BELIEVED = 5

/** The cards a till customer was seen with. */
export interface Cards {
  /** Those that say who it is. */
  readonly own: readonly string[]
  /** Those that do not: one of the two is in too many hands. Joined, strangers would become one shopper. */
  readonly strange: readonly string[]
}

type Pairs = Pick<ReceiptLedger, 'shoppersWith'>

/** Who was seen with each card, first seen first; nobody with a card that is in too many hands. */
export async function holdersOf(
  source: string,
  receipts: Pairs,
  cards: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordId[]>> {
  const holders = new Map<string, RecordId[]>()
  for (const { customer, card } of await receipts.shoppersWith(source, { customers: [], cards })) {
    if (customer !== null && card !== null) addTo(holders, card, customer)
  }
  return new Map([...holders].filter(([, those]) => those.length <= BELIEVED))
}

/** Sorts the cards of till customers. `pairs` holds every pair of each customer in it. */
export async function cardsOf(
  source: string,
  receipts: Pairs,
  pairs: readonly SeenShopper[],
): Promise<ReadonlyMap<RecordId, Cards>> {
  const customers = new Map<RecordId, string[]>()
  for (const { customer, card } of pairs) if (customer !== null) addTo(customers, customer, card)
  const holders = await holdersOf(source, receipts, [...new Set([...customers.values()].flat())])
  return new Map(
    [...customers].map(([customer, cards]) => {
      const own = cards.length > BELIEVED ? [] : cards.filter((card) => holders.has(card))
      return [customer, { own, strange: cards.filter((card) => !own.includes(card)) }]
    }),
  )
}

/** A null makes the list and adds nothing. */
function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V | null): void {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  if (value !== null) list.push(value)
}
