import { createHmac } from 'node:crypto'
import { HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { Bucket, Cache, Spent } from '../../cache/port.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import type { PerKind } from './client-limits.ts'
import { networkOf } from './network.ts'

/** Who asks, as far as budgets are concerned. */
export interface Asking {
  readonly viewer: Viewer
  /** The address the request came from: who a viewer without a token is. */
  readonly address: string
}

/** What each client may still do. */
export interface Clients {
  /** Counts a request. Throws RATE_LIMITED, with HTTP 429 and when to try again. */
  admit(asking: Asking): Promise<void>
  /** Takes what an operation may cost. */
  charge(asking: Asking, cost: number): Promise<Spent>
  /** Gives back what it did not cost, or takes what it cost more (a negative number). Never throws. */
  giveBack(asking: Asking, cost: number): Promise<Spent>
  /** The client's budget of cost. */
  budget(asking: Asking): Bucket
}

export interface ClientsOptions {
  readonly cache: Pick<Cache, 'spend'>
  /** Who somebody is never stands in a key in the clear. */
  readonly hmacKey: string
  readonly limits: PerKind
}

/**
 * Budgets in the cache, shared by every gateway on it. A client is the subject of a token; without one an address, or
 * in IPv6 a network of 64 bits, of which one subscriber has them all.
 */
export function createClients({ cache, hmacKey, limits }: ClientsOptions): Clients {
  const keyOf = (of: string, { viewer, address }: Asking) => {
    const who = viewer.subject === null ? `address ${networkOf(address)}` : `subject ${viewer.subject}`
    const hmac = createHmac('sha256', hmacKey).update(`client ${viewer.kind} ${who}`).digest('base64url')
    return `${of}:${hmac.slice(0, 24)}`
  }
  const budget = ({ viewer }: Asking): Bucket => {
    const { costBudget, costPerSecond } = limits[viewer.kind]
    return { capacity: costBudget, perSecond: costPerSecond }
  }
  return {
    async admit(asking) {
      const { requestBurst, requestsPerSecond } = limits[asking.viewer.kind]
      const rate = { capacity: requestBurst, perSecond: requestsPerSecond }
      const { granted, retryAfterMs } = await cache.spend(keyOf('rate', asking), 1, rate)
      if (granted) return
      const message = `too many requests; at most ${requestsPerSecond} a second are allowed`
      throw later('RATE_LIMITED', message, retryAfterMs ?? 1_000)
    },
    charge: (asking, cost) => cache.spend(keyOf('cost', asking), cost, budget(asking)),
    giveBack: (asking, cost) =>
      cache.spend(keyOf('cost', asking), -cost, { ...budget(asking), mayOwe: true }),
    budget,
  }
}

/** What the operator's log calls them. */
const CHECKS = { RATE_LIMITED: 'rate', COST_EXCEEDED: 'budget' } as const

/** A refusal that ends: HTTP 429 with `Retry-After` (RFC 6585, section 4). */
export function later(
  code: 'RATE_LIMITED' | 'COST_EXCEEDED',
  message: string,
  retryAfterMs: number,
): GraphQLError {
  const retryAfterSeconds = Math.max(Math.ceil(retryAfterMs / 1_000), 1)
  const http = { status: 429, headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) }
  return new GraphQLError(`${message}; try again after ${retryAfterSeconds} s`, {
    extensions: { code, check: CHECKS[code], retryable: true, retryAfterSeconds, http },
  })
}
