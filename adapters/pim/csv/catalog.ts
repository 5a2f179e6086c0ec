import { isSourceError, type SourceError } from '../../error.ts'
import { canonicalGtin, type RecordId } from '../../ids.ts'
import type {
  Catalog,
  Category,
  ContentOptions,
  Product,
  Variant,
  VariantPage,
  VariantsRequest,
} from '../../ports/catalog.ts'
import { type Found, inChunks, type Read } from '../../read.ts'
import { type Clock, instant, parseInstant } from '../../time.ts'
import type { Book } from './book.ts'
import { shelvesOf } from './categories.ts'
import { type Reading, toProduct, toVariant } from './content.ts'
import type { Files } from './files.ts'
import { listingAfter } from './listing.ts'
import type { CsvOptions } from './options.ts'
import { referencesAfter } from './references.ts'
import type { Shelf } from './rows.ts'
import { cell, type Row } from './table.ts'

/** What every read of one folder works with. */
export interface CsvPim {
  readonly source: string
  readonly files: Files
  readonly options: CsvOptions
  readonly clock: Clock
}

/** A file has no batch limit: one chunk holds all keys, so that files that cannot be read fail each of them. */
const ALL = Number.MAX_SAFE_INTEGER

/** The catalogue as the two files have it. */
export function csvCatalog(pim: CsvPim): Catalog {
  const { source, files, options } = pim
  const read = <K, T>(keys: readonly K[], answer: (book: Book, key: K) => Read<T> | undefined) =>
    inChunks(keys, ALL, async (chunk) => {
      const book = await files.book()
      return chunk.flatMap((key) => {
        const one = answer(book, key)
        return one ? [[key, one] as const] : []
      })
    })
  const look = (content: ContentOptions) => lookIn(pim, { options, content })
  return {
    variants: (skus, content) => read(skus, (book, sku) => look(content).variant(book, book.variants, sku)),
    variantsByGtin: (gtins, content) =>
      read(gtins, (book, gtin) => look(content).variant(book, book.byGtin, canonicalGtin(gtin))),
    products: (codes, content) =>
      read(codes, (book, code) => look(content).product(book, book.products, code)),
    productsByHandle: (handles, content) =>
      read(handles, (book, handle) => look(content).product(book, book.byHandle, handle)),
    variantsOf: (requests, content) => read(requests, (book, request) => look(content).page(book, request)),
    categories: (codes, content) => read(codes, (book, code) => shelf(pim, book, content, { code })),
    categoriesByHandle: (handles, content) =>
      read(handles, (book, handle) => shelf(pim, book, content, { handle })),
    listing: async (request, wanted) =>
      listingAfter(await files.book(), request, wanted, (content) => ({
        product: (book, code) => look(content).product(book, book.products, code),
        variants: (book, productCode) => look(content).page(book, { productCode, first: ALL, after: null }),
      })),
    itemReferences: async (after) => referencesAfter(source, await files.book(), { options, after }),
  }
}

/** One row's answer: the row in the graph's words, its failure, or undefined when the files have no such key. */
function lookIn(pim: CsvPim, reading: Reading) {
  const { columns } = pim.options
  const variantIn = (book: Book, row: Row): Read<Variant> | undefined => {
    const style = entry(book.products, cell(row, columns.product))
    if (!style || isSourceError(style)) return style
    return found(pim, row, cell(row, columns.sku), toVariant(row, style, reading))
  }
  const productIn = (book: Book, row: Row): Found<Product> => {
    const code = cell(row, columns.code)
    const members = book.members.get(code) ?? []
    return found(pim, row, code, toProduct(row, isSourceError(members) ? [] : members, reading))
  }
  return {
    variant(book: Book, shelf: Shelf, key: string): Read<Variant> | undefined {
      const row = entry(shelf, key)
      return !row || isSourceError(row) ? row : variantIn(book, row)
    },
    product(book: Book, shelf: Shelf, key: string): Read<Product> | undefined {
      const row = entry(shelf, key)
      return !row || isSourceError(row) ? row : productIn(book, row)
    },
    page(book: Book, { productCode, first, after }: VariantsRequest): Read<VariantPage> | undefined {
      const style = entry(book.products, productCode)
      if (!style || isSourceError(style)) return style
      const members = book.stray ?? book.members.get(productCode) ?? []
      if (isSourceError(members)) return members
      const rest = members.filter((row) => after === null || cell(row, columns.sku) > after)
      const variants = rest.slice(0, first).map((row) => toVariant(row, style, reading))
      return found(pim, style, productCode, { variants, hasNextPage: rest.length > first })
    },
  }
}

function shelf(
  { source, options, clock }: CsvPim,
  book: Book,
  content: ContentOptions,
  wanted: Partial<Pick<Category, 'code' | 'handle'>>,
): Read<Category> | undefined {
  const shelves = shelvesOf(book, options, content)
  const byHandle = [...shelves.values()].find(({ handle }) => handle === wanted.handle)
  const value = wanted.code === undefined ? byHandle : shelves.get(wanted.code)
  if (!value) return undefined
  const recordId = value.code as RecordId
  return { value, source, recordId, recordedAt: null, fetchedAt: instant(clock()), fromCache: false }
}

function entry({ rows, lost }: Shelf, key: string): Row | SourceError | undefined {
  return rows.get(key) ?? lost ?? undefined
}

function found<T>({ source, options, clock }: CsvPim, row: Row, key: string, value: T): Found<T> {
  return {
    value,
    source,
    recordId: key as RecordId,
    recordedAt: parseInstant(cell(row, options.columns.updated)),
    fetchedAt: instant(clock()),
    fromCache: false,
  }
}
