import { CHANNELS, LOCALES, type PimEntry } from './pim.ts'

/** What every channel requires of every family. */
export const REQUIRED: readonly string[] = ['sku', 'name', 'description', 'image']

/** How much of what a channel requires is filled in a locale, in whole percent rounded down. */
export function completeness({ values }: PimEntry, scope: string, locale: string): number {
  const has = (code: string) =>
    (values[code] ?? []).some(
      (value) =>
        (value.scope === null || value.scope === scope) && (value.locale === null || value.locale === locale),
    )
  return Math.floor((100 * REQUIRED.filter(has).length) / REQUIRED.length)
}

/** The list that `with_completenesses` adds to a product. */
export function completenesses(
  entry: PimEntry,
): readonly { readonly scope: string; readonly locale: string; readonly data: number }[] {
  return CHANNELS.flatMap((scope) =>
    LOCALES.map((locale) => ({ scope, locale, data: completeness(entry, scope, locale) })),
  )
}
