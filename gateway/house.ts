import { createHealthBoard } from '../adapters/call/health.ts'
import type { CallRecord } from '../adapters/call/scope.ts'
import { buildEstate } from '../adapters/estate.ts'
import { createForgetting } from '../adapters/forget.ts'
import type { Estate } from '../adapters/source.ts'
import { type Clock, instant } from '../adapters/time.ts'
import type { Cache } from '../cache/port.ts'
import type { Ledger } from '../ledger/port.ts'
import { createCartKeys } from '../subgraphs/cart-keys.ts'
import type { Services } from '../subgraphs/context.ts'
import { createSealer } from '../subgraphs/sealed-id.ts'
import { orderTokenMaker } from '../subgraphs/shared/orders/order-token.ts'
import { placedOrders } from '../subgraphs/shared/orders/placed-orders.ts'
import { createLoyaltyKeys } from '../subgraphs/shared/points/loyalty-keys.ts'
import { createIdentityFill, type IdentityFill } from '../subgraphs/shared/shoppers/identity-fill.ts'
import type { SystemHealth } from '../subgraphs/system-health.ts'
import { openCache } from './cache-namespace.ts'
import { type Chores, createChores } from './chores.ts'
import type { Config } from './config/config.ts'
import { withSearch } from './default-search.ts'
import { fulfilmentOf } from './fulfilment.ts'
import type { Readiness } from './http/health.ts'
import { ledgerPlace } from './ledger-place.ts'
import { teller } from './live/changes.ts'
import { toldWrites } from './live/told-writes.ts'
import type { Log } from './log.ts'
import { loyaltyTerms } from './loyalty.ts'
import type { Parts } from './parts.ts'
import { openPlaces } from './places.ts'
import { returnPolicyOf } from './returns.ts'
import { type SharedHealth, shareHealth } from './shared-health.ts'

/** What a configuration becomes: systems, ledger, cache, and the services that subgraphs work with. */
export interface House {
  readonly estate: Estate
  readonly services: Services
  readonly identityFill: IdentityFill
  readonly chores: Chores
  readonly ledger: Ledger
  readonly cache: Cache
  readonly clock: Clock
  readiness(): Promise<Readiness>
  close(): Promise<void>
}

export interface HouseTools {
  readonly parts: Parts
  readonly clock: Clock
  readonly log: Log
  /**
   * This process's role among those on one ledger, and all roles; they then tell each other how the systems do. Without
   * it the process is the whole graph.
   */
  readonly role?: { readonly name: string; readonly all: readonly string[] }
}

/** Opens everything a configuration asks for. Reaches no system: that is the first request's, or the doctor's. */
export async function openHouse(config: Config, tools: HouseTools): Promise<House> {
  const { parts, clock, log } = tools
  const ledger = await parts.openLedger({ ...ledgerPlace(config, clock), idKey: config.ids.key })
  try {
    const cache = openCache(config, tools)
    const write = (event: string, values: Readonly<Record<string, string | number>>) =>
      log.info(event, values)
    const { systems, answers } = withSearch(config, parts.adapters)
    const kept = { cache, freshness: config.freshness, hmacKey: config.ids.key, clock }
    const { forget, changes } = createForgetting(kept)
    const health = openHealth(ledger, Object.keys(systems), tools)
    const estate = buildEstate(
      Object.entries(systems).map(([name, system]) => ({ name, ...system })),
      answers,
      parts.adapters,
      { clock, ledger, observe: health.observe, log: write },
      (source) => parts.keepFresh(source, { ...kept, changes }),
    )
    const { identity, marks } = ledger
    const writes = toldWrites(ledger.writes, teller(cache))
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
      orderTokens: ledger.orderTokens,
      writes,
      forget,
      orderTokenOf: orderTokenMaker(config.ids.key),
      placedOrders: placedOrders(writes.orders, { clock, desks: estate.answers.orderDesk }),
      cartKeys: createCartKeys(config.ids.key),
      carts: config.carts,
      loyaltyKeys: createLoyaltyKeys(config.ids.key, config.loyalty.cards),
      loyalty: loyaltyTerms(config),
      returns: returnPolicyOf(config),
      sealer: createSealer(config.ids.key),
      stores,
      retailer: retailerFacts(config),
      fulfilment: fulfilmentOf(config),
      health: async () => {
        const pulse = await health.pulses()
        return estate.sources.map((source) => ({ ...rolesOf(source, estate), ...pulse(source.name) }))
      },
      clock,
    }
    const close = async () => {
      await Promise.all(estate.sources.map((source) => source.close()))
      await health.close()
      await cache.close()
      await ledger.close()
    }
    const chores = createChores(config, { services, log })
    const ready = () => readiness(ledger)
    return { estate, services, identityFill, chores, ledger, cache, clock, readiness: ready, close }
  } catch (error) {
    await ledger.close()
    throw error
  }
}

function retailerFacts({ retailer, freshness }: Config): Services['retailer'] {
  const { timeZone, defaultLocale, locales, lowStock, pickupDays } = retailer
  return {
    timeZone,
    locales: [...new Set([defaultLocale, ...locales])],
    lowStock,
    pickupDays,
    priceSeconds: Math.min(freshness.prices, freshness.promotions),
    stockBudgetSeconds: freshness.stockPromise,
  }
}

/** The board of this process, shared with those of the other roles, if there are any. */
function openHealth(
  { marks }: Ledger,
  sources: readonly string[],
  { role, clock, log }: HouseTools,
): Omit<SharedHealth, 'observe'> & { observe(call: CallRecord): void } {
  const board = createHealthBoard(clock)
  if (!role) return { observe: board.observe, pulses: async () => board.pulse, close: async () => {} }
  const failed = (error: unknown) => log.error('health.failed', {}, error)
  const shared = shareHealth({ board, sources, marks, clock, role: role.name, roles: role.all, failed })
  const observe = (call: CallRecord) => {
    board.observe(call)
    shared.observe()
  }
  return { ...shared, observe }
}

function rolesOf(
  { name, kind, budget, limits }: Estate['sources'][number],
  { answers }: Estate,
): Pick<SystemHealth, 'name' | 'kind' | 'owns' | 'rateLimit' | 'limits'> {
  const owns = Object.entries(answers).flatMap(([port, list]) =>
    list.some((one) => one.name === name) ? [port] : [],
  )
  return { name, kind, owns, rateLimit: budget?.()?.limit ?? null, limits: limits ?? null }
}

/** Systems do not count: the graph answers without them, and says so. */
async function readiness(ledger: Ledger): Promise<Readiness> {
  const answered = await ledger.marks.read('ready').then(
    () => true,
    () => false,
  )
  return { ready: answered, checks: { ledger: answered } }
}
