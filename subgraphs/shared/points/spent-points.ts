import type { Money } from '../../../adapters/money.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { OutboxEntry, WriteUnit } from '../../../ledger/writes/port.ts'
import type { PlacedOrderBody } from '../orders/placed-order.ts'

/** Kinds of outbox entries about points that pay for orders. */
export const SPEND = 'loyalty.spend'
export const GIVE_BACK = 'loyalty.give-back'

/** What an entry says: whose points, and of what is given back how much and for which return. */
export interface PointsOfOrder {
  readonly orderId: string
  /** Left out where points are spent. */
  readonly amount?: Money
  /** Left out where no goods come back. */
  readonly returned?: { readonly returnId: string; readonly refundId: string }
}

/** What an entry says. */
export function pointsIn({ body }: OutboxEntry): PointsOfOrder {
  // Written by the functions of this file.
  return JSON.parse(body) as PointsOfOrder
}

/** The stream of everything that is done with the points of an order: the order's goods and money do not wait for it. */
export function pointsStream(orderId: string): string {
  return `${orderId}/points`
}

interface Spending {
  readonly orderId: string
  readonly body: PlacedOrderBody
  readonly at: Instant
}

/** Queues that the points which pay for an order are spent, once its desk has it. Call it before what the order earns is queued. */
export async function queueSpending(unit: WriteUnit, { orderId, body, at }: Spending): Promise<void> {
  if (!body.points) return
  await unit.send({
    id: `${orderId}/spend`,
    stream: pointsStream(orderId),
    system: body.points.system,
    kind: SPEND,
    body: entryBody({ orderId }),
    at,
  })
}

interface GivingBack {
  /** Unique for ever; the engine's key. */
  readonly id: string
  readonly system: string
  readonly at: Instant
  readonly what: Required<Pick<PointsOfOrder, 'orderId' | 'amount'>> & Pick<PointsOfOrder, 'returned'>
}

/** Queues that points go back: what is held yet is let go, and of what is spent so many are given anew as the amount is worth. */
export async function queueGivingBack(unit: WriteUnit, { id, system, at, what }: GivingBack): Promise<void> {
  if (what.amount.minor === 0) return
  const stream = pointsStream(what.orderId)
  await unit.send({ id, stream, system, kind: GIVE_BACK, body: entryBody(what), at })
}

function entryBody(body: PointsOfOrder): string {
  return JSON.stringify(body)
}
