import { groupBy } from '../../adapters/group-by.ts'
import type { CaseReads, Cases } from '../../ledger/writes/port.ts'
import { notNext } from '../../ledger/writes/version.ts'
import { behind, byTexts, picked, type StateOf, type WriteState } from './write-state.ts'

/** `CaseReads` over a state. */
export function memoryCaseReads(of: StateOf): CaseReads {
  const sorted = () =>
    [...of().cases.values()].sort(
      byTexts(
        ({ createdAt }) => createdAt,
        ({ id }) => id,
      ),
    )
  return {
    byIds: async (ids) => picked(of().cases, ids),
    ofOrders: async (orderIds) =>
      groupBy(
        sorted().filter(({ orderId }) => orderId !== null && orderIds.includes(orderId)),
        ({ orderId }) => orderId ?? '',
      ),
    openAt: async (location, { kind, after, first }) =>
      behind(sorted(), after)
        .filter((one) => one.isOpen && one.location === location && one.kind === kind)
        .slice(0, first),
  }
}

/** `Cases` over the state of a transaction. */
export function memoryCases(draft: WriteState): Cases {
  const { byIds, ofOrders } = memoryCaseReads(() => draft)
  return {
    byIds,
    ofOrders,
    async save(one) {
      const before = draft.cases.get(one.id)
      if (one.version !== (before?.version ?? 0) + 1) throw notNext('a case', one.version)
      const { kind, orderId, createdAt } = before ?? one
      draft.cases.set(one.id, { ...one, kind, orderId, createdAt })
    },
  }
}
