import type { Role } from '../../graph/people.ts'
import type { Kind, PrivateValue } from './private-values.ts'

/**
 * What each role may see of whom, as its audience is described: of everybody, and of the shopper they are themselves. It is
 * written down here and read from no schema.
 */
export const MAY_SEE: Readonly<
  Record<Role, { readonly of: 'EVERYBODY' | 'THEMSELVES'; readonly kinds: readonly Kind[] }>
> = {
  anonymous: { of: 'THEMSELVES', kinds: [] },
  guest: { of: 'THEMSELVES', kinds: [] },
  shopper: {
    of: 'THEMSELVES',
    kinds: ['profile', 'address', 'records', 'orders', 'payments', 'points', 'words'],
  },
  associate: {
    of: 'EVERYBODY',
    kinds: ['profile', 'address', 'records', 'orders', 'payments', 'points', 'words'],
  },
  callCentre: {
    of: 'EVERYBODY',
    kinds: ['profile', 'address', 'records', 'orders', 'payments', 'points', 'words'],
  },
  marketing: { of: 'EVERYBODY', kinds: [] },
  steward: { of: 'EVERYBODY', kinds: ['profile', 'address', 'records'] },
  privacy: { of: 'EVERYBODY', kinds: ['profile', 'address'] },
  operations: { of: 'EVERYBODY', kinds: [] },
  partner: { of: 'EVERYBODY', kinds: [] },
  everything: {
    of: 'EVERYBODY',
    kinds: ['profile', 'address', 'records', 'orders', 'payments', 'points', 'words'],
  },
}

/** What whoever brings an order's token may see of that order. */
const OF_TOKENS_ORDER: readonly Kind[] = ['orders', 'address']

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
  return kind === 'orders' ? order === token.order : owner !== null && owner === token.owner
}
