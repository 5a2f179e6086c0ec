import { create, insert, remove, search, type Tokenizer } from '@orama/orama'
import type { EntryWords } from './entry.ts'
import { type Words, wordsOf } from './words.ts'

/** How one word of a question was found. */
export interface WordMatch {
  /** By product code. */
  readonly scores: ReadonlyMap<string, number>
  /** True when nothing has the word and a resembling one was taken. */
  readonly resembling: boolean
}

/** The words of every product in one language. */
export interface LanguageIndex {
  readonly locale: string
  readonly words: Words
  put(code: string, words: EntryWords): void
  drop(code: string): void
  /** Which products have a word (a stem, as `words` gives it) or one that begins with it, or failing that one like it. */
  find(word: string): WordMatch
}

/** The part of a product in which a word counts most is its title. */
const WEIGHT = { title: 4, variants: 2, category: 2, brand: 2, attributes: 1.5, text: 0.5 } as const

/** Answers kept until a product changes: people narrow the same words again and again. */
const MOST_KEPT = 200

/** An empty index: BM25 over stems, by Orama. */
export function createLanguageIndex(locale: string): LanguageIndex {
  const words = wordsOf(locale)
  const tokenizer: Tokenizer = {
    // Orama asks for the name of one of its own languages and does nothing else with it.
    language: 'english',
    normalizationCache: new Map(),
    tokenize: (raw) => [...new Set(words.of(raw))],
  }
  const parts = { title: 'string', brand: 'string', category: 'string' } as const
  const more = { attributes: 'string', variants: 'string', text: 'string' } as const
  const index = create({ schema: { ...parts, ...more }, components: { tokenizer }, sort: { enabled: false } })
  const known = new Set<string>()
  const kept = new Map<string, WordMatch>()

  const drop = (code: string) => {
    kept.clear()
    if (known.delete(code)) settled(remove(index, code))
  }
  const matches = (word: string, tolerance: number): ReadonlyMap<string, number> => {
    // A stem is a word like any other to the tokenizer, but stemming it again could change it.
    const term = `${word}`
    const found = settled(
      search(
        { ...index, tokenizer: { ...tokenizer, tokenize: () => [term] } },
        {
          term,
          tolerance,
          // Orama makes room for as many hits as are allowed.
          limit: Math.max(1, known.size),
          boost: WEIGHT,
        },
      ),
    )
    return new Map(found.hits.map(({ id, score }) => [id, score]))
  }
  return {
    locale,
    words,
    put(code, said) {
      drop(code)
      settled(insert(index, { id: code, ...said }))
      known.add(code)
    },
    drop,
    find(word) {
      const before = kept.get(word)
      if (before) return before
      const match = firstThatFinds(word, matches)
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(word, match)
      return match
    },
  }
}

/** As it is; then with one slip, and with two (two letters changed places) where the word is long enough to tell. */
function firstThatFinds(
  word: string,
  matches: (word: string, tolerance: number) => ReadonlyMap<string, number>,
): WordMatch {
  const slips = /\d/.test(word)
    ? [0]
    : [0, ...(word.length >= 4 ? [1] : []), ...(word.length >= 5 ? [2] : [])]
  for (const tolerance of slips) {
    const scores = matches(word, tolerance)
    if (scores.size > 0) return { scores, resembling: tolerance > 0 }
  }
  return { scores: new Map(), resembling: false }
}

/** With a tokenizer that answers at once, so does Orama. */
function settled<T>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('expected the index to answer at once, found it waiting')
  return answer
}
