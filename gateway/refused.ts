import type { Config } from './config/config.ts'
import { isLoopback } from './http/hosts.ts'

/** Why nothing is served. The message is for the operator. */
export class RefusedToServe extends Error {
  override readonly name = 'RefusedToServe'
}

/** What `--insecure` means, for the operator's eyes at start. */
export const INSECURE_WARNING =
  'INSECURE: nobody is asked who they are. Every process on this machine gets what the subgraphs give. For trying out ' +
  "somebody else's supergraph; never with real customers."

/** Throws `RefusedToServe` unless it was said that serving openly is understood, and only this machine can ask. */
export function refuseToServeOpenly({
  insecure,
  host,
}: {
  readonly insecure: boolean
  readonly host: string
}): void {
  if (!insecure) {
    throw new RefusedToServe(
      "expected --insecure: somebody else's supergraph is served to everybody who asks, so only when told that this is " +
        'understood, and then only on this machine',
    )
  }
  if (!isLoopback(host)) {
    throw new RefusedToServe(
      `expected a loopback host (127.0.0.1, ::1 or localhost) with --insecure; found ${JSON.stringify(host)}`,
    )
  }
}

/** What a configuration trusts besides where it serves. */
type Trusting = Pick<Config, 'issuers' | 'sandbox' | 'server'>

/**
 * Throws `RefusedToServe` where the sandbox's tokens would open more than the sandbox on this machine: everybody can make
 * them. `sandboxIssuers` are what its issuers call themselves.
 */
export function refuseSandboxTokens(
  { issuers, sandbox, server }: Trusting,
  sandboxIssuers: readonly string[],
): void {
  const name = sandboxIssuerIn({ issuers }, sandboxIssuers)
  if (name === null) return
  if (!sandbox) {
    throw new RefusedToServe(
      `issuers.${name} is the sandbox's, whose tokens everybody can make: expected it in a configuration with a sandbox ` +
        'section only; take it out, and name your own issuers',
    )
  }
  if (!isLoopback(server.host)) {
    throw new RefusedToServe(
      `issuers.${name} is the sandbox's, whose tokens everybody can make: expected a loopback host (127.0.0.1, ::1 or ` +
        `localhost); found ${JSON.stringify(server.host)}`,
    )
  }
}

/** The name by which a configuration trusts an issuer of the sandbox's; null when it trusts none. */
export function sandboxIssuerIn(
  { issuers }: Pick<Config, 'issuers'>,
  sandboxIssuers: readonly string[],
): string | null {
  const trusted = Object.entries(issuers).find(([, { issuer }]) => sandboxIssuers.includes(issuer))
  return trusted?.[0] ?? null
}

/** What is told at start where no token can count. */
export const ANONYMOUS_ONLY =
  'No issuers are configured: everybody is anonymous, and what belongs to somebody is shown to nobody.'
