import { type CustomerId, isIdOf, mintId, type RecordId } from '../../adapters/ids.ts'
import { SCOPE_NAMES } from '../../schema/scopes.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import type { IssuerConfig } from '../config/identity-shape.ts'
import { type Claims, textClaim, wordsClaim } from './claims.ts'
import { RefusedToken } from './refused.ts'

export interface ViewerTools {
  /** What ids are minted under. */
  readonly idKey: string
  /** The codes of the stores there are. */
  readonly storeCodes: ReadonlySet<string>
}

/** Who a verified token's claims say asks. Throws `RefusedToken` for claims of another form, and for a store that is none. */
export function viewerFrom(
  claims: Claims & { readonly sub: string },
  { name, config }: { readonly name: string; readonly config: IssuerConfig },
  { idKey, storeCodes }: ViewerTools,
): Viewer {
  return {
    kind: config.kind,
    subject: `${name}/${claims.sub}`,
    scopes: scopesOf(claims, config),
    customerId: customerOf(claims, config, idKey),
    store: storeOf(claims, config, storeCodes),
    orderToken: null,
    cartToken: null,
  }
}

/** What the issuer may grant and this token does, in the order of `SCOPES`. */
function scopesOf(
  claims: Claims,
  { scopes: { always, claim, allowed, roles } }: IssuerConfig,
): readonly string[] {
  const asked = claim === undefined ? [] : wordsClaim(claims, claim, (text) => text.split(' '))
  const held = roles ? wordsClaim(claims, roles.claim, (text) => [text]) : []
  const granted = new Set<string>([
    ...always,
    ...allowed.filter((scope) => asked.includes(scope)),
    // What every object has is no list of scopes, so it is none of `SCOPE_NAMES` either.
    ...held.flatMap((role) => roles?.grants[role] ?? []),
  ])
  return SCOPE_NAMES.filter((scope) => granted.has(scope))
}

function customerOf(claims: Claims, { customer }: IssuerConfig, idKey: string): CustomerId | null {
  if (!customer) return null
  const said = textClaim(claims, customer.claim)
  if (said === null) return null
  const { system } = customer
  // The ledger answers for every record's own id, whichever the customer's became.
  if (system !== undefined)
    return mintId(idKey, 'customer', { source: system, id: said as RecordId }) as CustomerId
  if (isIdOf('customer', said)) return said as CustomerId
  throw new RefusedToken('customer', customer.claim)
}

/** A store that is not there would be one nobody watches: its people are refused until it is configured. */
function storeOf(claims: Claims, { store }: IssuerConfig, codes: ReadonlySet<string>): string | null {
  if (!store) return null
  const code = textClaim(claims, store.claim)
  if (code === null || codes.has(code)) return code
  throw new RefusedToken('store', store.claim)
}
