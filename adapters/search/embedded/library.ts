import { canonicalGtin } from '../../ids.ts'
import type { Entry } from './entry.ts'
import { createLanguageIndex, type LanguageIndex } from './language.ts'

/** Everything the index holds. */
export interface Library {
  /** Takes a product of a catalogue, unless a better catalogue has told of the same. */
  put(catalogue: Rank, entry: Entry): void
  /** Forgets a product, if it is this catalogue's. */
  drop(catalogue: Rank, code: string): void
  /** Codes of the products that are this catalogue's. */
  codesOf(catalogue: Rank): readonly string[]
  entries(): ReadonlyMap<string, Entry>
  /** The product with this SKU or GTIN, and the SKU. */
  itemLike(text: string): { readonly code: string; readonly sku: string } | null
  /** The index of the first of the locales there is one for, exactly or by language; else the main one. */
  languageFor(locales: readonly string[]): { readonly index: LanguageIndex; readonly at: number }
}

/** A catalogue's place in the order of precedence, 0 the best. */
type Rank = number

interface Held {
  readonly rank: Rank
  readonly entry: Entry
  readonly text: string
}

/** An empty library. Locales: the main one first, never empty. */
export function createLibrary(locales: readonly string[]): Library {
  const indexes = locales.map(createLanguageIndex)
  const [main] = indexes
  if (!main) throw new RangeError('expected at least one locale')
  const held = new Map<string, Held>()
  const entries = new Map<string, Entry>()
  const items = new Map<string, { readonly code: string; readonly sku: string }>()

  const drop = (rank: Rank, code: string) => {
    const known = held.get(code)
    if (known?.rank !== rank) return
    for (const index of indexes) index.drop(code)
    for (const key of itemKeys(known.entry).keys()) if (items.get(key)?.code === code) items.delete(key)
    held.delete(code)
    entries.delete(code)
  }
  return {
    put(rank, entry) {
      const known = held.get(entry.code)
      if (known && known.rank < rank) return
      const text = textOf(entry)
      // A listing tells again what it told before: the costly part is done once.
      if (known?.rank === rank && known.text === text) return
      if (known) drop(known.rank, entry.code)
      held.set(entry.code, { rank, entry, text })
      entries.set(entry.code, entry)
      for (const [key, sku] of itemKeys(entry)) items.set(key, { code: entry.code, sku })
      indexes.forEach((index, at) => {
        const words = entry.words[at]
        if (words) index.put(entry.code, words)
      })
    },
    drop,
    codesOf: (rank) => [...held].flatMap(([code, one]) => (one.rank === rank ? [code] : [])),
    entries: () => entries,
    itemLike: (text) => items.get(text.trim()) ?? items.get(canonicalGtin(text)) ?? null,
    languageFor(wanted) {
      const at = wanted.map((locale) => placeOf(locale, locales)).find((place) => place >= 0) ?? 0
      return { index: indexes[at] ?? main, at }
    },
  }
}

function placeOf(wanted: string, locales: readonly string[]): number {
  const exact = locales.indexOf(wanted)
  const language = wanted.slice(0, 2).toLowerCase()
  return exact >= 0 ? exact : locales.findIndex((locale) => locale.slice(0, 2).toLowerCase() === language)
}

function itemKeys({ variants }: Entry): ReadonlyMap<string, string> {
  return new Map(
    variants.flatMap(({ sku, gtin }) => [
      [sku, sku],
      ...(gtin === null ? [] : [[canonicalGtin(gtin), sku] as const]),
    ]),
  )
}

function textOf(entry: Entry): string {
  return JSON.stringify(entry, (_, value: unknown) => (value instanceof Map ? [...value] : value))
}
