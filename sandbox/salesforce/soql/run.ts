import { ApiError, invalidField } from '../api-error.ts'
import type { Value } from '../object-type.ts'
import { comparable, type Org, type Table } from '../org.ts'
import { compileCondition, type Filter } from './condition.ts'
import type { Ordering, Query } from './parser.ts'
import { type Column, resolveColumn, resolveTable } from './resolve.ts'

/** What a query selects of each record, bound to the org. */
export interface Selection {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly children: readonly ChildSelection[]
}

/** A subquery: for one parent record, the child records it selects. */
export interface ChildSelection {
  readonly relationship: string
  readonly selection: Selection
  rowsOf(parent: unknown): readonly unknown[]
}

/** A query bound to the org, and the records it finds. */
export interface Found {
  /** Null for `COUNT()`. */
  readonly selection: Selection | null
  readonly rows: readonly unknown[]
}

/**
 * Binds and runs a query. Without ORDER BY the records come in descending order of Id: some order, as the vendor
 * promises none, and surely not the order of an IN list.
 */
export function runQuery(org: Org, query: Query): Found {
  const table = resolveTable(org, query.from)
  const selection = query.fields === null ? null : select(org, table, query)
  const rows = rowFinder(org, table, query)
  return { selection, rows: rows(null) }
}

function select(org: Org, table: Table, query: Query): Selection {
  const columns = (query.fields ?? []).map((path) => resolveColumn(org, table, path))
  const paths = columns.map(({ path }) => path)
  const twice = paths.find((path, i) => paths.indexOf(path) !== i)
  if (twice) throw invalidField(`duplicate field selected: ${twice}`)
  return { table, columns, children: query.children.map((child) => selectChildren(org, table, child)) }
}

function selectChildren(org: Org, parent: Table, query: Query): ChildSelection {
  const link = parent.type.children.find(
    ({ relationship }) => relationship.toLowerCase() === query.from.toLowerCase(),
  )
  const table = link && org.table(link.type)
  const pointer = link && table?.field(link.field)
  if (!link || !table || !pointer) {
    throw new ApiError(
      400,
      'INVALID_TYPE',
      `Didn't understand relationship '${query.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
    )
  }
  const rows = rowFinder(org, table, query)
  return {
    relationship: link.relationship,
    selection: select(org, table, query),
    rowsOf: (row) => rows(table.find(pointer, parent.idOf(row))),
  }
}

/** Finds a query's records among `among`, or among all of the table when that is null. */
function rowFinder(org: Org, table: Table, query: Query) {
  const filter = compileCondition(org, table, query.where)
  const order = query.order.map((ordering) => ({ ordering, column: orderColumn(org, table, ordering) }))
  const end = query.limit === null ? Number.POSITIVE_INFINITY : query.offset + query.limit
  const [first, second] = order
  const byId = first?.column.field.type === 'id' && first.column.parents.length === 0 && !second
  return (among: readonly unknown[] | null): readonly unknown[] => {
    const candidates = among ?? filter.candidates?.() ?? null
    const natural = candidates === null && byId && !first.ordering.descending
    if (natural) return scan(table, filter, end).slice(query.offset)
    const rows = (candidates ?? table.sorted()).filter((row) => table.isThere(row) && filter.test(row))
    const sorted = order.length > 0 ? sort(rows, order) : byIdDescending(table, rows)
    return sorted.slice(query.offset, end)
  }
}

/** Goes through a table by Id from where the condition lets it start, and stops when it has enough. */
function scan(table: Table, filter: Filter, enough: number): readonly unknown[] {
  const sorted = table.sorted()
  const rows: unknown[] = []
  for (let i = startAfter(table, sorted, filter.after); i < sorted.length && rows.length < enough; i++) {
    if (table.isThere(sorted[i]) && filter.test(sorted[i])) rows.push(sorted[i])
  }
  return rows
}

function startAfter(table: Table, sorted: readonly unknown[], id: string | null): number {
  if (id === null) return 0
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (table.idOf(sorted[middle]) > id) high = middle
    else low = middle + 1
  }
  return low
}

function orderColumn(org: Org, table: Table, { path }: Ordering): Column {
  const column = resolveColumn(org, table, path)
  const { type, name } = column.field
  if (type !== 'textarea' && type !== 'address') return column
  throw invalidField(`field '${name}' can not be sorted in a query call`)
}

function byIdDescending(table: Table, rows: readonly unknown[]): readonly unknown[] {
  return [...rows].sort((a, b) => (table.idOf(a) < table.idOf(b) ? 1 : -1))
}

function sort(
  rows: readonly unknown[],
  order: readonly { readonly ordering: Ordering; readonly column: Column }[],
): readonly unknown[] {
  const keyed = rows.map((row) => ({
    row,
    keys: order.map(({ column }) => comparable(column.field, column.read(row))),
  }))
  keyed.sort((a, b) => {
    for (const [i, { ordering }] of order.entries()) {
      const difference = compareKeys(a.keys[i] ?? null, b.keys[i] ?? null, ordering)
      if (difference !== 0) return difference
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}

/** The vendor sorts nulls first, also descending, unless told otherwise. */
function compareKeys(a: Value, b: Value, { descending, nullsLast }: Ordering): number {
  if (a === b) return 0
  if (a === null || b === null) return (a === null) === nullsLast ? 1 : -1
  const ascending = a < b ? -1 : 1
  return descending ? -ascending : ascending
}
