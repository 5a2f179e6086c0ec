/** Half up, away from zero, in whole numbers: no amount of money passes through a fraction. */
function divideHalfUp(dividend: number, divisor: number): number {
  const size = Math.floor((2 * Math.abs(dividend) + divisor) / (2 * divisor))
  return dividend < 0 ? -size : size
}

/** `quantity × unitPrice` in cents, rounded half up per line; the quantity has at most three decimals. */
export function amountOf(quantity: string, unitPrice: number): number {
  return divideHalfUp(thousandths(quantity) * unitPrice, 1000) + 0
}

/** The VAT within a gross amount, cents, rounded half up per line; the rate is percent: "20", "5.5". */
export function taxWithin(gross: number, rate: string): number {
  const thousandth = thousandths(rate)
  return divideHalfUp(gross * thousandth, 100_000 + thousandth) + 0
}

function thousandths(text: string): number {
  return Math.round(Number(text) * 1000)
}
