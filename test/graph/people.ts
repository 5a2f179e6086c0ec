import type { Config } from '../../gateway/config/config.ts'
import { type SandboxPerson, tokenFor } from '../../sandbox/issuer/people.ts'
import { SCOPE_NAMES } from '../../schema/scopes.ts'

/** Who a test may ask as. `everything` has every scope a token can grant and is the sample shopper as well. */
export const ROLES = [
  'anonymous',
  'guest',
  'shopper',
  'associate',
  'callCentre',
  'marketing',
  'steward',
  'privacy',
  'operations',
  'partner',
  'everything',
] as const
export type Role = (typeof ROLES)[number]

/** What a role leaves open. */
export interface Details {
  /** The shopper that the asker is; for `shopper` and `everything` the sample shopper when it is not said. */
  readonly customerId?: string
  /** An associate's store, PAR01 when it is not said; that of `everything`, none when it is not. */
  readonly store?: string
  /** A guest's order token; any other asker may bring one, too. */
  readonly orderToken?: string
  /** A cart's token; anybody may bring one. */
  readonly cartToken?: string
}

/** Headers by lower-case name; an empty value means: without this header. */
export type Headers = Readonly<Record<string, string>>

/** The people of a sandbox: real tokens of its issuers, valid by the clock the tests have set. */
export interface People {
  /** The headers somebody sends. */
  as(role: Role, details?: Details): Headers
  /** A bare token, valid for an hour. */
  token(person: SandboxPerson): string
}

export interface PeopleOptions {
  /** The sandbox's issuers as the graph knows them. */
  readonly issuers: Config['issuers']
  readonly now: () => Date
  /** The sample shopper's id. */
  readonly shopper: string
  /** How often the issuers have rotated their keys. @default never */
  readonly generation?: () => number
}

/** Every scope a token can grant. */
const GRANTABLE = SCOPE_NAMES.filter((scope) => scope !== 'order:guest')

/** Opens the sandbox's directory. */
export function people({ issuers, now, shopper, generation = () => 0 }: PeopleOptions): People {
  const { accounts, staff, partners } = issuers
  if (!accounts || !staff || !partners) throw new Error("expected the sandbox's three issuers")
  const token = (person: SandboxPerson) =>
    tokenFor(person, { issuers: { accounts, staff, partners }, now: now(), generation: generation() })
  return {
    token,
    as(role, details = {}) {
      const person = personOf(role, details, shopper)
      return {
        authorization: person === null ? '' : `Bearer ${token(person)}`,
        ...(details.orderToken !== undefined && { 'x-order-token': details.orderToken }),
        ...(details.cartToken !== undefined && { 'x-cart-token': details.cartToken }),
      }
    },
  }
}

function personOf(role: Role, details: Details, shopper: string): SandboxPerson | null {
  const { customerId, store = 'PAR01' } = details
  const own = { ...(customerId !== undefined && { customer: customerId }) }
  switch (role) {
    case 'anonymous':
    case 'guest':
      return null
    case 'shopper':
      return { customer: customerId ?? shopper }
    case 'everything':
      return {
        customer: customerId ?? shopper,
        scopes: GRANTABLE,
        ...(details.store !== undefined && { store: details.store }),
      }
    case 'partner':
      return { partner: 'guide' }
    case 'associate':
      return { role, store, ...own }
    default:
      return { role, ...own }
  }
}

/** What is sent: those that are not empty. */
export function sent(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}
