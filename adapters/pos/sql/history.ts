import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { HistoryPage, HistoryRequest } from '../../ports/orders.ts'
import { inChunks, type Reads } from '../../read.ts'
import type { Day } from '../../time.ts'
import { cutToDays } from '../../whole-days.ts'
import type { TillClient } from './client.ts'
import { businessDayOf, endOf, startOf } from './day.ts'
import { HEAD_TABLES, type HeadRow, headRow, heads, toHead } from './heads.ts'
import { readLines } from './lines.ts'
import type { SqlTillOptions } from './options.ts'
import { toOrder } from './order.ts'
import type { Till } from './stores.ts'

/** Shoppers asked for in one statement. */
const REQUESTS = 20

type Statement = ReturnType<typeof heads>

/** What a page was found to hold, before its lines are read. */
interface Page {
  readonly rows: readonly HeadRow[]
  readonly more: boolean
}

/**
 * Pages of shoppers' receipts by whole business days: one statement for twenty shoppers, one more where a day was split, and one
 * for the lines of five hundred receipts.
 */
export function readHistory(
  client: TillClient,
  requests: readonly HistoryRequest[],
  { options, tills }: { readonly options: SqlTillOptions; readonly tills: ReadonlyMap<string, Till> },
): Promise<Reads<HistoryRequest, HistoryPage>> {
  return inChunks(requests, REQUESTS, async (chunk) => {
    const pages = await readPages(client, chunk, options)
    const parts = pages.map(({ rows, more }) => {
      const found = rows.map((row) => toHead(row, tills, options))
      const unreadable = rows.flatMap(({ id }, n) => (found[n] === null ? [id as RecordId] : []))
      return { heads: found.filter((head) => head !== null), unreadable, more }
    })
    const lines = await readLines(
      client,
      parts.flatMap((part) => part.heads.map(({ id }) => id)),
      options,
    )
    return chunk.map((request, n) => {
      const part = parts[n] ?? { heads: [], unreadable: [], more: false }
      const reads = part.heads.map((head) => ({ head, read: lines.get(head.id) }))
      const failure = reads.map(({ read }) => read).find(isSourceError)
      if (failure) return [request, failure] as const
      const orders = reads.map(({ head, read }) =>
        toOrder(head, read && !isSourceError(read) ? read.value : [], options),
      )
      const page: HistoryPage = { orders, unreadable: part.unreadable, more: part.more }
      // A page is no record of its own: it carries the newest receipt's key, an empty one a word in its place.
      return [request, client.found(page, orders[0]?.recordId ?? 'receipts', null)] as const
    })
  })
}

/** The rows of each page, in the order of the requests. */
async function readPages(
  client: TillClient,
  asked: readonly HistoryRequest[],
  options: SqlTillOptions,
): Promise<readonly Page[]> {
  const { dayStartsAt, channel } = options
  const dayOf = ({ at }: HeadRow) => businessDayOf(at, dayStartsAt)
  const first = await readHeads(
    client,
    asked.flatMap((request, n) =>
      isAsked(request, channel.kind) ? [newest(client, n, request, dayStartsAt)] : [],
    ),
  )
  const cuts = asked.map((request, n) => {
    const rows = first.filter((row) => row.request === n)
    return cutToDays(rows, dayOf, { first: request.first, full: rows.length > Math.max(request.first, 1) })
  })
  const rest = await readHeads(
    client,
    asked.flatMap((request, n) => {
      const split = cuts[n]?.split ?? null
      return split === null ? [] : restOf(client, n, { request, split, dayStartsAt })
    }),
  )
  return cuts.map(({ whole, more, split }, n) => {
    if (split === null) return { rows: whole, more }
    const own = rest.filter((row) => row.request === n)
    const day = own.filter((row) => dayOf(row) === split)
    return { rows: [...whole, ...day], more: own.length > day.length }
  })
}

interface Split {
  readonly request: HistoryRequest
  readonly split: Day
  readonly dayStartsAt: string
}

/** The whole of a day that a page would split, and one older receipt, if there is any. */
function restOf(client: TillClient, n: number, { request, split, dayStartsAt }: Split): readonly Statement[] {
  const start = startOf(split, dayStartsAt)
  const day = theirs(client, n, request)
    .where('receipts.datenew', '>=', start)
    .where('receipts.datenew', '<', endOf(split, dayStartsAt))
  const older = theirs(client, n, request).where('receipts.datenew', '<', start)
  const wanted =
    request.from === null ? older : older.where('receipts.datenew', '>=', startOf(request.from, dayStartsAt))
  return [day, wanted.orderBy('receipts.datenew', 'desc').limit(1)]
}

function isAsked({ customers, cards, channels }: HistoryRequest, kind: SqlTillOptions['channel']['kind']) {
  return customers.length + cards.length > 0 && (channels.length === 0 || channels.includes(kind))
}

/** One receipt more than wanted: it tells whether the last day goes on. */
function newest(client: TillClient, n: number, request: HistoryRequest, dayStartsAt: string): Statement {
  const { first, from, until } = request
  const all = theirs(client, n, request)
  const since = from === null ? all : all.where('receipts.datenew', '>=', startOf(from, dayStartsAt))
  const within = until === null ? since : since.where('receipts.datenew', '<', endOf(until, dayStartsAt))
  return within
    .orderBy('receipts.datenew', 'desc')
    .orderBy('receipts.id', 'desc')
    .limit(Math.max(first, 1) + 1)
}

function theirs(client: TillClient, n: number, { customers, cards }: HistoryRequest): Statement {
  return heads(client, n).where((eb) =>
    eb.or([
      ...(customers.length > 0 ? [eb('customers.searchkey', 'in', [...customers])] : []),
      ...(cards.length > 0 ? [eb('customers.card', 'in', [...cards])] : []),
    ]),
  )
}

/** All statements as one. */
async function readHeads(client: TillClient, statements: readonly Statement[]): Promise<readonly HeadRow[]> {
  const selects = statements.map((statement, n) =>
    client.build.selectFrom(statement.as(`part${n}`)).selectAll(),
  )
  const [first, ...others] = selects
  if (!first) return []
  const all = others.reduce((query, other) => query.unionAll(other), first)
  const rows = await client.read(all, {
    route: 'RECEIPTS',
    tables: HEAD_TABLES,
    shape: headRow,
    keys: statements.length,
  })
  return [...rows].sort(newestFirst)
}

/** A union has no order. */
function newestFirst(left: HeadRow, right: HeadRow): number {
  if (left.at !== right.at) return left.at > right.at ? -1 : 1
  return left.id > right.id ? -1 : Number(left.id < right.id)
}
