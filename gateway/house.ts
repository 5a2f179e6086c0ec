import { createHealthBoard, type HealthBoard } from '../adapters/call/health.ts'
import { buildEstate } from '../adapters/estate.ts'
import type { Estate } from '../adapters/source.ts'
import { type Clock, instant } from '../adapters/time.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Services } from '../subgraphs/context.ts'
import { createIdentityFill, type IdentityFill } from '../subgraphs/identity-fill.ts'
import { createSealer } from '../subgraphs/sealed-id.ts'
import type { SystemHealth } from '../subgraphs/system-health.ts'
import { cacheNamespace } from './cache-namespace.ts'
import type { Config } from './config/config.ts'
import { withSearch } from './default-search.ts'
import { fulfilmentOf } from './fulfilment.ts'
import type { Readiness } from './http/health.ts'
import { ledgerPlace } from './ledger-place.ts'
import type { Log } from './log.ts'
import type { Parts } from './parts.ts'
import { openPlaces } from './places.ts'

/** What a configuration becomes: systems, ledger, cache, and the services that subgraphs work with. */
export interface House {
  readonly estate: Estate
  readonly services: Services
  readonly identityFill: IdentityFill
  readonly ledger: Ledger
  readonly clock: Clock
  readiness(): Promise<Readiness>
  close(): Promise<void>
}

export interface HouseTools {
  readonly parts: Parts
  readonly clock: Clock
  readonly log: Log
}

/** Opens everything a configuration asks for. Reaches no system: that is the first request's, or the doctor's. */
export async function openHouse(config: Config, { parts, clock, log }: HouseTools): Promise<House> {
  const ledger = await parts.openLedger({ ...ledgerPlace(config, clock), idKey: config.ids.key })
  try {
    const { maxEntries, url, cluster } = config.cache
    const cache = parts.openCache({
      maxEntries,
      url,
      cluster,
      namespace: cacheNamespace(config, clock),
      clock,
      log: log.warn,
    })
    const board = createHealthBoard(clock)
    const write = (event: string, values: Readonly<Record<string, string | number>>) =>
      log.info(event, values)
    const { systems, answers } = withSearch(config, parts.adapters)
    const estate = buildEstate(
      Object.entries(systems).map(([name, system]) => ({ name, ...system })),
      answers,
      parts.adapters,
      { clock, ledger, observe: board.observe, log: write },
      (source) =>
        parts.keepFresh(source, { cache, freshness: config.freshness, hmacKey: config.ids.key, clock }),
    )
    const { identity, marks } = ledger
    const identityFill = createIdentityFill({ estate, identity, marks, clock, log: write })
    const stores = await openPlaces(config.stores, {
      identity,
      idKey: config.ids.key,
      at: instant(clock()),
      specialHours: config.specialHours,
    })
    const services: Services = {
      estate,
      identity,
      identityFilled: identityFill.filled,
      sealer: createSealer(config.ids.key),
      stores,
      retailer: retailerFacts(config),
      fulfilment: fulfilmentOf(config),
      health: () => estate.sources.map((source) => healthOf(source, estate, board)),
      clock,
    }
    const close = async () => {
      await Promise.all(estate.sources.map((source) => source.close()))
      await cache.close()
      await ledger.close()
    }
    return { estate, services, identityFill, ledger, clock, readiness: () => readiness(ledger), close }
  } catch (error) {
    await ledger.close()
    throw error
  }
}

function retailerFacts({ retailer, freshness }: Config): Services['retailer'] {
  const { timeZone, defaultLocale, locales, lowStock } = retailer
  return {
    timeZone,
    locales: [...new Set([defaultLocale, ...locales])],
    lowStock,
    priceSeconds: Math.min(freshness.prices, freshness.promotions),
    stockBudgetSeconds: freshness.stockPromise,
  }
}

function healthOf(
  { name, kind, budget }: Estate['sources'][number],
  { answers }: Estate,
  board: HealthBoard,
): SystemHealth {
  const owns = Object.entries(answers).flatMap(([port, list]) =>
    list.some((one) => one.name === name) ? [port] : [],
  )
  return { name, kind, owns, ...board.pulse(name), rateLimit: budget?.()?.limit ?? null }
}

/** Systems do not count: the graph answers without them, and says so. */
async function readiness(ledger: Ledger): Promise<Readiness> {
  const answered = await ledger.marks.read('ready').then(
    () => true,
    () => false,
  )
  return { ready: answered, checks: { ledger: answered } }
}
