import type { Order, OrderKey, Orders } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { readAddresses } from './addresses.ts'
import { businessNumber, channelOf, spellings } from './channels.ts'
import { readFulfillments } from './fulfillments.ts'
import { type HistoryOptions, readHistory } from './history.ts'
import { readInvoices } from './invoices.ts'
import type { TrytonOptions } from './options.ts'
import { type OrderRow, orderId, orderQuery, readOrder } from './order-rows.ts'
import { readPayments } from './payments.ts'
import { readReturns } from './returns.ts'

export interface TrytonOrdersOptions extends HistoryOptions {
  readonly mapping: TrytonOptions
}

/**
 * Order history from sales, shipments and invoices. A record id is the sale's number. Tryton knows the day of an
 * order and no time; it has no tenders: a payment is a paid invoice.
 */
export function trytonOrders(options: TrytonOrdersOptions): Orders {
  const { client, mapping } = options
  return {
    history: (requests) => readHistory(requests, options),
    orders: (keys) => readOrders(keys, options),
    fulfillments: (ids) => readFulfillments(client, ids, mapping),
    payments: (ids) => readPayments(client, ids),
    returns: (ids) => readReturns(client, ids, mapping),
    invoices: (ids) => readInvoices(client, ids),
    addresses: (ids) => readAddresses(client, ids, mapping),
  }
}

function readOrders(
  keys: readonly OrderKey[],
  { client, mapping, unreadable }: TrytonOrdersOptions,
): Promise<Reads<OrderKey, Order>> {
  return client.readByKeys<OrderKey, OrderRow, Order>(keys, {
    query: (chunk) => orderQuery([['OR', ...chunk.map(({ number }) => spellings(number, mapping))]]),
    entries: (rows, chunk) =>
      chunk.flatMap((key) => {
        // A shop's number given twice is a repeated call that committed late: the first sale is the order.
        const row = rows.find((each) => isOrder(each, key, mapping))
        if (!row) return []
        const order = readOrder(row, mapping, unreadable)
        return [
          [key, order ? client.found(order, orderId(row), null) : client.unreadable('sale.sale')] as const,
        ]
      }),
  })
}

function isOrder(
  { head: { reference } }: OrderRow,
  { channel, number }: OrderKey,
  mapping: TrytonOptions,
): boolean {
  const mapped = reference === null ? undefined : channelOf(reference, mapping)
  return reference !== null && mapped?.kind === channel && businessNumber(reference, mapped) === number
}
