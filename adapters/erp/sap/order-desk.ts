import { SourceError } from '../../error.ts'
import type { OrderDesk, OrderToPlace } from '../../ports/order-desk.ts'
import { cancelOrder } from './desk-cancel.ts'
import { itemOf } from './desk-payload.ts'
import { placeOrder } from './desk-place.ts'
import { readPlaced } from './desk-placed.ts'
import { createReturn, readReturned } from './desk-returns.ts'
import type { OrderDeskTools } from './desk-tools.ts'

/**
 * Sales orders, rejections and customer returns. The business number is the customer's reference, by which an order is found again;
 * the system itself takes a second order of the same reference. Where prices do not include VAT the system alone adds it, and could come
 * to another total than the shopper saw: then no order is placed here.
 */
export function sapOrderDesk(tools: OrderDeskTools): OrderDesk {
  const { source, client, mapping } = tools
  const place = mapping.pricesIncludeTax
  return {
    capabilities: { place, cancel: true, cancelLines: true, createReturn: true },
    lineIdOf: itemOf,
    settleMs: mapping.orderDesk.settleSeconds * 1_000,
    async place(order: OrderToPlace) {
      if (!place) throw new SourceError(source, 'UNSUPPORTED', 'orders need prices that include VAT')
      return await placeOrder(order, tools)
    },
    placed: (keys) => readPlaced(client, keys, mapping),
    cancel: (request) => cancelOrder(request, tools),
    createReturn: (request) => createReturn(request, tools),
    returned: (references) => readReturned(client, references, mapping),
  }
}
