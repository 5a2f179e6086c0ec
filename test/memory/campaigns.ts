import { SourceError } from '../../adapters/error.ts'
import type { AbandonedCart, Campaigns } from '../../adapters/ports/campaigns.ts'

/** The plainest `Campaigns`, which knows these customers, and what it was told. */
export function memoryCampaigns(
  source: string,
  customers: readonly string[],
): { readonly port: Campaigns; readonly told: readonly AbandonedCart[] } {
  const told: AbandonedCart[] = []
  return {
    told,
    port: {
      settleMs: 0,
      async cartAbandoned(cart) {
        if (!customers.includes(cart.customer)) throw new SourceError(source, 'CONFLICT', 'nobody knows them')
        if (!told.some(({ key }) => key === cart.key)) told.push(cart)
      },
    },
  }
}
