import Big from 'big.js'

/** Leading zeros up to `length` digits; anything but digits stays as it is (alphanumeric keys are never padded). */
export function padded(text: string, length: number): string {
  return /^\d+$/.test(text) ? text.padStart(length, '0') : text
}

/** Cents as the ERP writes an amount: "12.90". */
export function euros(cents: number): string {
  return new Big(cents).div(100).toFixed(2)
}

/** A decimal text with exactly this many digits behind the point. */
export function scaled(text: string, scale: number): string {
  return new Big(text).toFixed(scale)
}

/** A decimal text without trailing zeros, as the ERP writes most quantities. */
export function quantity(text: string): string {
  return new Big(text).toFixed()
}

/** The sum of decimal texts. */
export function sum(texts: readonly string[]): string {
  return texts.reduce((total, text) => total.plus(text), new Big(0)).toFixed()
}

/** The instant at which the ERP's night job touched a record of that day, or the world's now if that is earlier. */
export function nightOf(day: string, now: Date): string {
  const at = new Date(`${day}T20:30:00.000Z`)
  return (at < now ? at : now).toISOString()
}

/** `days` later, as a calendar day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** A whole number below `below` that is always the same for a text: which records get which peculiarity (FNV-1a). */
export function lot(text: string, below: number): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  return (hash ^ (hash >>> 15)) % below
}

/** A street's line as the ERP keeps it, the house number apart. */
export function streetOf(line: string): { readonly StreetName: string; readonly HouseNumber: string } {
  const [, HouseNumber = '', StreetName = line] = /^(\d+\S*(?: (?:bis|ter))?) (.+)$/.exec(line) ?? []
  return { StreetName, HouseNumber }
}
