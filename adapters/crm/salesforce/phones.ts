import { normalPhone } from '../../ports/profiles.ts'

/**
 * The ways people type one number, for a search that compares text exactly: international and national, bare and in
 * groups of two with blanks, dots or dashes. The first is E.164. A number in none of these spellings is not found.
 */
export function phoneSpellings(phone: string, countryCode: string): readonly string[] {
  const normal = normalPhone(phone, countryCode)
  const prefix = `+${countryCode}`
  if (!normal.startsWith(prefix)) return [...new Set([normal, phone.trim()])]
  const national = normal.slice(prefix.length)
  const grouped = (separator: string) =>
    `0${national.slice(0, 1)}${national.slice(1).replace(/\d{1,2}/g, (pair) => `${separator}${pair}`)}`
  const inGroups = `${national.slice(0, 1)}${national.slice(1).replace(/\d{1,2}/g, (pair) => ` ${pair}`)}`
  return [
    ...new Set([
      normal,
      `00${countryCode}${national}`,
      `0${national}`,
      ...[' ', '.', '-'].map(grouped),
      `${prefix} ${inGroups}`,
      `${prefix} ${national}`,
      phone.trim(),
    ]),
  ]
}
