import DataLoader from 'dataloader'
import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import { sumMoney } from '../../../adapters/money.ts'
import type { Return, ReturnStatus } from '../../../adapters/ports/orders.ts'
import type { Found } from '../../../adapters/read.ts'
import { channelOf } from '../../channel.ts'
import { type Context, perRequest } from '../../context.ts'
import type { Asked } from '../../source-status.ts'
import type { MergedOrder } from '../orders/order-copies.ts'
import { readPart } from '../orders/order-parts.ts'
import { type ReturnBody, type ReturnCase, returnCases } from './return-case.ts'

/** A return as a system told of it. */
export interface ToldReturn {
  readonly asked: Asked
  /** The order's record there. */
  readonly of: RecordId
  readonly found: Found<readonly Return[]>
  readonly back: Return
}

/** A return of an order: what the graph's ledger holds of it, what a system told of it, or both. */
export interface OrderReturn {
  readonly own: ReturnCase | null
  readonly told: ToldReturn | null
  /** As it is shown. */
  readonly back: Return
}

const cases = perRequest(
  ({ services: { writes } }) =>
    new DataLoader<string, readonly ReturnCase[]>(async (orderIds) => {
      const found = await writes.cases.ofOrders(orderIds)
      return orderIds.map((id) => returnCases(found.get(id) ?? []))
    }),
)

/** What was read of an order's returns is read anew from now on. */
export function forgetReturns(context: Context, orderId: string): void {
  cases(context).clear(orderId)
}

/** The returns of an order that systems told of; why, where nobody knows. */
export async function toldReturns(
  context: Context,
  order: MergedOrder,
): Promise<readonly ToldReturn[] | SourceError> {
  const read = await readPart(context, order, 'returns')
  if (isSourceError(read)) return read
  return read ? toldIn(read.copy.asked, read.copy.found.recordId, read.found) : []
}

/** Each of the returns that a system told of for an order's record. */
export function toldIn(asked: Asked, of: RecordId, found: Found<readonly Return[]>): readonly ToldReturn[] {
  return found.value.map((back) => ({ asked, of, found, back }))
}

/** What the graph's ledger holds of an order's returns. */
export function ownReturns(context: Context, orderId: string): Promise<readonly ReturnCase[]> {
  return cases(context).load(orderId)
}

/** Every return of an order once, whoever recorded it, oldest known to the graph last; why, where nobody knows. */
export async function readReturns(
  context: Context,
  order: MergedOrder,
): Promise<readonly OrderReturn[] | SourceError> {
  const [told, own] = await Promise.all([toldReturns(context, order), ownReturns(context, order.id)])
  return isSourceError(told) ? told : mergeReturns(told, own)
}

/**
 * Puts what a system recorded together with what the graph has of the same return: by the record's key, or by the return's number. A
 * number that a system has twice is one return.
 */
export function mergeReturns(
  told: readonly ToldReturn[],
  own: readonly ReturnCase[],
): readonly OrderReturn[] {
  const merged = own.map((one): OrderReturn => {
    const same = told.find(({ back }) => isSame(one, back)) ?? null
    return { own: one, told: same, back: shownOf(one, same) }
  })
  const others = told.filter(({ back }) => !own.some((one) => isSame(one, back)))
  return [...others.map((one) => ({ own: null, told: one, back: one.back })), ...merged]
}

function isSame({ body: { desk, reference } }: ReturnCase, { recordId, reference: theirs }: Return): boolean {
  return theirs === reference || (desk !== null && desk.recordId === recordId)
}

/** The states of a return as they follow each other. */
const STEPS: readonly ReturnStatus[] = ['REQUESTED', 'APPROVED', 'IN_TRANSIT', 'RECEIVED', 'REFUNDED']

function shownOf(one: ReturnCase, told: ToldReturn | null): Return {
  const { id, body } = one
  const { reference, channel, on, lines } = body
  return {
    recordId: told?.back.recordId ?? (id as RecordId),
    reference,
    channel: told?.back.channel ?? channelOf(channel),
    status: statusOf(body, told?.back ?? null),
    on: told?.back.on ?? on,
    at: body.receivedAt ?? told?.back.at ?? null,
    receivedAt: told?.back.receivedAt ?? null,
    lines: lines.map(({ lineId, sku, quantity, reason }) => ({ lineId, sku, quantity, reason })),
    refund: refundOf(body, told?.back ?? null),
  }
}

/** The further of what both know; money counts as given back when everybody who gives some of it said so. */
function statusOf(body: ReturnBody, told: Return | null): ReturnStatus {
  const own = ownStatus(body)
  if (own === 'CANCELLED') return own
  if (told === null) return own
  const isIn = own === 'RECEIVED' || own === 'REFUNDED'
  if (told.status === 'REJECTED' || told.status === 'CANCELLED') return isIn ? own : told.status
  const theirs = told.status === 'REFUNDED' && !isPaid(body, told) ? 'RECEIVED' : told.status
  const further = STEPS[Math.max(STEPS.indexOf(own), STEPS.indexOf(theirs))] ?? own
  return further === 'RECEIVED' && isIn && isPaid(body, told) ? 'REFUNDED' : further
}

function ownStatus(body: ReturnBody): ReturnStatus {
  if (body.state === 'CANCELLED') return 'CANCELLED'
  if (body.state === 'RECEIVED') return isPaid(body, null) ? 'REFUNDED' : 'RECEIVED'
  if (body.desk?.refused) return 'REJECTED'
  return body.desk?.recordId ? 'APPROVED' : 'REQUESTED'
}

/** Whether everything that is to be given back was. What the ERP gives back it says itself. */
function isPaid({ refunds }: ReturnBody, told: Return | null): boolean {
  return (
    refunds.length > 0 &&
    refunds.every(({ by, state }) => state === 'REFUNDED' || (by === 'ERP' && told?.status === 'REFUNDED'))
  )
}

function refundOf({ refunds }: ReturnBody, told: Return | null) {
  const given = refunds.filter(
    ({ by, state }) => state === 'REFUNDED' || (by === 'ERP' && told?.status === 'REFUNDED'),
  )
  const [first] = given
  if (!first) return refunds.length === 0 ? (told?.refund ?? null) : null
  return sumMoney(
    given.map(({ amount }) => amount),
    first.amount.currency,
  )
}
