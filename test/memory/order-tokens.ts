import { otherOrder } from '../../ledger/order-tokens.ts'
import type { OrderTokenGrant, OrderTokens } from '../../ledger/port.ts'

/** Order tokens in their simplest form. */
export function memoryOrderTokens(): OrderTokens {
  const granted = new Map<string, OrderTokenGrant>()
  const revoked = new Set<string>()
  return {
    async grant(grant) {
      const held = granted.get(grant.hash)
      if (held && held.orderId !== grant.orderId) throw otherOrder()
      if (!held) granted.set(grant.hash, grant)
    },
    async find(hash, at) {
      const held = granted.get(hash)
      return held && !revoked.has(hash) && held.expiresAt > at ? held.orderId : null
    },
    async revoke(which) {
      for (const { hash, orderId } of granted.values()) {
        if ('hash' in which ? hash === which.hash : orderId === which.orderId) revoked.add(hash)
      }
    },
  }
}
