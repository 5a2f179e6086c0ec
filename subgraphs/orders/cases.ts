import type { CaseRecord } from '../../ledger/writes/port.ts'
import { CANCELLATION, cancelEntryId, cancellationBody } from '../shared/orders/cancellation.ts'
import type { PlacedEvent } from '../shared/orders/placed-order.ts'
import { FULFILMENT, workBody } from '../shared/orders/store-work.ts'

/** What happened in a case; nothing where its kind tells no steps. */
export function caseEvents(record: CaseRecord): readonly PlacedEvent[] {
  if (record.kind === CANCELLATION) return cancellationBody(record).events
  return record.kind === FULFILMENT ? workBody(record).events : []
}

/** The outbox entries that came to nothing because their system refuses, or an operator gave them up. */
export function refusedEntries(cases: readonly CaseRecord[]): ReadonlySet<string> {
  return new Set(
    cases
      .filter((one) => one.kind === CANCELLATION && cancellationBody(one).status === 'REJECTED')
      .map(({ id }) => cancelEntryId(id)),
  )
}
