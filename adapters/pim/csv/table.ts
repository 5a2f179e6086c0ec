import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'

/** What is wrong with a row, for the operator. `found` may quote the file, so it never goes into an error's message. */
export interface Flaw {
  /** Null when it is the row as a whole. */
  readonly column: string | null
  readonly expected: string
  readonly found: string
}

/** One row of a file. */
export interface Row {
  /** Where it begins; the header is line 1. */
  readonly line: number
  /** By column; of a flawed row what could be read. */
  readonly cells: ReadonlyMap<string, string>
  /** Null for a row as it should be. */
  readonly flaw: Flaw | null
}

/** A file taken apart, in its own order. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** More broken rows than this and the file is taken for something else: reading it ends there, with a last flawed row. */
const MAX_BROKEN = 100

/** Longest row, characters: what an opening quote without an end may swallow before its row is given up. */
const LONGEST_ROW = 1_000_000

/**
 * Reads a CSV file (RFC 4180, UTF-8, first row the columns) a piece at a time. A row whose quotes cannot be paired is
 * flawed, and reading goes on with the next line. Rejects with Node's error when the file cannot be read.
 */
export async function readTable(path: string, delimiter: string): Promise<Table> {
  const rows: Row[] = []
  const head: { columns: readonly string[] | null } = { columns: null }
  const take = (line: number, texts: readonly string[]) => {
    if (texts.every((text) => text === '')) return
    if (head.columns) rows.push(toRow(line, head.columns, texts))
    else head.columns = texts
  }
  let place: Place = { byte: 0, line: 1, skipsLine: false }
  for (let broken = 1; ; broken++) {
    const stopped = await readFrom({ path, delimiter, place, take })
    if (!stopped) break
    const ends = broken === MAX_BROKEN
    rows.push({ line: stopped.line, cells: new Map(), flaw: ends ? MANY_BROKEN : BROKEN })
    if (ends || !head.columns) break
    place = { ...stopped, skipsLine: true }
  }
  return { columns: head.columns ?? [], rows }
}

/** The text of a cell; empty where the row has none. */
export function cell({ cells }: Row, column: string): string {
  return cells.get(column) ?? ''
}

/** Where reading begins. */
interface Place {
  readonly byte: number
  /** The line that begins at `byte`. */
  readonly line: number
  /** Whether that line is known to be broken and passed over. */
  readonly skipsLine: boolean
}

interface Reading {
  readonly path: string
  readonly delimiter: string
  readonly place: Place
  take(line: number, texts: readonly string[]): void
}

/** Reads up to a row that cannot be taken apart and says where that begins; null at the end of the file. */
async function readFrom({ path, delimiter, place, take }: Reading): Promise<Omit<Place, 'skipsLine'> | null> {
  const skipped = { bytes: 0 }
  const firstLine = place.skipsLine ? place.line + 1 : place.line
  let [line, bytes] = [firstLine, 0]
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    trim: true,
    max_record_size: LONGEST_ROW,
    on_record: (texts: readonly string[], read) => {
      take(line, texts)
      line = firstLine + read.lines
      bytes = read.bytes
      return null
    },
  })
  try {
    const file = createReadStream(path, { start: place.byte })
    await pipeline(file, (source) => (place.skipsLine ? afterLine(source, skipped) : source), parser.resume())
    return null
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { byte: place.byte + skipped.bytes + bytes, line }
  }
}

async function* afterLine(source: AsyncIterable<Buffer>, skipped: { bytes: number }): AsyncGenerator<Buffer> {
  let isAfter = false
  for await (const chunk of source) {
    const end: number = isAfter ? 0 : chunk.indexOf('\n') + 1
    isAfter ||= end > 0
    skipped.bytes += isAfter ? end : chunk.length
    if (isAfter) yield chunk.subarray(end)
  }
}

const BROKEN: Flaw = {
  column: null,
  expected: 'quotes around whole cells, and doubled ("") within them',
  found: 'a quote that begins or ends elsewhere',
}
const MANY_BROKEN: Flaw = { ...BROKEN, found: `the ${MAX_BROKEN}th such row; nothing after it was read` }

function toRow(line: number, columns: readonly string[], texts: readonly string[]): Row {
  const cells = new Map(columns.map((column, i) => [column, texts[i] ?? '']))
  return { line, cells, flaw: flawOf(columns, texts) }
}

function flawOf(columns: readonly string[], texts: readonly string[]): Flaw | null {
  if (texts.length !== columns.length) {
    return { column: null, expected: `${columns.length} cells`, found: `${texts.length}` }
  }
  const garbled = texts.findIndex((text) => text.includes('\uFFFD'))
  if (garbled < 0) return null
  return { column: columns[garbled] ?? null, expected: 'UTF-8 text', found: 'bytes of another encoding' }
}
