import { isSourceError } from '../../error.ts'
import type { Category, ContentOptions } from '../../ports/catalog.ts'
import type { Book } from './book.ts'
import type { CsvOptions } from './options.ts'
import { cell, type Row } from './table.ts'

/** A shelf by its path: `Fashion > Tops > Shirts` stands on `Fashion > Tops`. */
type Path = readonly string[]

/** Codes of a style's shelves: their paths, spelt one way. */
export function categoriesOf(row: Row, { columns }: CsvOptions): readonly string[] {
  return [...new Set(pathsIn(cell(row, columns.category)).map(codeOf))]
}

/** Every shelf that a style stands on or above, by code. The file has one name for each, in whatever language it is. */
export function shelvesOf(
  { products }: Book,
  { columns }: CsvOptions,
  { locales }: ContentOptions,
): ReadonlyMap<string, Category> {
  const paths = [...products.rows.values()].flatMap((row) =>
    isSourceError(row) ? [] : pathsIn(cell(row, columns.category)),
  )
  const shelves = paths.flatMap((path) => path.map((_, i) => path.slice(0, i + 1)))
  return new Map(shelves.map((shelf) => [codeOf(shelf), toCategory(shelf, locales[0] ?? 'und')]))
}

function pathsIn(text: string): readonly Path[] {
  const paths = text.split('|').map((path) => path.split('>').map((name) => name.trim()))
  return paths.map((path) => path.filter((name) => name !== '')).filter((path) => path.length > 0)
}

function codeOf(path: Path): string {
  return path.join(' > ')
}

function toCategory(path: Path, locale: string): Category {
  return {
    code: codeOf(path),
    handle: path.map(wordOf).join('-'),
    name: { text: path.at(-1) ?? '', locale, localeFallback: false, channelFallback: false },
    ancestors: path.slice(0, -1).map((_, i) => codeOf(path.slice(0, i + 1))),
  }
}

function wordOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
