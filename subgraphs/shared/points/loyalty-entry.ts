import type { Estate } from '../../../adapters/source.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { OutboxEntry, WriteUnit } from '../../../ledger/writes/port.ts'
import { pointsStream } from './spent-points.ts'

/** Kinds of outbox entries about points. */
export const EARN = 'loyalty.earn'
export const TAKE_BACK = 'loyalty.take-back'
export const EXPIRE = 'loyalty.expire'

/** The body of an outbox entry about the points of an order. */
export interface OrderPoints {
  readonly orderId: string
}

/** The body of an outbox entry about points that are taken back. */
export interface PointsToTakeBack {
  readonly customerId: string
  readonly order: { readonly channel: string; readonly number: string }
  /** Minor units, of one currency: what the order cost, what was refunded before, and what is refunded now. */
  readonly total: number
  readonly before: number
  readonly refund: number
  readonly currency: string
}

/** The body of an outbox entry about a redemption that was begun so many times. */
export interface RoundOfRedemption {
  readonly redemptionId: string
  readonly round: number
}

/** What is written in an entry. */
export function entryBody(body: OrderPoints | PointsToTakeBack | RoundOfRedemption): string {
  return JSON.stringify(body)
}

/** What was written in an entry of this kind. */
export function bodyIn<Body>({ body }: OutboxEntry): Body {
  // Written by `entryBody`, of the type that goes with the entry's kind.
  return JSON.parse(body) as Body
}

/** An order whose points are to be moved. */
interface Moving {
  readonly orderId: string
  readonly at: Instant
}

/**
 * Queues the points that an order earns, once whoever fulfils it has it. Nothing is queued where no engine takes points; what they are, and
 * whether the shopper is a member, is found out when it is delivered. Nothing else of the order waits for it.
 */
export async function queuePoints(unit: WriteUnit, estate: Estate, { orderId, at }: Moving): Promise<void> {
  const engine = estate.answers.loyaltyDesk.find(({ port }) => port.capabilities.earn)
  if (!engine) return
  await unit.send({
    id: `${orderId}/points`,
    stream: pointsStream(orderId),
    system: engine.name,
    kind: EARN,
    body: entryBody({ orderId }),
    at,
  })
}

/**
 * Queues that the points which an order earned are taken back as far as it is refunded; of an order that earned none, none are. Call it in the
 * transaction that decides on the refund, once for each: `refundId` says which. It waits for what the order is still to earn.
 */
export async function queuePointsBack(
  unit: WriteUnit,
  estate: Estate,
  { orderId, at, refundId, back }: Moving & { readonly refundId: string; readonly back: PointsToTakeBack },
): Promise<void> {
  const engine = estate.answers.loyaltyDesk.find(({ port }) => port.capabilities.adjust)
  if (!engine) return
  await unit.send({
    id: `${refundId}/points`,
    stream: pointsStream(orderId),
    system: engine.name,
    kind: TAKE_BACK,
    body: entryBody(back),
    at,
  })
}
