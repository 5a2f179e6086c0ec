import type { CustomerId } from '../../adapters/ids.ts'
import { SCOPE_NAMES } from '../../schema/scopes.ts'
import { ANONYMOUS, type Viewer } from '../../subgraphs/shared/access/viewer.ts'

/** Somebody of the staff with every scope there is, who may be a shopper too: for tests that are not about who may see what. */
export function everything(customerId: CustomerId | null = null): Viewer {
  return { ...ANONYMOUS, kind: 'STAFF', subject: 'staff/everything', scopes: SCOPE_NAMES, customerId }
}

/** A shopper, by their own id. */
export function shopper(customerId: CustomerId): Viewer {
  return {
    ...ANONYMOUS,
    kind: 'SHOPPER',
    subject: `accounts/${customerId}`,
    scopes: ['customer:self'],
    customerId,
  }
}
