import type { OrderToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Context } from '../../context.ts'
import { customerOfOrder } from '../../shared/orders/order.ts'
import { partOrThrow } from '../../shared/orders/order-parts.ts'
import { placedBody } from '../../shared/orders/placed-order.ts'
import { customerById, recordsIn } from '../../shared/shoppers/customer-records.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import type { OrderModel } from '../models.ts'
import { because, refused } from '../refused.ts'

/** Who is given the new goods, where they go, and the system that takes the order: as of the first order. Throws `Refused` where nobody knows. */
export async function peopleOfExchange(
  context: Context,
  order: OrderModel,
  place: Place,
): Promise<
  Pick<OrderToPlace, 'customer' | 'contact' | 'shippingAddress' | 'billingAddress'> & {
    readonly desk: string
  }
> {
  const { estate, writes } = context.services
  const desk = estate.answers.orderDesk.find(({ port }) => port.capabilities.place)
  if (!desk) throw refused([because('NOT_ALLOWED', 'No system of this retailer takes orders.')])
  const [record, shopper, addresses] = await Promise.all([
    writes.orders.byIds([order.id]),
    customerOfOrder(context, order),
    partOrThrow(context, order, 'addresses'),
  ])
  const placed = record.get(order.id)
  const contact = placed ? placedBody(placed).order.contact : null
  const entity = shopper && (await customerById(context, shopper.id))
  const copy = order.copies.find(({ asked }) => asked.name === desk.name)
  const customer = copy?.found.value.customer ?? (entity && recordsIn(entity, desk.name)[0]) ?? null
  if (customer === null && contact === null)
    throw refused([because('NOT_ALLOWED', 'Nobody knows who bought it: bring it back, and order anew.')])
  const { shipping = null, billing = null } = addresses?.found.value ?? {}
  const isSent = place.kind !== 'STORE'
  if (isSent && customer === null && shipping === null)
    throw refused([because('NOT_ALLOWED', 'Nobody knows where it would be sent.')])
  return {
    desk: desk.name,
    customer,
    contact,
    shippingAddress: isSent ? shipping : null,
    billingAddress: billing,
  }
}
