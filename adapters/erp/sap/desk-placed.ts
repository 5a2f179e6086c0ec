import { isSourceError } from '../../error.ts'
import { isCurrency } from '../../money.ts'
import type { PlacedRecord } from '../../ports/order-desk.ts'
import type { OrderKey } from '../../ports/orders.ts'
import type { Read, Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { costOf } from './order-cost.ts'
import { byNumber, isOrder, spellings } from './order-keys.ts'
import { type OrderRow, orderId, orderQuery } from './order-rows.ts'
import { anyOf } from './query.ts'
import { orFailure } from './refusal.ts'
import { isRejected } from './status.ts'
import { timestampOf } from './values.ts'
import type { SalesOrder } from './wire-orders.ts'

/** Every order of a business number in its channel, by the customer's reference: the older one first, cancelled ones too. */
export function readPlaced(
  client: SapClient,
  keys: readonly OrderKey[],
  mapping: SapOptions,
): Promise<Reads<OrderKey, readonly PlacedRecord[]>> {
  return client.readByKeys<OrderKey, OrderRow, readonly PlacedRecord[]>('orders', keys, {
    query: (chunk) => {
      const numbers = new Set(chunk.flatMap((key) => spellings(key.number, mapping)))
      return orderQuery(anyOf('PurchaseOrderByCustomer', [...numbers]), mapping)
    },
    entries: (rows, chunk) =>
      chunk.flatMap((key): (readonly [OrderKey, Read<readonly PlacedRecord[]>])[] => {
        const own = rows.filter((row) => isOrder(row, key, mapping)).sort(byNumber)
        return own.length > 0 ? [[key, placedRows(client, own, mapping)]] : []
      }),
  })
}

/** The records of one business number. One that cannot be read fails them all: nobody may take it for an order that is not there. */
function placedRows(
  client: SapClient,
  rows: readonly OrderRow[],
  mapping: SapOptions,
): Read<readonly PlacedRecord[]> {
  const reads = rows.map(({ whole }) =>
    whole === null
      ? client.unreadable('A_SalesOrder')
      : orFailure(() => client.translate('A_SalesOrder', () => toPlaced(whole, mapping))),
  )
  const failed = reads.find(isSourceError)
  if (failed) return failed
  const records = reads.flatMap((read) => (isSourceError(read) ? [] : [read]))
  const [first] = rows
  const recordedAt = records.at(-1)?.recordedAt ?? null
  return first ? client.found(records, orderId(first), recordedAt) : client.unreadable('A_SalesOrder')
}

/** An order as the desk sees it. Throws a RangeError for a value that cannot be read. */
export function toPlaced(row: SalesOrder, mapping: SapOptions): PlacedRecord {
  const currency = row.TransactionCurrency
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const items = row.to_Item
  return {
    recordId: canonicalKey(row.SalesOrder),
    recordedAt: timestampOf(row.LastChangeDateTime),
    cancelled: items.length > 0 && items.every(isRejected),
    // What is shipping makes no difference to the total.
    total: costOf(row, currency, { isShipping: () => false, mapping }).total.gross,
  }
}
