import { isSourceError, type SourceError } from '../../error.ts'
import { canonicalGtin } from '../../ids.ts'
import { parseInstant } from '../../time.ts'
import type { CsvOptions } from './options.ts'
import {
  type Check,
  type CheckedFile,
  checkRows,
  failureOf,
  flawsOf,
  isShapeless,
  type KeyOf,
  type Shelf,
  shelve,
  unique,
} from './rows.ts'
import { cell, type Row, type Table } from './table.ts'

/** What the two files say. */
export interface Book {
  readonly products: Shelf
  readonly byHandle: Shelf
  readonly variants: Shelf
  /** By `canonicalGtin`. */
  readonly byGtin: Shelf
  /** Each style's variants in SKU order; its failure when one of them is flawed: a list that lacks somebody is none. */
  readonly members: ReadonlyMap<string, readonly Row[] | SourceError>
  /** Set when a row may be a variant of any style. */
  readonly stray: SourceError | null
  /** What is wrong with the files, a sentence for each row, for the operator's eyes. */
  readonly flaws: readonly string[]
  /** The columns of both files. */
  readonly columns: ReadonlySet<string>
}

/** The two files, taken apart. */
export interface Tables {
  readonly products: Table
  readonly variants: Table
}

const GTIN = /^(\d{8}|\d{12,14})?$/

/** Checks the rows of both files and puts them under their keys. Throws BAD_RESPONSE when a file lacks a needed column. */
export function toBook(source: string, tables: Tables, options: CsvOptions): Book {
  const styles = checkProducts(source, tables.products, options)
  const { code, sku, product } = options.columns
  const products = shelve(styles, keyIn(code))
  const items = checkVariants(source, tables.variants, { options, codes: new Set(products.rows.keys()) })
  const stray = items.rows.find((row) => isShapeless(row) && !products.rows.has(cell(row, product)))
  return {
    products,
    byHandle: shelve(styles, handleIn(options)),
    variants: shelve(items, keyIn(sku)),
    byGtin: shelve(items, gtinIn(options)),
    members: membersOf(products, items, options),
    stray: stray ? failureOf(items, stray) : null,
    flaws: [...flawsOf(styles), ...flawsOf(items)],
    columns: new Set([...tables.products.columns, ...tables.variants.columns]),
  }
}

/** Where a style's handle stands; null when it has neither handle nor code. */
export function handleIn({ columns }: CsvOptions): KeyOf {
  return (row) => cell(row, columns.handle) || cell(row, columns.code).toLowerCase() || null
}

function checkProducts(source: string, table: Table, options: CsvOptions): CheckedFile {
  const { code, handle } = options.columns
  return checkRows(
    { source, name: 'products.csv', table },
    [code],
    [
      { column: code, expected: 'a code', holds: (text) => text !== '' },
      { column: code, expected: 'a code no other row has', holds: unique(table, keyIn(code)) },
      { column: handle, expected: 'a handle no other row has', holds: unique(table, handleIn(options)) },
      ...commonChecks(options),
    ],
  )
}

function checkVariants(
  source: string,
  table: Table,
  { options, codes }: { readonly options: CsvOptions; readonly codes: ReadonlySet<string> },
): CheckedFile {
  const { sku, gtin, product } = options.columns
  return checkRows(
    { source, name: 'variants.csv', table },
    [sku, product],
    [
      { column: sku, expected: 'a SKU', holds: (text) => text !== '' },
      { column: sku, expected: 'a SKU no other row has', holds: unique(table, keyIn(sku)) },
      {
        column: gtin,
        expected: 'a GTIN of 8, 12, 13 or 14 digits, or nothing',
        holds: (text) => GTIN.test(text),
      },
      { column: gtin, expected: 'a GTIN no other row has', holds: unique(table, gtinIn(options)) },
      { column: product, expected: 'a code of products.csv', holds: (text) => codes.has(text) },
      ...commonChecks(options),
    ],
  )
}

function commonChecks({ columns: { image, created, updated } }: CsvOptions): readonly Check[] {
  return [
    isInstant(created),
    {
      column: image,
      expected: 'an http or https address, or nothing',
      holds: (text) => text === '' || (/^https?:/.test(text) && URL.canParse(text)),
    },
    isInstant(updated),
  ]
}

function isInstant(column: string): Check {
  return {
    column,
    expected: 'an instant like 2026-01-10T10:00:00Z, or nothing',
    holds: (text) => text === '' || parseInstant(text) !== null,
  }
}

function keyIn(column: string): KeyOf {
  return (row) => cell(row, column) || null
}

function gtinIn({ columns }: CsvOptions): KeyOf {
  return (row) => {
    const text = cell(row, columns.gtin)
    if (!GTIN.test(text)) return null
    return text && canonicalGtin(text)
  }
}

function membersOf(products: Shelf, items: CheckedFile, { columns }: CsvOptions): Book['members'] {
  const members = new Map<string, Row[]>([...products.rows.keys()].map((code) => [code, []]))
  for (const row of items.rows) members.get(cell(row, columns.product))?.push(row)
  const bySku = (left: Row, right: Row) => (cell(left, columns.sku) < cell(right, columns.sku) ? -1 : 1)
  return new Map(
    [...products.rows].map(([code, style]) => {
      const rows = members.get(code) ?? []
      const flawed = rows.find(({ flaw }) => flaw !== null)
      if (isSourceError(style)) return [code, style]
      return [code, flawed ? failureOf(items, flawed) : rows.toSorted(bySku)]
    }),
  )
}
