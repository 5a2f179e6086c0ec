import { type Fields, readAmount, readCurrency, readFields, readText } from './body.ts'
import type { Book } from './book.ts'
import type { Instrument, Payment } from './payment.ts'
import { malformed } from './problem.ts'

const TYPES = ['card', 'paypal', 'gift_card'] as const
const BRANDS = ['visa', 'mastercard', 'amex', 'cb']

/**
 * What a shopper does on the provider's page, where the merchant's servers see nothing: only the sandbox has it as a call. Throws a
 * `Problem` for what the page would not let through.
 */
export function checkOut(book: Book, contentType: string | null, text: string): Payment {
  const fields = readFields(contentType, text, ['amount', 'currency', 'payment_method', 'merchant_reference'])
  const amount = readAmount(fields)
  const currency = readCurrency(fields)
  if (amount === null || currency === null) throw malformed('Expected amount and currency.')
  const merchantReference = readText(fields, 'merchant_reference', 80)
  // Lists are asked with commas between references.
  if (!/^[!-+.-~-]*$/.test(merchantReference ?? '')) {
    throw malformed('Expected merchant_reference in printable ASCII without blanks and commas.')
  }
  return book.checkOut({ amount, currency, merchantReference, instrument: readInstrument(fields) })
}

function readInstrument({ payment_method: method }: Fields): Instrument {
  const fields: Fields = typeof method === 'object' && method !== null ? { ...method } : {}
  const type = TYPES.find((each) => each === fields['type'])
  if (type === undefined) throw malformed(`Expected payment_method.type to be one of ${TYPES.join(', ')}.`)
  const brand = readText(fields, 'brand', 20)
  const last4 = readText(fields, 'last4', 4)
  if ((type === 'card') !== (brand !== null && BRANDS.includes(brand))) {
    throw malformed(`Expected payment_method.brand of a card, and of nothing else: ${BRANDS.join(', ')}.`)
  }
  const hasDigits = type !== 'paypal'
  if (hasDigits !== /^\d{4}$/.test(last4 ?? '')) {
    throw malformed('Expected payment_method.last4, four digits, of a card or gift card alone.')
  }
  return { type, brand, last4 }
}
