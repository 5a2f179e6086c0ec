import type { RecordId } from '../../../adapters/ids.ts'
import type { CaseRecord, WriteUnit } from '../../../ledger/writes/port.ts'
import type { PlacedEvent } from './placed-order.ts'

/** The kind of case that somebody's wish to cancel is. */
export const CANCELLATION = 'cancellation'

/** What the ledger holds of somebody's wish to cancel an order, or some of it. */
export interface CancellationBody {
  /** REQUESTED until the system that takes orders has done it or refused, or an operator has given it up. */
  readonly status: 'REQUESTED' | 'DONE' | 'REJECTED'
  /** The lines, by their ids and positions in the order; null for the whole order. */
  readonly lines: readonly { readonly lineId: string; readonly position: number }[] | null
  readonly reason: string
  /** The system's record, of an order that the graph did not take; null for one that it did: the order knows. */
  readonly record: { readonly system: string; readonly recordId: RecordId } | null
  /** What happened, oldest first. */
  readonly events: readonly PlacedEvent[]
}

/** What is in a cancellation. */
export function cancellationBody({ body }: CaseRecord): CancellationBody {
  // Written by `closed` and by who opens one.
  return JSON.parse(body) as CancellationBody
}

/** How a cancellation ends, and what is told of it. */
interface Closing {
  readonly status: Exclude<CancellationBody['status'], 'REQUESTED'>
  readonly event: PlacedEvent
}

/** Ends a cancellation, once; nothing for one that has ended, or is none. The write is about its order. */
export async function closeCancellation({ cases }: WriteUnit, id: string, closing: Closing): Promise<void> {
  const found = (await cases.byIds([id])).get(id)
  if (found && cancellationBody(found).status === 'REQUESTED') await cases.save(closed(found, closing))
}

function closed(record: CaseRecord, { status, event }: Closing): CaseRecord {
  const before = cancellationBody(record)
  const body: CancellationBody = { ...before, status, events: [...before.events, event] }
  return { ...record, version: record.version + 1, body: JSON.stringify(body) }
}

/** The outbox entry by which the system that takes orders is told of a cancellation. */
export function cancelEntryId(caseId: string): string {
  return `${caseId}/cancel`
}
