import type { StoredReceipt } from '../../../ledger/port.ts'
import type { Tools } from '../../adapter.ts'
import { isSourceError, type SourceError } from '../../error.ts'
import { parseReceiptNumber, type RecordId, receiptNumber } from '../../ids.ts'
import type { HistoryPage, OrderKey, Orders } from '../../ports/orders.ts'
import type { Found, Read } from '../../read.ts'
import type { Instant } from '../../time.ts'
import { historyPage } from './history.ts'
import { isBehind, neverRead, scannedAt, writtenOtherwise } from './knowledge.ts'
import type { PoslogOptions } from './options.ts'
import { toDocuments, toFulfillments, toOrder, toPayments, toReturn } from './order.ts'
import { type Shelf, type Standing, shelve } from './shelf.ts'

/**
 * Till receipts as orders, out of the ledger: reads never touch the folder, so they answer while it is away. Until the
 * folder has been read once to its end nobody knows what is *not* there: what is in the ledger is answered, the absence of
 * anything else is SOURCE_UNAVAILABLE. A page's `fetchedAt` is the time of the last complete look at the folder; it is
 * STALE when looks are missed.
 */
export function poslogOrders(
  source: string,
  options: PoslogOptions,
  tools: Pick<Tools, 'ledger' | 'clock'>,
): Orders {
  const { receipts, marks } = tools.ledger
  const { channel } = options

  /** The receipt, why nobody knows, or null when there is none. */
  const finder = async (numbers: readonly RecordId[]) => {
    const wanted = [...new Set(numbers)]
    const [stored, scanned] = await Promise.all([receipts.byNumber(source, wanted), scannedAt(source, marks)])
    const shelf = await shelve(source, receipts, [...stored.values()])
    return (number: RecordId) => find(source, shelf, number, scanned)
  }

  const ofOrders = async <T>(ids: readonly RecordId[], of: (standing: Standing) => T | null) => {
    const find = await finder(ids)
    return readsOf(ids, (id) => {
      const read = find(id)
      if (read === null || isSourceError(read)) return read
      const value = of(read)
      return value === null ? null : found(source, value, read.stored)
    })
  }

  return {
    async history(requests) {
      const scanned = await scannedAt(source, marks)
      if (scanned === null) return new Map(requests.map((request) => [request, neverRead(source)]))
      const pages = requests.map(async (request) => {
        const page = await historyPage(source, receipts, request, channel)
        const behind = isBehind(scanned, options, tools.clock())
        return [
          request,
          { ...pageFound(source, page, scanned), ...(behind && { stale: true as const }) },
        ] as const
      })
      return new Map(await Promise.all(pages))
    },
    async orders(keys) {
      const numberOf = (key: OrderKey) => (key.channel === channel.kind ? recordIdOf(key) : null)
      const find = await finder(keys.flatMap((key) => numberOf(key) ?? []))
      return readsOf(keys, (key) => {
        const number = numberOf(key)
        const read = number === null ? null : find(number)
        if (read === null || isSourceError(read)) return read
        return found(source, toOrder(read.receipt, read.returning, channel), read.stored)
      })
    },
    fulfillments: (ids) => ofOrders(ids, ({ receipt }) => some(toFulfillments(receipt))),
    payments: (ids) => ofOrders(ids, ({ receipt }) => some(toPayments(receipt))),
    returns: (ids) =>
      ofOrders(ids, ({ receipt, returning }) =>
        some(returning.map((later) => toReturn(receipt, later, channel))),
      ),
    invoices: (ids) => ofOrders(ids, ({ receipt }) => toDocuments(receipt)),
    addresses: (ids) =>
      ofOrders(ids, ({ receipt: { address } }) => address && { shipping: null, billing: address }),
  }
}

/** An empty list is an absent key. */
function some<T>(values: readonly T[]): readonly T[] | null {
  return values.length === 0 ? null : values
}

function readsOf<K, T>(keys: readonly K[], read: (key: K) => Read<T> | null): Map<K, Read<T>> {
  return new Map(
    keys.flatMap((key) => {
      const answer = read(key)
      return answer === null ? [] : [[key, answer] as const]
    }),
  )
}

function find(
  source: string,
  shelf: Shelf,
  number: RecordId,
  scanned: Instant | null,
): Standing | SourceError | null {
  const standing = shelf.standing.get(number)
  if (standing) return standing
  if (shelf.unreadable.has(number)) return writtenOtherwise(source)
  return scanned === null ? neverRead(source) : null
}

function recordIdOf({ number }: OrderKey): RecordId | null {
  const key = parseReceiptNumber(number)
  return key === null ? null : (receiptNumber(key) as string as RecordId)
}

function found<T>(source: string, value: T, { number, placedAt, readAt }: StoredReceipt): Found<T> {
  return { value, source, recordId: number, recordedAt: placedAt, fetchedAt: readAt, fromCache: false }
}

/** A page is no record of its own: it carries the newest receipt's number, an empty one a word in its place. */
function pageFound(source: string, value: HistoryPage, fetchedAt: Instant): Found<HistoryPage> {
  const recordId = value.orders[0]?.recordId ?? ('receipts' as RecordId)
  return { value, source, recordId, recordedAt: null, fetchedAt, fromCache: false }
}
