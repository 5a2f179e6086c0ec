import type { Money } from '../../../adapters/money.ts'
import type { Context } from '../../context.ts'
import type { Allowance } from '../../shared/returns/return-policy.ts'
import { because, refused } from '../refused.ts'

/** The scope by which a manager lets a return pass. */
const APPROVE = 'returns:approve'

/** Whether goods that the retailer takes under conditions come to more than may be given for them without a manager. */
export function needsApproval({ upTo }: Allowance, worth: Money): boolean {
  return worth.minor > upTo.minor
}

/**
 * The manager who lets it pass, where one has to: the viewer; null where nobody has to. Throws `Refused` where the retailer takes no such goods, and
 * where the viewer is no manager.
 */
export function approval({ viewer }: Context, allowance: Allowance, worth: Money): string | null {
  refuseUntaken(allowance)
  if (!needsApproval(allowance, worth)) return null
  if (viewer.scopes.includes(APPROVE)) return viewer.subject
  throw refused([because('NOT_ALLOWED', 'A manager has to let this pass (scope returns:approve).')])
}

/** Throws `Refused` where the retailer takes no such goods. */
export function refuseUntaken({ taken }: Allowance): void {
  if (!taken) throw refused([because('NOT_ALLOWED', 'This retailer does not take back such goods.')])
}
