import { ApiError } from './api-error.ts'
import { numberedId } from './record-id.ts'
import { selectedRecord, type WireRecord } from './render.ts'
import type { ChildSelection, Selection } from './soql/run.ts'

/** One page of a query's answer, or a subquery's. */
interface QueryPage {
  readonly totalSize: number
  readonly done: boolean
  readonly nextRecordsUrl?: string
  readonly records: readonly WireRecord[]
}

/** How a page is to be rendered. */
interface PageOptions {
  readonly version: string
  /** Most records of a page, with the children that subqueries bring. */
  readonly batchSize: number
}

/** Keeps the rest of long answers until it is fetched. */
export interface Pages {
  first(selection: Selection, rows: readonly unknown[], options: PageOptions): QueryPage
  /** By the last part of a `nextRecordsUrl`; the same page again when asked again. */
  next(locator: string, options: PageOptions): QueryPage
}

interface Cursor {
  readonly selection: Selection
  readonly rows: readonly unknown[]
}

/** How many unfinished answers are kept; the oldest is dropped for one more. */
const MAX_CURSORS = 50

/** Answers in pages, as `query` gives them: children count, and a long list of children has pages of its own. */
export function createPages(): Pages {
  const cursors = new Map<string, Cursor>()
  let opened = 0

  const open = (cursor: Cursor): string => {
    opened += 1
    const id = numberedId('01g', opened)
    cursors.set(id, cursor)
    const [oldest] = cursors.keys()
    if (cursors.size > MAX_CURSORS && oldest !== undefined) cursors.delete(oldest)
    return id
  }

  const page = (cursor: Cursor, id: string | null, from: number, options: PageOptions): QueryPage => {
    const { rows } = cursor
    const { records, at } = fill(cursor, from, options)
    if (at >= rows.length) return { totalSize: rows.length, done: true, records }
    const nextRecordsUrl = `/services/data/${options.version}/query/${id ?? open(cursor)}-${at}`
    return { totalSize: rows.length, done: false, nextRecordsUrl, records }
  }

  /** The records that fit into a page, and where the next page begins. */
  const fill = ({ selection, rows }: Cursor, from: number, options: PageOptions) => {
    const records: WireRecord[] = []
    let room = options.batchSize
    let at = from
    for (; at < rows.length && room > 0; at++) {
      // The locator keeps the places of what was found; a record deleted since leaves its place empty.
      if (!selection.table.isThere(rows[at])) continue
      const { record, size } = withChildren(selection, rows[at], options)
      if (size > room && records.length > 0) break
      records.push(record)
      room -= size
    }
    return { records, at }
  }

  const withChildren = (selection: Selection, row: unknown, options: PageOptions) => {
    const lists = selection.children.map((child) => [child.relationship, list(child, row, options)] as const)
    const size = lists.reduce((sum, [, children]) => sum + (children?.records.length ?? 0), 1)
    const record = { ...selectedRecord(selection, row, options.version), ...Object.fromEntries(lists) }
    return { record, size }
  }

  const list = ({ selection, rowsOf }: ChildSelection, row: unknown, options: PageOptions) => {
    const rows = rowsOf(row)
    return rows.length === 0 ? null : page({ selection, rows }, null, 0, options)
  }

  return {
    first: (selection, rows, options) => page({ selection, rows }, null, 0, options),
    next(locator, options) {
      const [, id = '', from = ''] = /^(\w{15}|\w{18})-(\d+)$/.exec(locator) ?? []
      const cursor = cursors.get(id)
      if (!cursor) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
      return page(cursor, id, Number(from), options)
    },
  }
}
