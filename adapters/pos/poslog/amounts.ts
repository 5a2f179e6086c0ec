import Big from 'big.js'
import { type Currency, isCurrency, money } from '../../money.ts'
import { childrenOf, type Element, textOf } from './element.ts'

/** A transaction that cannot become a receipt; the message says what was expected, what was found and what to do. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** Integer minor units without a negative zero. */
export function plain(minor: number): number {
  return minor === 0 ? 0 : minor
}

/** The sum of minor units. */
export function sumOf(numbers: readonly number[]): number {
  return plain(numbers.reduce((left, right) => left + right, 0))
}

/** The decimal in an element, negative also by a `NegativeValue` attribute; null where there is no text. */
export function numberIn(element: Element | null, what: string): Big | null {
  if (element === null || element.text === '') return null
  const number = parseNumber(element.text)
  if (number === null) {
    throw new Unreadable(`expected a decimal number in ${what}, found another text; have the till corrected`)
  }
  return element.attributes.get('NegativeValue') === 'true' ? number.abs().neg() : number
}

/** The amount in an element in minor units, rounded half up; null where there is no text. */
export function minorIn(element: Element | null, what: string, currency: Currency): number | null {
  const number = numberIn(element, what)
  return number === null ? null : toMinor(number, what, currency)
}

/** Rounds half up (away from zero) to minor units. */
export function toMinor(amount: Big, what: string, currency: Currency): number {
  try {
    return money(amount.toFixed(), currency).minor
  } catch {
    throw new Unreadable(
      `expected an amount within 15 digits in ${what}, found a larger one; have the till corrected`,
    )
  }
}

/**
 * The receipt's currency: `CurrencyCode`, else the one its totals name, else the first amount's, else the configured one.
 * Codes that are no currency (`XXX` on a zero discount) count as absent.
 */
export function currencyOf(transaction: Element, retail: Element, fallback: Currency): Currency {
  const named = [textOf(transaction, 'CurrencyCode'), textOf(retail, 'CurrencyCode')]
  const totals = childrenOf(retail, 'Total').map((total) => total.attributes.get('CurrencyCode'))
  return firstCurrency([...named, ...totals]) ?? firstCurrency(currenciesBelow(retail)) ?? fallback
}

/** Throws where an amount says it is in another currency than the receipt. */
export function sameCurrency(element: Element | null, currency: Currency, what: string): void {
  const stated = element?.attributes.get('Currency') ?? element?.attributes.get('CurrencyCode') ?? ''
  if (stated === currency || !realCurrency(stated)) return
  throw new Unreadable(
    `expected ${what} in the receipt's currency ${currency}, found ${stated}; have the till state one currency`,
  )
}

/** Whether the code is a currency money can be in; `XXX` and `XTS` are ISO codes of none. */
export function realCurrency(code: string): code is Currency {
  return code !== 'XXX' && code !== 'XTS' && isCurrency(code)
}

function currenciesBelow(element: Element): readonly (string | undefined)[] {
  return element.children.flatMap((child) => [child.attributes.get('Currency'), ...currenciesBelow(child)])
}

function firstCurrency(codes: readonly (string | null | undefined)[]): Currency | null {
  for (const code of codes) if (code && realCurrency(code)) return code
  return null
}

function parseNumber(text: string): Big | null {
  try {
    return new Big(text)
  } catch {
    return null
  }
}
