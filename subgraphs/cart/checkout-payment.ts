import type { ChannelKind } from '../../adapters/channel.ts'
import { isSourceError } from '../../adapters/error.ts'
import { type Money, subtractMoney } from '../../adapters/money.ts'
import type { Context } from '../context.ts'
import type { PlacedOrderBody } from '../shared/orders/placed-order.ts'
import type { Cart } from './cart.ts'
import { pointsFor } from './checkout-points.ts'
import { because, refused } from './refused.ts'
import type { CartCheckoutInput } from './resolvers.generated.ts'

const field = ['input', 'paymentReference']

/** An order that is to be paid. */
interface ToPay {
  readonly input: Pick<CartCheckoutInput, 'paymentReference' | 'loyaltyRedemptionId'>
  readonly channel: ChannelKind
  readonly total: Money
  /** Whether something of it is sent. */
  readonly isSent: boolean
}

/**
 * How an order is paid: points first, as far as they go; what they leave over was authorised. Without points what is collected may be paid
 * there. Throws `Refused`.
 */
export async function payingFor(
  context: Context,
  cart: Cart,
  { input, channel, total, isSent }: ToPay,
): Promise<Pick<PlacedOrderBody, 'payment' | 'points'>> {
  const reference = input.paymentReference ?? null
  const redemptionId = input.loyaltyRedemptionId ?? null
  const ahead = (amount: Money) => paymentFor(context, { reference, cartId: cart.id, total: amount })
  if (redemptionId === null) return { payment: reference === null && !isSent ? null : await ahead(total) }
  const points = await pointsFor(context, cart, { redemptionId, channel, total })
  const due = subtractMoney(total, points.amount)
  if (due.minor > 0) return { payment: await ahead(due), points }
  if (reference === null) return { payment: null, points }
  throw declined('The points pay for all of it: leave the payment out.')
}

/**
 * The payment of an order, as its provider has it: authorised, for at least what it is to pay, and for this cart. Throws `Refused`.
 */
async function paymentFor(
  { services: { estate, clock } }: Context,
  {
    reference,
    cartId,
    total,
  }: { readonly reference: string | null; readonly cartId: string; readonly total: Money },
): Promise<NonNullable<PlacedOrderBody['payment']>> {
  if (reference === null) throw declined('What is sent, and what points leave over, is paid before.')
  const [provider] = estate.answers.payments
  if (!provider) throw declined('No payment provider is configured.')
  const reads = await provider.port.payments([reference])
  const read = reads.get(reference)
  if (isSourceError(read))
    throw refused([
      because('SYSTEM_UNAVAILABLE', 'The payment provider does not answer now.', { field, retryable: true }),
    ])
  if (!read) throw declined('The provider knows no such payment.')
  const { state, authorized, merchantReference, expiresAt, method, brand, last4 } = read.value
  // A payment that was made for another cart is somebody else's, or was used.
  if (merchantReference !== cartId) throw declined('This payment was not made for this cart.')
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= clock().getTime()
  if (state !== 'AUTHORIZED' || isOver) throw declined('This payment is not authorised, or no longer.')
  if (authorized.currency !== total.currency || authorized.minor < total.minor)
    throw declined('Less was authorised than there is to pay.')
  return { system: provider.name, reference, method, brand, last4, amount: total, state: 'AUTHORIZED' }
}

function declined(message: string): Error {
  return refused([because('PAYMENT_DECLINED', message, { field })])
}
