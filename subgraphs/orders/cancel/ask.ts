import type { Instant } from '../../../adapters/time.ts'
import type { WriteUnit } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { CANCELLATION, type CancellationBody, cancelEntryId } from '../../shared/orders/cancellation.ts'
import { CANCEL, orderEntryBody } from '../../shared/orders/order-entry.ts'
import type { PlacedEvent } from '../../shared/orders/placed-order.ts'
import type { OrderFacts } from '../order-facts.ts'
import { because, refused } from '../refused.ts'
import { giveUp, placeEntryId } from './give-up.ts'

/** What is to be cancelled, whoever wants it. */
interface Wish {
  readonly orderId: string
  /** What makes it this wish and no other: its case takes its id from it. */
  readonly id: readonly string[]
  readonly at: Instant
  /** Whose the order is; null where nobody is known. */
  readonly customerId: string | null
  readonly facts: OrderFacts
  /** Null for the whole order. */
  readonly lineIds: readonly string[] | null
  readonly reason: string
}

/**
 * Opens the case of a cancellation, in a write about the order, `stock` and `aboutExchanged`. What no system has yet is given up at once; else the
 * system that has it is to be asked. Throws `Refused` for a line that cannot be cancelled by itself.
 */
export async function askCancellation(
  { services: { sealer } }: Context,
  unit: WriteUnit,
  wish: Wish,
): Promise<void> {
  const { orderId, customerId, facts, reason, at } = wish
  const { placed, desk } = facts
  const lines = positionsOf(wish)
  const caseId = sealer.seal('case', [CANCELLATION, ...wish.id])
  // Not with its system yet, as far as anybody knows: what is on its way nevertheless is cancelled there when it is found.
  const isHere = placed !== null && placed.desk.recordId === null && lines === null
  const body: CancellationBody = {
    status: isHere ? 'DONE' : 'REQUESTED',
    lines,
    reason,
    record: placed === null && desk?.recordId ? { system: desk.system, recordId: desk.recordId } : null,
    events: [event(isHere ? 'CANCELLED' : 'CANCELLATION_REQUESTED', at, reason)],
  }
  await unit.cases.save({
    id: caseId,
    kind: CANCELLATION,
    orderId,
    customerId,
    location: null,
    isOpen: false,
    version: 1,
    createdAt: at,
    body: JSON.stringify(body),
  })
  if (isHere) {
    await giveUp(unit, { orderId, positions: null, caseId, at })
    // Nothing of it is placed any more: an entry that was given up lets go on what waits behind it.
    await unit.retry(placeEntryId(orderId), at)
    return
  }
  const system = placed?.desk.system ?? desk?.system
  if (system === undefined) throw new Error('expected a desk, since without one nothing is cancelled')
  const entry = { id: cancelEntryId(caseId), stream: orderId, system, kind: CANCEL, at }
  await unit.send({ ...entry, body: orderEntryBody(orderId, { caseId }) })
}

function event(kind: PlacedEvent['kind'], at: Instant, note: string): PlacedEvent {
  return { at, kind, system: null, note }
}

/** The lines by their positions in the order; null for all that is left of it, however it was said. */
function positionsOf({ facts: { shown, desk }, lineIds }: Wish): CancellationBody['lines'] {
  const standing = shown.lines.filter(({ status }) => status !== 'CANCELLED')
  if (lineIds === null || standing.every(({ lineId }) => lineIds.includes(lineId))) return null
  return lineIds.map((lineId) => {
    const position = POSITIONS.find((one) => desk?.port.lineIdOf(one) === lineId)
    if (position === undefined)
      throw refused([because('NOT_ALLOWED', 'This line cannot be cancelled by itself.', { lineId })])
    return { lineId, position }
  })
}

/** The positions a line may have. */
const POSITIONS = Array.from({ length: 999 }, (_, at) => at + 1)
