import { LedgerError } from '../../ledger/error.ts'
import type { PlacedOrder, PlacedOrderReads, PlacedOrders } from '../../ledger/writes/port.ts'
import { notNext } from '../../ledger/writes/version.ts'
import { byTexts, picked, type StateOf, type WriteState } from './write-state.ts'

/** `PlacedOrderReads` over a state. */
export function memoryPlacedOrderReads(of: StateOf): PlacedOrderReads {
  return {
    byIds: async (ids) => picked(of().orders, ids),
    byNumbers: async (keys) =>
      [...of().orders.values()].filter((order) => keys.some((key) => isSame(key, order))),
    async ofCustomers(customerIds, { first, until, from }) {
      const theirs = [...of().orders.values()]
        .filter(({ customerId }) => customerId !== null && customerIds.includes(customerId))
        .filter(({ placedOn }) => (!until || placedOn <= until) && (!from || placedOn >= from))
        .sort(
          byTexts(
            (order) => order.placedOn,
            (order) => order.number,
            (order) => order.id,
          ),
        )
        .reverse()
      const last = theirs[Math.min(first, theirs.length) - 1]?.placedOn
      const orders = theirs.filter(({ placedOn }) => last !== undefined && placedOn >= last)
      return { orders, more: orders.length < theirs.length }
    },
  }
}

/** `PlacedOrders` over the state of a transaction. */
export function memoryPlacedOrders(draft: WriteState): PlacedOrders {
  return {
    byIds: async (ids) => picked(draft.orders, ids),
    async save(order) {
      const others = [...draft.orders.values()].filter(({ id }) => id !== order.id)
      if (others.some((other) => isSame(order, other))) {
        throw new LedgerError('FAILED', 'expected the number of no other order')
      }
      if (order.version !== (draft.orders.get(order.id)?.version ?? 0) + 1) {
        throw notNext('an order', order.version)
      }
      draft.orders.set(order.id, order)
    },
  }
}

type Numbered = Pick<PlacedOrder, 'channel' | 'number'>

function isSame(left: Numbered, right: Numbered): boolean {
  return left.channel === right.channel && left.number === right.number
}
