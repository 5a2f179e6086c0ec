import type { SourceError } from '../../../adapters/error.ts'
import type { About, OutboxEntry, WriteUnit } from '../../../ledger/writes/port.ts'

/** What the ledger learns from how a delivery ended, kept together with that it ended. */
export interface Follow {
  readonly about: readonly About[]
  apply(unit: WriteUnit): Promise<void>
}

/** How entries of one kind are delivered to their system. */
export interface Delivery {
  /**
   * Whether the system has it from an earlier attempt whose end nobody knows; null: it has not. Throws a `SourceError`. Null in place of
   * the function where the system itself does a thing once, so that it is simply asked again.
   */
  readonly find: ((entry: OutboxEntry) => Promise<Follow | null>) | null
  /** How long an attempt that was not answered may still be carried out, milliseconds: before that `find` proves nothing. */
  settleMs(entry: OutboxEntry): number
  /** Asks the system. Throws a `SourceError`. `repeated`: an attempt before it may yet be carried out. */
  deliver(entry: OutboxEntry, repeated: boolean): Promise<Follow>
  /** What follows when the system says no for good (CONFLICT, UNSUPPORTED); null: an operator has to look. `repeated` as above. */
  refused(entry: OutboxEntry, error: SourceError, repeated: boolean): Promise<Follow | null>
}

/** Every kind of entry that can be queued, by its name. */
export type Deliveries = Readonly<Record<string, Delivery>>

/** Nothing follows. */
export const NOTHING: Follow = { about: [], apply: async () => {} }

/** What follows of two things, in one transaction. */
export function both(one: Follow, other: Follow): Follow {
  return {
    about: [...new Set([...one.about, ...other.about])],
    async apply(unit) {
      await one.apply(unit)
      await other.apply(unit)
    },
  }
}
