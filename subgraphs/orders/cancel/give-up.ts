import { type Money, subtractMoney, sumMoney } from '../../../adapters/money.ts'
import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { HoldRecord, WriteUnit } from '../../../ledger/writes/port.ts'
import { orderEntryBody, REFUND, VOID } from '../../shared/orders/order-entry.ts'
import { changed, type PlacedOrderBody, placedBody, standing } from '../../shared/orders/placed-order.ts'
import { closeGoneWork, withoutGoneWork } from '../../shared/orders/store-work.ts'
import { queueGivingBack } from '../../shared/points/spent-points.ts'
import { oweForGone } from '../returns/exchange-end.ts'

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
 * back, money that was promised is let go with the last line; and goods that it was exchanged for bring theirs. Nothing for an order that only its
 * systems know. The write is about the order, `stock` and `aboutExchanged`.
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
  await oweForGone(unit, left, at)
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

/** What a card paid goes back to it, and no more; what is left after that goes back as the points that it was. */
async function payBack(unit: WriteUnit, paying: PayingBack): Promise<void> {
  const { body, orderId, caseId, at } = paying
  const { payment, points } = body
  const whole = worthOf(paying)
  const byCard = payment ? withinCard(whole, payment.amount) : { ...whole, now: { ...whole.now, minor: 0 } }
  if (payment) await payCardBack(unit, paying, byCard.now)
  if (!points) return
  const rest = subtractMoney(whole.now, byCard.now)
  const amount = rest.minor < points.amount.minor ? rest : points.amount
  const id =
    paying.gone === null && points.state === 'AUTHORIZED' ? letGoId(orderId) : `${caseId}/points-back`
  await queueGivingBack(unit, { id, system: points.system, at, what: { orderId, amount } })
}

/** What was given up before, and what is now. */
interface Worth {
  readonly before: Money
  readonly now: Money
}

/** With the last line goes what it cost to send them. */
function worthOf({ body, gone }: PayingBack): Worth {
  const { lines, total } = body.order
  const { currency } = total.gross
  const cost = (some: readonly LineToPlace[]) =>
    sumMoney(
      some.map(({ lineTotal }) => lineTotal.gross),
      currency,
    )
  const before = cost(lines.filter(({ position }) => body.cancelled?.includes(position)))
  return { before, now: gone === null ? subtractMoney(total.gross, before) : cost(gone) }
}

/** The card is paid back first: of everything that is given up of an order, up to what it paid. */
function withinCard({ before, now }: Worth, paid: Money): Worth {
  const atMost = (minor: number): Money => ({ ...paid, minor: Math.min(minor, paid.minor) })
  const earlier = atMost(before.minor)
  return { before: earlier, now: subtractMoney(atMost(before.minor + now.minor), earlier) }
}

async function payCardBack(
  unit: WriteUnit,
  { orderId, body: { payment }, gone, caseId, at }: PayingBack,
  wanted: Money,
): Promise<void> {
  if (!payment || payment.state === 'VOIDED' || payment.state === 'REFUNDED') return
  const { system, state, amount: paid, refunded } = payment
  if (gone === null && state === 'AUTHORIZED') {
    const entry = { id: voidEntryId(orderId), stream: orderId, system, kind: VOID, at }
    await unit.send({ ...entry, body: orderEntryBody(orderId) })
    return
  }
  const left = refunded ? subtractMoney(paid, refunded) : paid
  const amount = wanted.minor < left.minor ? wanted : left
  if (amount.minor === 0) return
  const entry = { id: `${caseId}/refund`, stream: orderId, system, kind: REFUND, at }
  await unit.send({ ...entry, body: orderEntryBody(orderId, { caseId, amount }) })
}

/** The same whoever gives an order up, so that its authorisation is let go once. */
export function voidEntryId(orderId: string): string {
  return `${placeEntryId(orderId)}/void`
}

/** The same for points that are held for it. */
export function letGoId(orderId: string): string {
  return `${placeEntryId(orderId)}/points`
}

/** The outbox entry by which an order is placed. */
export function placeEntryId(orderId: string): string {
  return `${orderId}/place`
}
