import { createHash } from 'node:crypto'

/** An Akeneo code for a label: `Bleu nuit` is `bleu_nuit`. Codes hold letters, digits and underscores only. */
export function codeOf(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}

/** `women_jeans` as people read it: `Women jeans`. */
export function labelOf(code: string): string {
  const words = code.replace(/[-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The first sentence of a text, as the PIM's short description. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
}

/** What an associate says, point by point: `Points forts : lin ; fait main.` is two of them. */
export function talkingPoints(text: string): readonly string[] {
  return text.replace(/^Points forts : /, '').split(' ; ')
}

/** A lasting hash of a text, hex. */
export function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** One per zone: to make a formatter takes far longer than to use it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formatters.set(timeZone, made)
  return made
}

/**
 * ISO with the server zone's offset and without milliseconds, as entities carry times: `2026-01-10T11:00:00+01:00`.
 */
export function zonedIso(at: Date, timeZone: string): string {
  const local = formatterFor(timeZone).format(at).replace(' ', 'T')
  const minutes = Math.round((Date.parse(`${local}Z`) - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
  const two = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, '0')
  return `${local}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
