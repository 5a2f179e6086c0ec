import { isSourceError } from '../../../adapters/error.ts'
import type { PlacedRecord } from '../../../adapters/ports/order-desk.ts'
import { type Instant, instant } from '../../../adapters/time.ts'
import type { OutboxEntry, WriteUnit } from '../../../ledger/writes/port.ts'
import {
  bodyOf,
  CAPTURE,
  forgetOrder,
  type OrderDeliveryTools,
  orderIdIn,
  VERIFY,
  VOID,
} from '../../shared/orders/order-entry.ts'
import { changeOrder, happened, type PlacedOrderBody } from '../../shared/orders/placed-order.ts'
import { closeGoneWork, withoutGoneWork } from '../../shared/orders/store-work.ts'
import { queuePoints } from '../../shared/points/loyalty-entry.ts'
import { queueGivingBack, queueSpending } from '../../shared/points/spent-points.ts'
import { type Delivery, type Follow, NOTHING } from '../../shared/writes/outbox-delivery.ts'
import { letGoId, voidEntryId } from '../cancel/give-up.ts'
import { aboutExchanged, oweForGone } from '../returns/exchange-end.ts'
import { deskOf } from './desks.ts'

/** How long after a repeated order it is looked for twins, as a multiple of the time in which a late call may be carried out. */
const LATE = 4

/**
 * Places an order with its desk. What an earlier attempt may have placed is found by the order's number first; of several records the
 * oldest stays and the others are cancelled. A refusal gives everything back: payment, holds and cart.
 */
export function placeOrder(tools: OrderDeliveryTools): Delivery {
  return {
    settleMs: ({ system }) => deskOf(tools, system).settleMs,
    async find(entry) {
      const body = await bodyOf(tools, entry)
      // Found is one of them: of the others nobody knows yet.
      return body && keepOne(tools, entry, { whole: body, repeated: entry.attempts > 1 })
    },
    async deliver(entry, repeated) {
      const body = await bodyOf(tools, entry)
      if (!body) return NOTHING
      if (body.status === 'CANCELLED') return neverPlaced(tools, entry, repeated)
      const record = await deskOf(tools, entry.system).place(body.order)
      await forgetOrder(tools, body)
      return accepted(tools, entry, record, repeated)
    },
    async refused(entry, _, repeated) {
      const body = await bodyOf(tools, entry)
      return body ? givenBack(tools, entry, body, repeated) : NOTHING
    },
  }
}

/** Looks for what an unanswered call placed late: a twin, or an order that was given up meanwhile; and cancels it. */
export function verifyOrder(tools: OrderDeliveryTools): Delivery {
  return {
    settleMs: ({ system }) => deskOf(tools, system).settleMs,
    find: null,
    async deliver(entry) {
      const body = await bodyOf(tools, entry)
      return (body && (await keepOne(tools, entry, { whole: body, repeated: false }))) ?? NOTHING
    },
    refused: async () => null,
  }
}

interface Kept {
  readonly whole: PlacedOrderBody
  /** Whether an attempt may yet be carried out, beside those that are there. */
  readonly repeated: boolean
}

/** Cancels every record but the one that stays, which is none of a cancelled order; null where the desk has none at all. */
async function keepOne(
  tools: OrderDeliveryTools,
  entry: OutboxEntry,
  { whole, repeated }: Kept,
): Promise<Follow | null> {
  const { order, status, desk: known } = whole
  const { key } = order
  const desk = deskOf(tools, entry.system)
  const read = (await desk.placed([key])).get(key)
  if (isSourceError(read)) throw read
  const records = (read?.value ?? []).filter(({ cancelled }) => !cancelled)
  const [first] = records
  if (!first) return null
  const stays =
    status === 'CANCELLED' ? null : (records.find(({ recordId }) => recordId === known.recordId) ?? first)
  const others = records.filter((record) => record !== stays)
  const reason = stays ? 'DUPLICATE' : 'CANCELLED'
  for (const { recordId } of others) await desk.cancel({ recordId, positions: null, reason })
  // Whoever asked for it before it was there was told that there is none.
  await forgetOrder(tools, whole)
  const at = instant(tools.clock())
  const { system } = entry
  return changeOrder(
    orderIdIn(entry),
    (body) =>
      stays
        ? others.reduce(
            (told) => happened(told, { at, kind: 'DUPLICATE_CANCELLED', system, note: null }),
            asAccepted(body, { system, record: stays, at }),
          )
        : body,
    {
      async apply(unit, before) {
        if (stays) await followAcceptance(tools, unit, entry, { before, at, repeated })
        else if (repeated) await verifyLater(tools, unit, entry)
      },
    },
  )
}

function accepted(
  tools: OrderDeliveryTools,
  entry: OutboxEntry,
  record: PlacedRecord,
  repeated: boolean,
): Follow {
  const at = instant(tools.clock())
  const { system } = entry
  return changeOrder(orderIdIn(entry), (body) => asAccepted(body, { system, record, at }), {
    apply: (unit, before) => followAcceptance(tools, unit, entry, { before, at, repeated }),
  })
}

