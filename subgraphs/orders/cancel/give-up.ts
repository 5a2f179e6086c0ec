import { type Money, subtractMoney, sumMoney } from '../../../adapters/money.ts'
import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { HoldRecord, WriteUnit } from '../../../ledger/writes/port.ts'
import { orderEntryBody, REFUND, VOID } from '../../order-entry.ts'
import { changed, type PlacedOrderBody, placedBody, standing } from '../../placed-order.ts'
import { closeGoneWork, withoutGoneWork } from '../../store-work.ts'

/** What is given up of an order that the graph took. */
interface GivingUp {
  readonly orderId: string
  /** Positions of its lines; null for all of it. */
  readonly positions: readonly number[] | null
  /** What it is done for: the refund's entry takes its id from it. */
  readonly caseId: string
  readonly at: Instant
}

/**
 * Gives up an order or some of its lines once it is sure that they will not happen: the stock put aside for them is free, money that was taken goes
 * back, money that was promised is let go with the last line. Nothing for an order that only its systems know. The write is about the order and `stock`.
 */
export async function giveUp(unit: WriteUnit, { orderId, positions, caseId, at }: GivingUp): Promise<void> {
  const order = (await unit.orders.byIds([orderId])).get(orderId)
  if (!order) return
  const body = placedBody(order)
  const gone = standing(body).filter(({ position }) => positions?.includes(position) ?? true)
  if (body.status === 'CANCELLED' || gone.length === 0) return
  const isAll = gone.length === standing(body).length
  const cancelled = [...(body.cancelled ?? []), ...gone.map(({ position }) => position)]
  const { status } = body
  const next: PlacedOrderBody = { ...body, cancelled, status: isAll ? 'CANCELLED' : status }
  const rest = standing(next).map(({ position }) => position)
  const left = withoutGoneWork(next, rest)
  await unit.orders.save(changed(order, left))
  await closeGoneWork(unit, left)
  await free(unit, orderId, isAll ? null : gone)
  await payBack(unit, { orderId, body, gone: isAll ? null : gone, caseId, at })
}

/** What is put aside for these lines is free; all that is put aside for the order without any. */
async function free(unit: WriteUnit, orderId: string, lines: readonly LineToPlace[] | null): Promise<void> {
  const holds = (await unit.holds.ofOrders([orderId])).get(orderId) ?? []
  const open = holds.filter(({ state }) => state === 'HELD' || state === 'COMMITTED')
  const left = new Map((lines ?? []).map(({ sku, quantity }) => [sku as string, quantity]))
  for (const hold of open)
    await unit.holds.save(lines === null ? { ...hold, state: 'RELEASED' } : lessOf(hold, left))
}

/** A hold without what is left to take from it, by article; what was taken is taken from that, too. */
export function lessOf(hold: HoldRecord, left: Map<string, number>): HoldRecord {
  const lines = hold.lines.map((line) => {
    const taken = Math.min(line.held, left.get(line.sku) ?? 0)
    left.set(line.sku, (left.get(line.sku) ?? 0) - taken)
    return { ...line, held: line.held - taken }
  })
  const rest = lines.filter(({ held }) => held > 0)
  return rest.length > 0 ? { ...hold, lines: rest } : { ...hold, state: 'RELEASED' }
}

interface PayingBack extends Omit<GivingUp, 'positions'> {
  readonly body: PlacedOrderBody
  readonly gone: readonly LineToPlace[] | null
}

async function payBack(unit: WriteUnit, { orderId, body, gone, caseId, at }: PayingBack): Promise<void> {
  const { payment } = body
  if (!payment || payment.state === 'VOIDED' || payment.state === 'REFUNDED') return
  const { system, state } = payment
  if (gone === null && state === 'AUTHORIZED') {
    const entry = { id: voidEntryId(orderId), stream: orderId, system, kind: VOID, at }
    await unit.send({ ...entry, body: orderEntryBody(orderId) })
    return
  }
  const amount = owed(payment.amount, payment.refunded, gone)
  if (amount.minor === 0) return
  const entry = { id: `${caseId}/refund`, stream: orderId, system, kind: REFUND, at }
  await unit.send({ ...entry, body: orderEntryBody(orderId, { caseId, amount }) })
}

/** The same whoever gives an order up, so that its authorisation is let go once. */
export function voidEntryId(orderId: string): string {
  return `${placeEntryId(orderId)}/void`
}

/** What lines cost, or all that is left; never more than is left. */
function owed(paid: Money, refunded: Money | undefined, gone: readonly LineToPlace[] | null): Money {
  const left = refunded ? subtractMoney(paid, refunded) : paid
  if (gone === null) return left
  const cost = sumMoney(
    gone.map(({ lineTotal }) => lineTotal.gross),
    paid.currency,
  )
  return cost.minor < left.minor ? cost : left
}

/** The outbox entry by which an order is placed. */
export function placeEntryId(orderId: string): string {
  return `${orderId}/place`
}
