import type { SandboxServer } from '../server.ts'
import { SANDBOX_ISSUERS, sandboxKey } from './keys.ts'

/** The issuers' server, and what it publishes. */
export interface IssuerServer extends SandboxServer {
  /** The keys that new tokens are signed with, from 0. */
  generation(): number
  /** Takes new keys into use. The ones before stay published until the next time; those before them go. */
  rotate(): void
}

/** Serves the keys of the sandbox's issuers as JWK Sets (RFC 7517): `GET /accounts/jwks.json`, and so for staff and partners. */
export function issuerServer(): IssuerServer {
  let generation = 0
  const published = () => [generation, generation - 1].filter((one) => one >= 0)
  return {
    name: 'issuer',
    kind: 'ISSUER',
    generation: () => generation,
    rotate: () => {
      generation += 1
    },
    async handle({ method, url }) {
      const path = new URL(url).pathname
      const issuer = SANDBOX_ISSUERS.find((one) => path === `/${one}/jwks.json`)
      if (!issuer) return problem(404, 'not_found')
      if (method !== 'GET') return problem(405, 'method_not_allowed')
      const keys = published().map((one) => sandboxKey(issuer, one).jwk)
      return new Response(JSON.stringify({ keys }), {
        headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' },
      })
    },
    refuse: (how) =>
      problem(how === 'throttled' ? 429 : how === 'expired' ? 401 : 503, 'temporarily_unavailable'),
  }
}

function problem(status: number, error: string): Response {
  return new Response(JSON.stringify({ error }), { status, headers: { 'content-type': 'application/json' } })
}
