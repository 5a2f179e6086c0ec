import { sign } from 'node:crypto'
import { type SandboxIssuer, sandboxKey } from './keys.ts'

/** A token to be made. */
export interface SandboxToken {
  readonly from: SandboxIssuer
  /** Which of the issuer's keys signs. @default 0, the first */
  readonly generation?: number
  readonly claims: Readonly<Record<string, unknown>>
}

/** Signs claims as the issuer would: a JWT in compact form (RFC 7515, RFC 7519). */
export function signSandboxToken({ from, generation = 0, claims }: SandboxToken): string {
  const { kid, privateKey } = sandboxKey(from, generation)
  const text = [{ alg: 'EdDSA', typ: 'JWT', kid }, claims].map(encoded).join('.')
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
