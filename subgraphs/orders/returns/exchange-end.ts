import type { Instant } from '../../../adapters/time.ts'
import type { About, WriteUnit } from '../../../ledger/writes/port.ts'
import type { PlacedOrderBody } from '../../shared/orders/placed-order.ts'
import { caseRecord, type RefundBody, returnCase } from '../../shared/returns/return-case.ts'
import { shareOwed } from './stand-in.ts'
import { queueRefunds } from './steps.ts'

/** What a write that may end an order, or lines of it, is about besides: the order whose goods it takes the place of. */
export function aboutExchanged(order: Pick<PlacedOrderBody, 'exchangeOf'> | null): readonly About[] {
  return order?.exchangeOf ? [`order/${order.exchangeOf.orderId}`] : []
}

/**
 * Has the money go back for goods whose exchange came to nothing, once: as for any return, when the goods are in; until then the return plans it. Of an
 * order that ended in part, for that part. Nothing for an order that is no exchange. The write is about `aboutExchanged`, and the order.
 */
export async function oweForGone(unit: WriteUnit, order: PlacedOrderBody, at: Instant): Promise<void> {
  const { returnId } = order.exchangeOf ?? {}
  const record = returnId === undefined ? undefined : (await unit.cases.byIds([returnId])).get(returnId)
  if (!record) return
  const one = returnCase(record)
  const { state, refunds } = one.body
  const { due, owed } = shareOwed(one.body, order)
  if (due.length === 0 || state === 'CANCELLED') return
  const more = due.map(
    (refund, index): RefundBody => ({
      ...refund,
      id: String(refunds.length + index + 1),
      // Nobody stands at the till: what it gives out is fetched there.
      state: state === 'RECEIVED' ? 'ASKED' : 'PLANNED',
    }),
  )
  const body = { ...one.body, owed, refunds: [...refunds, ...more] }
  await unit.cases.save(caseRecord({ ...one, version: one.version + 1, body }))
  await queueRefunds(unit, one, { refunds: more, at })
}
