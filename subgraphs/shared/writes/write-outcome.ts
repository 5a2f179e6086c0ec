import type { SystemKind } from '../../../adapters/source.ts'
import type { Outcome } from '../../source-status.ts'

/** How far a system is that is told of a change, as the schema shows it. */
export interface WriteOutcome {
  readonly system: SystemKind
  readonly outcome: Outcome | 'REFUSED'
  readonly queuedForRetry: boolean
}
