import type { Clock } from '../../adapters/time.ts'
import { type Instrument, type Payment, type PaymentStatus, statusOf, sumOf } from './payment.ts'
import { missing, Problem, type ProblemCode } from './problem.ts'

/** What a shopper did on the provider's page. */
interface Checkout {
  readonly amount: number
  readonly currency: string
  readonly instrument: Instrument
  readonly merchantReference: string | null
}

/** What is to be done with a payment; `amount` null for all that is left. */
interface Change {
  readonly id: string
  readonly amount: number | null
  /** Must be the payment's where it is said. */
  readonly currency: string | null
  readonly reference: string | null
}

/** Every payment of one merchant, and what may be done with it. */
export interface Book {
  /** The shopper's part: authorises, or fails. */
  checkOut(checkout: Checkout): Payment
  find(id: string): Payment | null
  /** Newest first. */
  newest(): readonly Payment[]
  /** These throw a `Problem` where the payment does not allow it. */
  capture(change: Change): Payment
  void(change: Change): Payment
  refund(change: Change): Payment
}

/** The last four digits of the test cards; any other card is authorised. */
const TEST_CARDS = { declined: '0002', expired: '0069', declinesCapture: '0341' }

const WEEK_MS = 7 * 86_400_000

/** An empty book. `newId` gives what comes behind `pay_`, `cap_`, `ref_` and `voi_`: 22 letters and digits. */
export function createBook(clock: Clock, newId: () => string): Book {
  const payments = new Map<string, Payment>()
  const now = () => clock().getTime()

  const keep = (payment: Payment): Payment => {
    payments.set(payment.id, payment)
    return payment
  }
  const changeable = ({ id, reference }: Change): Payment => {
    const payment = payments.get(id)
    if (!payment) throw missing()
    if (reference !== null && referencesOf(payment).includes(reference)) {
      throw new Problem(409, 'reference_in_use', 'Expected a reference that no change of this payment has.')
    }
    return payment
  }
  const movement = (prefix: string, { reference }: Change) => ({
    id: `${prefix}_${newId()}`,
    reference,
    at: now(),
  })

  return {
    checkOut({ instrument, ...asked }) {
      const is = (last4: string) => instrument.type === 'card' && instrument.last4 === last4
      return keep({
        id: `pay_${newId()}`,
        ...asked,
        instrument,
        createdAt: now(),
        expiresAt: now() + (is(TEST_CARDS.expired) ? 0 : WEEK_MS),
        failure: is(TEST_CARDS.declined) ? 'card_declined' : null,
        declinesCapture: is(TEST_CARDS.declinesCapture),
        captures: [],
        refunds: [],
        voided: null,
      })
    },
    find: (id) => payments.get(id) ?? null,
    newest: () => [...payments.values()].reverse(),

    capture(change) {
      const payment = changeable(change)
      const isOpen = payment.expiresAt > now()
      expectStatus(payment, now(), isOpen ? ['authorized', 'captured'] : ['authorized'])
      const left = payment.amount - sumOf(payment.captures)
      const amount = withinLeft(payment, change, left)
      if (payment.declinesCapture) {
        throw new Problem(
          409,
          'capture_declined',
          'The issuer declined the capture; the authorisation stands.',
        )
      }
      return keep({ ...payment, captures: [...payment.captures, { ...movement('cap', change), amount }] })
    },

    void(change) {
      const payment = changeable(change)
      expectStatus(payment, now(), ['authorized'])
      return keep({ ...payment, voided: movement('voi', change) })
    },

    refund(change) {
      const payment = changeable(change)
      expectStatus(payment, now(), ['captured', 'partially_refunded', 'refunded'])
      const left = sumOf(payment.captures) - sumOf(payment.refunds)
      const amount = withinLeft(payment, change, left)
      return keep({ ...payment, refunds: [...payment.refunds, { ...movement('ref', change), amount }] })
    },
  }
}

function referencesOf({ captures, refunds, voided }: Payment): readonly (string | null)[] {
  return [...captures, ...refunds, ...(voided ? [voided] : [])].map(({ reference }) => reference)
}

function withinLeft(payment: Payment, { amount, currency }: Change, left: number): number {
  if (currency !== null && currency !== payment.currency) {
    throw new Problem(422, 'currency_mismatch', `The payment is in ${payment.currency}.`)
  }
  const asked = amount ?? left
  if (asked >= 1 && asked <= left) return asked
  throw new Problem(422, 'amount_too_large', `Expected at most ${left}, found ${asked}.`)
}

function expectStatus(payment: Payment, now: number, allowed: readonly PaymentStatus[]): void {
  const status = statusOf(payment, now)
  if (allowed.includes(status)) return
  throw new Problem(409, REFUSED[status] ?? 'payment_not_authorized', `The payment is ${status}.`)
}

const REFUSED: Readonly<Partial<Record<PaymentStatus, ProblemCode>>> = {
  authorized: 'payment_not_captured',
  captured: 'payment_already_captured',
  partially_refunded: 'payment_has_refunds',
  refunded: 'payment_has_refunds',
}
