import type { Instant } from '../../adapters/time.ts'
import type { HoldReads, HoldRecord, StockPlace } from '../../ledger/writes/port.ts'
import { behind, byTexts, picked, type StateOf } from './write-state.ts'

/** `HoldReads` over a state. */
export function memoryHoldReads(of: StateOf): HoldReads {
  const oldestFirst = () =>
    [...of().holds.values()].sort(
      byTexts(
        (hold) => hold.createdAt,
        (hold) => hold.id,
      ),
    )
  const grouped = (ids: readonly string[], idOf: (hold: HoldRecord) => string | null) =>
    new Map(
      ids.flatMap((id) => {
        const theirs = oldestFirst().filter((hold) => idOf(hold) === id)
        return theirs.length > 0 ? [[id, theirs] as const] : []
      }),
    )
  return {
    byIds: async (ids) => picked(of().holds, ids),
    ofOrders: async (orderIds) => grouped(orderIds, ({ orderId }) => orderId),
    ofCarts: async (cartIds) => grouped(cartIds, ({ cartId }) => cartId),
    held: async (places, at) =>
      new Map(
        places.map((place) => {
          const lines = oldestFirst()
            .filter((hold) => hold.location === place.location && (counts(hold, at) || lacks(hold, place)))
            .flatMap((hold) => hold.lines)
          const units = lines.filter(({ sku }) => sku === place.sku).reduce((sum, { held }) => sum + held, 0)
          return [place, units]
        }),
      ),
    openOf: async (customerId, at) =>
      oldestFirst().filter(
        (hold) => hold.customerId === customerId && hold.state === 'HELD' && counts(hold, at),
      ).length,
    expired: async (at, first) =>
      oldestFirst()
        .filter((hold) => hold.state === 'HELD' && !counts(hold, at))
        .sort(
          byTexts(
            (hold) => hold.expiresAt ?? '',
            (hold) => hold.id,
          ),
        )
        .slice(0, first),
    committed: async (after, first) =>
      behind(oldestFirst(), after)
        .filter(({ state }) => state === 'COMMITTED')
        .slice(0, first),
  }
}

/** Whether a count that was read before the hold's end still has its units. */
function lacks({ state, endedAt }: HoldRecord, { readAt }: StockPlace): boolean {
  return state === 'ENDED' && endedAt !== undefined && readAt !== undefined && endedAt > readAt
}

function counts({ state, expiresAt }: HoldRecord, at: Instant): boolean {
  return state === 'COMMITTED' || (state === 'HELD' && (expiresAt === null || expiresAt > at))
}
