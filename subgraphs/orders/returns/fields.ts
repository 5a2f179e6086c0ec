import { addDays, dayIn } from '../../../adapters/time.ts'
import type { OutboxEntry } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { moneyFields } from '../../shared/prices/money.ts'
import type { OrderReturn } from '../../shared/returns/order-returns.ts'
import type { RefundBody, ReturnCase } from '../../shared/returns/return-case.ts'
import { deskEntryId, refundEntryId } from '../../shared/returns/return-entry.ts'
import { isResellable } from '../../shared/returns/return-policy.ts'
import type { RefundModel, ReturnLineModel } from '../models.ts'
import type { LabelUnavailable, ReturnFact } from '../resolvers.generated.ts'
import type { PlannedRefund } from './refund-plan.ts'

/** What came back, with how it was found where somebody looked. */
export function returnLines({ own, back }: OrderReturn): readonly ReturnLineModel[] {
  return back.lines.map(({ lineId: orderLineId, ...line }, at) => {
    const { condition = null, disposition = null } = own?.body.lines[at] ?? {}
    return { ...line, orderLineId, condition, disposition }
  })
}

/** Money that would go back, as nobody has asked for it yet. */
export function proposed(context: Context, refund: PlannedRefund): RefundModel {
  return { ...shown(context, refund), state: 'PROPOSED' }
}

/** The money that goes back, each part as far as whoever gives it back said. */
export async function refundsOf(context: Context, of: OrderReturn): Promise<readonly RefundModel[]> {
  const { own, told, back } = of
  if (!own) return []
  const { refunds } = own.body
  const asked = refunds.filter(({ provider, state }) => provider !== null && state === 'ASKED')
  const entries = await entriesOf(
    context,
    asked.map((refund) => refundEntryId(own.id, refund.id)),
  )
  return refunds.map((refund) => {
    const entry = entries.get(refundEntryId(own.id, refund.id))
    const isBack = refund.by === 'ERP' && told?.back.status === 'REFUNDED'
    const state = isBack || refund.state === 'REFUNDED' ? 'REFUNDED' : stateOf(refund, entry)
    const expectedBy = back.status === 'CANCELLED' ? null : shown(context, refund).expectedBy
    return { ...shown(context, refund), state, expectedBy: state === 'FAILED' ? null : expectedBy }
  })
}

function stateOf({ state }: RefundBody, entry: OutboxEntry | undefined): RefundModel['state'] {
  if (state === 'PLANNED') return 'AWAITING_GOODS'
  return isGivenUp(entry) ? 'FAILED' : 'PENDING'
}

function isGivenUp(entry: OutboxEntry | undefined): boolean {
  return entry?.state === 'DEAD' || entry?.state === 'DISCARDED'
}

function shown(
  { services: { retailer, returns, clock } }: Context,
  { amount, path, by, paymentId }: Pick<PlannedRefund, 'amount' | 'path' | 'by' | 'paymentId'>,
): Omit<RefundModel, 'state'> {
  const today = dayIn(retailer.timeZone, clock())
  // The ERP pays when its own run does, and does not say when that is.
  const days = { TILL: 0, LOYALTY: 0, PROVIDER: returns.refundDays, ERP: null }[by]
  const expectedBy = days === null ? null : addDays(today, days)
  return { amount: moneyFields(amount), path, by, paymentId, expectedBy }
}

function entriesOf({ services: { writes } }: Context, ids: readonly string[]) {
  return ids.length === 0 ? new Map<string, OutboxEntry>() : writes.outbox.byIds(ids)
}

/** The three facts of a return, each by itself; null for one that no system tells of. */
export interface ReturnFactsModel {
  readonly receipt: ReturnFact
  readonly refund: ReturnFact | null
  readonly restock: ReturnFact | null
}

/** Whether the goods are in, the money is back, and the system that counts the stock knows of the goods. */
export async function factsOf(context: Context, of: OrderReturn): Promise<ReturnFactsModel> {
  const { own, back } = of
  const isIn = back.status === 'RECEIVED' || back.status === 'REFUNDED'
  const receipt = isIn
    ? 'DONE'
    : back.status === 'CANCELLED' || back.status === 'REJECTED'
      ? 'NOT_NEEDED'
      : 'OPEN'
  if (!own) return { receipt, refund: back.refund ? 'DONE' : null, restock: null }
  const [refunds, restock] = await Promise.all([refundsOf(context, of), restockOf(context, own, of)])
  return { receipt, refund: refundFact(refunds, receipt), restock }
}

function refundFact(refunds: readonly RefundModel[], receipt: ReturnFact): ReturnFact {
  if (refunds.length === 0 || receipt === 'NOT_NEEDED') return 'NOT_NEEDED'
  if (refunds.some(({ state }) => state === 'FAILED')) return 'FAILED'
  return refunds.every(({ state }) => state === 'REFUNDED') ? 'DONE' : 'OPEN'
}

async function restockOf(
  context: Context,
  { id, body }: ReturnCase,
  { back }: OrderReturn,
): Promise<ReturnFact | null> {
  const { desk, lines, state } = body
  if (back.status === 'CANCELLED' || back.status === 'REJECTED') return 'NOT_NEEDED'
  if (state !== 'RECEIVED') return 'OPEN'
  if (lines.every(({ disposition }) => disposition !== null && !isResellable(disposition)))
    return 'NOT_NEEDED'
  if (!desk) return null
  if (desk.refused) return 'FAILED'
  // It heard of the return before the goods were there, and is told no more.
  if (desk.recordId !== null) return desk.toldReceived ? 'DONE' : null
  const entry = (await entriesOf(context, [deskEntryId(id)])).get(deskEntryId(id))
  return isGivenUp(entry) ? 'FAILED' : 'OPEN'
}

/** Where a label for the way back is printed; null where there is none. */
export function labelUrl({ services }: Context, { own }: OrderReturn): string | null {
  if (!own || whyNoLabel({ services }, own) !== null) return null
  const reference = encodeURIComponent(own.body.reference)
  return services.returns.labelUrl?.replaceAll('{reference}', reference) ?? null
}

/** Why there is no label; null where there is one. */
export function labelUnavailable(context: Context, { own }: OrderReturn): LabelUnavailable | null {
  return own ? whyNoLabel(context, own) : 'REGISTERED_ELSEWHERE'
}

function whyNoLabel(
  { services: { returns, stores } }: Pick<Context, 'services'>,
  { body, location }: ReturnCase,
): LabelUnavailable | null {
  if (body.state !== 'ANNOUNCED') return 'NOT_AWAITED'
  if (location !== null && stores.byId(location)?.kind === 'STORE') return 'HANDED_IN_AT_STORE'
  return returns.labelUrl === null ? 'NO_LABEL_SERVICE' : null
}
