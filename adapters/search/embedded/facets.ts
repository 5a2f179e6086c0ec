import type { SearchFacet } from '../../ports/search.ts'
import { type Entry, labelKey, OWN_FACETS } from './entry.ts'
import { type Filters, fittingVariants } from './matching.ts'

/** Most values of one facet that are shown. */
const MOST_BUCKETS = 100

const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  category: { fr: 'Catégorie', en: 'Category' },
  brand: { fr: 'Marque', en: 'Brand' },
  color: { fr: 'Couleur', en: 'Colour' },
  size: { fr: 'Taille', en: 'Size' },
}

/** Counts the values of every facet over products that fit words and shelf. `at`: the language of labels. */
export function countFacets(
  entries: readonly Entry[],
  filters: Filters,
  {
    attributes,
    at,
    locale,
  }: { readonly attributes: readonly string[]; readonly at: number; readonly locale: string },
): readonly SearchFacet[] {
  return [...OWN_FACETS, ...attributes].flatMap((key) => {
    // A facet's own choice does not narrow it: another of its values may be added.
    const others: Filters = new Map([...filters].filter(([name]) => name !== key))
    const counts = new Map<string, { count: number; label: string | null }>()
    for (const entry of entries) {
      for (const value of valuesOf(entry, key, others)) {
        const known = counts.get(value)
        const label = known?.label ?? entry.labels[at]?.get(labelKey(key, value)) ?? null
        counts.set(value, { count: (known?.count ?? 0) + 1, label })
      }
    }
    const buckets = [...counts]
      .map(([value, bucket]) => ({ value, ...bucket }))
      .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
    const label = LABELS[key]?.[locale.slice(0, 2)] ?? nameOf(key, entries, at)
    return buckets.length > 0 ? [{ key, label, buckets: buckets.slice(0, MOST_BUCKETS) }] : []
  })
}

/** A product's values of a facet, each once; none when it does not fit the other filters. */
function valuesOf(entry: Entry, key: string, others: Filters): ReadonlySet<string> {
  const variants = fittingVariants(entry, others)
  if (variants.length === 0) return new Set()
  if (key !== 'color' && key !== 'size') return new Set(entry.facets.get(key))
  return new Set(variants.flatMap((variant) => variant[key] ?? []))
}

/** What the catalogue calls an attribute in a language; null where none of its products says. */
function nameOf(key: string, entries: readonly Entry[], at: number): string | null {
  for (const { labels } of entries) {
    const name = labels[at]?.get(labelKey(key))
    if (name !== undefined) return name
  }
  return null
}
