import type { SourceErrorCode } from '../adapters/error.ts'
import type { Source, SystemKind } from '../adapters/source.ts'
import type { Instant } from '../adapters/time.ts'

/** How one system does, measured from the calls the graph's processes made in the last minutes. */
export interface SystemHealth {
  readonly name: string
  readonly kind: SystemKind
  /** The ports it answers. */
  readonly owns: readonly string[]
  readonly circuit: 'CLOSED' | 'HALF_OPEN' | 'OPEN'
  /** How the last call failed; null when it succeeded or there was none. */
  readonly lastFailure: SourceErrorCode | null
  readonly lastCallAt: Instant | null
  readonly lastSuccessAt: Instant | null
  readonly p95Millis: number | null
  /** 0 to 1. */
  readonly errorRate: number | null
  readonly ratePerSecond: number
  /** Calls the system says it takes in its own period; null where it does not say. */
  readonly rateLimit: number | null
  /** How it is asked; null for what is not asked over a network. */
  readonly limits: NonNullable<Source['limits']> | null
}
