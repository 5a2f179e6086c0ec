import type { RecordId } from '../../adapters/ids.ts'
import type {
  Fulfillment,
  HistoryPage,
  HistoryRequest,
  Order,
  OrderAddresses,
  OrderDocument,
  Orders,
  Payment,
  Return,
} from '../../adapters/ports/orders.ts'
import { type MemorySource, readEach } from './found.ts'

/** What is known of an order besides itself, by the order's record. */
type PartOf<T> = Readonly<Record<string, readonly T[]>>

export interface MemoryOrdersOptions extends MemorySource {
  readonly orders: readonly Order[]
  readonly fulfillments?: PartOf<Fulfillment>
  readonly payments?: PartOf<Payment>
  readonly returns?: PartOf<Return>
  readonly invoices?: PartOf<OrderDocument>
  readonly addresses?: Readonly<Record<string, OrderAddresses>>
}

/** The plainest `Orders`: the contract in its simplest form, and a double for the domain's tests. */
export function memoryOrders(options: MemoryOrdersOptions): Orders {
  const { orders, fulfillments = {}, payments = {}, returns = {}, invoices = {}, addresses = {} } = options
  const part =
    <T>(known: PartOf<T>) =>
    async (ids: readonly RecordId[]) =>
      readEach(options, ids, (id) => (known[id] ? [known[id], id] : null))
  return {
    history: async (requests) =>
      readEach(options, requests, (request) => [historyPage(orders, request), 'history']),
    orders: async (keys) =>
      readEach(options, keys, ({ channel, number }) => {
        const order = orders.find((one) => one.channel.kind === channel && one.number === number)
        return order ? [order, order.recordId] : null
      }),
    fulfillments: part(fulfillments),
    payments: part(payments),
    returns: part(returns),
    invoices: part(invoices),
    addresses: async (ids) => readEach(options, ids, (id) => (addresses[id] ? [addresses[id], id] : null)),
  }
}

function historyPage(orders: readonly Order[], request: HistoryRequest): HistoryPage {
  const mine = orders
    .filter(
      ({ customer, card }) =>
        request.customers.includes(customer as RecordId) || request.cards.includes(card ?? ''),
    )
    .filter(
      ({ placedOn }) =>
        (!request.until || placedOn <= request.until) && (!request.from || placedOn >= request.from),
    )
    .filter(({ channel }) => request.channels.length === 0 || request.channels.includes(channel.kind))
    .sort((left, right) => (left.placedOn > right.placedOn ? -1 : 1))
  const last = mine[request.first - 1]
  const page = last ? mine.filter(({ placedOn }) => placedOn >= last.placedOn) : mine
  return { orders: page, unreadable: [], more: page.length < mine.length }
}
