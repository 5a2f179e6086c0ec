import { type Headers, ROLES } from '../people.ts'
import type { Whole } from '../whole.ts'

/** Who asks, by the table's columns. */
export type Viewers = Readonly<Record<string, Headers>>

/** A shopper's id that no system has led to. */
const NEWCOMER = `cus_${'0'.repeat(26)}`

/**
 * Every role by its first four letters; then those whom no role stands for and in whom scopes for one's own and for anybody's
 * meet: see the table's legend. The tokens are the guest's.
 */
export function viewersOf(
  whole: Whole,
  tokens: { readonly orderToken: string; readonly cartToken: string },
): Viewers {
  const shopper = whole.samples.omnichannelShopper.customerId
  const roles = ROLES.map((role) => [role.slice(0, 4), whole.as(role, role === 'guest' ? tokens : {})])
  const staff = (customer: string | undefined, scopes: readonly string[]): Headers => ({
    authorization: `Bearer ${whole.token({ role: 'clerk', customer, scopes })}`,
  })
  return {
    ...Object.fromEntries(roles),
    offi: staff(shopper, ['customer:read', 'customer:self']),
    cler: staff(shopper, ['customer:read', 'order:read', 'customer:self']),
    desk: staff(undefined, ['support:read', 'loyalty:read']),
    stra: staff(undefined, ['customer:self']),
    newc: whole.as('shopper', { customerId: NEWCOMER }),
  }
}
