import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { HistoryPage, HistoryRequest } from '../../ports/orders.ts'
import type { Read, Reads } from '../../read.ts'
import type { Day } from '../../time.ts'
import { type Cut, cutToDays } from '../../whole-days.ts'
import { channelDomain } from './channels.ts'
import type { Query, TrytonClient } from './client.ts'
import { dateValue } from './codec.ts'
import type { OrderMapping } from './order.ts'
import { type OrderRow, orderId, orderQuery, readOrder, type Unreadable } from './order-rows.ts'

/** Rows read beyond `first`, so that the day of the last one is seldom split. */
const SLACK = 5

/** The most orders one shopper can place on one day; more is no shopper. */
const DAY_LIMIT = 500

export interface HistoryOptions {
  readonly client: TrytonClient
  readonly mapping: OrderMapping
  readonly unreadable: Unreadable
}

/**
 * Pages of order history: one call a request, side by side, however many orders and lines; one more where a day was
 * split and the page would be too short. A request that names no customer is absent: Tryton knows no cards.
 */
export async function readHistory(
  requests: readonly HistoryRequest[],
  options: HistoryOptions,
): Promise<Reads<HistoryRequest, HistoryPage>> {
  const answers = await Promise.all([...new Set(requests)].map((request) => readOne(request, options)))
  return new Map(answers.flatMap((answer) => (answer === null ? [] : [answer])))
}

async function readOne(
  request: HistoryRequest,
  options: HistoryOptions,
): Promise<readonly [HistoryRequest, Read<HistoryPage>] | null> {
  const { client } = options
  const [record] = request.customers
  const domain = domainOf(request, options)
  if (!record || domain === null) return null
  try {
    const cut = await readCut(client, request, domain)
    return [request, client.found(toPage(cut, options), record, null)]
  } catch (error) {
    if (!isSourceError(error)) throw error
    return [request, error]
  }
}

/** The part of the domain that does not change from call to call; null when no channel that is wanted is mapped. */
function domainOf(request: HistoryRequest, { mapping }: HistoryOptions): readonly unknown[] | null {
  const channels = channelDomain(request.channels, mapping)
  if (channels === null) return null
  const from = request.from === null ? [] : [['sale_date', '>=', dateValue(request.from)]]
  return [['party.code', 'in', request.customers], ...channels, ...from]
}

async function readCut(
  client: TrytonClient,
  { first, until }: HistoryRequest,
  domain: readonly unknown[],
): Promise<Cut<OrderRow>> {
  const newest = (upTo: Day | null, limit: number): Query<OrderRow> => ({
    ...orderQuery([...domain, ...(upTo === null ? [] : [['sale_date', '<=', dateValue(upTo)]])]),
    order: [
      ['sale_date', 'DESC'],
      ['id', 'DESC'],
    ],
    limit,
  })
  const rows = await client.read(newest(until, first + SLACK))
  const cut = cutToDays(rows, dayOfRow, { first, full: rows.length >= first + SLACK })
  if (cut.split === null) return cut
  const rest = await client.read(newest(cut.split, DAY_LIMIT))
  const done = cutToDays([...cut.whole, ...rest], dayOfRow, { first, full: rest.length >= DAY_LIMIT })
  if (done.split === null) return done
  throw new SourceError(
    client.source,
    'BAD_RESPONSE',
    `more than ${DAY_LIMIT} orders of one shopper on one day`,
  )
}

function toPage({ whole, more }: Cut<OrderRow>, { mapping, unreadable }: HistoryOptions): HistoryPage {
  const reads = whole.map((row) => ({ row, order: readOrder(row, mapping, unreadable) }))
  return {
    orders: reads.flatMap(({ order }) => order ?? []),
    unreadable: reads.flatMap(({ row, order }): RecordId[] => (order === null ? [orderId(row)] : [])),
    more,
  }
}

function dayOfRow({ head }: OrderRow): Day {
  return head.sale_date as Day
}
