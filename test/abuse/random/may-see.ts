import type { Role } from '../../graph/people.ts'
import type { Kind, PrivateValue } from './private-values.ts'

const OF_SHOPPERS: readonly Kind[] = [
  'profile',
  'address',
  'records',
  'orders',
  'payments',
  'points',
  'words',
  'placed',
  'checkout',
]

/**
 * What each role may see of whom, as its audience is described: of everybody, and of the shopper they are themselves. It is
 * written down here and read from no schema.
 */
const MAY_SEE: Readonly<
  Record<Role, { readonly of: 'EVERYBODY' | 'THEMSELVES'; readonly kinds: readonly Kind[] }>
> = {
  anonymous: { of: 'THEMSELVES', kinds: [] },
  guest: { of: 'THEMSELVES', kinds: [] },
  shopper: { of: 'THEMSELVES', kinds: [...OF_SHOPPERS, 'codes'] },
  // Who hands goods over is shown the code by the shopper, and by nobody else.
  associate: { of: 'EVERYBODY', kinds: OF_SHOPPERS },
  callCentre: { of: 'EVERYBODY', kinds: [...OF_SHOPPERS, 'codes'] },
  marketing: { of: 'EVERYBODY', kinds: [] },
  // Who puts a balance right is shown the account.
  steward: { of: 'EVERYBODY', kinds: ['profile', 'address', 'records', 'points'] },
  privacy: { of: 'EVERYBODY', kinds: ['profile', 'address'] },
  operations: { of: 'EVERYBODY', kinds: ['placed'] },
  partner: { of: 'EVERYBODY', kinds: [] },
  everything: { of: 'EVERYBODY', kinds: [...OF_SHOPPERS, 'codes'] },
}

/** What whoever brings an order's token may see of that order. */
const OF_TOKENS_ORDER: readonly Kind[] = ['orders', 'address', 'placed', 'checkout', 'codes']

/** Who looks. */
export interface Eyes {
  readonly role: Role
  /** The shopper they are, by the index in the world; null for none. */
  readonly self: number | null
  /** The order whose token they bring, and whose it is. */
  readonly token: { readonly order: string; readonly owner: number | null } | null
}

/** Whether somebody may see a value. */
export function maySee({ role, self, token }: Eyes, { kind, owner, order }: PrivateValue): boolean {
  const { of, kinds } = MAY_SEE[role]
  if (kinds.includes(kind) && (of === 'EVERYBODY' || (self !== null && owner === self))) return true
  if (!token || !OF_TOKENS_ORDER.includes(kind)) return false
  // Their names and numbers are the owner's, whatever they ordered; all else is of the one order.
  if (kind === 'address') return owner !== null && owner === token.owner
  return order === token.order
}
