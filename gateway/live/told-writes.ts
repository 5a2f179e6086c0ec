import type { About, WriteLedger } from '../../ledger/writes/port.ts'

/**
 * A ledger whose writes are told as soon as they are kept: what each was about. What a process that dies in between has kept is
 * told to nobody, so whoever listens looks now and then for itself.
 */
export function toldWrites(writes: WriteLedger, tell: (about: readonly About[]) => void): WriteLedger {
  return {
    ...writes,
    async once(command, work) {
      const done = await writes.once(command, work)
      if (!done.replayed) tell(command.about)
      return done
    },
    async transact(about, work) {
      const result = await writes.transact(about, work)
      tell(about)
      return result
    },
    outbox: {
      ...writes.outbox,
      async settle(worker, id, outcome, about, follow) {
        const isKept = await writes.outbox.settle(worker, id, outcome, about, follow)
        if (isKept) tell(about)
        return isKept
      },
    },
  }
}
