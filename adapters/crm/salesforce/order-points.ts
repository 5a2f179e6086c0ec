import { SourceError } from '../../error.ts'
import { parseReceiptNumber, type RecordId } from '../../ids.ts'
import type { Loyalty, OrderOfPoints } from '../../ports/loyalty.ts'
import { inChunks } from '../../read.ts'
import type { Client } from './client.ts'
import type { FoundIn } from './found.ts'
import { entryColumns, inEffect, JOURNAL, type Translation, toEntry } from './journal.ts'
import type { LoyaltyOptions } from './options.ts'
import { among } from './soql.ts'

/** Orders in one statement; a receipt is asked for in two spellings. */
const ORDERS_PER_QUERY = 200

/** The movements that orders caused, from the journal by the mapped order number. */
export function pointsOfOrders(
  client: Client,
  options: LoyaltyOptions,
  { found, ...log }: Translation & { readonly found: FoundIn },
): Loyalty['ofOrders'] {
  return (orders) =>
    inChunks(orders, ORDERS_PER_QUERY, async (chunk) => {
      const { orderNumber, points } = options
      if (orderNumber === null || options.channel === null) {
        throw new SourceError(
          found.source,
          'UNSUPPORTED',
          'no orders are mapped; add loyalty.orderNumber and loyalty.channel to its configuration',
        )
      }
      const numbers = chunk.flatMap(spellings)
      const query = {
        object: JOURNAL,
        columns: entryColumns(options),
        tail: `WHERE ${among(orderNumber, numbers)} AND ${points} != NULL${inEffect(options)} ORDER BY ActivityDate, Id`,
      }
      const records = await client.query(query, chunk.length)
      const entries = records.map((record) =>
        toEntry(record, found.idOf(record), { options, source: found.source, ...log }),
      )
      return chunk.map((key) => {
        const own = entries.filter(
          ({ order }) => order?.number === key.number && order.channel.kind === key.channel,
        )
        const [first] = own
        return [key, found.computed(first?.recordId ?? (key.number as string as RecordId), own)] as const
      })
    })
}

/** A till's number as the graph spells it, and with till and sequence padded as tills print it. */
function spellings({ channel, number }: OrderOfPoints): readonly string[] {
  const receipt = channel === 'STORE_POS' ? parseReceiptNumber(number) : null
  if (receipt === null) return [number]
  const [store = '', till = '', day = '', sequence = ''] = number.split('-')
  return [number, [store, till.padStart(2, '0'), day, sequence.padStart(6, '0')].join('-')]
}
