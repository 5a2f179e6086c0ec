import Big from 'big.js'
import { isSourceError } from '../../adapters/error.ts'
import type { OrderNumber } from '../../adapters/ids.ts'
import { amountText, type Money } from '../../adapters/money.ts'
import type { OrderToPlace } from '../../adapters/ports/order-desk.ts'
import { dayIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { orderId } from '../shared/orders/order-id.ts'
import type { PlacedOrderBody } from '../shared/orders/placed-order.ts'
import { groupsOf } from '../shared/orders/store-work.ts'
import { customerById, recordsIn } from '../shared/shoppers/customer-records.ts'
import type { Doing } from '../shared/writes/doing.ts'
import type { Cart } from './cart.ts'
import { addressOf, contactOf } from './checkout-input.ts'
import { type PlannedLine, planLines, totalOf } from './checkout-lines.ts'
import { payingFor } from './checkout-payment.ts'
import { whereOf } from './here.ts'
import { priceCart } from './priced.ts'
import { because, refused, refuseFor } from './refused.ts'
import type { CartCheckoutInput } from './resolvers.generated.ts'
import { stockOf } from './stocked.ts'

/** An order as it will be, worked out from what systems said just now. */
export interface Plan {
  readonly orderId: string
  readonly lines: readonly PlannedLine[]
  readonly body: PlacedOrderBody
}

/**
 * Works out what is ordered: priced and counted anew, with everything that is needed to place it. Throws `Refused` where
 * something is missing, is not what the shopper saw, or nobody knows.
 */
export async function planOf(
  context: Context,
  cart: Cart,
  { input, doing }: { readonly input: CartCheckoutInput; readonly doing: Doing },
): Promise<Plan> {
  const { services } = context
  const here = whereOf(context, cart.body)
  const desk = services.estate.answers.orderDesk.find(({ port }) => port.capabilities.place)
  if (!desk) throw refused([because('SYSTEM_UNAVAILABLE', 'No system of this retailer takes orders.')])
  refuseEmpty(cart)
  const [priced, stocked] = await Promise.all([priceCart(context, cart, here), stockOf(context, cart, here)])
  refuseFor(
    priced.lines.flatMap(({ line, read }) =>
      read === undefined
        ? [because('NOT_SOLD_HERE', 'It is not sold in this channel.', { lineId: line.id })]
        : isSourceError(read)
          ? [
              because('SYSTEM_UNAVAILABLE', 'Nobody knows its price just now.', {
                lineId: line.id,
                retryable: true,
              }),
            ]
          : [],
    ),
  )
  const lines = await planLines(context, cart, { priced, stocked, desk: desk.name })
  if (priced.isEstimate)
    throw refused([
      because('SYSTEM_UNAVAILABLE', 'Nobody knows just now what it costs.', { retryable: true }),
    ])
  refuseMoved(priced.deal.total, input)
  const people = await peopleOf(context, cart, { input, desk: desk.name, lines })
  const number = services.cartKeys.orderNumber(cart.id, cart.version) as OrderNumber
  const isSent = lines.some(({ toPlace }) => toPlace.fulfilment === 'SHIP')
  const { channel } = here
  const paying = await payingFor(context, cart, { input, channel, total: priced.deal.total, isSent })
  const order: OrderToPlace = {
    key: { channel, number },
    placedOn: dayIn(services.retailer.timeZone, new Date(doing.at)),
    placedAt: doing.at,
    ...people,
    lines: lines.map(({ toPlace }) => toPlace),
    shippingCost: priced.deal.shipping && { gross: priced.deal.shipping, net: null, tax: null },
    promotions: priced.applied,
    total: await totalOf(context, priced),
  }
  const id = orderId(services.sealer, order.key)
  return {
    orderId: id,
    lines,
    body: {
      order,
      status: 'PENDING',
      desk: { system: desk.name, recordId: null },
      ...paying,
      cartId: cart.id,
      groups: groupsOf(services.sealer, id, lines),
      events: [{ at: doing.at, kind: 'PLACED', system: null, note: null }],
    },
  }
}

function refuseEmpty({ body }: Cart): void {
  if (body.lines.length === 0) throw refused([because('NOT_FOUND', 'There is nothing in this cart.')])
}

/** A total that moved since the shopper saw it is never a surprise. */
function refuseMoved(total: Money, { expectedTotal }: CartCheckoutInput): void {
  const { amount, currencyCode } = expectedTotal
  // As the amount was written, not as it would be rounded: whoever saw 12.50 does not send 12.504.
  if (currencyCode === total.currency && new Big(amount).eq(amountText(total))) return
  throw refused([
    because('TOTAL_CHANGED', 'It costs something else now: show the cart again.', {
      field: ['input', 'expectedTotal'],
      retryable: true,
    }),
  ])
}

interface Ordering {
  readonly input: CartCheckoutInput
  readonly desk: string
  readonly lines: readonly PlannedLine[]
}

/** Who orders, and where it goes. Whom the desk knows need not be described again. */
async function peopleOf(
  context: Context,
  { customerId }: Cart,
  { input, desk, lines }: Ordering,
): Promise<Pick<OrderToPlace, 'customer' | 'contact' | 'shippingAddress' | 'billingAddress'>> {
  const entity = customerId === null ? null : await customerById(context, customerId)
  const customer = (entity && recordsIn(entity, desk)[0]) ?? null
  const contact = contactOf(input.contact)
  const shippingAddress = addressOf(input.shippingAddress, 'shippingAddress', contact)
  const billingAddress = addressOf(input.billingAddress, 'billingAddress', contact)
  if (customer === null && contact === null)
    throw refused([because('CONTACT_REQUIRED', 'Say who orders.', { field: ['input', 'contact'] })])
  const isSent = lines.some(({ toPlace }) => toPlace.fulfilment === 'SHIP')
  if (customer === null && isSent && shippingAddress === null)
    throw refused([
      because('ADDRESS_REQUIRED', 'Say where it is sent.', { field: ['input', 'shippingAddress'] }),
    ])
  return { customer, contact, shippingAddress, billingAddress }
}
