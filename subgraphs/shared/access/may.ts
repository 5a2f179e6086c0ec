import type { Rule } from '../../../schema/scope-rules.ts'
import type { Owner } from './access.ts'
import type { Viewer } from './viewer.ts'

/** The scope of who follows one order by its token. */
const GUEST = 'order:guest'

/** Of a viewer what counts, with the order that their order token opens; null without a token that is good. */
export interface Known extends Pick<Viewer, 'subject' | 'scopes' | 'customerId'> {
  readonly orderId: string | null
}

/** What belongs to nobody. */
export const NOBODY: Owner = { customerId: null, orderId: null }

/** Whether a scope counts only for what is the viewer's own, or the guest's order. */
export function isForOwn(scope: string): boolean {
  return scope === GUEST || scope.endsWith(':self')
}

/**
 * The scopes by which a viewer may see what belongs to `owner`; null when they may not. Every scope must be held; one that
 * is for the viewer's own counts only there. Ids are compared as texts: two ids of one shopper are the caller's to know.
 */
export function may(
  viewer: Known,
  owner: Owner,
  { scopes, authenticated, policy }: Rule,
): readonly string[] | null {
  if (policy || (authenticated && viewer.subject === null)) return null
  if (scopes === null) return []
  return scopes.find((all) => all.every((scope) => counts(scope, viewer, owner))) ?? null
}

function counts(scope: string, viewer: Known, owner: Owner): boolean {
  if (!viewer.scopes.includes(scope)) return false
  if (scope === GUEST) return viewer.orderId !== null && viewer.orderId === owner.orderId
  if (isForOwn(scope)) return viewer.customerId !== null && viewer.customerId === owner.customerId
  return true
}

/** What a rule comes to for a viewer before anybody looks at whose something is. */
export type Standing =
  /** By these scopes, whoever it belongs to. */
  | { readonly of: 'ANYBODY'; readonly scopes: readonly string[] }
  /** Only what is their own. */
  | { readonly of: 'OWN' }
  | { readonly of: 'NOBODY' }

/** How a viewer stands towards a rule: the answer for anybody's, for their own at best, for nobody's. */
export function standing(viewer: Viewer, rule: Rule): Standing {
  const scopes = may({ ...viewer, orderId: null }, NOBODY, rule)
  if (scopes) return { of: 'ANYBODY', scopes }
  const own: Owner = { customerId: viewer.customerId, orderId: viewer.orderToken }
  return { of: may({ ...viewer, orderId: viewer.orderToken }, own, rule) ? 'OWN' : 'NOBODY' }
}
