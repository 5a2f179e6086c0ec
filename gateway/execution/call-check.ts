import type { Clock } from '../../adapters/time.ts'
import type { Cache } from '../../cache/port.ts'
import type { IncomingRequest } from '../request.ts'
import { type CallKey, isSignedBy, readSignature, SIGNATURE, type Signature } from './signature.ts'

/** Why a call is not believed, for the log alone; whoever made it is not told. */
export type Disbelief =
  | 'unsigned'
  | 'malformed'
  | 'unknown-key'
  | 'wrong-time'
  | 'wrong-signature'
  | 'before-start'
  | 'replayed'

/** What calls are checked with; replaced when the configuration is. */
export interface CallTrust {
  /** All of them are believed. */
  readonly keys: readonly CallKey[]
  /** What instances of this subgraph have in common; null: this process is the only one, as far as it can know. */
  readonly shared: Pick<Cache, 'once'> | null
}

/** A call that has arrived, whole. */
interface ArrivedCall {
  readonly headers: IncomingRequest['headers']
  readonly body: Uint8Array
}

/** Tells the calls of our gateways from all others. */
export interface CallCheck {
  /** What can be told before the body is read; null when nothing speaks against reading it. */
  begin(headers: IncomingRequest['headers']): Disbelief | null
  /** Null when the call is to be believed: rightly signed, of this moment, and not heard before. */
  finish(call: ArrivedCall, trust: CallTrust): Promise<Disbelief | null>
}

export interface CallCheckOptions {
  /** The name of this subgraph. */
  readonly subgraph: string
  /** What this process has heard, in its own memory for as long as it lives. */
  readonly heard: Pick<Cache, 'once'>
  readonly clock: Clock
}

/** How far the clocks of gateway and subgraph may be apart, the way between them included, milliseconds. */
const WINDOW_MS = 30_000

/**
 * How long a nonce is remembered: as long as the call can be timely for any instance, of which one's clock may be a window early
 * and another's a window late, from a signer whose clock was a window early.
 */
const REMEMBERED_SECONDS = (4 * WINDOW_MS) / 1_000

/**
 * Checks the calls to one subgraph for as long as its process lives. Nonces are remembered here in any case, and in what instances
 * share, so that a replay is refused while that does not answer, too, unless it goes to another instance. A process that shares
 * nothing cannot know what was heard before it started, so it refuses what was signed before.
 */
export function createCallCheck({ subgraph, heard, clock }: CallCheckOptions): CallCheck {
  const startedAt = clock().getTime()
  const isFirst = async ({ id, nonce }: Signature, { shared }: CallTrust) => {
    const name = `${subgraph}:${id}:${nonce}`
    if (!(await heard.once(name, REMEMBERED_SECONDS))) return false
    return shared === null || shared.once(name, REMEMBERED_SECONDS)
  }
  const doubtOf = (
    signature: Signature,
    call: ArrivedCall,
    { keys, shared }: CallTrust,
  ): Disbelief | null => {
    const { id, time } = signature
    const key = keys.find((one) => one.id === id)
    if (!key) return 'unknown-key'
    if (Math.abs(clock().getTime() - time) > WINDOW_MS) return 'wrong-time'
    if (!isSignedBy({ subgraph, ...call }, signature, key.secret)) return 'wrong-signature'
    return time < startedAt && shared === null ? 'before-start' : null
  }
  return {
    begin(headers) {
      const signature = signatureIn(headers)
      return typeof signature === 'string' ? signature : null
    },
    async finish(call, trust) {
      const signature = signatureIn(call.headers)
      if (typeof signature === 'string') return signature
      const doubt = doubtOf(signature, call, trust)
      if (doubt !== null) return doubt
      // Last, so that nobody without a key can have anything remembered.
      return (await isFirst(signature, trust)) ? null : 'replayed'
    },
  }
}

function signatureIn(headers: IncomingRequest['headers']): Signature | Disbelief {
  const value = headers[SIGNATURE]
  if (value === undefined) return 'unsigned'
  return readSignature(String(value)) ?? 'malformed'
}
