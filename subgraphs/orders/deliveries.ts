import { CANCEL, CAPTURE, type OrderDeliveryTools, PLACE, REFUND, VERIFY, VOID } from '../order-entry.ts'
import type { Deliveries } from '../outbox-delivery.ts'
import { cancelOrder } from './deliver-cancel.ts'
import { placeOrder, verifyOrder } from './deliver-order.ts'
import { capturePayment, refundPayment, voidPayment } from './deliver-payment.ts'

/** How everything that orders need done elsewhere is delivered. */
export function orderDeliveries(tools: OrderDeliveryTools): Deliveries {
  return {
    [PLACE]: placeOrder(tools),
    [VERIFY]: verifyOrder(tools),
    [CAPTURE]: capturePayment(tools),
    [VOID]: voidPayment(tools),
    [REFUND]: refundPayment(tools),
    [CANCEL]: cancelOrder(tools),
  }
}
