import type { ChannelKind } from '../../adapters/channel.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { HistoryPage, HistoryRequest, OrderStatus } from '../../adapters/ports/orders.ts'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import { type Day, type Instant, instant } from '../../adapters/time.ts'
import type { Entity } from '../../ledger/port.ts'
import { pageInfo } from '../connection.ts'
import type { Context } from '../context.ts'
import { CARD, recordsIn } from '../customer-records.ts'
import { answered, failed, notAsked, type SourceStatus } from '../source-status.ts'
import { collapse, isOwner, positionOfOrder } from './copies.ts'
import { historyOf, ordersOf } from './loaders.ts'
import type { OrderConnectionModel, OrderCopy, OrderModel } from './models.ts'
import { comparePositions, cursorOf, endOfDay, type Position } from './position.ts'

/** Which page of a shopper's history is wanted. */
export interface HistoryWish {
  readonly first: number
  readonly after: Position | null
  readonly channels: readonly ChannelKind[]
  readonly statuses: readonly OrderStatus[]
  readonly from: Day | null
  readonly to: Day | null
}

/** How often one page may go back to one source before it is cut short: bounds what a page can cost. */
const ROUNDS = 3

/** What one source has told so far. */
interface Stream {
  readonly answerer: Answerer<'orders'>
  readonly copies: readonly OrderCopy[]
  /** Every order of this day and later days is in `copies`; null: all there are. */
  readonly horizon: Day | null
  readonly status: SourceStatus
  readonly asOf: Instant | null
}

/**
 * One page of a shopper's orders from every source, strictly ordered, copies put together. Every source is asked side by
 * side for a page of whole days; what may be shown is what no source can still put something in front of. A source
 * that fails is left out and named: the page is then not complete.
 */
export async function history(
  context: Context,
  customer: Entity,
  wish: HistoryWish,
): Promise<OrderConnectionModel> {
  const { answers } = context.services.estate
  const until = earliest(wish.after?.placedOn ?? null, wish.to)
  let streams = await Promise.all(answers.orders.map((one) => open(context, one, customer, wish, until)))
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
  const owned = await ownersOnly(context, page.ready, streams)
  return connection(owned, streams, page.horizon, wish)
}

async function open(
  context: Context,
  answerer: Answerer<'orders'>,
  customer: Entity,
  wish: HistoryWish,
  until: Day | null,
): Promise<Stream> {
  const customers = recordsIn(customer, answerer.name)
  const cards = recordsIn(customer, CARD)
  if (customers.length === 0 && cards.length === 0) {
    return { answerer, copies: [], horizon: null, status: notAsked(answerer), asOf: null }
  }
  const read = await historyOf(context, answerer).load(request(customers, cards, wish, until))
  return extend(
    { answerer, copies: [], horizon: null, status: notAsked(answerer), asOf: null },
    read,
    context,
  )
}

async function goOn(context: Context, stream: Stream, customer: Entity, wish: HistoryWish): Promise<Stream> {
  const { answerer, horizon } = stream
  if (!horizon) return stream
  const until = dayBefore(horizon)
  const asked = request(recordsIn(customer, answerer.name), recordsIn(customer, CARD), wish, until)
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
    return { ...stream, horizon: null, status: failed({ asked: answerer, error: read }) }
  }
  if (!read) return { ...stream, horizon: null, status: answered(answerer, instant(services.clock())) }
  const { orders, unreadable, more } = read.value
  const fresh = orders.map((order) => ({ asked: answerer, found: foundOrder(read, order) }))
  const outcome = unreadable.length > 0 || stream.status.outcome === 'PARTIAL' ? 'PARTIAL' : 'OK'
  return {
    answerer,
    copies: [...stream.copies, ...fresh],
    horizon: more ? (orders.at(-1)?.placedOn ?? stream.horizon) : null,
    status: answered(answerer, stream.asOf ?? read.fetchedAt, outcome),
    asOf: stream.asOf ?? read.fetchedAt,
  }
}

function foundOrder(page: Found<HistoryPage>, value: HistoryPage['orders'][number]): OrderCopy['found'] {
  return { ...page, value, recordId: value.recordId }
}

interface Cut {
  /** What may be shown, in order. */
  readonly ready: readonly OrderModel[]
  /** The sources that may still put something in front of what is not ready. */
  readonly blocking: readonly Stream[]
  /** Nothing before this day is ready; null: everything is. */
  readonly horizon: Day | null
}

function cut({ services }: Context, streams: readonly Stream[], wish: HistoryWish): Cut {
  const horizon = latest(streams.map((stream) => stream.horizon))
  const copies = streams.flatMap((stream) => stream.copies)
  const ready = collapse(copies, services.estate.answers.orders, services.sealer)
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
  orders: readonly OrderModel[],
  streams: readonly Stream[],
): Promise<readonly OrderModel[]> {
  const elsewhere = await Promise.all(
    orders.map(async ({ copies: [shown], key }) => {
      if (isOwner(shown)) return false
      const owners = streams.filter(
        ({ answerer, status }) => answerer.kind === 'POS' && status.outcome === 'OK',
      )
      const held = await Promise.all(owners.map(({ answerer }) => ordersOf(context, answerer).load(key)))
      return held.some((read) => isFound(read) && read.value.placedOn !== shown.found.value.placedOn)
    }),
  )
  return orders.filter((_, position) => !elsewhere[position])
}

function connection(
  orders: readonly OrderModel[],
  streams: readonly Stream[],
  horizon: Day | null,
  { first }: HistoryWish,
): OrderConnectionModel {
  const edges = orders.slice(0, first).map((node) => ({ node, cursor: cursorOf(positionOfOrder(node)) }))
  const more = orders.length > first || horizon !== null
  const info = pageInfo(edges, more)
  // A page can be empty and yet not the last (a filter, or very full days): there must be a way on.
  const endCursor = info.endCursor ?? (horizon ? cursorOf(endOfDay(horizon)) : null)
  const sources = streams.map(({ status }) => status)
  return {
    edges,
    pageInfo: { ...info, endCursor },
    complete: sources.every(({ outcome }) => outcome === 'OK' || outcome === 'NOT_ASKED'),
    sources,
  }
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
