import type { ChannelKind } from '../../../adapters/channel.ts'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { HistoryPage, HistoryRequest, OrderStatus } from '../../../adapters/ports/orders.ts'
import { type Found, isFound, type Read } from '../../../adapters/read.ts'
import type { Answerer } from '../../../adapters/source.ts'
import { type Day, type Instant, instant } from '../../../adapters/time.ts'
import type { Entity } from '../../../ledger/port.ts'
import type { Context } from '../../context.ts'
import {
  answered,
  failed,
  hasAnswered,
  isStale,
  notAsked,
  type Outcome,
  type SourceStatus,
} from '../../source-status.ts'
import { CARD, HOUSE, recordsIn } from '../shoppers/customer-records.ts'
import { collapse, isOwner, type MergedOrder, type OrderCopy, positionOfOrder } from './order-copies.ts'
import { historyOf, ordersOf } from './order-loaders.ts'
import { comparePositions, type Position } from './order-position.ts'

/** Which stretch of a shopper's history is wanted. */
export interface HistoryWish {
  readonly first: number
  readonly after: Position | null
  readonly channels: readonly ChannelKind[]
  readonly statuses: readonly OrderStatus[]
  readonly from: Day | null
  readonly to: Day | null
}

/** How often one stretch may go back to one source before it is cut short: bounds what it can cost. */
const ROUNDS = 3

/** What one source has told so far. */
interface Stream {
  readonly answerer: Answerer<'orders'>
  readonly copies: readonly OrderCopy[]
  /** Every order of this day and later days is in `copies`; null: all there are. */
  readonly horizon: Day | null
  readonly status: SourceStatus
  readonly asOf: Instant | null
  /** Why it told nothing, or left out what cannot be read. */
  readonly failure: SourceError | null
}

/** A stretch of a shopper's history, put together from every source. */
export interface MergedHistory {
  /** Strictly ordered, newest first; at least as many as were wished for, unless the history ends or is cut short. */
  readonly orders: readonly MergedOrder[]
  /** Nothing before this day is among `orders`, and there may be such; null: the history ends with them. */
  readonly horizon: Day | null
  readonly sources: readonly SourceStatus[]
  /** Why some sources told nothing, or not all. */
  readonly failures: readonly SourceError[]
}

/**
 * A shopper's orders from every source, strictly ordered, copies put together. Every source is asked side by side for a
 * page of whole days; what is told is what no source can still put something in front of. A source that fails is left
 * out and named.
 */
export async function mergedHistory(
  context: Context,
  customer: Entity,
  wish: HistoryWish,
): Promise<MergedHistory> {
  const until = earliest(wish.after?.placedOn ?? null, wish.to)
  let streams = await Promise.all(sources(context).map((one) => open(context, one, customer, wish, until)))
  let page = cut(context, streams, wish)
  for (
    let round = 1;
    round < ROUNDS && page.ready.length <= wish.first && page.blocking.length > 0;
    round += 1
  ) {
    const { blocking } = page
    streams = await Promise.all(
      streams.map((stream) => (blocking.includes(stream) ? goOn(context, stream, customer, wish) : stream)),
    )
    page = cut(context, streams, wish)
  }
  const orders = await ownersOnly(context, page.ready, streams)
  return {
    orders,
    horizon: page.horizon,
    // The graph's own orders have no system to tell of, but where it is the one that told.
    sources: streams
      .filter(({ answerer, copies }) => answerer.name !== HOUSE || copies.length > 0)
      .map(({ status }) => status),
    failures: streams.flatMap(({ failure }) => failure ?? []),
  }
}

/** Every system with orders, and the graph, which has those that it took. */
function sources({ services: { estate, placedOrders } }: Context): readonly Answerer<'orders'>[] {
  return [...estate.answers.orders, placedOrders]
}

/** A shopper's keys in a source. */
function keysIn({ services }: Context, { name }: Answerer<'orders'>, customer: Entity): readonly RecordId[] {
  // The graph's own are every id that they may have been given.
  return name === HOUSE
    ? (services.cartKeys.idsOf(customer) as readonly RecordId[])
    : recordsIn(customer, name)
}

async function open(
  context: Context,
  answerer: Answerer<'orders'>,
  customer: Entity,
  wish: HistoryWish,
  until: Day | null,
): Promise<Stream> {
  const customers = keysIn(context, answerer, customer)
  const cards = recordsIn(customer, CARD)
  if (customers.length === 0 && cards.length === 0) {
    return begun(answerer)
  }
  const read = await historyOf(context, answerer).load(request(customers, cards, wish, until))
  return extend(begun(answerer), read, context)
}

function begun(answerer: Answerer<'orders'>): Stream {
  return { answerer, copies: [], horizon: null, status: notAsked(answerer), asOf: null, failure: null }
}

