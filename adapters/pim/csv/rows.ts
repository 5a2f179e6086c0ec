import { SourceError } from '../../error.ts'
import { cell, type Flaw, type Row, type Table } from './table.ts'

/** What a column of every row must hold. */
export interface Check {
  readonly column: string
  readonly expected: string
  holds(text: string, row: Row): boolean
}

/** A file whose rows were checked. */
export interface CheckedFile {
  readonly source: string
  readonly name: string
  readonly rows: readonly Row[]
}

/** Rows by key: a flawed row's key has its failure. */
export interface Shelf {
  readonly rows: ReadonlyMap<string, Row | SourceError>
  /** Set when a flawed row's key cannot be read: nobody knows which, so a key that is missing may be it. */
  readonly lost: SourceError | null
}

/** The row's key; empty when it has none, null when it has one that cannot be read. */
export type KeyOf = (row: Row) => string | null

/** Checks every row; the first check that does not hold is its flaw. Throws BAD_RESPONSE when a needed column is missing. */
export function checkRows(
  { source, name, table }: { readonly source: string; readonly name: string; readonly table: Table },
  needed: readonly string[],
  checks: readonly Check[],
): CheckedFile {
  const missing = needed.find((column) => !table.columns.includes(column))
  if (missing !== undefined) {
    throw new SourceError(
      source,
      'BAD_RESPONSE',
      `${name} line 1: expected a column "${missing}", found none`,
    )
  }
  const twice = table.columns.find((column, i) => table.columns.indexOf(column) < i)
  if (twice !== undefined) {
    throw new SourceError(
      source,
      'BAD_RESPONSE',
      `${name} line 1: expected each column once, found one again`,
    )
  }
  return { source, name, rows: table.rows.map((row) => checkRow(row, checks)) }
}

/** The check that no other row of the file has the same key. */
export function unique(table: Table, keyOf: KeyOf): Check['holds'] {
  const counts = new Map<string | null, number>()
  for (const row of table.rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return (_, row) => !keyOf(row) || counts.get(keyOf(row)) === 1
}

/** Puts a file's rows under their keys. */
export function shelve(file: CheckedFile, keyOf: KeyOf): Shelf {
  const rows = file.rows.flatMap((row) => {
    const key = keyOf(row)
    return key ? [[key, row.flaw ? failureOf(file, row) : row] as const] : []
  })
  const lost = file.rows.find((row) => isShapeless(row) || (row.flaw && keyOf(row) === null))
  return { rows: new Map(rows), lost: lost ? failureOf(file, lost) : null }
}

/** Whether it is not even certain which cell of the row is which. */
export function isShapeless({ flaw }: Row): boolean {
  return flaw !== null && flaw.column === null
}

/** A flawed row as the failure of its keys. What was found stays behind as the cause. */
export function failureOf(file: CheckedFile, row: Row): SourceError {
  const cause = new Error(`found ${row.flaw?.found}`)
  return new SourceError(file.source, 'BAD_RESPONSE', expectation(file, row), { cause })
}

/** What is wrong with the file, one sentence for each flawed row, for the operator's eyes. */
export function flawsOf(file: CheckedFile): readonly string[] {
  return file.rows.flatMap((row) => (row.flaw ? [`${expectation(file, row)}; found ${row.flaw.found}`] : []))
}

function expectation({ name }: CheckedFile, { line, flaw }: Row): string {
  const column = flaw?.column ? `, column ${flaw.column}` : ''
  return `${name} line ${line}${column}: expected ${flaw?.expected}`
}

function checkRow(row: Row, checks: readonly Check[]): Row {
  if (row.flaw) return row
  const failed = checks.find(({ column, holds }) => !holds(cell(row, column), row))
  if (!failed) return row
  const text = cell(row, failed.column)
  const found = text === '' ? 'nothing' : JSON.stringify(text.slice(0, 40))
  const flaw: Flaw = { column: failed.column, expected: failed.expected, found }
  return { ...row, flaw }
}
