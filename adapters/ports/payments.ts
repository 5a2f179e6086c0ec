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
  /**
   * How long a call that was not answered may still be carried out, milliseconds. A repeat need not wait for it: the key sees to it that both
   * are one.
   */
  readonly settleMs: number
  /**
   * By the provider's reference, as the shop's page got it: whatever a shopper sends, so a text of another form is unknown like any other. An
   * absent key: the provider knows no such payment.
   */
  payments(references: readonly string[]): Promise<Reads<string, ProviderPayment>>
  /**
   * Takes authorised money, gives up an authorisation, pays back. Each with a key of ours: the same key with the same input is done once, and
   * answers as it did then, however often it is sent; with another input CONFLICT. A provider forgets keys (mostly after a day): also later it is
   * not done twice, and answers as the payment stands then. A call that failed may be repeated with its key at once. Throws a `SourceError`:
   * CONFLICT when the provider refuses (no such payment, the amount is more than is left, the state does not allow it) and did nothing.
   */
  capture(request: PaymentChange): Promise<ProviderPayment>
  void(request: Omit<PaymentChange, 'amount'>): Promise<ProviderPayment>
  refund(request: PaymentChange): Promise<ProviderPayment>
}

interface PaymentCapabilities {
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
    /** All of it, or a part: see `captured`. What is left may be captured until the authorisation is over. */
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
  /** Zero for a FAILED one. */
  readonly authorized: Money
  readonly captured: Money
  readonly refunded: Money
  /** When it was tried, for a FAILED one. */
  readonly authorizedAt: Instant
  /** When money was last taken; null while none was. */
  readonly capturedAt: Instant | null
  /** When an authorisation of which nothing was captured is over, or was; null when it is none. */
  readonly expiresAt: Instant | null
}
