import { isSourceError, SourceError } from '../../../adapters/error.ts'
import type { ReturnRecord, ReturnToCreate } from '../../../adapters/ports/order-desk.ts'
import type { Payments } from '../../../adapters/ports/payments.ts'
import { instant } from '../../../adapters/time.ts'
import type { OutboxEntry } from '../../../ledger/writes/port.ts'
import type { OrderDeliveryTools } from '../../shared/orders/order-entry.ts'
import { changeOrder, happened } from '../../shared/orders/placed-order.ts'
import {
  changeReturn,
  type ReturnBody,
  type ReturnCase,
  returnCase,
} from '../../shared/returns/return-case.ts'
import { returnEntryBody, returnEntryIn, VERIFY_RETURN } from '../../shared/returns/return-entry.ts'
import { isResellable } from '../../shared/returns/return-policy.ts'
import { both, type Delivery, type Follow, NOTHING } from '../../shared/writes/outbox-delivery.ts'
import { deskOf } from './desks.ts'

/** How long after a repeated return it is looked for twins, as a multiple of the time in which a late call may be carried out. */
const LATE = 4

/**
 * Registers a return with the system that records returns. What an earlier attempt may have registered is found by the return's number first. A
 * refusal is kept with the return, and the money goes back all the same: the goods are there.
 */
export function createReturn(tools: OrderDeliveryTools): Delivery {
  return {
    settleMs: ({ system }) => deskOf(tools, system).settleMs,
    async find(entry) {
      const one = await caseIn(tools, entry)
      if (!one) return NOTHING
      const [first] = await recordsOf(tools, entry, one)
      if (!first) return null
      // Found is one of them: of the others nobody knows yet.
      const repeated = entry.attempts > 1
      return withVerify(tools, entry, { one, follow: registered(one, first, false), repeated })
    },
    async deliver(entry, repeated) {
      const one = await caseIn(tools, entry)
      const request = one && requestOf(one.body)
      if (!one || !request) return NOTHING
      const record = await deskOf(tools, entry.system).createReturn(request)
      const told = one.body.state === 'RECEIVED'
      return withVerify(tools, entry, { one, follow: registered(one, record, told), repeated })
    },
    async refused(entry, _, repeated) {
      const one = await caseIn(tools, entry)
      if (!one) return NOTHING
      const follow = changeReturn(one, (body) => ({
        ...body,
        desk: body.desk && { ...body.desk, refused: true },
      }))
      return withVerify(tools, entry, { one, follow, repeated })
    },
  }
}

/**
 * Looks for what an unanswered call registered late. A desk takes no return back, so a twin is somebody's to look at: the entry is given up with
 * CONFLICT. The graph shows both as one.
 */
export function verifyReturn(tools: OrderDeliveryTools): Delivery {
  return {
    settleMs: ({ system }) => deskOf(tools, system).settleMs,
    find: null,
    async deliver(entry) {
      const one = await caseIn(tools, entry)
      const records = one ? await recordsOf(tools, entry, one) : []
      if (!one || records.length <= (one.body.desk?.recordId ? 1 : 0)) return NOTHING
      throw new SourceError(
        entry.system,
        'CONFLICT',
        `it has the return ${one.body.reference} once too often`,
      )
    },
    refused: async () => null,
  }
}

/** Gives money back by the provider that took it. The entry's id is the provider's key, so that it is given back once. */
export function refundReturn(tools: OrderDeliveryTools): Delivery {
  return {
    find: null,
    settleMs: ({ system }) => paymentsOf(tools, system).settleMs,
    async deliver(entry) {
      const one = await caseIn(tools, entry)
      const { refundId } = returnEntryIn(entry)
      const refund = one?.body.refunds.find(({ id }) => id === refundId)
      if (!one || !refund?.provider) return NOTHING
      const { reference } = refund.provider
      await paymentsOf(tools, entry.system).refund({ reference, key: entry.id, amount: refund.amount })
      const isBack = changeReturn(one, (body) => ({
        ...body,
        refunds: body.refunds.map((each) => (each.id === refundId ? { ...each, state: 'REFUNDED' } : each)),
      }))
      return both(isBack, toldInOrder(tools, entry, one))
    },
    // Money that cannot be given back is somebody's to look at.
    refused: async () => null,
  }
}

/** The timeline of an order that the graph took says when money of it went back. */
function toldInOrder(
  { clock }: OrderDeliveryTools,
  { system }: OutboxEntry,
  { orderId }: ReturnCase,
): Follow {
  if (orderId === null) return NOTHING
  const event = { at: instant(clock()), kind: 'PAYMENT_REFUNDED', system, note: null } as const
  return changeOrder(orderId, (body) => happened(body, event))
}

async function caseIn(
  { cases }: Pick<OrderDeliveryTools, 'cases'>,
  entry: OutboxEntry,
): Promise<ReturnCase | null> {
  const { returnId } = returnEntryIn(entry)
  const record = (await cases.byIds([returnId])).get(returnId)
  return record ? returnCase(record) : null
}

async function recordsOf(
  tools: OrderDeliveryTools,
  { system }: OutboxEntry,
  { body: { reference } }: ReturnCase,
): Promise<readonly ReturnRecord[]> {
  const read = (await deskOf(tools, system).returned([reference])).get(reference)
  if (isSourceError(read)) throw read
  return (read?.value ?? []).filter(({ cancelled }) => !cancelled)
}

/** What the desk is asked; null for what is no return any more, or was never its own. */
function requestOf({ desk, key, reference, channel, on, lines, state }: ReturnBody): ReturnToCreate | null {
  if (!desk || !key || state === 'CANCELLED') return null
  return {
    reference,
    order: { key, recordId: desk.order },
    channel,
    on,
    store: desk.store,
    customer: desk.customer,
    lines: lines.map(({ sku, quantity, reason, disposition }, at) => ({
      lineId: desk.lineIds[at] ?? '',
      sku,
      quantity: Number(quantity),
      reason,
      resellable: disposition === null ? null : isResellable(disposition),
    })),
  }
}

function registered(one: ReturnCase, { recordId }: ReturnRecord, toldReceived: boolean): Follow {
  return changeReturn(one, (body) => ({
    ...body,
    desk: body.desk && { ...body.desk, recordId: body.desk.recordId ?? recordId, toldReceived },
  }))
}

interface Registering {
  readonly one: ReturnCase
  readonly follow: Follow
  readonly repeated: boolean
}

/** An attempt before it may yet be carried out: it is looked for later. */
function withVerify(
  tools: OrderDeliveryTools,
  entry: OutboxEntry,
  { one, follow, repeated }: Registering,
): Follow {
  if (!repeated) return follow
  const now = tools.clock()
  const ms = deskOf(tools, entry.system).settleMs * LATE
  return {
    about: follow.about,
    async apply(unit) {
      await follow.apply(unit)
      await unit.send({
        id: `${entry.id}/verify`,
        stream: `${entry.stream}/verify`,
        system: entry.system,
        kind: VERIFY_RETURN,
        body: returnEntryBody({ returnId: one.id, orderId: one.orderId, refundId: null }),
        at: instant(now),
        notBefore: instant(new Date(now.getTime() + ms)),
      })
    },
  }
}

function paymentsOf({ estate }: Pick<OrderDeliveryTools, 'estate'>, system: string): Payments {
  const found = estate.answers.payments.find(({ name }) => name === system)
  if (!found) throw new Error(`expected a system "${system}" that answers payments`)
  return found.port
}
