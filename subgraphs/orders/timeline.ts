import type { RecordId } from '../../adapters/ids.ts'
import type { DocumentKind, OrderStatus, Payment } from '../../adapters/ports/orders.ts'
import type { Day } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { placedAt } from '../shared/orders/order-copies.ts'
import { everyPart, partOrThrow, type ReadPart } from '../shared/orders/order-parts.ts'
import { isBack } from '../shared/orders/purchase-lines.ts'
import { recordOf, type SourceRecord } from '../source-status.ts'
import { fulfillmentsOf } from './fulfillments.ts'
import type { OrderModel } from './models.ts'
import { type OrderEvent, ownEvents } from './own-events.ts'
import type { OrderEventKind } from './resolvers.generated.ts'
import { sourceOfReturn } from './returns/reads.ts'
import { knownReturns } from './returns/returned.ts'

const OF_DOCUMENT: Readonly<Record<DocumentKind, OrderEventKind>> = {
  INVOICE: 'INVOICED',
  RECEIPT: 'INVOICED',
  CREDIT_NOTE: 'CREDITED',
}

/** How the goods of a fulfilment left, by its state. */
const LEFT: ReadonlyMap<OrderStatus, OrderEventKind> = new Map([
  ['SHIPPED', 'SHIPPED'],
  ['DELIVERED', 'SHIPPED'],
  ['COLLECTED', 'COLLECTED'],
])

/** What of one day comes before what else, where the instants are not known. */
const ORDER: readonly OrderEventKind[] = [
  'PLACED',
  'ACCEPTED',
  'PAID',
  'INVOICED',
  'STORE_REFUSED',
  'REROUTED',
  'SHORT',
  'READY',
  'SHIPPED',
  'COLLECTED',
  'NOT_COLLECTED',
  'CANCELLATION_REQUESTED',
  'CANCELLATION_REFUSED',
  'REFUSED',
  'CANCELLED',
  'DUPLICATE_CANCELLED',
  'VOIDED',
  'RETURNED',
  'CREDITED',
  'REFUNDED',
]

/** What the systems and the graph itself recorded of an order with its day, oldest first. A GraphQL error when one that knows did not answer. */
export async function timelineOf(context: Context, order: OrderModel): Promise<readonly OrderEvent[]> {
  const [shown] = order.copies
  const { channel, placedOn, number } = shown.found.value
  const placed: OrderEvent = {
    kind: 'PLACED',
    on: placedOn,
    at: placedAt(order),
    channel,
    note: number,
    source: recordOf(shown.asked, shown.found),
  }
  const later = await Promise.all([
    left(context, order),
    written(context, order),
    paid(context, order),
    broughtBack(context, order),
    ownEvents(context, order),
  ])
  return [placed, ...later.flat()].sort(oldestFirst)
}

async function left(context: Context, order: OrderModel): Promise<readonly OrderEvent[]> {
  const shown = await fulfillmentsOf(context, order)
  return shown.flatMap(({ fulfillment, read, group }) => {
    const { status, leftOn, leftAt, tracking, recordId } = fulfillment
    const kind = LEFT.get(status)
    // What a store hands over through the graph is among the graph's own events.
    if (group?.work || !kind || leftOn === null) return []
    const note = tracking[0]?.number ?? recordId
    return [{ kind, on: leftOn, at: leftAt, channel: null, note, source: sourceIn(read, recordId) }]
  })
}

async function written(context: Context, order: OrderModel): Promise<readonly OrderEvent[]> {
  const reads = await everyPart(context, order, 'invoices')
  return reads.flatMap((read) =>
    read.found.value.flatMap(({ kind, issuedOn, issuedAt: at, number: note, recordId }) => {
      if (issuedOn === null) return []
      const source = sourceIn(read, recordId)
      return [{ kind: OF_DOCUMENT[kind], on: issuedOn, at, channel: null, note, source }]
    }),
  )
}

async function paid(context: Context, order: OrderModel): Promise<readonly OrderEvent[]> {
  const read = await partOrThrow(context, order, 'payments')
  const isTaken = ({ amount, capturedAt }: Payment) => amount.minor > 0 && capturedAt !== null
  // A day is the store's business day only where the order itself has the same instant; else it is UTC's.
  const { placedOn } = order.copies[0].found.value
  return (read?.found.value ?? []).filter(isTaken).flatMap(({ capturedAt: at, recordId }) => {
    if (!read || at === null) return []
    const on = at === placedAt(order) ? placedOn : (at.slice(0, 10) as Day)
    return [{ kind: 'PAID', on, at, channel: null, note: null, source: sourceIn(read, recordId) } as const]
  })
}

async function broughtBack(context: Context, order: OrderModel): Promise<readonly OrderEvent[]> {
  const returns = await knownReturns(context, order)
  return returns.flatMap((one) => {
    const { on, at, channel, recordId, reference } = one.back
    if (!isBack(one.back) || on === null) return []
    const note = one.own ? reference : recordId
    return [{ kind: 'RETURNED', on, at, channel, note, source: sourceOfReturn(context, one) } as const]
  })
}

function sourceIn<T>({ copy, found }: ReadPart<T>, recordId: RecordId): SourceRecord {
  return { ...recordOf(copy.asked, found), recordId }
}

function oldestFirst(left: OrderEvent, right: OrderEvent): number {
  if (left.on !== right.on) return left.on < right.on ? -1 : 1
  if (left.at !== null && right.at !== null && left.at !== right.at) return left.at < right.at ? -1 : 1
  return ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind)
}
