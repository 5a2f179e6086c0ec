import { createHash } from 'node:crypto'

/** GTIN-13: twelve digits and their check digit (GS1 General Specifications 7.9). */
export function gtin13(twelve: string): string {
  let sum = 0
  for (let index = 0; index < 12; index++) sum += Number(twelve[index]) * (index % 2 === 0 ? 1 : 3)
  return `${twelve}${(10 - (sum % 10)) % 10}`
}

/** Digits and their Luhn check digit (ISO/IEC 7812-1 annex B). */
export function withLuhn(digits: string): string {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** An 18-character Salesforce id: key prefix, a counter in base 62, and the three letters that tell its capitals. */
export function salesforceId(prefix: string, counter: number): string {
  let rest = counter
  let digits = ''
  while (digits.length < 6) {
    digits = `${BASE62[rest % 62]}${digits}`
    rest = Math.floor(rest / 62)
  }
  const id = `${prefix}5e0000${digits}`
  let suffix = ''
  for (let block = 0; block < 3; block++) {
    let capitals = 0
    for (let index = 0; index < 5; index++) {
      if (/[A-Z]/.test(id[block * 5 + index] ?? '')) capitals |= 1 << index
    }
    suffix += SUFFIX[capitals]
  }
  return `${id}${suffix}`
}

/** A UUID of version 4's form that is always the same for the same text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = 'ab89'[Number.parseInt(hex[16] ?? '0', 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
