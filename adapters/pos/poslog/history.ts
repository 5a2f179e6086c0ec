import type { ReceiptLedger, ReceiptQuery, StoredReceipt } from '../../../ledger/port.ts'
import type { RecordId } from '../../ids.ts'
import type { HistoryPage, HistoryRequest } from '../../ports/orders.ts'
import { type Day, instant } from '../../time.ts'
import type { PoslogOptions } from './options.ts'
import { toOrder } from './order.ts'
import { type Shelf, shelve } from './shelf.ts'

/**
 * One page of receipts as orders, by whole business days. Goes on over days whose receipts were all voided, until the page
 * is full or the history ends.
 */
export async function historyPage(
  source: string,
  receipts: ReceiptLedger,
  request: HistoryRequest,
  channel: PoslogOptions['channel'],
): Promise<HistoryPage> {
  const { customers, cards, first, from, until, channels } = request
  if (channels.length > 0 && !channels.includes(channel.kind))
    return { orders: [], unreadable: [], more: false }
  const parts: HistoryPage[] = []
  let query: ReceiptQuery | null = { customers, cards, first, from, until }
  while (query) {
    const page: Awaited<ReturnType<ReceiptLedger['history']>> = await receipts.history(source, query)
    parts.push(part(page.receipts, await shelve(source, receipts, page.receipts), page.more, channel))
    query = rest(query, page, parts.at(-1)?.orders.length ?? 0)
  }
  return {
    orders: parts.flatMap(({ orders }) => orders),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
    more: parts.at(-1)?.more ?? false,
  }
}

function part(
  stored: readonly StoredReceipt[],
  { standing, unreadable }: Shelf,
  more: boolean,
  channel: PoslogOptions['channel'],
): HistoryPage {
  const orders = stored.flatMap(({ number }) => {
    const found = standing.get(number)
    return found ? toOrder(found.receipt, found.returning, channel) : []
  })
  const lost: readonly RecordId[] = stored
    .map(({ number }) => number)
    .filter((number) => unreadable.has(number))
  return { orders, unreadable: lost, more }
}

/** What is still to be asked for to fill the page; null when it is full or there is no more. */
function rest(
  query: ReceiptQuery,
  { receipts, more }: Awaited<ReturnType<ReceiptLedger['history']>>,
  found: number,
): ReceiptQuery | null {
  const last = receipts.at(-1)
  if (!more || last === undefined || found >= query.first) return null
  return { ...query, first: query.first - found, until: dayBefore(last.businessDay) }
}

function dayBefore(day: Day): Day {
  return instant(new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000)).slice(0, 10) as Day
}
