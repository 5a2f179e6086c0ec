import { type Money, sumMoney } from '../../adapters/money.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import type { Estate } from '../../adapters/source.ts'
import type { Instant } from '../../adapters/time.ts'
import type { WriteUnit } from '../../ledger/writes/port.ts'
import { placedBody, standing } from '../shared/orders/placed-order.ts'
import { queuePointsBack } from '../shared/points/loyalty-entry.ts'
import type { ReturnCase } from '../shared/returns/return-case.ts'

/** Goods of an order that were taken in. */
interface TakenIn {
  readonly one: ReturnCase
  /** Every return of the order that the ledger knows. */
  readonly all: readonly ReturnCase[]
  readonly key: OrderKey
  /** What the order cost. */
  readonly total: Money
  /** Whose order it is; null where nobody is known. */
  readonly customerId: string | null
  readonly at: Instant
}

/** Has the points go back that the order earned with these goods, also where other goods stand for the money: those earn their own. */
export async function givePointsBack(
  unit: WriteUnit,
  estate: Estate,
  { one, all, key: { channel, number }, total, customerId, at }: TakenIn,
): Promise<void> {
  const { id, orderId } = one
  if (customerId === null || orderId === null) return
  const { currency } = total
  const refund = worthOf([one], total)
  if (refund === 0) return
  const earlier = all.filter((each) => each.id !== id && each.body.state === 'RECEIVED')
  const back = {
    customerId,
    order: { channel, number },
    total: total.minor,
    before: worthOf(earlier, total),
    refund,
    currency,
  }
  await queuePointsBack(unit, estate, { orderId, at, refundId: id, back })
}

/** Lines of an order that its desk has cancelled. */
interface Cancelled {
  readonly orderId: string
  /** Positions of its lines; null for all that is left of it. */
  readonly positions: readonly number[] | null
  readonly caseId: string
  readonly at: Instant
}

/** Has the points go back that an order of the graph's earned with lines that are cancelled. Call it before they are given up. */
export async function giveCancelledPointsBack(
  unit: WriteUnit,
  estate: Estate,
  { orderId, positions, caseId, at }: Cancelled,
): Promise<void> {
  const order = (await unit.orders.byIds([orderId])).get(orderId)
  if (!order || order.customerId === null) return
  const body = placedBody(order)
  const stands = standing(body)
  const gone = stands.filter(({ position }) => positions?.includes(position) ?? true)
  if (body.status === 'CANCELLED' || gone.length === 0) return
  const { key, lines, total } = body.order
  const { minor, currency } = total.gross
  const cost = (some: typeof lines) =>
    sumMoney(
      some.map(({ lineTotal }) => lineTotal.gross),
      currency,
    ).minor
  const left = new Set(stands.map(({ position }) => position))
  const before = cost(lines.filter(({ position }) => !left.has(position)))
  // With the last line goes what it cost to send them.
  const refund = gone.length === stands.length ? minor - before : cost(gone)
  const { channel, number } = key
  const { customerId } = order
  const back = { customerId, order: { channel, number }, total: minor, before, refund, currency }
  await queuePointsBack(unit, estate, { orderId, at, refundId: caseId, back })
}

function worthOf(returns: readonly ReturnCase[], { currency }: Money): number {
  const worths = returns.flatMap(({ body }) => body.lines.map(({ worth }) => worth))
  return sumMoney(
    worths.filter((worth) => worth.currency === currency),
    currency,
  ).minor
}
