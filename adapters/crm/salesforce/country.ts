/**
 * ISO 3166-1 alpha-2 for a country as a Contact carries it: the code itself, or its English or French name (orgs without
 * country picklists keep text). Null when it is neither.
 */
export function countryCodeOf(text: string | null): string | null {
  if (text === null) return null
  if (/^[A-Z]{2}$/.test(text)) return text
  names ??= countryNames()
  return names.get(text.toLowerCase()) ?? null
}

let names: ReadonlyMap<string, string> | undefined

function countryNames(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`))
  const entries = ['en', 'fr'].flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    return codes.flatMap((code) => {
      const name = display.of(code)
      return name === undefined ? [] : [[name.toLowerCase(), code] as const]
    })
  })
  // First come first kept: a withdrawn code shares its successor's name and sorts after it only by chance.
  return new Map(entries.reverse())
}
