import { createHmac } from 'node:crypto'
import type { Clock } from '../adapters/time.ts'
import type { Cache } from '../cache/port.ts'
import type { Config } from './config/config.ts'
import { worldOf } from './ledger-place.ts'
import type { Log } from './log.ts'
import type { Parts } from './parts.ts'

/**
 * What begins the keys of a cache that several configurations may share: what a system said is one thing under one mapping of
 * fields and units, and another under the next. Processes of the same configuration work out the same. An HMAC, because
 * systems' options hold secrets.
 */
export function cacheNamespace(
  config: Pick<Config, 'cache' | 'ids' | 'retailer' | 'systems' | 'sandbox'>,
  clock: Clock,
): string {
  const { cache, ids, retailer, systems, sandbox } = config
  const world = sandbox ? worldOf(sandbox, clock) : null
  const hmac = createHmac('sha256', ids.key).update(JSON.stringify([retailer, systems, world]))
  return `${cache.prefix}:${hmac.digest('base64url').slice(0, 12)}`
}

/** Opens the cache of a configuration: the same for all processes of it that name a Redis. */
export function openCache(
  config: Config,
  { parts, clock, log }: { readonly parts: Parts; readonly clock: Clock; readonly log: Log },
): Cache {
  const { maxEntries, url, cluster } = config.cache
  const namespace = cacheNamespace(config, clock)
  return parts.openCache({ maxEntries, url, cluster, namespace, clock, log: log.warn })
}
