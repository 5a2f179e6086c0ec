import { LRUCache } from 'lru-cache'
import type { RecordId } from '../../ids.ts'
import { isFound, type Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, documentKey } from './keys.ts'
import { anyOf } from './query.ts'
import { partnerKeys } from './wire.ts'

/** How many pairs of numbers are remembered: the pair never changes. */
const REMEMBERED = 50_000

/**
 * Business partners and customers are numbered apart and may differ: orders name the customer (`SoldToParty`), the graph
 * the business partner. Each pair is asked for once; one that does not exist is asked for again.
 */
export interface Customers {
  /** Customer numbers by business partner; absent: no such partner, or one that is no customer. */
  ofPartners(partners: readonly RecordId[]): Promise<Reads<RecordId, RecordId>>
  /** Business partners by customer number. */
  partnersOf(customers: readonly RecordId[]): Promise<Reads<RecordId, RecordId>>
}

/** The translation between the two numbers, remembered for the client's life. */
export function createCustomers(client: SapClient): Customers {
  const customers = new LRUCache<RecordId, RecordId>({ max: REMEMBERED })
  const partners = new LRUCache<RecordId, RecordId>({ max: REMEMBERED })

  async function translate(
    keys: readonly RecordId[],
    field: 'BusinessPartner' | 'Customer',
    known: LRUCache<RecordId, RecordId>,
  ): Promise<Reads<RecordId, RecordId>> {
    const answer = (key: RecordId) => {
      const other = known.get(canonicalKey(key))
      return other === undefined ? [] : [[key, client.found(other, canonicalKey(key), null)] as const]
    }
    const unknown = keys.filter((key) => !known.has(canonicalKey(key)))
    const reads = await client.readByKeys('partners', unknown, {
      query: (chunk) => ({
        set: 'A_BusinessPartner',
        shape: partnerKeys,
        filter: anyOf(field, chunk.map(documentKey)),
        select: ['BusinessPartner', 'Customer'],
      }),
      entries(rows, chunk) {
        for (const { BusinessPartner, Customer } of rows) {
          if (Customer === null) continue
          customers.set(canonicalKey(BusinessPartner), canonicalKey(Customer))
          partners.set(canonicalKey(Customer), canonicalKey(BusinessPartner))
        }
        return chunk.flatMap(answer)
      },
    })
    return new Map([...keys.flatMap(answer), ...[...reads].filter(([, read]) => !isFound(read))])
  }

  return {
    ofPartners: (keys) => translate(keys, 'BusinessPartner', customers),
    partnersOf: (keys) => translate(keys, 'Customer', partners),
  }
}
