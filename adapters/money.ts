import Big from 'big.js'

/** ISO 4217 code. */
export type Currency = string & { readonly __kind: 'Currency' }

/** An amount in whole minor units of its currency (cents for EUR): never a float. */
export interface Money {
  readonly minor: number
  readonly currency: Currency
}

/** What the shopper pays (`gross`), and its parts where the system states them. */
export interface TaxedMoney {
  readonly gross: Money
  readonly net: Money | null
  readonly tax: Money | null
}

/** A price whose parts are known. */
type Taxed = TaxedMoney & { readonly net: Money; readonly tax: Money }

/** What the runtime knows is asked once: its answers cost far more than the arithmetic that needs them. */
const DIGITS = new Map<Currency, number>()
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Digits after the point, from the runtime's CLDR data (ISO 4217 exponent: EUR 2, JPY 0, TND 3). */
export function fractionDigits(currency: Currency): number {
  const known = DIGITS.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  DIGITS.set(currency, digits)
  return digits
}

/** Whether the runtime knows the currency. */
export function isCurrency(text: string): text is Currency {
  return CURRENCIES.has(text)
}

/**
 * Money from a decimal text ("12.50", "100", "1e2"), rounded half up (away from zero) to the currency's minor
 * unit. Throws a RangeError when the text is no number, or the amount does not fit 53 bits.
 */
export function money(amount: string, currency: Currency): Money {
  return inMinor(toBig(amount).times(new Big(10).pow(fractionDigits(currency))), currency)
}

/** The decimal text of an amount, with exactly the currency's digits: "12.50". */
export function amountText({ minor, currency }: Money): string {
  const digits = fractionDigits(currency)
  return new Big(minor).div(new Big(10).pow(digits)).toFixed(digits)
}

/** The sum; throws a RangeError for two currencies, and when it does not fit 53 bits. */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new RangeError('cannot add two currencies')
  const minor = left.minor + right.minor
  if (!Number.isSafeInteger(minor)) throw new RangeError('the sum does not fit 53 bits')
  return { minor, currency: left.currency }
}

/** The amount with its sign turned. */
export function negate({ minor, currency }: Money): Money {
  return { minor: minor === 0 ? 0 : -minor, currency }
}

/** The sum of amounts in one currency; zero of none. Throws as `addMoney`. */
export function sumMoney(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(addMoney, { minor: 0, currency })
}

/** `left − right`; throws as `addMoney`. */
export function subtractMoney(left: Money, right: Money): Money {
  return addMoney(left, negate(right))
}

/** What `quantity` units cost, rounded half up (away from zero) to the minor unit: the rounding of one line. */
export function multiplyMoney(unit: Money, quantity: string): Money {
  return inMinor(toBig(quantity).times(unit.minor), unit.currency)
}

/** So many percent of an amount, rounded half up (away from zero). */
export function percentOf(amount: Money, percent: string): Money {
  return inMinor(toBig(percent).times(amount.minor).div(100), amount.currency)
}

/**
 * What a price that includes VAT is made of: the tax is `gross × rate ÷ (100 + rate)`, rounded half up, and the net amount
 * is the rest, so that they always add up. `rate` in percent; France has 20, 10, 5.5 and 2.1 (CGI, art. 278 to 281 nonies).
 * Throws a RangeError for a rate below zero.
 */
export function splitTax(gross: Money, rate: string): Taxed {
  const percent = toBig(rate)
  if (percent.lt(0)) throw new RangeError('expected a tax rate of at least 0')
  const tax = inMinor(percent.times(gross.minor).div(percent.plus(100)), gross.currency)
  return { gross, net: subtractMoney(gross, tax), tax }
}

/**
 * Shares of an amount in proportion to weights (whole numbers, at least 0), with no cent lost: what is left after rounding
 * down goes to the largest remainders, to the earlier of equal ones. No share is larger than its weight when the amount is
 * not larger than all weights together. All weights zero: the first takes everything. Throws a RangeError where there is
 * an amount and nobody to take it.
 */
export function distribute({ minor, currency }: Money, weights: readonly number[]): readonly Money[] {
  if (weights.length === 0 && minor !== 0) throw new RangeError('expected a share to put the amount into')
  const sign = minor < 0 ? -1 : 1
  const amount = BigInt(Math.abs(minor))
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const parts = weights.map((weight, place) => {
    const share = total === 0n ? (place === 0 ? amount : 0n) : (amount * BigInt(weight)) / total
    const remainder = total === 0n ? 0n : (amount * BigInt(weight)) % total
    return { place, share, remainder }
  })
  const left = Number(amount - parts.reduce((sum, { share }) => sum + share, 0n))
  const first = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1,
  )
  const lucky = new Set(first.slice(0, left).map(({ place }) => place))
  return parts.map(({ place, share }) => plain(sign * (Number(share) + (lucky.has(place) ? 1 : 0)), currency))
}

/**
 * What a total differs from its parts added up, for recording: systems round whole documents otherwise than their lines.
 * Null when it does not differ.
 */
export function roundingAdjustment(total: Money, parts: readonly Money[]): Money | null {
  const difference = subtractMoney(total, sumMoney(parts, total.currency))
  return difference.minor === 0 ? null : difference
}

/** Decimal text without exponent or trailing zeros: "1.000" and "1" are both "1". Throws a RangeError for no number. */
export function decimal(text: string): string {
  return toBig(text).toFixed()
}

/**
 * `amount ÷ divisor` as decimal text of at most 20 digits after the point; for prices stated per several units. Throws a
 * RangeError for no number and for a divisor of zero.
 */
export function divide(amount: string, divisor: string): string {
  const by = toBig(divisor)
  if (by.eq(0)) throw new RangeError('expected a divisor other than zero')
  return toBig(amount).div(by).toFixed()
}

/**
 * The whole units of a quantity, fractions rounded down ("2.9" is 2, "-0.5" is -1): stock and carts count in whole
 * units, and never too many.
 */
export function wholeUnits(text: string): number {
  const quantity = toBig(text)
  const towardZero = quantity.round(0, Big.roundDown)
  const whole = Number(quantity.lt(towardZero) ? towardZero.minus(1) : towardZero)
  return whole === 0 ? 0 : whole
}

/** Minor units, rounded half up away from zero. */
function inMinor(exact: Big, currency: Currency): Money {
  const minor = Number(exact.round(0, Big.roundHalfUp))
  if (!Number.isSafeInteger(minor)) throw new RangeError('the amount does not fit 53 bits')
  return plain(minor, currency)
}

/** Without a negative zero. */
function plain(minor: number, currency: Currency): Money {
  return { minor: minor === 0 ? 0 : minor, currency }
}

/** Beyond 10^50 nothing is counted or paid; written out, such a text would be as long as its exponent says. */
const LARGEST_EXPONENT = 50

function toBig(text: string): Big {
  const number = parseBig(text)
  if (Math.abs(number.e) > LARGEST_EXPONENT) throw new RangeError('expected a number below 10^50')
  return number
}

function parseBig(text: string): Big {
  try {
    return new Big(text.trim())
  } catch (cause) {
    throw new RangeError('expected a decimal number', { cause })
  }
}
