import { SourceError } from '../../error.ts'
import { isCurrency, type Money } from '../../money.ts'
import type { PaymentMethod } from '../../ports/orders.ts'
import type { ProviderPayment } from '../../ports/payments.ts'
import { type Instant, parseInstant } from '../../time.ts'
import type { WirePayment } from './wire.ts'

const METHODS: Readonly<Record<string, PaymentMethod>> = {
  card: 'CARD',
  paypal: 'PAYPAL',
  gift_card: 'GIFT_CARD',
}

const STATES = {
  authorized: 'AUTHORIZED',
  captured: 'CAPTURED',
  partially_refunded: 'PARTIALLY_REFUNDED',
  refunded: 'REFUNDED',
  voided: 'VOIDED',
  failed: 'FAILED',
  expired: 'EXPIRED',
} as const satisfies Record<WirePayment['status'], ProviderPayment['state']>

/** What the provider's references look like: it refuses a whole batch for another text, and a shopper may send any. */
export function isReference(text: string): boolean {
  return /^pay_[0-9A-Za-z]{22}$/.test(text)
}

/** A payment in the graph's words. Throws BAD_RESPONSE for a currency nobody knows. */
export function toPayment(source: string, wire: WirePayment): ProviderPayment {
  const { currency, status, payment_method: method } = wire
  if (!isCurrency(currency)) {
    throw new SourceError(source, 'BAD_RESPONSE', 'a payment is in a currency that is none of ISO 4217')
  }
  const amount = (minor: number): Money => ({ minor, currency })
  const isOpen = status === 'authorized' || status === 'expired'
  return {
    reference: wire.id,
    merchantReference: wire.merchant_reference,
    state: STATES[status],
    method: METHODS[method.type] ?? 'OTHER',
    brand: method.brand?.toUpperCase() ?? null,
    last4: method.last4,
    authorized: amount(status === 'failed' ? 0 : wire.amount),
    captured: amount(wire.amount_captured),
    refunded: amount(wire.amount_refunded),
    authorizedAt: at(source, wire.created_at),
    capturedAt: lastOf(source, wire.captures),
    expiresAt: isOpen ? at(source, wire.expires_at) : null,
  }
}

/** When anything last happened to it. */
export function changedAt(
  source: string,
  { captures, refunds, void: voided, ...wire }: WirePayment,
): Instant {
  const last = lastOf(source, [...captures, ...refunds, ...(voided ? [voided] : [])])
  return last ?? at(source, wire.created_at)
}

function lastOf(source: string, events: readonly { readonly created_at: string }[]): Instant | null {
  const times = events.map((event) => at(source, event.created_at)).sort()
  return times.at(-1) ?? null
}

function at(source: string, text: string): Instant {
  const instant = parseInstant(text)
  if (instant !== null) return instant
  throw new SourceError(source, 'BAD_RESPONSE', 'a payment tells a time that is none')
}
