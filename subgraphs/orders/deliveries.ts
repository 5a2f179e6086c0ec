import type { Deliveries } from '../outbox-delivery.ts'
import { PLACE, placeOrder, VERIFY, verifyOrder } from './deliver-order.ts'
import { CAPTURE, capturePayment, VOID, voidPayment } from './deliver-payment.ts'
import type { OrderDeliveryTools } from './order-entry.ts'

/** How everything that orders need done elsewhere is delivered. */
export function orderDeliveries(tools: OrderDeliveryTools): Deliveries {
  return {
    [PLACE]: placeOrder(tools),
    [VERIFY]: verifyOrder(tools),
    [CAPTURE]: capturePayment(tools),
    [VOID]: voidPayment(tools),
  }
}
