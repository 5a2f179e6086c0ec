import type { SandboxIssuer } from './keys.ts'
import { signSandboxToken } from './sign.ts'

/** Who a token says its holder is, as the sandbox's directory writes it. At most one of `customer` alone, staff, and `partner`. */
export interface SandboxPerson {
  /** A shopper's id in the graph. With one of the staff's keys: the shopper that the employee is. */
  readonly customer?: string | undefined
  /** A role of the staff: `associate`, `callCentre`, ... */
  readonly role?: string | undefined
  /** The code of the store an associate works in. */
  readonly store?: string | undefined
  /** Scopes of one's own, beside those of the role. */
  readonly scopes?: readonly string[] | undefined
  /** A partner's client. */
  readonly partner?: string | undefined
}

/** When, and by whose configuration. */
export interface TokenTerms {
  /** What each issuer calls itself in its tokens, and whom they are for. */
  readonly issuers: Readonly<Record<SandboxIssuer, { readonly issuer: string; readonly audience: string }>>
  readonly now: Date
  /** @default 3600 */
  readonly seconds?: number | undefined
  /** Which of the issuer's keys signs. @default 0 */
  readonly generation?: number | undefined
}

/** A token for somebody of the sandbox. */
export function tokenFor(person: SandboxPerson, terms: TokenTerms): string {
  const { issuers, now, seconds = 3_600, generation } = terms
  const { from, ...own } = directoryEntry(person)
  const { issuer, audience } = issuers[from]
  const iat = Math.floor(now.getTime() / 1_000)
  const claims = { iss: issuer, aud: audience, iat, exp: iat + seconds, ...own }
  return signSandboxToken({ from, claims, ...(generation !== undefined && { generation }) })
}

/** Who keeps a person, and what they say of them. */
function directoryEntry(person: SandboxPerson) {
  const { customer, role, store, scopes = [], partner } = person
  if (partner !== undefined) return { from: 'partners', sub: partner } as const
  if (role === undefined && store === undefined && scopes.length === 0) {
    return { from: 'accounts', sub: customer ?? 'nobody' } as const
  }
  return {
    from: 'staff',
    sub: [role ?? 'somebody', store].filter((part) => part !== undefined).join('-'),
    ...(role !== undefined && { roles: [role] }),
    ...(store !== undefined && { store }),
    ...(customer !== undefined && { customer }),
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  } as const
}

/** Somebody to act as. */
interface Part {
  /** For people to read. */
  readonly name: string
  /** Null for nobody. */
  readonly person: SandboxPerson | null
}

interface Samples {
  readonly omnichannelShopper: { readonly customerId: string }
  readonly tillOnlyShopper: { readonly customerId: string }
}

/** Who there is to act as in the explorer, the most curious first. */
export function castOf(samples: Samples, stores: readonly { readonly code: string }[]): readonly Part[] {
  const { omnichannelShopper, tillOnlyShopper } = samples
  const staff = (name: string, role: string): Part => ({ name, person: { role } })
  return [
    ...stores
      .slice(0, 3)
      .map(({ code }) => ({ name: `associate in ${code}`, person: { role: 'associate', store: code } })),
    staff('call centre', 'callCentre'),
    { name: 'shopper of every channel', person: { customer: omnichannelShopper.customerId } },
    { name: 'shopper known by a card alone', person: { customer: tillOnlyShopper.customerId } },
    staff('marketing', 'marketing'),
    staff('data steward', 'steward'),
    staff('privacy officer', 'privacy'),
    staff('operations', 'operations'),
    { name: 'partner', person: { partner: 'guide' } },
    { name: 'nobody', person: null },
  ]
}
