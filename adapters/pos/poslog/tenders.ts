import type { Currency } from '../../money.ts'
import type { PaymentMethod } from '../../ports/orders.ts'
import { minorIn, plain, realCurrency } from './amounts.ts'
import type { Tender } from './body.ts'
import { bareValue, childOf, childrenOf, descendantsOf, type Element, textOf } from './element.ts'
import type { PoslogOptions } from './options.ts'

/** What was paid, and what cash rounding a receipt records. */
export interface Paid {
  readonly tenders: readonly Tender[]
  /** True where some tender says by its TypeCode which way the money went. */
  readonly directed: boolean
  /** Recorded cash rounding with the sign its direction gives; null without. */
  readonly rounding: number | null
}

/** The standard's tender types and the payment method each one is; others are OTHER unless the options name them. */
const METHODS: Readonly<Record<string, PaymentMethod>> = {
  cash: 'CASH',
  creditdebit: 'CARD',
  credit: 'CARD',
  debit: 'CARD',
  creditcard: 'CARD',
  debitcard: 'CARD',
  giftcard: 'GIFT_CARD',
  giftcertificate: 'GIFT_CARD',
  storedvalue: 'GIFT_CARD',
  voucher: 'STORE_CREDIT',
  storecredit: 'STORE_CREDIT',
  creditnote: 'STORE_CREDIT',
  loyalty: 'LOYALTY_POINTS',
  loyaltypoints: 'LOYALTY_POINTS',
  check: 'CHEQUE',
  cheque: 'CHEQUE',
  travelerscheck: 'CHEQUE',
  banktransfer: 'BANK_TRANSFER',
  directdebit: 'BANK_TRANSFER',
  mobilepayment: 'WALLET',
  wallet: 'WALLET',
  paypal: 'PAYPAL',
  installment: 'INSTALMENTS',
  instalment: 'INSTALMENTS',
}

/**
 * The tenders in these line items. Change given is taken off; a `Refund` is money paid out. A tender that holds nothing but
 * rounding is no payment.
 */
export function paidIn(items: readonly Element[], currency: Currency, options: PoslogOptions): Paid {
  const elements = items.flatMap((item, index) => {
    const tender = childOf(item, 'Tender')
    return tender === null ? [] : [{ tender, id: textOf(item, 'SequenceNumber') ?? `${index + 1}` }]
  })
  const roundings = items.flatMap((item) => [
    ...childrenOf(item, 'Rounding'),
    ...childrenOf(item, 'Tender').flatMap((tender) => childrenOf(tender, 'Rounding')),
  ])
  const signed = roundings.flatMap((element) => roundingIn(element, currency) ?? [])
  return {
    tenders: elements.flatMap(({ tender, id }) => toTender(tender, id, currency, options) ?? []),
    directed: elements.some(({ tender }) => isPaidOut(tender)),
    rounding: signed.length === 0 ? null : signed.reduce((left, right) => left + right, 0),
  }
}

function toTender(element: Element, id: string, fallback: Currency, options: PoslogOptions): Tender | null {
  const amountElement = childOf(element, 'Amount')
  const stated = amountElement?.attributes.get('Currency') ?? ''
  const currency = realCurrency(stated) ? stated : fallback
  const amount = minorIn(amountElement, `tender ${id}`, currency)
  if (amount === null) return null
  const change = childrenOf(element, 'TenderChange')
    .map((each) => minorIn(childOf(each, 'Amount') ?? each, `TenderChange of tender ${id}`, currency) ?? 0)
    .reduce((left, right) => left + Math.abs(right), 0)
  const signed = isPaidOut(element) ? -Math.abs(amount) : amount
  const { brand, last4 } = instrumentOf(element)
  return { id, method: methodOf(element, options), brand, last4, amount: plain(signed - change), currency }
}

function isPaidOut(tender: Element): boolean {
  return /refund|change/i.test(tender.attributes.get('TypeCode') ?? '')
}

function methodOf(tender: Element, { tenders }: PoslogOptions): PaymentMethod {
  const type = bareValue(tender.attributes.get('TenderType') ?? textOf(tender, 'TenderType') ?? '')
  const id = textOf(tender, 'TenderID') ?? ''
  const named = tenders[id] ?? tenders[type]
  if (named !== undefined) return named
  // 2.x writes the kind of tender as an element: <CreditDebit>, <Check>.
  const kinds = [type, id, ...tender.children.map(({ name }) => name)]
  for (const kind of kinds) {
    const method = METHODS[kind.toLowerCase()]
    if (method !== undefined) return method
  }
  return 'OTHER'
}

/** Card brand and the last four digits; nothing else of a card's number is ever read. */
function instrumentOf(tender: Element): { readonly brand: string | null; readonly last4: string | null } {
  const card = childOf(tender, 'CreditDebit') ?? tender
  const brand =
    card.attributes.get('CardType') ??
    textOf(card, 'CardType') ??
    textOf(card, 'Brand') ??
    textOf(card, 'IssuerName')
  const number = ['PrimaryAccountNumber', 'AccountNumber', 'CardNumber']
    .flatMap((name) => descendantsOf(tender, name))
    .map(({ text }) => /\d{4}$/.exec(text)?.[0])
    .find((digits) => digits)
  return { brand: brand ? bareValue(brand) : null, last4: number ?? null }
}

function roundingIn(element: Element, currency: Currency): number | null {
  const amount =
    minorIn(element, 'Rounding', currency) ?? minorIn(childOf(element, 'Amount'), 'Rounding', currency)
  if (amount === null) return null
  const direction = element.attributes.get('RoundingDirection') ?? ''
  if (/down/i.test(direction)) return -Math.abs(amount)
  return /up/i.test(direction) ? Math.abs(amount) : amount
}
