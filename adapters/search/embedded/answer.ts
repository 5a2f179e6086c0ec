import type { Sku } from '../../ids.ts'
import type { SearchHit, SearchPage, SearchRequest } from '../../ports/search.ts'
import type { Entry, EntryVariant, EntryWords } from './entry.ts'
import { countFacets } from './facets.ts'
import type { Library } from './library.ts'
import { filtersOf, fittingVariants, type Matched, matchText } from './matching.ts'

/** A product that fits, and where it stands. */
interface Ranked {
  readonly entry: Entry
  readonly variants: readonly EntryVariant[]
  readonly score: number | null
  /** What it is sorted by, greatest first: a score, or when the product began as milliseconds. */
  readonly rank: number
}

/** Answers a request from what the library holds now. */
export function answer(
  library: Library,
  request: SearchRequest,
  attributes: readonly string[],
): Omit<SearchPage, 'feeds'> {
  const { index, at } = library.languageFor(request.locales)
  const matched = matchText(library, request.text, request.locales)
  const candidates = candidatesOf(library, matched, request.category)
  const filters = filtersOf(request)
  const byScore = request.sort === 'RELEVANCE' && matched.scores !== null
  const ranked = candidates
    .map((entry) => {
      const score = matched.scores?.get(entry.code) ?? null
      const variants = fittingVariants(entry, filters)
      return { entry, variants, score, rank: byScore ? (score ?? 0) : began(entry) }
    })
    .filter(({ variants }) => variants.length > 0)
    .sort(inOrder)
  const start = positionOf(request.after)
  const rest = start === null ? ranked : ranked.filter((one) => isAfter(one, start))
  const page = rest.slice(0, request.first)
  const narrowed = filters.has('color') || filters.has('size')
  return {
    hits: page.map((one) => toHit(one, { matched, at, narrowed, words: index.words })),
    hasNextPage: rest.length > page.length,
    total: ranked.length,
    facets: countFacets(candidates, filters, { attributes, at, locale: index.locale }),
  }
}

function candidatesOf(library: Library, { scores }: Matched, category: string | null): readonly Entry[] {
  const entries = library.entries()
  const fit = scores ? [...scores.keys()].flatMap((code) => entries.get(code) ?? []) : [...entries.values()]
  if (category === null) return fit
  return fit.filter(({ facets }) => facets.get('category')?.includes(category))
}

function began({ createdAt }: Entry): number {
  return createdAt === null ? 0 : Date.parse(createdAt)
}

function inOrder(left: Ranked, right: Ranked): number {
  return right.rank - left.rank || (left.entry.code < right.entry.code ? -1 : 1)
}

type Position = readonly [rank: number, code: string]

function isAfter({ rank, entry }: Ranked, [last, code]: Position): boolean {
  return rank < last || (rank === last && entry.code > code)
}

function positionOf(cursor: string | null): Position | null {
  if (cursor === null) return null
  const [, rank = '', code = ''] = /^([\d.e+-]+) (.*)$/s.exec(cursor) ?? []
  return [Number(rank), code]
}

/** What hits are described with. */
interface Describing {
  readonly matched: Matched
  readonly at: number
  /** Whether the filters speak of variants. */
  readonly narrowed: boolean
  readonly words: { of(text: string): readonly string[] }
}

function toHit({ entry, variants, score, rank }: Ranked, describing: Describing): SearchHit {
  return {
    productCode: entry.code,
    matchedSku: skuOf(entry, variants, describing) as Sku | null,
    score,
    why: score === null ? null : whyOf(entry, describing),
    cursor: `${rank} ${entry.code}`,
  }
}

/** The first of the variants that have most of the words. */
function skuOf(
  entry: Entry,
  variants: readonly EntryVariant[],
  { matched, at, narrowed, words }: Describing,
): string | null {
  if (matched.sku !== null) return matched.sku
  const had = variants.map((variant) => {
    const own = new Set(words.of(entry.variantWords[at]?.[entry.variants.indexOf(variant)] ?? ''))
    return matched.stems.filter((stem) => own.has(stem)).length
  })
  const most = Math.max(0, ...had)
  if (most === 0 && !narrowed) return null
  return variants[had.indexOf(most)]?.sku ?? null
}

const PARTS: readonly (keyof EntryWords)[] = ['title', 'variants', 'category', 'brand', 'attributes', 'text']

function whyOf(entry: Entry, { matched, at, words }: Describing): string {
  if (matched.sku !== null) return 'sku'
  const said = entry.words[at]
  const parts = PARTS.filter((part) => {
    const own = words.of(said?.[part] ?? '')
    return matched.stems.some((stem) => own.some((word) => word.startsWith(stem)))
  })
  return [...parts, ...(matched.resembling ? ['resembling'] : [])].join(', ')
}
