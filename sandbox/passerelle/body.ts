import { isCurrency } from '../../adapters/money.ts'
import { malformed, Problem } from './problem.ts'

/** A JSON object as it came. */
export type Fields = Readonly<Record<string, unknown>>

/**
 * The body as an object with no other fields than these. Throws a `Problem`: for another media type, for what is no JSON, for a field
 * nobody knows, and, before anything else is looked at, for what looks like card data.
 */
export function readFields(contentType: string | null, text: string, known: readonly string[]): Fields {
  if (!/^application\/json\b/i.test(contentType ?? '')) {
    throw new Problem(415, 'unsupported_media_type', 'Expected Content-Type: application/json.')
  }
  const body = parsed(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw malformed('Expected an object.')
  refuseCardData(body)
  const unknown = Object.keys(body).find((field) => !known.includes(field))
  // The field's name is the caller's text: it is not repeated.
  if (unknown !== undefined) throw malformed(`Expected no fields but ${known.join(', ')}.`)
  return { ...body }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('Expected a body of JSON.')
  }
}

/** A whole number of minor units from 1; null where the field is absent and may be. */
export function readAmount(fields: Fields): number | null {
  const { amount } = fields
  if (amount === undefined) return null
  if (typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 1) return amount
  throw malformed('Expected amount to be a whole number of minor units, at least 1.')
}

/** ISO 4217, in capitals; null where the field is absent. */
export function readCurrency({ currency }: Fields): string | null {
  if (currency === undefined) return null
  if (typeof currency === 'string' && isCurrency(currency)) return currency
  throw malformed('Expected currency to be a code of ISO 4217.')
}

/** A text of at most so many characters; null where the field is absent or null. */
export function readText(fields: Fields, name: string, longest: number): string | null {
  const value = fields[name] ?? null
  if (value === null) return null
  if (typeof value === 'string' && value.length >= 1 && value.length <= longest) return value
  throw malformed(`Expected ${name} to be a text of 1 to ${longest} characters.`)
}

/** Names under which card data travels. */
const CARD_FIELDS = /^(?:pan|cvc|cvv|cvv2|csc|card_?number|number|exp(?:iry|_?month|_?year)?|track_?[12])$/i

/** Throws a `Problem` for a field that is named as card data is, or holds what may be a card's number, however deep. */
function refuseCardData(value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number') {
    if (looksLikeCard(String(value))) throw cardData()
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (CARD_FIELDS.test(name)) throw cardData()
      refuseCardData(inner)
    }
  }
}

function cardData(): Problem {
  return new Problem(400, 'card_data_refused', 'Card data belongs on the payment page alone.')
}

/** 13 to 19 digits, bare or in the groups that are printed on cards, that pass the check every card number passes. */
function looksLikeCard(text: string): boolean {
  const runs =
    text.match(/(?<!\d)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{5})(?!\d)/g) ?? []
  return runs.some((run) => isLuhn(run.replaceAll(/\D/g, '')))
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
