import type { Clock } from '../adapters/time.ts'
import type { Cache } from '../cache/port.ts'
import type { Config } from './config/config.ts'
import type { CallTrust } from './execution/call-check.ts'
import type { CallKey } from './execution/signature.ts'
import { isLoopback } from './http/hosts.ts'
import type { Log } from './log.ts'
import type { Parts } from './parts.ts'
import { RefusedToServe } from './refused.ts'

interface Keyed extends Pick<Config, 'sandbox'> {
  readonly calls: Pick<Config['calls'], 'keys'>
}

interface Clear {
  readonly calls: Pick<Config['calls'], 'plainHttp'>
}

/** Begins the secrets of the sandbox's keys, which everybody can read. */
const PUBLIC_SECRET = 'sandbox-only-'

/**
 * The keys of calls, of which the first one signs. Throws `RefusedToServe` when there is none, since nobody would know us, and for
 * the sandbox's own where there is more to protect than the sandbox.
 */
export function callKeys({ calls, sandbox }: Keyed): readonly [CallKey, ...CallKey[]] {
  const [first, ...others] = calls.keys
  if (!first) {
    throw new RefusedToServe(
      'expected a key in calls.keys, under which calls between processes are signed; found none. Add an id and a ' +
        'secret of 32 random characters or more from the environment, the same for every process',
    )
  }
  const known = calls.keys.find(({ secret }) => secret.startsWith(PUBLIC_SECRET))
  if (known && !sandbox) {
    throw new RefusedToServe(
      `calls.keys: ${known.id} is the sandbox's, whose secret everybody can read: expected it in a configuration with a ` +
        'sandbox section only; put a key of your own in its place',
    )
  }
  return [first, ...others]
}

/** What trust is opened with. */
interface TrustTools {
  readonly parts: Pick<Parts, 'openCache'>
  readonly clock: Clock
  readonly log: Log
}

/** What calls are checked with, and what is held open for it. */
export interface OpenTrust extends CallTrust {
  close(): Promise<void>
}

/**
 * What a configuration says of the calls to be believed. In Redis, if there is one, instances tell each other what they have heard, in
 * a place that no other change of the configuration moves.
 */
export function openTrust(
  config: Keyed & Pick<Config, 'cache'>,
  { parts, clock, log }: TrustTools,
): OpenTrust {
  const { url, cluster, prefix } = config.cache
  const keys = callKeys(config)
  if (url === undefined) return { keys, shared: null, close: async () => {} }
  const namespace = `${prefix}:calls`
  const shared = parts.openCache({ maxEntries: 1, url, cluster, namespace, clock, log: log.warn })
  return { keys, shared, close: () => shared.close() }
}

/** What this process has heard, in its own memory. */
export function openHeard({ parts, clock, log }: TrustTools): Pick<Cache, 'once'> {
  return parts.openCache({
    maxEntries: 1,
    url: undefined,
    cluster: false,
    namespace: '',
    clock,
    log: log.warn,
  })
}

/** Throws `RefusedToServe` for a subgraph's URL at which everybody on the way could read what shoppers are. */
export function refuseToSpeakInTheClear(name: string, url: string, { calls }: Clear): void {
  if (!URL.canParse(url)) {
    throw new RefusedToServe(
      `subgraph ${name}: expected an http(s) URL in the supergraph or in subgraphs.${name}`,
    )
  }
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || isLoopback(hostname) || calls.plainHttp) return
  throw new RefusedToServe(
    `subgraph ${name}: expected https:// beyond this machine, because a signature keeps nobody from reading; found ` +
      'http://. Where the network encrypts for itself, say calls.plainHttp: true',
  )
}

/** Throws `RefusedToServe` for an address beyond this machine, at which plain HTTP would be spoken. */
export function refuseToListenInTheClear(host: string, { calls }: Clear): void {
  if (isLoopback(host) || calls.plainHttp) return
  throw new RefusedToServe(
    `expected a loopback host (127.0.0.1, ::1 or localhost) behind something that speaks TLS; found ` +
      `${JSON.stringify(host)}. Where the network encrypts for itself, say calls.plainHttp: true`,
  )
}
