import type { Instant } from '../../../adapters/time.ts'
import type { WriteUnit } from '../../../ledger/writes/port.ts'
import { queueGivingBack } from '../../shared/points/spent-points.ts'
import {
  caseRecord,
  type RefundBody,
  type ReturnCase,
  type ReturnLineBody,
} from '../../shared/returns/return-case.ts'
import {
  CREATE_RETURN,
  deskEntryId,
  REFUND_RETURN,
  refundEntryId,
  returnEntryBody,
} from '../../shared/returns/return-entry.ts'
import type { ReturningLine } from './decide.ts'
import type { PlannedRefund } from './refund-plan.ts'

/** Lines as the ledger keeps them. */
export function lineBodies(lines: readonly ReturningLine[]): readonly ReturnLineBody[] {
  return lines.map(({ line, worth, ...rest }) => ({ ...rest, lineId: line.lineId, worth: worth.gross }))
}

/** The money that is to go back: planned while the goods are awaited; what a till gives out is given when they are handed in. */
export function refundBodies(refunds: readonly PlannedRefund[], areGoodsIn: boolean): readonly RefundBody[] {
  return refunds.map((refund, at) => ({
    ...refund,
    id: String(at + 1),
    state: !areGoodsIn ? 'PLANNED' : refund.by === 'TILL' ? 'REFUNDED' : 'ASKED',
  }))
}

/** Keeps a return, and queues what systems are to be told of it: its desk, once; and providers and loyalty engines, when the goods are in. */
export async function keepReturn(unit: WriteUnit, one: ReturnCase, at: Instant): Promise<void> {
  await unit.cases.save(caseRecord(one))
  const { id: returnId, orderId, body } = one
  // Apart from the order's own steps: money goes back though the system that records returns does not answer.
  if (body.desk) {
    await unit.send({
      id: deskEntryId(returnId),
      stream: returnId,
      system: body.desk.system,
      kind: CREATE_RETURN,
      body: returnEntryBody({ returnId, orderId, refundId: null }),
      at,
    })
  }
  await queueRefunds(unit, one, { refunds: body.refunds, at })
}

/** Queues what providers and loyalty engines are to give back for a return: nothing of what awaits the goods. */
export async function queueRefunds(
  unit: WriteUnit,
  { id: returnId, orderId }: Pick<ReturnCase, 'id' | 'orderId'>,
  { refunds, at }: { readonly refunds: readonly RefundBody[]; readonly at: Instant },
): Promise<void> {
  for (const { id: refundId, provider, state, by, amount } of refunds) {
    if (!provider || state !== 'ASKED') continue
    const { system } = provider
    if (by === 'LOYALTY') {
      const what = { orderId: orderId ?? '', amount, returned: { returnId, refundId } }
      await queueGivingBack(unit, { id: refundEntryId(returnId, refundId), system, at, what })
      continue
    }
    await unit.send({
      id: refundEntryId(returnId, refundId),
      stream: orderId ?? returnId,
      system,
      kind: REFUND_RETURN,
      body: returnEntryBody({ returnId, orderId, refundId }),
      at,
    })
  }
}
