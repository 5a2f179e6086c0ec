import { randomBytes } from 'node:crypto'
import type { Clock } from '../../adapters/time.ts'
import { believed, type Call, type CallKey, SIGNATURE, signature } from './signature.ts'

/** Signs a call to a subgraph: the headers to send it with, of those given the ones that subgraphs believe. */
export type SignCall = (call: Call) => Readonly<Record<string, string>>

export interface CallSignerOptions {
  readonly key: CallKey
  readonly clock: Clock
  /** As many random bytes. @default the operating system's */
  readonly random?: (bytes: number) => Buffer
}

/**
 * What signs calls with a key: `callSigner(...)({ subgraph, headers: { ...passOn(...), ...passOnRequest(...) }, body })`. The
 * headers must be sent as they are and the body byte for byte, within half a minute, once: each attempt is signed anew.
 */
export function callSigner({ key, clock, random = randomBytes }: CallSignerOptions): SignCall {
  const { id, secret } = key
  return (call) => {
    const stamp = { id, time: clock().getTime(), nonce: random(16).toString('base64url') }
    return { ...believed(call.headers), [SIGNATURE]: signature(call, stamp, secret) }
  }
}
