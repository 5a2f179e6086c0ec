import { isSourceError } from '../../adapters/error.ts'
import type { OrderDesk, PlacedRecord } from '../../adapters/ports/order-desk.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import type { OutboxEntry, WriteUnit } from '../../ledger/writes/port.ts'
import { queuePoints } from '../loyalty-entry.ts'
import { bodyOf, CAPTURE, type OrderDeliveryTools, orderIdIn, VERIFY, VOID } from '../order-entry.ts'
import { type Delivery, type Follow, NOTHING } from '../outbox-delivery.ts'
import { changeOrder, happened, type PlacedOrderBody } from '../placed-order.ts'

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
      return body && keepOne(tools, entry, body)
    },
    async deliver(entry, repeated) {
      const body = await bodyOf(tools, entry)
      if (!body) return NOTHING
      const record = await deskOf(tools, entry.system).place(body.order)
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
      return (body && (await keepOne(tools, entry, body))) ?? NOTHING
    },
    refused: async () => null,
  }
}

/** Cancels every record but the one that stays, which is none of a cancelled order; null where the desk has none at all. */
async function keepOne(
  tools: OrderDeliveryTools,
  entry: OutboxEntry,
  { order: { key }, status, desk: known }: PlacedOrderBody,
): Promise<Follow | null> {
  const desk = deskOf(tools, entry.system)
  const read = (await desk.placed([key])).get(key)
  if (isSourceError(read)) throw read
  const records = (read?.value ?? []).filter(({ cancelled }) => !cancelled)
  const [first] = records
  if (!first) return null
  const stays =
    status === 'CANCELLED' ? null : (records.find(({ recordId }) => recordId === known.recordId) ?? first)
  const others = records.filter((record) => record !== stays)
  for (const { recordId } of others) {
    await desk.cancel({ recordId, positions: null, reason: 'DUPLICATE' })
  }
  const at = instant(tools.clock())
  const { system } = entry
  return changeOrder(
    orderIdIn(entry),
    (body) =>
      others.reduce(
        (told) => happened(told, { at, kind: 'DUPLICATE_CANCELLED', system, note: null }),
        stays ? asAccepted(body, { system, record: stays, at }) : body,
      ),
    {
      apply: async (unit, before) =>
        void (stays && (await afterAcceptance(tools, unit, { entry, before, at }))),
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
    async apply(unit, before) {
      await afterAcceptance(tools, unit, { entry, before, at })
      if (repeated) await verifyLater(tools, unit, entry)
    },
  })
}

async function verifyLater(tools: OrderDeliveryTools, unit: WriteUnit, entry: OutboxEntry): Promise<void> {
  const now = tools.clock()
  const ms = deskOf(tools, entry.system).settleMs * LATE
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
  if (body.desk.recordId !== null) return body
  const placed: PlacedOrderBody = { ...body, status: 'CONFIRMED', desk: { system, recordId } }
  return happened(placed, { at, kind: 'ACCEPTED', system, note: null })
}

/** The money is taken, and points are given, when the order is sure and not before. */
async function afterAcceptance(
  { estate }: OrderDeliveryTools,
  unit: WriteUnit,
  {
    entry,
    before,
    at,
  }: { readonly entry: OutboxEntry; readonly before: PlacedOrderBody; readonly at: Instant },
): Promise<void> {
  await capture(unit, entry, { before, at })
  if (before.desk.recordId === null) await queuePoints(unit, estate, { orderId: orderIdIn(entry), at })
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
  { payment, cartId }: PlacedOrderBody,
  repeated: boolean,
): Follow {
  const at = instant(tools.clock())
  const id = orderIdIn(entry)
  const refused = { at, kind: 'REFUSED', system: entry.system, note: null } as const
  return changeOrder(id, (body) => happened({ ...body, status: 'CANCELLED' }, refused), {
    about: ['stock', ...(cartId === null ? [] : [`cart/${cartId}` as const])],
    async apply(unit) {
      if (payment) {
        const { system } = payment
        await unit.send({ ...sameOrder(entry), id: `${entry.id}/void`, system, kind: VOID, at })
      }
      await release(unit, id)
      if (cartId !== null) await reopen(unit, cartId, at)
      if (repeated) await verifyLater(tools, unit, entry)
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

function deskOf({ estate }: Pick<OrderDeliveryTools, 'estate'>, system: string): OrderDesk {
  const desk = estate.answers.orderDesk.find(({ name }) => name === system)
  if (!desk) throw new Error(`expected a system "${system}" that answers orderDesk`)
  return desk.port
}
