import type { SearchFilter, SearchRequest } from '../../ports/search.ts'
import type { Entry, EntryVariant } from './entry.ts'
import type { LanguageIndex, WordMatch } from './language.ts'
import type { Library } from './library.ts'

/** What the words of a request fit. */
export interface Matched {
  /** Score by product code; null where there are no words to score. */
  readonly scores: ReadonlyMap<string, number> | null
  /** The variant that the text names by its own number. */
  readonly sku: string | null
  /** Stems that were looked for. */
  readonly stems: readonly string[]
  /** Whether a word was taken for one it resembles. */
  readonly resembling: boolean
}

/** Longest text and most words that are looked for. */
const MOST_LETTERS = 200
const MOST_WORDS = 12

/** How much a word that stands in the title as it was asked for adds: a beginning of a word is a weaker sign. */
const WHOLE_WORD = 0.5

/** Finds the products that have every word of a text. */
export function matchText(library: Library, text: string | null, locales: readonly string[]): Matched {
  const wanted = (text ?? '').slice(0, MOST_LETTERS).trim()
  if (wanted === '') return { scores: null, sku: null, stems: [], resembling: false }
  const item = library.itemLike(wanted)
  if (item) return { scores: new Map([[item.code, 1]]), sku: item.sku, stems: [], resembling: false }
  const { index, at } = library.languageFor(locales)
  const stems = [...new Set(index.words.of(wanted))].slice(0, MOST_WORDS)
  const found = stems.map((stem) => index.find(stem))
  const scores = new Map<string, number>()
  for (const [code, first] of found[0]?.scores ?? []) {
    const others = found.slice(1).map((match) => match.scores.get(code))
    if (others.includes(undefined)) continue
    const sum = others.reduce<number>((total, score) => total + (score ?? 0), first)
    const title = library.entries().get(code)?.words[at]?.title ?? ''
    scores.set(code, rounded(sum * (1 + WHOLE_WORD * shareIn(index, title, stems))))
  }
  return { scores, sku: null, stems, resembling: found.some((match: WordMatch) => match.resembling) }
}

/** The share of the stems that a text has. */
function shareIn({ words }: LanguageIndex, text: string, stems: readonly string[]): number {
  const has = new Set(words.of(text))
  return stems.filter((stem) => has.has(stem)).length / Math.max(1, stems.length)
}

/** Scores are compared with those in cursors, so they have few digits. */
function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000
}

/** The filters of a request by key, its shelf left out. */
export type Filters = ReadonlyMap<string, ReadonlySet<string>>

/** Filters by key; one key given twice must hold twice, which its common values say. */
export function filtersOf({ filters }: Pick<SearchRequest, 'filters'>): Filters {
  const byKey = new Map<string, ReadonlySet<string>>()
  for (const { key, values } of filters as readonly SearchFilter[]) {
    const before = byKey.get(key)
    byKey.set(key, new Set(before ? values.filter((value) => before.has(value)) : values))
  }
  return byKey
}

/** The variants of a product that fit the filters; none when the product itself does not fit. */
export function fittingVariants(entry: Entry, filters: Filters): readonly EntryVariant[] {
  for (const [key, values] of filters) {
    if (key === 'color' || key === 'size') continue
    if (!(entry.facets.get(key) ?? []).some((value) => values.has(value))) return []
  }
  const fits = (value: string | null, wanted: ReadonlySet<string> | undefined) =>
    !wanted || (value !== null && wanted.has(value))
  return entry.variants.filter(
    ({ color, size }) => fits(color, filters.get('color')) && fits(size, filters.get('size')),
  )
}
