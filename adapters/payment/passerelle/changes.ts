import { createHash } from 'node:crypto'
import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { PaymentChange, Payments, ProviderPayment } from '../../ports/payments.ts'
import type { PasserelleClient } from './client.ts'
import { isReference, toPayment } from './payment.ts'
import { paymentShape, type WirePayment } from './wire.ts'

type Kind = 'captures' | 'voids' | 'refunds'
type Asked = Omit<PaymentChange, 'amount'> & Partial<Pick<PaymentChange, 'amount'>>

/** Capture, void and refund, each once per key. */
export function createChanges(
  client: PasserelleClient,
  source: string,
): Pick<Payments, 'capture' | 'void' | 'refund'> {
  const read = (body: unknown) => parseShape(source, paymentShape, body)

  async function change(kind: Kind, asked: Asked): Promise<ProviderPayment> {
    const { reference, key, amount } = asked
    if (!isReference(reference)) throw refusal(source, 'not_found')
    if (amount && amount.minor < 1) throw refusal(source, 'amount_too_small')
    const done = await client.change({
      path: `payments/${reference}/${kind}`,
      route: `payments/${kind}`,
      // Keys of ours may be longer than the provider's, and of any letters.
      idempotencyKey: createHash('sha256').update(key).digest('hex'),
      body: { ...(amount && { amount: amount.minor, currency: amount.currency }), reference: key },
    })
    if ('answer' in done) return toPayment(source, read(readJson(source, done.answer)))
    if (done.refused === 'reference_in_use') return earlier(kind, asked)
    throw refusal(source, done.refused)
  }

  /**
   * The provider forgets keys after a day, but not the reference of a change: this one was made before, and is answered as the payment
   * stands now. Under the same reference another change may have been made: that is a conflict.
   */
  async function earlier(kind: Kind, asked: Asked): Promise<ProviderPayment> {
    const answer = await client.read({ path: `payments/${asked.reference}`, route: 'payments/id' })
    const payment = read(readJson(source, answer))
    if (!isDone(payment, kind, asked)) throw refusal(source, 'idempotency_key_reused')
    return toPayment(source, payment)
  }

  return {
    capture: (request) => change('captures', request),
    void: (request) => change('voids', request),
    refund: (request) => change('refunds', request),
  }
}

function isDone(payment: WirePayment, kind: Kind, { key, amount }: Asked): boolean {
  if (kind === 'voids') return payment.void?.reference === key
  return (
    payment.currency === amount?.currency &&
    payment[kind].some((one) => one.reference === key && one.amount === amount.minor)
  )
}

/** What the provider's codes mean; none of its words get further. */
const MEANINGS: Readonly<Record<string, string>> = {
  not_found: 'the provider knows no such payment',
  payment_not_authorized: 'the payment is not authorised, or no longer',
  payment_already_captured: 'the payment has been captured: it can be paid back, not given up',
  payment_not_captured: 'nothing of the payment has been captured: it can be given up, not paid back',
  payment_has_refunds: 'some of the payment has been paid back already',
  capture_declined: 'the issuer declined the capture',
  amount_too_small: 'an amount above zero was expected',
  amount_too_large: 'the amount is more than is left of the payment',
  currency_mismatch: 'the payment is in another currency',
  idempotency_key_reused: 'the key was used for another change',
}

function refusal(source: string, code: string): SourceError {
  return new SourceError(source, 'CONFLICT', MEANINGS[code] ?? `the provider refuses: ${code}`)
}
