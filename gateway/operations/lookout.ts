import type { Clock } from '../../adapters/time.ts'
import type { Outbox } from '../../ledger/writes/port.ts'
import type { MetricName } from './metric-table.ts'

/** What is looked at when the numbers are read. */
export interface Watched {
  /** Whether the identity ledger is filled. */
  filled(): boolean
  /** What systems are still to be told. */
  readonly waiting: Outbox['counts']
}

/** A number that may go down, by its labels; as `prom-client` has it. */
interface Dial {
  set(value: number): void
  set(labels: Readonly<Record<string, string>>, value: number): void
  reset(): void
}

/** Looks, whenever it is asked to, at what no event tells. */
export function lookout(of: { gauge(name: MetricName): Dial }, clock: Clock) {
  const fill = of.gauge('couture_identity_filled')
  const entries = of.gauge('couture_outbox_entries')
  const oldest = of.gauge('couture_outbox_oldest_seconds')
  let watched: Watched | null = null
  return {
    watch(house: Watched) {
      watched = house
    },
    async look() {
      fill.set(watched?.filled() ? 1 : 0)
      // Of a ledger that does not answer nothing is known, and old numbers would look like new ones.
      const counts = (await watched?.waiting().catch(() => [])) ?? []
      entries.reset()
      oldest.reset()
      for (const { system, state, count, oldest: since } of counts) {
        entries.set({ system, state }, count)
        oldest.set({ system, state }, Math.max(0, (clock().getTime() - Date.parse(since)) / 1_000))
      }
    },
  }
}
