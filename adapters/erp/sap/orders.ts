import { isSourceError, type SourceError } from '../../error.ts'
import type { Order, OrderKey, Orders } from '../../ports/orders.ts'
import type { Read, Reads } from '../../read.ts'
import { readAddresses } from './addresses.ts'
import type { SapClient } from './client.ts'
import type { Customers } from './customers.ts'
import { readFulfillments } from './fulfillments.ts'
import { readHistory } from './history.ts'
import { readInvoices } from './invoices.ts'
import type { SapOptions } from './options.ts'
import { byNumber, isOrder, spellings } from './order-keys.ts'
import { type OrderRow, orderId, orderQuery, toOrders, type Unreadable } from './order-rows.ts'
import { readPayments } from './payments.ts'
import { anyOf } from './query.ts'
import { readReturns } from './returns.ts'
import { timestampOf } from './values.ts'

export interface SapOrdersOptions {
  readonly client: SapClient
  readonly customers: Customers
  readonly mapping: SapOptions
  readonly unreadable: Unreadable
}

/**
 * Order history from sales orders, deliveries, billing documents and customer returns. A record id is the sales order's
 * number without padding. The ERP knows the day of an order and no time; it has no tenders: a payment is a cleared invoice.
 */
export function sapOrders(options: SapOrdersOptions): Orders {
  const { client, customers, mapping, unreadable } = options
  const orders = (rows: readonly OrderRow[]) => toOrders(rows, { customers, mapping, unreadable })
  return {
    history: (requests) => readHistory(requests, { client, customers, mapping, toOrders: orders }),
    orders: (keys) => readOrders(keys, options, orders),
    fulfillments: (ids) => readFulfillments(client, ids, mapping),
    payments: (ids) => readPayments(client, ids),
    returns: (ids) => readReturns(client, ids, mapping),
    invoices: (ids) => readInvoices(client, ids),
    addresses: (ids) => readAddresses(client, ids),
  }
}

async function readOrders(
  keys: readonly OrderKey[],
  { client, mapping }: SapOrdersOptions,
  toOrders: (rows: readonly OrderRow[]) => Promise<ReadonlyMap<OrderRow, Order | SourceError | null>>,
): Promise<Reads<OrderKey, Order>> {
  const rows = await client.readByKeys<OrderKey, OrderRow, OrderRow>('orders', keys, {
    query: (chunk) => {
      const numbers = new Set(chunk.flatMap((key) => spellings(key.number, mapping)))
      return orderQuery(anyOf('PurchaseOrderByCustomer', [...numbers]), mapping)
    },
    entries: (found, chunk) =>
      chunk.flatMap((key) => {
        // A shop's number given twice is a repeated call that committed late: the first order is the order.
        const [row] = found.filter((each) => isOrder(each, key, mapping)).sort(byNumber)
        return row
          ? [[key, client.found(row, orderId(row), timestampOf(row.head.LastChangeDateTime))] as const]
          : []
      }),
  })
  const orders = await toOrders(
    [...rows.values()].flatMap((read) => (isSourceError(read) ? [] : [read.value])),
  )
  return new Map(
    [...rows].map(([key, read]): [OrderKey, Read<Order>] => {
      if (isSourceError(read)) return [key, read]
      const order = orders.get(read.value)
      if (isSourceError(order)) return [key, order]
      return [key, order ? { ...read, value: order } : client.unreadable('A_SalesOrder')]
    }),
  )
}