/** An order that was cancelled before its desk had it; what an earlier attempt may yet place is looked for later. */
function neverPlaced(tools: OrderDeliveryTools, entry: OutboxEntry, repeated: boolean): Follow {
  if (!repeated) return NOTHING
  return { about: [], apply: (unit) => verifyLater(tools, unit, entry) }
}

interface Accepted {
  readonly before: PlacedOrderBody
  readonly at: Instant
  /** Whether an attempt before may yet be carried out. */
  readonly repeated: boolean
}

/** The money is taken, points that pay are spent, and others are given. What was cancelled while the desk was asked is looked for there at once, and cancelled. */
async function followAcceptance(
  tools: OrderDeliveryTools,
  unit: WriteUnit,
  entry: OutboxEntry,
  { before, at, repeated }: Accepted,
): Promise<void> {
  if (before.status === 'CANCELLED') return verifyLater(tools, unit, entry, repeated ? LATE : 0)
  await capture(unit, entry, { before, at })
  if (before.desk.recordId === null) {
    const orderId = orderIdIn(entry)
    await queueSpending(unit, { orderId, body: before, at })
    await queuePoints(unit, tools.estate, { orderId, at })
  }
  if (repeated) await verifyLater(tools, unit, entry)
}

async function verifyLater(
  tools: OrderDeliveryTools,
  unit: WriteUnit,
  entry: OutboxEntry,
  times = LATE,
): Promise<void> {
  const now = tools.clock()
  const ms = deskOf(tools, entry.system).settleMs * times
  await unit.send({
    ...sameOrder(entry),
    id: `${entry.id}/verify`,
    // In a stream of its own: the order's other steps do not wait for it.
    stream: `${entry.stream}/verify`,
    system: entry.system,
    kind: VERIFY,
    at: instant(now),
    notBefore: instant(new Date(now.getTime() + ms)),
  })
}

interface Acceptance {
  readonly system: string
  readonly record: PlacedRecord
  readonly at: Instant
}

/** Once: an order that was accepted before stays as it is. */
function asAccepted(
  body: PlacedOrderBody,
  { system, record: { recordId }, at }: Acceptance,
): PlacedOrderBody {
  if (body.desk.recordId !== null || body.status === 'CANCELLED') return body
  const placed: PlacedOrderBody = { ...body, status: 'CONFIRMED', desk: { system, recordId } }
  return happened(placed, { at, kind: 'ACCEPTED', system, note: null })
}

/** Once: an order that was accepted before is paid. */
async function capture(
  unit: WriteUnit,
  entry: OutboxEntry,
  { before, at }: { readonly before: PlacedOrderBody; readonly at: Instant },
): Promise<void> {
  if (!before.payment || before.desk.recordId !== null) return
  const { system } = before.payment
  await unit.send({ ...sameOrder(entry), id: `${entry.id}/capture`, system, kind: CAPTURE, at })
}

function givenBack(
  tools: OrderDeliveryTools,
  entry: OutboxEntry,
  order: PlacedOrderBody,
  repeated: boolean,
): Follow {
  const { payment, points, cartId } = order
  const at = instant(tools.clock())
  const id = orderIdIn(entry)
  const refused = { at, kind: 'REFUSED', system: entry.system, note: null } as const
  const asRefused = (body: PlacedOrderBody): PlacedOrderBody =>
    body.status === 'CANCELLED'
      ? body
      : happened(withoutGoneWork({ ...body, status: 'CANCELLED' }, []), refused)
  return changeOrder(id, asRefused, {
    about: ['stock', ...(cartId === null ? [] : [`cart/${cartId}` as const]), ...aboutExchanged(order)],
    async apply(unit, before) {
      if (repeated) await verifyLater(tools, unit, entry)
      // Who cancelled it meanwhile wants no cart, and gave the rest back.
      if (before.status === 'CANCELLED') return
      if (payment) {
        const { system } = payment
        await unit.send({ ...sameOrder(entry), id: voidEntryId(id), system, kind: VOID, at })
      }
      if (points) {
        const { system, amount } = points
        await queueGivingBack(unit, { id: letGoId(id), system, at, what: { orderId: id, amount } })
      }
      await closeGoneWork(unit, withoutGoneWork(before, []))
      await release(unit, id)
      if (cartId !== null) await reopen(unit, cartId, at)
      await oweForGone(unit, asRefused(before), at)
    },
  })
}

async function release(unit: WriteUnit, orderId: string): Promise<void> {
  for (const hold of (await unit.holds.ofOrders([orderId])).get(orderId) ?? []) {
    await unit.holds.save({ ...hold, state: 'RELEASED' })
  }
}

async function reopen(unit: WriteUnit, cartId: string, at: Instant): Promise<void> {
  const cart = await unit.carts.byId(cartId)
  if (cart?.state !== 'ORDERED') return
  await unit.carts.save({ ...cart, version: cart.version + 1, state: 'ACTIVE', updatedAt: at })
}

function sameOrder({ stream, body }: OutboxEntry) {
  return { stream, body }
}
