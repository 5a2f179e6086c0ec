import { z } from 'zod'
import { parseShape } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { Query } from './query.ts'
import type { Page } from './transport.ts'

/** A list on its way, page by page. */
export interface Reading<Row> {
  readonly query: Query<Row>
  readonly rows: readonly Row[]
  /** The rows' keys, as their addresses have them; empty while one page was enough. */
  readonly ids: readonly string[]
  readonly pages: number
  /** How often the list was begun anew because it had changed. */
  readonly restarts: number
  readonly done: boolean
}

/** How often a list that changes while it is read is begun anew. */
const MOST_RESTARTS = 3

/** A list of which nothing has been read. */
export function begin<Row>(query: Query<Row>, restarts = 0): Reading<Row> {
  return { query, rows: [], ids: [], pages: 0, restarts, done: false }
}

/**
 * The query of the page to come. It begins with the last record read: `__next` counts records, so one that comes or goes
 * before it would move another across the edge unseen. Where the same record is in the same place, what follows it does too.
 */
export function nextQuery<Row>({ query, rows }: Reading<Row>): Query<Row> {
  if (rows.length === 0) return query
  const skip = rows.length - 1
  return { ...query, skip, ...(query.top !== undefined && { top: query.top - skip }) }
}

/** The list with one page more, or begun anew where it has changed. Throws a `SourceError` where it never ends or never rests. */
export function takePage<Row>(
  source: string,
  before: Reading<Row>,
  { page, maxPages }: { readonly page: Page; readonly maxPages: number },
): Reading<Row> {
  const { query, rows: known, restarts, pages } = before
  const isFirst = pages === 0
  if (isFirst && !page.more) return { ...before, rows: rowsOf(source, query, page.rows), done: true }
  const ids = page.rows.map((row) => idOf(source, row))
  const isSame = isFirst || ids[0] === before.ids.at(-1)
  const all = [...before.ids, ...(isFirst ? ids : ids.slice(1))]
  if (!isSame || new Set(all).size < all.length) return anew(source, query, restarts)
  if (page.more && (all.length === before.ids.length || pages + 1 >= maxPages)) {
    throw new SourceError(source, 'BAD_RESPONSE', `more than ${maxPages} pages in one answer`)
  }
  const rows = [...known, ...rowsOf(source, query, isFirst ? page.rows : page.rows.slice(1))]
  return { query, rows, ids: all, pages: pages + 1, restarts, done: !page.more }
}

function anew<Row>(source: string, query: Query<Row>, restarts: number): Reading<Row> {
  if (restarts < MOST_RESTARTS) return begin(query, restarts + 1)
  const message = `${query.set} changed each of the ${restarts + 1} times it was read; ask again`
  throw new SourceError(source, 'SOURCE_UNAVAILABLE', message)
}

function rowsOf<Row>(source: string, { shape }: Query<Row>, rows: readonly unknown[]): readonly Row[] {
  return rows.map((row) => parseShape(source, shape, row))
}

const addressed = z.object({ __metadata: z.object({ uri: z.string() }) })

/** The set and key of a record, as its address ends; hosts before it may differ behind a proxy. */
function idOf(source: string, row: unknown): string {
  const { uri } = parseShape(source, addressed, row).__metadata
  return uri.slice(uri.lastIndexOf('/') + 1)
}
