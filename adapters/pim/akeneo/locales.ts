/** The PIM's locales a caller's locales stand for, best first, and what each is called outside. */
export interface LocaleOrder {
  /** PIM codes; empty when the PIM has none of those asked for. */
  readonly codes: readonly string[]
  /** The BCP 47 tag of a PIM code. */
  tag(code: string): string
  /** Whether this is not the first locale the caller asked for. */
  isFallback(code: string): boolean
}

/**
 * Brings BCP 47 tags into a PIM's own: a configured one, else the same with an underscore (`fr-FR` is `fr_FR`), else for
 * a bare language the PIM's first locale of that language. Tags the PIM has nothing for are left out.
 */
export function localeOrder(
  tags: readonly string[],
  activated: readonly string[],
  configured: Readonly<Record<string, string>>,
): LocaleOrder {
  const found = tags.map((tag) => localeOf(tag, activated, configured))
  const codes = [...new Set(found.filter((code) => code !== null))]
  return { codes, tag: (code) => code.replaceAll('_', '-'), isFallback: (code) => found[0] !== code }
}

function localeOf(
  tag: string,
  activated: readonly string[],
  configured: Readonly<Record<string, string>>,
): string | null {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()
  const named = Object.entries(configured).find(([key]) => same(key, tag))?.[1]
  const wanted = named ?? tag.replaceAll('-', '_')
  const exact = activated.find((code) => same(code, wanted))
  if (exact) return exact
  const language = wanted.includes('_') ? null : `${wanted.toLowerCase()}_`
  return (language && activated.find((code) => code.toLowerCase().startsWith(language))) || null
}
