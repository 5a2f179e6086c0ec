import { isSourceError } from '../../adapters/error.ts'
import type { Money } from '../../adapters/money.ts'
import type { Context } from '../context.ts'
import type { PlacedOrderBody } from '../placed-order.ts'
import { because, refused } from './refused.ts'

const field = ['input', 'paymentReference']

/**
 * The payment of an order, as its provider has it: authorised, for at least the total, and for this cart. Throws `Refused`.
 */
export async function paymentFor(
  { services: { estate, clock } }: Context,
  {
    reference,
    cartId,
    total,
  }: { readonly reference: string; readonly cartId: string; readonly total: Money },
): Promise<NonNullable<PlacedOrderBody['payment']>> {
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
    throw declined('Less was authorised than the order costs.')
  return { system: provider.name, reference, method, brand, last4, amount: total, state: 'AUTHORIZED' }
}

function declined(message: string): Error {
  return refused([because('PAYMENT_DECLINED', message, { field })])
}
