import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { HistoryPage, HistoryRequest, Order } from '../../ports/orders.ts'
import { isFound, type Read, type Reads } from '../../read.ts'
import type { Day } from '../../time.ts'
import { type Cut, cutToDays } from '../../whole-days.ts'
import type { Rows, SapClient } from './client.ts'
import type { Customers } from './customers.ts'
import { documentKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { channelFilter, type OrderRow, orderId, orderQuery } from './order-rows.ts'
import { allOf, anyOf, type Query } from './query.ts'
import { dayLiteral, dayOf } from './values.ts'

/** Rows read beyond `first`, so that the day of the last one is seldom split. */
const SLACK = 5

/** Rows read from a split day on: what nearly every shopper's day has, in one page of the server. */
const FULL_DAY = 100

/** The most orders one shopper can place on one day; more is no shopper. */
const DAY_LIMIT = 500

/** Sorts an order without a day behind all others, as the system does. */
const NO_DAY = '0000-01-01' as Day

/** A request on its way. */
interface Asked {
  readonly request: HistoryRequest
  readonly record: RecordId
  /** The part of the filter that does not change from page to page. */
  readonly filter: string
}

export interface HistoryOptions {
  readonly client: SapClient
  readonly customers: Customers
  readonly mapping: Pick<SapOptions, 'salesOrganization' | 'channels'>
  /** Rows as orders; null: cannot be read. */
  toOrders(rows: readonly OrderRow[]): Promise<ReadonlyMap<OrderRow, Order | SourceError | null>>
}

/**
 * Pages of order history. However many orders and lines: one call to translate business partners that have not been seen,
 * one for the orders (several requests share a `$batch`), one more when a day was split and the page would be too short.
 */
export async function readHistory(
  requests: readonly HistoryRequest[],
  options: HistoryOptions,
): Promise<Reads<HistoryRequest, HistoryPage>> {
  const distinct = [...new Set(requests)]
  const partners = [...new Set(distinct.flatMap(({ customers }) => customers))]
  const soldTo = await options.customers.ofPartners(partners)
  const plans = distinct.map((request) => planOf(request, soldTo, options))
  const asked = plans.flatMap((plan) => (plan === null || isSourceError(plan) ? [] : [plan]))
  const cuts = await readCuts(asked, options)
  const pages = await toPages(cuts, options)
  const failed = distinct.flatMap((request, at): [HistoryRequest, Read<HistoryPage>][] => {
    const plan = plans[at]
    return isSourceError(plan) ? [[request, plan]] : []
  })
  return new Map([
    ...failed,
    ...asked.map(({ request, record }, at): [HistoryRequest, Read<HistoryPage>] => {
      const page = pages[at] ?? EMPTY
      return [request, isSourceError(page) ? page : options.client.found(page, record, null)]
    }),
  ])
}

const EMPTY: HistoryPage = { orders: [], unreadable: [], more: false }

/** Null when the request names no shopper or channel this source could know: the source says there is none. */
function planOf(
  request: HistoryRequest,
  partners: Reads<RecordId, RecordId>,
  { mapping }: HistoryOptions,
): Asked | SourceError | null {
  const reads = request.customers.flatMap((id) => partners.get(id) ?? [])
  const failed = reads.find(isSourceError)
  if (failed) return failed
  const soldTo = reads.flatMap((read) => (isFound(read) ? [documentKey(read.value)] : []))
  const [record] = request.customers
  const channels = channelFilter(request.channels, mapping)
  if (!record || soldTo.length === 0 || channels === null) return null
  const from = request.from && `SalesOrderDate ge ${dayLiteral(request.from)}`
  return { request, record, filter: allOf(anyOf('SoldToParty', soldTo), channels, from) }
}

async function readCuts(
  asked: readonly Asked[],
  { client, mapping }: HistoryOptions,
): Promise<readonly (Cut<OrderRow> | SourceError)[]> {
  const newest = ({ filter }: Asked, until: Day | null, top: number): Query<OrderRow> => {
    const upTo = until && `SalesOrderDate le ${dayLiteral(until)}`
    const query = orderQuery(allOf(filter, upTo), mapping)
    return { ...query, orderBy: 'SalesOrderDate desc,SalesOrder desc', top }
  }
  const firsts = await client.read(
    'orders',
    asked.map((plan) => newest(plan, plan.request.until, plan.request.first + SLACK)),
  )
  const cuts = asked.map(({ request: { first } }, at) => cut(firsts[at] ?? [], first, first + SLACK))
  for (const top of [FULL_DAY, DAY_LIMIT]) {
    const short = asked.flatMap((plan, at) => {
      const before = cuts[at]
      return before && !isSourceError(before) && before.split ? [{ at, plan, before, day: before.split }] : []
    })
    const rests = await client.read(
      'orders',
      short.map(({ plan, day }) => newest(plan, day, top)),
    )
    short.forEach(({ at, plan, before, day }, index) => {
      const rest = rests[index] ?? []
      cuts[at] = complete(client.source, before, { rest, day, top, first: plan.request.first })
    })
  }
  return cuts
}

function cut(rows: Rows<OrderRow>, first: number, top: number): Cut<OrderRow> | SourceError {
  if (isSourceError(rows)) return rows
  return cutToDays(rows, dayOfRow, { first, full: rows.length >= top })
}

/** What was read from a split day on, at most `top` rows of it. */
interface Rest {
  readonly rest: Rows<OrderRow>
  readonly day: Day
  readonly top: number
  readonly first: number
}

/** The whole days before, and the split day read to its end with what follows it. */
function complete(
  source: string,
  before: Cut<OrderRow>,
  { rest, day, top, first }: Rest,
): Cut<OrderRow> | SourceError {
  if (isSourceError(rest)) return rest
  const rows = [...before.whole, ...rest.filter((row) => dayOfRow(row) <= day)]
  const done = cutToDays(rows, dayOfRow, { first, full: rest.length >= top })
  if (done.split === null || top < DAY_LIMIT) return done
  return new SourceError(source, 'BAD_RESPONSE', `more than ${DAY_LIMIT} orders of one shopper on one day`)
}

async function toPages(
  cuts: readonly (Cut<OrderRow> | SourceError)[],
  { toOrders }: HistoryOptions,
): Promise<readonly (HistoryPage | SourceError)[]> {
  const rows = cuts.flatMap((each) => (isSourceError(each) ? [] : each.whole))
  const orders = await toOrders(rows)
  return cuts.map((each) => {
    if (isSourceError(each)) return each
    const reads = each.whole.map((row) => ({ row, order: orders.get(row) ?? null }))
    const failed = reads.map(({ order }) => order).find(isSourceError)
    if (failed) return failed
    return {
      orders: reads.flatMap(({ order }) => (order === null || isSourceError(order) ? [] : [order])),
      unreadable: reads.flatMap(({ row, order }) => (order === null ? [orderId(row)] : [])),
      more: each.more,
    }
  })
}

function dayOfRow({ head }: OrderRow): Day {
  return dayOf(head.SalesOrderDate) ?? NO_DAY
}
