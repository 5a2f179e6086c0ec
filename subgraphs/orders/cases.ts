import type { RecordId } from '../../adapters/ids.ts'
import type { CaseRecord } from '../../ledger/writes/port.ts'
import type { PlacedEvent } from '../placed-order.ts'
import { FULFILMENT, workBody } from '../store-work.ts'

/** The kind of case that somebody's wish to cancel is. */
export const CANCELLATION = 'cancellation'

/** What the ledger holds of somebody's wish to cancel an order, or some of it. */
export interface CancellationBody {
  /** REQUESTED until the system that takes orders has done it or refused. */
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
  // Written by `withCancellation` and by who opens one.
  return JSON.parse(body) as CancellationBody
}

/** The next version of a cancellation: closed in this way, with one more thing that happened. */
export function closed(
  record: CaseRecord,
  status: CancellationBody['status'],
  event: PlacedEvent,
): CaseRecord {
  const before = cancellationBody(record)
  const body: CancellationBody = { ...before, status, events: [...before.events, event] }
  return { ...record, version: record.version + 1, body: JSON.stringify(body) }
}

/** What happened in a case; nothing where its kind tells no steps. */
export function caseEvents(record: CaseRecord): readonly PlacedEvent[] {
  if (record.kind === CANCELLATION) return cancellationBody(record).events
  return record.kind === FULFILMENT ? workBody(record).events : []
}

/** The outbox entry by which the system that takes orders is told of a cancellation. */
export function cancelEntryId(caseId: string): string {
  return `${caseId}/cancel`
}

/** The outbox entries that came to nothing because their system refuses. */
export function refusedEntries(cases: readonly CaseRecord[]): ReadonlySet<string> {
  return new Set(
    cases
      .filter((one) => one.kind === CANCELLATION && cancellationBody(one).status === 'REJECTED')
      .map(({ id }) => cancelEntryId(id)),
  )
}
