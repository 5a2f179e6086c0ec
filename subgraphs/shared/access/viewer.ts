import type { CustomerId } from '../../../adapters/ids.ts'

/**
 * How a viewer came to be known: not at all; by the retailer's shopper accounts; by its staff directory; as a partner's
 * client. A guest who follows an order is ANONYMOUS with an order token.
 */
export const VIEWER_KINDS = ['ANONYMOUS', 'SHOPPER', 'STAFF', 'PARTNER'] as const
export type ViewerKind = (typeof VIEWER_KINDS)[number]

/** Who asks. Made by the gateway from a verified token and passed on, signed; plain JSON. */
export interface Viewer {
  readonly kind: ViewerKind
  /** Who that is to budgets and to the audit log: the issuer's configured name and the token's subject, `staff/42`. Null for ANONYMOUS. */
  readonly subject: string | null
  /** What the token grants, of `schema/scopes.ts`. */
  readonly scopes: readonly string[]
  /** The shopper the viewer is, by any id ever given for them; null when the viewer is none. */
  readonly customerId: CustomerId | null
  /** `Store.code` of the store the viewer works in; null without one. */
  readonly store: string | null
  /** SHA-256 of the order token that came with the request, lower-case hex; null without one. It is the orders' to check. */
  readonly orderToken: string | null
  /** The same of a cart token: it is the carts' to check. */
  readonly cartToken: string | null
}

/** Somebody without a token. */
export const ANONYMOUS: Viewer = {
  kind: 'ANONYMOUS',
  subject: null,
  scopes: [],
  customerId: null,
  store: null,
  orderToken: null,
  cartToken: null,
}
