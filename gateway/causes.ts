import { clientCode, isLedgerAway, rootCause } from './errors.ts'
import type { Log } from './log.ts'

/** Writes what nobody may see but the operator, under the request's id: the cause of each bug, and of each answer that lacks for the ledger. */
export function logCauses(log: Log, requestId: string, errors: readonly unknown[]): void {
  for (const error of errors) {
    if (isLedgerAway(error)) log.error('ledger.failed', { requestId }, rootCause(error))
    else if (clientCode(error) === 'INTERNAL') log.error('internal', { requestId }, rootCause(error))
  }
}
