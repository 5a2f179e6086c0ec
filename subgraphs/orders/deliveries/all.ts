import {
  CANCEL,
  CAPTURE,
  type OrderDeliveryTools,
  PLACE,
  REFUND,
  VERIFY,
  VOID,
} from '../../shared/orders/order-entry.ts'
import { CREATE_RETURN, REFUND_RETURN, VERIFY_RETURN } from '../../shared/returns/return-entry.ts'
import type { Deliveries } from '../../shared/writes/outbox-delivery.ts'
import { cancelOrder } from './cancel.ts'
import { placeOrder, verifyOrder } from './order.ts'
import { capturePayment, refundPayment, voidPayment } from './payment.ts'
import { createReturn, refundReturn, verifyReturn } from './return.ts'

/** How everything that orders need done elsewhere is delivered. */
export function orderDeliveries(tools: OrderDeliveryTools): Deliveries {
  return {
    [PLACE]: placeOrder(tools),
    [VERIFY]: verifyOrder(tools),
    [CAPTURE]: capturePayment(tools),
    [VOID]: voidPayment(tools),
    [REFUND]: refundPayment(tools),
    [CANCEL]: cancelOrder(tools),
    [CREATE_RETURN]: createReturn(tools),
    [VERIFY_RETURN]: verifyReturn(tools),
    [REFUND_RETURN]: refundReturn(tools),
  }
}
