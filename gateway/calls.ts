import type { Clock } from '../adapters/time.ts'
import type { Config } from './config/config.ts'
import type { CallTrust } from './execution/call-check.ts'
import type { CallKey } from './execution/signature.ts'
import { isLoopback } from './http/hosts.ts'
import type { Log } from './log.ts'
import type { Parts } from './parts.ts'
import { RefusedToServe } from './refused.ts'

type Calls = Pick<Config, 'calls'>

/** The key that signs: the first one. Throws `RefusedToServe` when there is none, since nobody would know us. */
export function signingKey({ calls: { keys } }: Calls): CallKey {
  const [first] = keys
  if (first) return first
  throw new RefusedToServe(
    'expected a key in calls.keys, under which calls between processes are signed; found none. Add an id and a ' +
      'secret of 32 random characters or more from the environment, the same for every process',
  )
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
  { calls: { keys }, cache: { url, cluster, prefix } }: Pick<Config, 'calls' | 'cache'>,
  { parts, clock, log }: { readonly parts: Parts; readonly clock: Clock; readonly log: Log },
): OpenTrust {
  if (url === undefined) return { keys, shared: null, close: async () => {} }
  const namespace = `${prefix}:calls`
  const shared = parts.openCache({ maxEntries: 1, url, cluster, namespace, clock, log: log.warn })
  return { keys, shared, close: () => shared.close() }
}

/** Throws `RefusedToServe` for a subgraph's URL at which everybody on the way could read what shoppers are. */
export function refuseToSpeakInTheClear(name: string, url: string, { calls }: Calls): void {
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
export function refuseToListenInTheClear(host: string, { calls }: Calls): void {
  if (isLoopback(host) || calls.plainHttp) return
  throw new RefusedToServe(
    `expected a loopback host (127.0.0.1, ::1 or localhost) behind something that speaks TLS; found ` +
      `${JSON.stringify(host)}. Where the network encrypts for itself, say calls.plainHttp: true`,
  )
}
