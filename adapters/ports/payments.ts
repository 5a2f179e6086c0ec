import type { Money } from '../money.ts'
import type { Reads } from '../read.ts'
import type { Instant } from '../time.ts'
import type { PaymentMethod } from './orders.ts'

/**
 * Payments that were authorised elsewhere, with the provider's own pages: here they are looked at, captured, voided and refunded, never made. No
 * card number ever passes. Behaviour is pinned by `test/contracts/payments.ts`.
 */
export interface Payments {
  readonly capabilities: PaymentCapabilities
  /** How long a call that was not answered may still be carried out, milliseconds. */
  readonly settleMs: number
  /** By the provider's reference, as the shop's page got it. An absent key: the provider knows no such payment. */
  payments(references: readonly string[]): Promise<Reads<string, ProviderPayment>>
  /**
   * Takes authorised money, gives up an authorisation, pays back. Each with a key of ours: the same key with the same input is done once, and
   * answers as it did then, however often it is sent; with another input CONFLICT. Throws a `SourceError`: CONFLICT when the provider refuses
   * (the amount is more than is left, the state does not allow it).
   */
  capture(request: PaymentChange): Promise<ProviderPayment>
  void(request: Omit<PaymentChange, 'amount'>): Promise<ProviderPayment>
  refund(request: PaymentChange): Promise<ProviderPayment>
}

export interface PaymentCapabilities {
  readonly capture: boolean
  /** Whether less than the whole can be captured. */
  readonly partialCapture: boolean
  readonly void: boolean
  readonly refund: boolean
}

export interface PaymentChange {
  readonly reference: string
  readonly key: string
  readonly amount: Money
}

/** A payment as its provider holds it. */
export interface ProviderPayment {
  readonly reference: string
  /** What the shop told the provider it is for (a cart's or order's number); null when it told nothing. */
  readonly merchantReference: string | null
  readonly state:
    | 'AUTHORIZED'
    | 'CAPTURED'
    | 'PARTIALLY_REFUNDED'
    | 'REFUNDED'
    | 'VOIDED'
    | 'FAILED'
    | 'EXPIRED'
  readonly method: PaymentMethod
  readonly brand: string | null
  /** Last four digits of the card or account; null where there are none. */
  readonly last4: string | null
  readonly authorized: Money
  readonly captured: Money
  readonly refunded: Money
  readonly authorizedAt: Instant
  readonly capturedAt: Instant | null
  /** When an authorisation that was not captured is over; null when it is none. */
  readonly expiresAt: Instant | null
}
