import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** Where the sandbox's tokens come from: shopper accounts, the staff's directory, partners' clients. */
export const SANDBOX_ISSUERS = ['accounts', 'staff', 'partners'] as const
export type SandboxIssuer = (typeof SANDBOX_ISSUERS)[number]

/** What they call themselves, with names that no resolver answers (RFC 6761, section 6.4). */
export const SANDBOX_ISSUER_URLS: Readonly<Record<SandboxIssuer, string>> = {
  accounts: 'https://accounts.sandbox.invalid',
  staff: 'https://staff.sandbox.invalid',
  partners: 'https://partners.sandbox.invalid',
}

/** In everybody's hands, as this file is: whoever trusts these keys trusts everybody. */
const SECRET = 'the sandbox opens no door but its own'

/** What an Ed25519 private key of PKCS #8 begins with before its 32 bytes (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** One key pair of an issuer. */
export interface SandboxKey {
  readonly kid: string
  readonly privateKey: KeyObject
  /** The public half as a JWK (RFC 8037). */
  readonly jwk: Readonly<Record<string, unknown>>
}

/** An issuer's key of a generation, from 0: the same in every process, so that one may sign what another publishes. */
export function sandboxKey(issuer: SandboxIssuer, generation: number): SandboxKey {
  const kid = `${issuer}-${generation}`
  const seed = createHash('sha256').update(`${SECRET} ${kid}`).digest()
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { kid, privateKey, jwk: { kty, crv, x, kid, use: 'sig', alg: 'EdDSA' } }
}
