import type { Instant } from '../../../adapters/time.ts'
import type { About, OutboxEntry, WriteUnit } from '../../../ledger/writes/port.ts'
import { closeCancellation } from '../orders/cancellation.ts'
import { CANCEL, orderIdIn, saidIn } from '../orders/order-entry.ts'

/** What follows in the ledger when an operator gives an entry up for good, in the same transaction. */
interface Discarded {
  readonly about: readonly About[]
  apply(unit: WriteUnit, at: Instant): Promise<void>
}

/** What an entry leaves behind that would wait for its system for ever; nothing follows from giving up the others. */
export function discarded(entry: OutboxEntry): Discarded {
  return AFTER[entry.kind]?.(entry) ?? { about: [], apply: async () => {} }
}

const AFTER: Readonly<Record<string, (entry: OutboxEntry) => Discarded>> = {
  /** A wish to cancel ends with its entry: the order may be cancelled anew. */
  [CANCEL]: (entry) => ({
    about: [`order/${orderIdIn(entry)}`],
    apply: (unit, at) =>
      closeCancellation(unit, saidIn(entry).caseId ?? '', {
        status: 'REJECTED',
        event: { at, kind: 'CANCELLATION_REFUSED', system: entry.system, note: 'GIVEN_UP' },
      }),
  }),
}
