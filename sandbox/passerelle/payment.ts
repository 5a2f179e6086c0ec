import type { Clock } from '../../adapters/time.ts'

/** How a payment stands, in the provider's words. */
export type PaymentStatus =
  | 'authorized'
  | 'captured'
  | 'partially_refunded'
  | 'refunded'
  | 'voided'
  | 'failed'
  | 'expired'

/** What a shopper paid with, as far as the provider tells. */
export interface Instrument {
  readonly type: 'card' | 'paypal' | 'gift_card'
  /** `visa`, `mastercard`, `cb`, ...; null for what has none. */
  readonly brand: string | null
  readonly last4: string | null
}

/** Money that went one way or the other. */
export interface Movement {
  readonly id: string
  readonly amount: number
  /** The merchant's own reference of it; null without. */
  readonly reference: string | null
  readonly at: number
}

/** A payment as the provider keeps it; times in milliseconds, amounts in minor units. */
export interface Payment {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly merchantReference: string | null
  readonly instrument: Instrument
  readonly createdAt: number
  readonly expiresAt: number
  /** Why it failed; null for one that did not. */
  readonly failure: 'card_declined' | null
  /** An issuer that authorises and then declines the capture: one of the test cards. */
  readonly declinesCapture: boolean
  readonly captures: readonly Movement[]
  readonly refunds: readonly Movement[]
  readonly voided: Pick<Movement, 'id' | 'reference' | 'at'> | null
}

/** What has been taken, or paid back, of a payment. */
export function sumOf(movements: readonly Movement[]): number {
  return movements.reduce((sum, { amount }) => sum + amount, 0)
}

/** How it stands at that time: an authorisation ends by itself. */
export function statusOf(payment: Payment, now: number): PaymentStatus {
  const captured = sumOf(payment.captures)
  const refunded = sumOf(payment.refunds)
  if (payment.failure !== null) return 'failed'
  if (payment.voided) return 'voided'
  if (refunded > 0) return refunded === captured ? 'refunded' : 'partially_refunded'
  if (captured > 0) return 'captured'
  return payment.expiresAt <= now ? 'expired' : 'authorized'
}

/** The payment on the wire. */
export function renderPayment(payment: Payment, clock: Clock) {
  const { id, amount, currency, instrument, captures, refunds, voided } = payment
  return {
    id,
    object: 'payment',
    status: statusOf(payment, clock().getTime()),
    amount,
    currency,
    amount_captured: sumOf(captures),
    amount_refunded: sumOf(refunds),
    merchant_reference: payment.merchantReference,
    payment_method: { ...instrument },
    failure_code: payment.failure,
    created_at: text(payment.createdAt),
    expires_at: text(payment.expiresAt),
    captures: captures.map(renderMovement),
    refunds: refunds.map(renderMovement),
    void: voided && { id: voided.id, reference: voided.reference, created_at: text(voided.at) },
  }
}

function renderMovement({ id, amount, reference, at }: Movement) {
  return { id, amount, reference, created_at: text(at) }
}

// To the second, as most providers tell time.
function text(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
