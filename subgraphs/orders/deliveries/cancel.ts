import { type Instant, instant } from '../../../adapters/time.ts'
import type { About, OutboxEntry, WriteUnit } from '../../../ledger/writes/port.ts'
import {
  type CancellationBody,
  cancellationBody,
  closeCancellation,
} from '../../shared/orders/cancellation.ts'
import { bodyOf, type OrderDeliveryTools, orderIdIn, saidIn } from '../../shared/orders/order-entry.ts'
import { type Delivery, type Follow, NOTHING } from '../../shared/writes/outbox-delivery.ts'
import { giveUp } from '../cancel/give-up.ts'
import { giveCancelledPointsBack } from '../points.ts'
import { aboutExchanged } from '../returns/exchange-end.ts'
import { deskOf } from './desks.ts'

/**
 * Cancels an order, or some of its lines, with its desk. What is cancelled there stays so, so that it is simply asked again. Then the money
 * goes back and the stock is free; a refusal changes nothing but what is said of it.
 */
export function cancelOrder(tools: OrderDeliveryTools): Delivery {
  return {
    find: null,
    settleMs: ({ system }) => deskOf(tools, system).settleMs,
    async deliver(entry) {
      const wish = await wishOf(tools, entry)
      if (!wish) return NOTHING
      const body = await bodyOf(tools, entry)
      const recordId = wish.record?.recordId ?? body?.desk.recordId ?? null
      const positions = wish.lines?.map(({ position }) => position) ?? null
      // An order that its desk never took has nothing to be cancelled there.
      if (recordId !== null)
        await deskOf(tools, entry.system).cancel({ recordId, positions, reason: wish.reason })
      return ended(tools, entry, { status: 'DONE', about: aboutExchanged(body) }, async (unit, at) => {
        const gone = { orderId: orderIdIn(entry), positions, caseId: caseIdIn(entry), at }
        await giveCancelledPointsBack(unit, tools.estate, gone)
        await giveUp(unit, gone)
      })
    },
    async refused(entry) {
      return (await wishOf(tools, entry)) ? ended(tools, entry, { status: 'REJECTED', about: [] }) : NOTHING
    },
  }
}

function caseIdIn(entry: OutboxEntry): string {
  return saidIn(entry).caseId ?? ''
}

/** What is to be cancelled; null where the ledger has no such case. */
async function wishOf({ cases }: OrderDeliveryTools, entry: OutboxEntry): Promise<CancellationBody | null> {
  const id = caseIdIn(entry)
  const found = (await cases.byIds([id])).get(id)
  return found ? cancellationBody(found) : null
}

function ended(
  { clock }: OrderDeliveryTools,
  entry: OutboxEntry,
  { status, about }: { readonly status: 'DONE' | 'REJECTED'; readonly about: readonly About[] },
  also: (unit: WriteUnit, at: Instant) => Promise<void> = async () => {},
): Follow {
  const at = instant(clock())
  const kind = status === 'DONE' ? 'CANCELLED' : 'CANCELLATION_REFUSED'
  return {
    about: [`order/${orderIdIn(entry)}`, 'stock', ...about],
    async apply(unit) {
      const event = { at, kind, system: entry.system, note: null } as const
      await closeCancellation(unit, caseIdIn(entry), { status, event })
      await also(unit, at)
    },
  }
}
