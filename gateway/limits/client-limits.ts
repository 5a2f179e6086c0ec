import type { ViewerKind } from '../../subgraphs/shared/access/viewer.ts'

/** What one client may do. */
export interface ClientLimits {
  /** Requests a second, in the long run. */
  readonly requestsPerSecond: number
  /** Requests at once, after a pause. */
  readonly requestBurst: number
  /** Cost a second, in the long run. */
  readonly costPerSecond: number
  /** Cost at once, after a pause. */
  readonly costBudget: number
}

export type PerKind = Readonly<Record<ViewerKind, ClientLimits>>

/**
 * Every example operation fits ten times into the budget of those who would send it. Of shoppers without a token many may
 * share an address.
 */
export const DEFAULT_CLIENTS: PerKind = {
  ANONYMOUS: { requestsPerSecond: 50, requestBurst: 500, costPerSecond: 5_000, costBudget: 50_000 },
  SHOPPER: { requestsPerSecond: 20, requestBurst: 200, costPerSecond: 2_000, costBudget: 50_000 },
  STAFF: { requestsPerSecond: 50, requestBurst: 500, costPerSecond: 10_000, costBudget: 100_000 },
  PARTNER: { requestsPerSecond: 100, requestBurst: 1_000, costPerSecond: 10_000, costBudget: 100_000 },
}
