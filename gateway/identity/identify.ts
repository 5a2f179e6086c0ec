import type { JWTVerifyGetKey } from 'jose'
import type { Clock } from '../../adapters/time.ts'
import { ANONYMOUS, type Viewer } from '../../subgraphs/shared/access/viewer.ts'
import type { Config } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { IncomingRequest } from '../request.ts'
import { bearerToken } from './bearer.ts'
import { cartTokenIn, orderTokenIn } from './guest-tokens.ts'
import type { Fetch } from './jwks-fetch.ts'
import { COOLDOWN_MS, createKeySet } from './key-set.ts'
import { KeysUnavailable, RefusedToken, unauthenticated, unverifiable } from './refused.ts'
import { remembering } from './remembered.ts'
import { issuerOf, type TrustedIssuer, verified } from './verify.ts'
import { viewerFrom } from './viewer.ts'

export interface IdentityTools {
  readonly fetch: Fetch
  /** Longest time for reading an issuer's keys. @default 3000 */
  readonly keysTimeoutMs?: number
  readonly clock: Clock
  readonly log: Log
}

/** Who asks: read from a request's headers, for a configuration. */
export interface Identity {
  /**
   * `Serving.identify` by a configuration's issuers. What was read of an issuer's keys outlasts the configuration.
   */
  by(config: Pick<Config, 'issuers' | 'ids' | 'stores'>): (request: Asking) => Promise<Viewer>
}

type Asking = Pick<IncomingRequest, 'id' | 'headers'>

/** Opens it; no issuer is asked before a token of it comes. */
export function createIdentity({ fetch, keysTimeoutMs = 3_000, clock, log }: IdentityTools): Identity {
  const sets = new Map<string, JWTVerifyGetKey>()
  const keysAt = (name: string, url: string): JWTVerifyGetKey => {
    const known = sets.get(url)
    if (known) return known
    const made = createKeySet({
      url,
      fetch,
      timeoutMs: keysTimeoutMs,
      clock,
      failed: (error) => log.warn('issuer.unread', { issuer: name, why: nameOf(error) }),
    })
    sets.set(url, made)
    return made
  }
  return {
    by({ issuers, ids, stores }) {
      const trusted = new Map(
        Object.entries(issuers).map(([name, config]): [string, TrustedIssuer] => [
          config.issuer,
          { name, config, keys: keysAt(name, config.jwksUrl) },
        ]),
      )
      const tools = { idKey: ids.key, storeCodes: new Set(stores.map(({ code }) => code)) }
      const viewerOf = remembering(async (token, now) => {
        const issuer = issuerOf(token, trusted)
        const claims = await verified(token, issuer, new Date(now))
        const until = (claims.exp + issuer.config.clockToleranceSeconds) * 1_000
        return { viewer: viewerFrom(claims, issuer, tools), until }
      })
      return async (request) => {
        const [orderToken, cartToken] = [orderTokenIn(request.headers), cartTokenIn(request.headers)]
        try {
          const token = bearerToken(request.headers)
          const viewer = token === null ? ANONYMOUS : await viewerOf(token, clock().getTime())
          return withTokens(viewer, { orderToken, cartToken })
        } catch (error) {
          throw answerFor(error, request, log)
        }
      }
    },
  }
}

/** An order token opens its order and a cart token its cart, whoever brings them. */
function withTokens(viewer: Viewer, tokens: Pick<Viewer, 'orderToken' | 'cartToken'>): Viewer {
  if (tokens.orderToken === null && tokens.cartToken === null) return viewer
  const granted = tokens.orderToken === null ? [] : ['order:guest']
  return { ...viewer, scopes: [...viewer.scopes, ...granted], ...tokens }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

function answerFor(error: unknown, { id: requestId }: Asking, log: Log): unknown {
  if (error instanceof RefusedToken) {
    const { reason, detail } = error
    log.info('token.refused', { requestId, reason, detail })
    return unauthenticated()
  }
  return error instanceof KeysUnavailable ? unverifiable(COOLDOWN_MS / 1_000) : error
}