async function goOn(context: Context, stream: Stream, customer: Entity, wish: HistoryWish): Promise<Stream> {
  const { answerer, horizon } = stream
  if (!horizon) return stream
  const until = dayBefore(horizon)
  const asked = request(keysIn(context, answerer, customer), recordsIn(customer, CARD), wish, until)
  return extend(stream, await historyOf(context, answerer).load(asked), context)
}

function request(
  customers: readonly RecordId[],
  cards: readonly RecordId[],
  { first, channels, from }: HistoryWish,
  until: Day | null,
): HistoryRequest {
  return { customers, cards, first: first + 1, until, from, channels }
}

function extend(stream: Stream, read: Read<HistoryPage> | undefined, { services }: Context): Stream {
  const { answerer } = stream
  if (read !== undefined && !isFound(read)) {
    return { ...stream, horizon: null, status: failed({ asked: answerer, error: read }), failure: read }
  }
  if (!read) return { ...stream, horizon: null, status: answered(answerer, instant(services.clock())) }
  const { orders, unreadable, more } = read.value
  const fresh = orders.map((order) => ({ asked: answerer, found: foundOrder(read, order) }))
  const outcome = worseOf(stream.status.outcome, read)
  return {
    answerer,
    copies: [...stream.copies, ...fresh],
    horizon: more ? (orders.at(-1)?.placedOn ?? stream.horizon) : null,
    status: answered(answerer, stream.asOf ?? read.fetchedAt, outcome),
    asOf: stream.asOf ?? read.fetchedAt,
    failure: unreadable.length > 0 ? unreadableIn(answerer.name) : stream.failure,
  }
}

/** What can be said of a source after one more page: the worst of all its pages. */
function worseOf(before: Outcome, page: Found<HistoryPage>): 'OK' | 'STALE' | 'PARTIAL' {
  if (page.value.unreadable.length > 0 || before === 'PARTIAL') return 'PARTIAL'
  return isStale(page) || before === 'STALE' ? 'STALE' : 'OK'
}

function unreadableIn(source: string): SourceError {
  return new SourceError(source, 'BAD_RESPONSE', 'holds orders that cannot be read')
}

function foundOrder(page: Found<HistoryPage>, value: HistoryPage['orders'][number]): OrderCopy['found'] {
  return { ...page, value, recordId: value.recordId }
}

interface Cut {
  /** What may be shown, in order. */
  readonly ready: readonly MergedOrder[]
  /** The sources that may still put something in front of what is not ready. */
  readonly blocking: readonly Stream[]
  /** Nothing before this day is ready; null: everything is. */
  readonly horizon: Day | null
}

function cut({ services }: Context, streams: readonly Stream[], wish: HistoryWish): Cut {
  const horizon = latest(streams.map((stream) => stream.horizon))
  const copies = streams.flatMap((stream) => stream.copies)
  const answerers = [...services.estate.answers.orders, services.placedOrders]
  const ready = collapse(copies, answerers, services.sealer)
    .filter(({ copies: [shown] }) => horizon === null || shown.found.value.placedOn >= horizon)
    .filter((order) => wish.after === null || comparePositions(wish.after, positionOfOrder(order)) < 0)
    .filter(({ copies: [shown] }) => matches(shown.found.value, wish))
    .sort((left, right) => comparePositions(positionOfOrder(left), positionOfOrder(right)))
  return {
    ready,
    horizon,
    blocking: streams.filter((stream) => stream.horizon === horizon && horizon !== null),
  }
}

function matches(
  order: HistoryPage['orders'][number],
  { channels, statuses, from, to }: HistoryWish,
): boolean {
  return (
    (channels.length === 0 || channels.includes(order.channel.kind)) &&
    (statuses.length === 0 || statuses.includes(order.status)) &&
    (from === null || order.placedOn >= from) &&
    (to === null || order.placedOn <= to)
  )
}

/**
 * An order seen only in a system that does not own it is shown where its owner has it: if the owner holds it under
 * another day, the copy here is left out (the owner's page shows it). Asked only for such orders, once per source.
 */
async function ownersOnly(
  context: Context,
  orders: readonly MergedOrder[],
  streams: readonly Stream[],
): Promise<readonly MergedOrder[]> {
  const elsewhere = await Promise.all(
    orders.map(async ({ copies: [shown], key }) => {
      if (isOwner(shown)) return false
      const owners = streams.filter(({ answerer, status }) => answerer.kind === 'POS' && hasAnswered(status))
      const held = await Promise.all(owners.map(({ answerer }) => ordersOf(context, answerer).load(key)))
      return held.some((read) => isFound(read) && read.value.placedOn !== shown.found.value.placedOn)
    }),
  )
  return orders.filter((_, position) => !elsewhere[position])
}

function latest(days: readonly (Day | null)[]): Day | null {
  return days.reduce(
    (left, right) => (left === null || (right !== null && right > left) ? right : left),
    null,
  )
}

function earliest(left: Day | null, right: Day | null): Day | null {
  if (left === null || right === null) return left ?? right
  return left < right ? left : right
}

function dayBefore(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) as Day
}
