import { CHANNELS, LOCALES, type Pim } from './pim.ts'
import { unprocessable } from './problem.ts'
import type { PimValue, PimValues } from './values.ts'

/** Which values are shown, from `scope`, `locales` and `attributes`; null: all. */
export interface Pruning {
  readonly scope: string | null
  readonly locales: ReadonlySet<string> | null
  readonly attributes: ReadonlySet<string> | null
  /** Adds `linked_data` to selects. */
  readonly withOptions: boolean
}

/** Reads and checks the options. Throws a `Problem` for a channel, locale or attribute that does not exist. */
export function readPruning(query: URLSearchParams, pim: Pim): Pruning {
  const scope = query.get('scope')
  if (scope !== null && !CHANNELS.includes(scope)) throw unprocessable(`Scope "${scope}" does not exist.`)
  const locales = listed(query, 'locales')
  refuseUnknown(locales, (code) => LOCALES.includes(code), [
    (code) => `Locale "${code}" does not exist or is not activated.`,
    (codes) => `Locales "${codes}" do not exist or are not activated.`,
  ])
  const attributes = listed(query, 'attributes')
  refuseUnknown(attributes, (code) => pim.attributes.has(code), [
    (code) => `Attribute "${code}" does not exist.`,
    (codes) => `Attributes "${codes}" do not exist.`,
  ])
  return { scope, locales, attributes, withOptions: query.get('with_attribute_options') === 'true' }
}

/** The values that are left, as the API shows them. */
export function showValues(
  values: PimValues,
  pruning: Pruning,
  pim: Pim,
  linkOf: (mediaCode: string) => string,
): Readonly<Record<string, unknown>> {
  const shown = Object.entries(values)
    .filter(([code]) => pruning.attributes?.has(code) ?? true)
    .map(([code, entries]) => {
      const left = entries.filter((value) => survives(value, pruning))
      return [code, left.map((value) => show(code, value, { pruning, pim, linkOf }))] as const
    })
  return Object.fromEntries(shown.filter(([, entries]) => entries.length > 0))
}

function survives({ locale, scope }: PimValue, pruning: Pruning): boolean {
  if (pruning.scope !== null && scope !== null && scope !== pruning.scope) return false
  return pruning.locales === null || locale === null || pruning.locales.has(locale)
}

interface ShowContext {
  readonly pruning: Pruning
  readonly pim: Pim
  readonly linkOf: (mediaCode: string) => string
}

function show(code: string, value: PimValue, { pruning, pim, linkOf }: ShowContext): unknown {
  const type = pim.attributes.get(code)?.type
  const shown = { ...value, attribute_type: type }
  if (type === 'pim_catalog_image') {
    return { ...shown, _links: { download: { href: linkOf(String(value.data)) } } }
  }
  if (type === 'pim_catalog_simpleselect' && pruning.withOptions) {
    const option = String(value.data)
    const labels = pim.options.get(code)?.get(option) ?? {}
    return { ...shown, linked_data: { attribute: code, code: option, labels } }
  }
  return shown
}

function listed(query: URLSearchParams, name: string): ReadonlySet<string> | null {
  const text = query.get(name)
  return text === null ? null : new Set(text.split(','))
}

function refuseUnknown(
  codes: ReadonlySet<string> | null,
  exists: (code: string) => boolean,
  [one, many]: readonly [(code: string) => string, (codes: string) => string],
): void {
  const unknown = [...(codes ?? [])].filter((code) => !exists(code))
  if (unknown.length === 0) return
  throw unprocessable((unknown.length === 1 ? one : many)(unknown.join(', ')))
}
