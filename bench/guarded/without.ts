import { decodeJwt } from 'jose'
import { bearerToken } from '../../gateway/identity/bearer.ts'
import type { Identity } from '../../gateway/identity/identify.ts'
import { viewerFrom } from '../../gateway/identity/viewer.ts'
import type { Clients } from '../../gateway/limits/clients.ts'
import type { GraphLimits } from '../../gateway/limits/use-limits.ts'
import { ANONYMOUS, type Viewer } from '../../subgraphs/shared/access/viewer.ts'

// What stands in the place of the product's guards while they are off. Each has the name of what it replaces.

/** Subgraphs show everything to everybody, and note nothing. */
export function guard(): void {}

/** Nothing is refused, nothing cut out. */
export function authorise<Execute>(execute: Execute): Execute {
  return execute
}

/** Nothing is written down. */
export function writtenFirst<Execute>(execute: Execute): Execute {
  return execute
}

/** Nothing is too big, and nothing costs. */
export function useLimits(): GraphLimits {
  return {
    plugin: {},
    report: {},
    rule: () => ({}),
    validationOptions: { maxErrors: 50 },
    charging: (execute) => execute,
  }
}

/** Everybody may ask as often as they like. */
export function createClients(): Clients {
  const spent = { granted: true, left: 0, retryAfterMs: null }
  return {
    admit: async () => {},
    charge: async () => spent,
    giveBack: async () => spent,
    budget: () => ({ capacity: 0, perSecond: 0 }),
  }
}

/** Tokens are believed, and read once. */
export function createIdentity(): Identity {
  return {
    by({ issuers, ids, stores }) {
      const known = new Map<string, Viewer>()
      const storeCodes = new Set(stores.map(({ code }) => code))
      const read = (token: string): Viewer => {
        const claims = decodeJwt<{ sub: string }>(token)
        const issuer = Object.entries(issuers).find(([, { issuer: own }]) => own === claims.iss)
        if (!issuer) throw new Error('expected a token of the benchmark')
        const [name, config] = issuer
        return viewerFrom(claims as { sub: string }, { name, config }, { idKey: ids.key, storeCodes })
      }
      return async ({ headers }) => {
        const token = bearerToken(headers)
        if (token === null) return ANONYMOUS
        const viewer = known.get(token) ?? read(token)
        known.set(token, viewer)
        return viewer
      }
    },
  }
}
