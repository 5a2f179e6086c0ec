import type { Clock } from '../../adapters/time.ts'
import type { Cache } from '../../cache/port.ts'
import type { Config } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { Parts } from '../parts.ts'
import type { ServingOptions } from '../serving.ts'

/** What a configuration says of documents, opened. */
export interface ConfiguredDocuments extends Pick<ServingOptions, 'documents' | 'automaticQueries'> {
  close(): Promise<void>
}

export interface DocumentTools {
  readonly parts: Pick<Parts, 'openCache'>
  readonly clock: Clock
  readonly log: Log
}

/**
 * Opens where automatic persisted queries are kept: apart from what systems said, so that nobody who sends many texts pushes that
 * out of memory.
 */
export function openConfiguredDocuments(
  { documents: section, cache }: Pick<Config, 'documents' | 'cache'>,
  { parts, clock, log }: DocumentTools,
): ConfiguredDocuments {
  const { manifests, mandatory, logOnly, automatic } = section
  const documents = { manifests, rules: { mandatory, logOnly } }
  if (!automatic.enabled) return { documents, close: async () => {} }
  const kept: Cache = parts.openCache({
    maxEntries: automatic.maxEntries,
    url: cache.url,
    cluster: cache.cluster,
    namespace: `${cache.prefix}:documents`,
    clock,
    log: log.warn,
  })
  const automaticQueries = { cache: kept, ttlSeconds: automatic.ttlSeconds }
  return { documents, automaticQueries, close: () => kept.close() }
}
