import { parseReceiptNumber, receiptNumber } from '../../ids.ts'
import type { OrderKey, Orders } from '../../ports/orders.ts'
import { inChunks } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import { endOf, startOf } from './day.ts'
import { type Head, heads } from './heads.ts'
import { readHistory } from './history.ts'
import type { SqlTillOptions } from './options.ts'
import { toDocuments, toFulfillments, toOrder } from './order.ts'
import { readPayments } from './payments.ts'
import { tillReceipts } from './receipts.ts'
import { tillsByHost } from './stores.ts'

/**
 * Receipts as orders, asked live. An order's record is `RECEIPTS.ID`, a shopper's `CUSTOMERS.SEARCHKEY`; a card is the one on the
 * account a receipt was made out to. A refund is an order of its own with negative lines: uniCenta does not say which sale it takes
 * back, so no order has returns.
 */
export function tillOrders(client: TillClient, options: SqlTillOptions): Orders {
  const tills = tillsByHost(options)
  const { readHeads, withLines, ofOrders } = tillReceipts(client, options, tills)
  return {
    history: (requests) => readHistory(client, requests, { options, tills }),
    orders: (keys) => {
      const parsed = new Map(keys.map((key) => [key, ticketOf(key, options)]))
      const known = keys.filter((key) => parsed.get(key) != null)
      return inChunks(known, CHUNK, async (chunk) => {
        const tickets = chunk.flatMap((key) => parsed.get(key) ?? [])
        const query = heads(client).where((eb) =>
          eb.or(
            tickets.map(({ ticket, from, until }) =>
              eb.and([
                eb('tickets.ticketid', '=', ticket),
                eb('receipts.datenew', '>=', from),
                eb('receipts.datenew', '<', until),
              ]),
            ),
          ),
        )
        const byNumber = new Map((await readHeads(query, chunk.length)).map((head) => [head.number, head]))
        const wanted = chunk.flatMap((key) => {
          const head = byNumber.get(parsed.get(key)?.number ?? key.number)
          return head ? [[key, head] as const] : []
        })
        return withLines(new Map(wanted), (head, lines) => toOrder(head, lines, options))
      })
    },
    fulfillments: (ids) => ofOrders(ids, ({ isRefund }) => !isRefund, toFulfillments),
    invoices: (ids) =>
      ofOrders(
        ids,
        () => true,
        (head, lines) => toDocuments(head, lines, options),
      ),
    // A sale over the counter goes nowhere.
    addresses: async () => new Map(),
    payments: (ids) => readPayments(client, ids, { options, tills }),
    returns: async () => new Map(),
  }
}

/** What a receipt number says of its ticket; null for a number of another form, channel or a count beyond the column's. */
function ticketOf({ channel, number }: OrderKey, { channel: own, dayStartsAt }: SqlTillOptions) {
  const key = channel === own.kind ? parseReceiptNumber(number) : null
  const ticket = Number(key?.sequence)
  if (key === null || ticket > 2_147_483_647) return null
  const day = key.businessDay as Head['businessDay']
  const span = { from: startOf(day, dayStartsAt), until: endOf(day, dayStartsAt) }
  return { ticket, number: receiptNumber(key), ...span }
}
