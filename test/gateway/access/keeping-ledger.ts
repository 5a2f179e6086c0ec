import type { AccessEntry, AccessLedger } from '../../../ledger/access/port.ts'

/** A log that keeps what it is given in memory, one list for each append, and can be told to fail or to wait. */
export interface KeepingLedger extends AccessLedger {
  readonly appends: AccessEntry[][]
  readonly entries: () => readonly AccessEntry[]
  /** Awaited by every append; a rejection fails it. */
  before: () => Promise<void>
}

export function keepingLedger(): KeepingLedger {
  const appends: AccessEntry[][] = []
  const entries = () => appends.flat()
  const head = () => ({ rows: entries().length, hash: `hash ${entries().length}` })
  const ledger: KeepingLedger = {
    appends,
    entries,
    before: async () => {},
    async append(given) {
      await ledger.before()
      appends.push([...given])
      return head()
    },
    read: async () => entries().map((entry, i) => ({ ...entry, seq: i + 1, hash: '' })),
    verify: async () => ({ whole: true, head: head() }),
  }
  return ledger
}
