import type { EntitySet, Row } from './edm.ts'
import { cell } from './edm.ts'
import { candidates, compareCells, meets } from './evaluate.ts'
import type { Filter } from './filter.ts'
import type { Place } from './protocol.ts'
import type { Query } from './query.ts'

/** One page of a collection. */
export interface Page {
  readonly rows: readonly Row[]
  /** Records that meet the filter, all pages together; null unless asked for. */
  readonly total: number | null
  /** Where the next page starts (`$skiptoken`); null on the last. */
  readonly next: number | null
}

/** The server's own limit of a page, and what has been deleted from its sets. */
type Limits = Pick<Place, 'pageSize' | 'isThere'>

/** No limits: what a record leads to comes whole. */
export const WHOLE: Limits = { pageSize: Number.POSITIVE_INFINITY, isThere: () => true }

/**
 * Runs a query over a set, or over `rows` where a navigation gave them. A `$skiptoken` counts records, as the gateway's does: a
 * record that comes or goes before it moves those behind it.
 */
export function page(set: EntitySet, rows: readonly Row[] | null, query: Query, limits: Limits): Page {
  const { pageSize, isThere } = limits
  const found = there(matches(set, rows, query), (row) => isThere(row, set))
  const start = query.skip + query.offset
  const wanted = query.top === null ? Number.POSITIVE_INFINITY : Math.max(0, query.top - query.offset)
  const size = Math.min(pageSize, wanted)
  const shown: Row[] = []
  let met = 0
  for (const row of found) {
    met++
    if (met > start && shown.length <= size) shown.push(row)
    if (!query.count && shown.length > size) break
  }
  const more = shown.length > size && wanted > size
  return {
    rows: shown.slice(0, size),
    total: query.count ? met : null,
    next: more ? query.offset + size : null,
  }
}

function* there(rows: Iterable<Row>, isThere: (row: Row) => boolean): Iterable<Row> {
  for (const row of rows) if (isThere(row)) yield row
}

/** How many records meet the query's filter. */
export function countOf(set: EntitySet, rows: readonly Row[] | null, query: Query, limits: Limits): number {
  let met = 0
  for (const row of matches(set, rows, { ...query, orderBy: [] })) if (limits.isThere(row, set)) met++
  const rest = Math.max(0, met - query.skip)
  return query.top === null ? rest : Math.min(rest, query.top)
}

/** The records that meet a query's filter, in its order; made one by one where neither asks for all of them. */
function matches(set: EntitySet, rows: readonly Row[] | null, query: Query): Iterable<Row> {
  const { filter, orderBy } = query
  const few = rows ?? (filter && candidates(filter, set))
  if (few) return sorted(filtered(few, filter), query)
  const { ordered } = set.view
  const [first] = orderBy
  const walk =
    !first || (orderBy.length === 1 && !first.descending && first.property.name === ordered?.property)
  if (ordered && walk) return filtered(ordered.from(leastOf(filter, ordered.property)), filter)
  return sorted(filtered(set.view.all(), filter), query)
}

function* filtered(rows: Iterable<Row>, filter: Filter | null): Iterable<Row> {
  for (const row of rows) if (!filter || meets(row, filter)) yield row
}

/** A text below which a filter holds for nothing. */
function leastOf(filter: Filter | null, property: string): string | null {
  const terms = filter?.kind === 'all' ? filter.terms : filter ? [filter] : []
  for (const term of terms) {
    if (term.kind !== 'compare' || term.property.name !== property) continue
    if ((term.operator === 'gt' || term.operator === 'ge') && typeof term.value === 'string')
      return term.value
  }
  return null
}

function sorted(rows: Iterable<Row>, { orderBy }: Query): Iterable<Row> {
  if (orderBy.length === 0) return rows
  return [...rows].sort((left, right) => {
    const orders = orderBy.map((by) => orderOf(left, right, by))
    return orders.find((order) => order !== 0) ?? 0
  })
}

function orderOf(left: Row, right: Row, { property, descending }: Query['orderBy'][number]): number {
  const [a, b] = [cell(left, property), cell(right, property)]
  // The initial date sorts first.
  const order = compareCells(a, b, property) ?? (a === null ? -1 : 1)
  return descending ? -order : order
}
