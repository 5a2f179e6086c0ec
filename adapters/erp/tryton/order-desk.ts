import type { OrderDesk } from '../../ports/order-desk.ts'
import { cancelOrder } from './desk-cancel.ts'
import { placeOrder } from './desk-place.ts'
import { readPlaced } from './desk-placed.ts'
import { createReturn, readReturned } from './desk-returns.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { lineIdAt } from './line-ids.ts'

/**
 * Sales, and sales of negative quantities for what comes back. The business number is a sale's reference, by which it is found again;
 * Tryton itself takes a second sale of the same reference.
 */
export function trytonOrderDesk(tools: OrderDeskTools): OrderDesk {
  return {
    capabilities: { place: true, cancel: true, cancelLines: false, createReturn: true },
    lineIdOf: lineIdAt,
    settleMs: tools.mapping.orderDesk.settleSeconds * 1_000,
    place: (order) => placeOrder(order, tools),
    placed: (keys) => readPlaced(keys, tools),
    cancel: (request) => cancelOrder(request, tools),
    createReturn: (request) => createReturn(request, tools),
    returned: (references) => readReturned(references, tools),
  }
}
