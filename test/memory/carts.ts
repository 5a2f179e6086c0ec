import { LedgerError } from '../../ledger/error.ts'
import type { CartReads, CartRecord, Carts } from '../../ledger/writes/port.ts'
import { notNext } from '../../ledger/writes/version.ts'
import { byTexts, picked, type StateOf, type WriteState } from './write-state.ts'

/** `CartReads` over a state. */
export function memoryCartReads(of: StateOf): CartReads {
  return {
    byIds: async (ids) => picked(of().carts, ids),
    activeOf: async (customerIds) =>
      new Map(
        customerIds.flatMap((customerId) => {
          const cart = active(of(), customerId)
          return cart ? [[customerId, cart] as const] : []
        }),
      ),
    async handOff(codeHash, at) {
      const handOff = of().handOffs.get(codeHash)
      if (!handOff || handOff.used || handOff.expiresAt <= at) return null
      const { used: _, ...rest } = handOff
      return rest
    },
    expired: async (at, first) =>
      [...of().carts.values()]
        .filter(({ state, expiresAt }) => state === 'ACTIVE' && expiresAt !== null && expiresAt <= at)
        .sort(
          byTexts(
            (cart) => cart.expiresAt ?? '',
            (cart) => cart.id,
          ),
        )
        .slice(0, first),
  }
}

/** `Carts` over the state of a transaction. */
export function memoryCarts(draft: WriteState): Carts {
  const reads = memoryCartReads(() => draft)
  return {
    byId: async (id) => draft.carts.get(id) ?? null,
    activeOf: async (customerId) => active(draft, customerId) ?? null,
    async save(cart) {
      if (cart.version !== (draft.carts.get(cart.id)?.version ?? 0) + 1) throw notNext('a cart', cart.version)
      draft.carts.set(cart.id, cart)
    },
    async note({ id, version, body }) {
      const cart = draft.carts.get(id)
      if (cart?.version !== version) throw notNext('a cart', version + 1)
      draft.carts.set(id, { ...cart, body })
    },
    async addHandOff(handOff) {
      if (draft.handOffs.get(handOff.codeHash)?.used === false) {
        throw new LedgerError('FAILED', 'expected a hand-off code that opens nothing')
      }
      draft.handOffs.set(handOff.codeHash, { ...handOff, used: false })
    },
    async takeHandOff(codeHash, at) {
      const found = await reads.handOff(codeHash, at)
      if (found) draft.handOffs.set(codeHash, { ...found, used: true })
      return found
    },
  }
}

function active({ carts }: WriteState, customerId: string): CartRecord | undefined {
  return [...carts.values()]
    .filter((cart) => cart.state === 'ACTIVE' && cart.customerId === customerId)
    .sort(
      byTexts(
        (cart) => cart.updatedAt,
        (cart) => cart.id,
      ),
    )
    .at(-1)
}
