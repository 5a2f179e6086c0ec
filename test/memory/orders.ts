import type { RecordId } from '../../adapters/ids.ts'
import type { HistoryPage, HistoryRequest, Order, Orders } from '../../adapters/ports/orders.ts'
import type { Found } from '../../adapters/read.ts'
import { type Clock, instant } from '../../adapters/time.ts'

export interface MemoryOrdersOptions {
  readonly source: string
  readonly orders: readonly Order[]
  readonly clock: Clock
}

/** The plainest `Orders`: the contract in its simplest form, and a double for the domain's tests. */
export function memoryOrders({ source, orders, clock }: MemoryOrdersOptions): Orders {
  const found = <T>(value: T, recordId: string): Found<T> => ({
    value,
    source,
    recordId: recordId as RecordId,
    recordedAt: null,
    fetchedAt: instant(clock()),
    fromCache: false,
  })
  return {
    history: async (requests) =>
      new Map(requests.map((request) => [request, found(historyPage(orders, request), 'history')])),
    orders: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const order = orders.find((one) => one.channel.kind === key.channel && one.number === key.number)
          return order ? [[key, found(order, order.recordId)] as const] : []
        }),
      ),
    fulfillments: async () => new Map(),
    payments: async () => new Map(),
    returns: async () => new Map(),
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
