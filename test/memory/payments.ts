import { SourceError } from '../../adapters/error.ts'
import type { Currency } from '../../adapters/money.ts'
import type { PaymentChange, Payments, ProviderPayment } from '../../adapters/ports/payments.ts'
import { instant } from '../../adapters/time.ts'
import type { Paid } from '../contracts/payments.ts'
import { type MemorySource, readEach } from './found.ts'

/** A payment in memory, and whether its issuer will let it be captured. */
export interface MemoryPayment {
  readonly payment: ProviderPayment
  readonly declinesCapture?: boolean
}

/** The plainest `Payments`: it forgets no key. Payments may be added while it runs. */
export function memoryPayments(memory: MemorySource, payments: Map<string, MemoryPayment>): Payments {
  const done = new Map<string, { readonly input: string; readonly answer: ProviderPayment }>()
  const refuse = (why: string) => new SourceError(memory.source, 'CONFLICT', why)

  const now = (reference: string): MemoryPayment => {
    const kept = payments.get(reference)
    if (!kept) throw refuse('no such payment')
    const { payment } = kept
    const isOver = payment.expiresAt !== null && payment.expiresAt <= instant(memory.clock())
    return payment.state === 'AUTHORIZED' && isOver
      ? { ...kept, payment: { ...payment, state: 'EXPIRED' } }
      : kept
  }

  const change = (kind: string, request: Asked, work: (kept: MemoryPayment) => ProviderPayment) => {
    const input = JSON.stringify([kind, request.reference, request.amount])
    const before = done.get(request.key)
    if (before && before.input !== input) throw refuse('the key was used for another change')
    if (before) return before.answer
    const kept = now(request.reference)
    const answer = work(kept)
    payments.set(request.reference, { ...kept, payment: answer })
    done.set(request.key, { input, answer })
    return answer
  }

  const amountOf = ({ amount }: PaymentChange, { authorized }: ProviderPayment, left: number): number => {
    if (amount.currency !== authorized.currency) throw refuse('another currency')
    if (amount.minor < 1 || amount.minor > left) throw refuse('more than is left')
    return amount.minor
  }

  return {
    capabilities: { capture: true, partialCapture: true, void: true, refund: true },
    settleMs: 0,
    payments: async (references) =>
      readEach(memory, references, (reference) =>
        payments.has(reference) ? [now(reference).payment, reference] : null,
      ),
    capture: async (request) =>
      change('capture', request, ({ payment, declinesCapture }) => {
        const { state, authorized, captured } = payment
        if (state !== 'AUTHORIZED' && state !== 'CAPTURED') throw refuse('not authorised')
        const minor = captured.minor + amountOf(request, payment, authorized.minor - captured.minor)
        if (declinesCapture) throw refuse('declined')
        const capturedAt = instant(memory.clock())
        return {
          ...payment,
          state: 'CAPTURED',
          captured: { ...captured, minor },
          capturedAt,
          expiresAt: null,
        }
      }),
    void: async (request) =>
      change('void', request, ({ payment }) => {
        if (payment.state !== 'AUTHORIZED') throw refuse('not authorised')
        return { ...payment, state: 'VOIDED', expiresAt: null }
      }),
    refund: async (request) =>
      change('refund', request, ({ payment }) => {
        const { captured, refunded } = payment
        const minor = refunded.minor + amountOf(request, payment, captured.minor - refunded.minor)
        const state = minor === captured.minor ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
        return { ...payment, state, refunded: { ...refunded, minor } }
      }),
  }
}

type Asked = Omit<PaymentChange, 'amount'> & Partial<Pick<PaymentChange, 'amount'>>

/** What a shopper paid at that time, in euro, as a provider holds it. */
export function paidNow(reference: string, paid: Paid, now: Date): MemoryPayment {
  const { minor, method, merchantReference, trouble } = paid
  const eur = (amount: number) => ({ minor: amount, currency: 'EUR' as Currency })
  const failed = trouble === 'DECLINED'
  const ends = now.getTime() + (trouble === 'EXPIRED' ? 0 : 7 * 86_400_000)
  const payment: ProviderPayment = {
    reference,
    merchantReference,
    state: failed ? 'FAILED' : 'AUTHORIZED',
    method,
    ...INSTRUMENTS[method],
    authorized: eur(failed ? 0 : minor),
    captured: eur(0),
    refunded: eur(0),
    authorizedAt: instant(now),
    capturedAt: null,
    expiresAt: failed ? null : instant(new Date(ends)),
  }
  return { payment, declinesCapture: trouble === 'CAPTURE_DECLINED' }
}

const INSTRUMENTS = {
  CARD: { brand: 'VISA', last4: '4242' },
  GIFT_CARD: { brand: null, last4: '8801' },
  PAYPAL: { brand: null, last4: null },
}
