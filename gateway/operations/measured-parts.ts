import { isKeptAbsence } from '../../adapters/cached.ts'
import type { CallRecord } from '../../adapters/call/scope.ts'
import type { Cache } from '../../cache/port.ts'
import type { Ledger } from '../../ledger/port.ts'
import type { Parts } from '../parts.ts'
import type { Metrics } from './metrics.ts'

/** A build's parts, whose systems, cache and ledger are measured at work. */
export function measuredParts(parts: Parts, metrics: Metrics, monotonic: () => number): Parts {
  return {
    ...parts,
    adapters: overheard(parts.adapters, metrics),
    openCache: (options) => {
      const log: typeof options.log = (event, values) => {
        if (event === 'cache.away') metrics.cacheAvailable(false)
        if (event === 'cache.back') metrics.cacheAvailable(true)
        options.log(event, values)
      }
      return countedCache(parts.openCache({ ...options, log }), metrics)
    },
    openLedger: async (options) => timedLedger(await parts.openLedger(options), metrics, monotonic),
  }
}

/** Adapters whose calls are told to the metrics too, in requests and outside. */
function overheard(adapters: Parts['adapters'], metrics: Metrics): Parts['adapters'] {
  const one = (adapter: Parts['adapters'][string]): Parts['adapters'][string] => ({
    ...adapter,
    create(name, options, tools) {
      const observe = (call: CallRecord) => {
        tools.observe(call)
        metrics.called(call)
      }
      return adapter.create(name, options, { ...tools, observe })
    },
  })
  return Object.fromEntries(Object.entries(adapters).map(([name, adapter]) => [name, one(adapter)]))
}

/** Counts what systems said; what else is kept in a cache (budgets, nonces) is looked up without a hit or a miss. */
function countedCache(cache: Cache, metrics: Metrics): Cache {
  return {
    ...cache,
    async getMany(keys) {
      const found = await cache.getMany(keys)
      const reads = keys.filter((key) => key.includes('read:'))
      const hits = reads.flatMap((key) => (found.has(key) ? [found.get(key)] : []))
      const absent = hits.filter(isKeptAbsence).length
      metrics.looked({ hit: hits.length - absent, absent, miss: reads.length - hits.length })
      return found
    },
  }
}

type Method = (...args: readonly unknown[]) => unknown

/** Times every method of every store of a ledger; of a store within one as `outbox.take`. */
function timedLedger(ledger: Ledger, metrics: Metrics, monotonic: () => number): Ledger {
  const timed =
    (store: string, method: string, work: Method): Method =>
    async (...args) => {
      const startedAt = monotonic()
      let ok = false
      try {
        const result = await work(...args)
        ok = true
        if (store === 'identity' && method === 'observe') countObserved(args, metrics)
        return result
      } finally {
        metrics.ledgerCalled({ store, method, seconds: (monotonic() - startedAt) / 1_000, ok })
      }
    }
  const measured = (store: string, part: unknown, prefix = ''): unknown => {
    if (typeof part === 'function') return timed(store, prefix, part as Method)
    if (typeof part !== 'object' || part === null) return part
    const dot = prefix && `${prefix}.`
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, measured(store, inner, `${dot}${name}`)]),
    )
  }
  const stores = Object.entries(ledger).map(([store, part]: [string, unknown]) => [
    store,
    typeof part === 'object' ? measured(store, part) : part,
  ])
  // The same stores with the same methods; only what is measured around them is new.
  return Object.fromEntries(stores) as Ledger
}

/** `observe(kind, observations, by, at)` of the identity ledger. */
function countObserved([kind, observations, by]: readonly unknown[], metrics: Metrics): void {
  if (Array.isArray(observations)) metrics.observed(String(kind), String(by), observations.length)
}
