import { graphql } from 'graphql'
import { mintId, type OrderNumber, type RecordId, type StoreId } from '../../adapters/ids.ts'
import type { Currency } from '../../adapters/money.ts'
import type { Order, Orders } from '../../adapters/ports/orders.ts'
import { type Answerer, type Estate, perPort, type SystemKind } from '../../adapters/source.ts'
import { type Day, type Instant, instant } from '../../adapters/time.ts'
import type { Entity } from '../../ledger/port.ts'
import { createCartKeys } from '../../subgraphs/cart-keys.ts'
import type { Context, Services } from '../../subgraphs/context.ts'
import type { Subgraph } from '../../subgraphs/define-subgraph.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderTokenMaker } from '../../subgraphs/shared/orders/order-token.ts'
import { placedOrders } from '../../subgraphs/shared/orders/placed-orders.ts'
import { createLoyaltyKeys } from '../../subgraphs/shared/points/loyalty-keys.ts'
import { createStoreDirectory, type Place } from '../../subgraphs/shared/stock/store-directory.ts'
import { memoryIdentity } from './identity.ts'
import { memoryOrderTokens } from './order-tokens.ts'
import { returnRules } from './return-rules.ts'
import { everything } from './viewers.ts'
import { memoryWrites } from './writes.ts'

/** A source in the role of order history. */
export function answersOrders(name: string, kind: SystemKind, port: Orders): Answerer<'orders'> {
  return { name, kind, port }
}

/** A request's context over the given order sources and nothing else. */
export function contextOver(orders: readonly Answerer<'orders'>[]): Context {
  return contextWith({ answers: { orders } })
}

/** What a test says of its request; the rest is plain. */
export interface ContextFacts {
  readonly answers?: Partial<Estate['answers']>
  readonly services?: Partial<Omit<Services, 'estate'>>
  readonly request?: Partial<Omit<Context, 'services'>>
}

/** The time it is in a test that does not say. */
export const NOW = new Date('2026-06-15T10:00:00Z')

/** A request's context over sources in memory. */
export function contextWith({ answers = {}, services = {}, request = {} }: ContextFacts): Context {
  const all: Estate['answers'] = { ...perPort(() => []), ...answers }
  const sources = Object.values(all)
    .flat()
    .map(({ name, kind }) => ({
      name,
      kind,
      ports: {},
      diagnose: async () => ({ version: null, clock: null, budget: null, warnings: [] }),
      close: async () => {},
    }))
  const writes = memoryWrites()
  return {
    services: {
      estate: { sources, answers: all },
      identity: memoryIdentity(),
      identityFilled: () => true,
      orderTokens: memoryOrderTokens(),
      writes,
      forget: async () => {},
      orderTokenOf: orderTokenMaker('a key for tests that is long enough'),
      placedOrders: placedOrders((services.writes ?? writes).orders, {
        clock: services.clock ?? (() => NOW),
        desks: all.orderDesk,
      }),
      cartKeys: createCartKeys('a key for tests that is long enough'),
      carts: { guestDays: 30, customerDays: 90, handOffMinutes: 10 },
      loyaltyKeys: createLoyaltyKeys('a key for tests that is long enough', { prefix: '297', digits: 13 }),
      loyalty: { program: null, redemptionMinutes: 60, earn: null },
      returns: returnRules(),
      sealer: createSealer('a key for tests that is long enough'),
      stores: createStoreDirectory([]),
      fulfilment: new Map(),
      retailer: {
        timeZone: 'Europe/Paris',
        locales: ['fr-FR'],
        lowStock: 2,
        pickupDays: 7,
        priceSeconds: 60,
        stockBudgetSeconds: 900,
      },
      health: () => [],
      clock: () => NOW,
      ...services,
    },
    viewer: everything(),
    access: { note: () => {} },
    about: () => {},
    locales: ['fr-FR'],
    channel: null,
    ...request,
  }
}

/** A place of the retailer, a store unless said, known to the ERP by its code in lower case. */
export function place(code: string, facts: Partial<Place> = {}): Place {
  return {
    id: mintId('test', 'store', { source: 'erp', id: code as RecordId }) as StoreId,
    code,
    kind: 'STORE',
    records: new Map([['erp', code.toLowerCase() as RecordId]]),
    name: null,
    geo: null,
    timeZone: 'Europe/Paris',
    hours: null,
    specialHours: [],
    services: [],
    phone: null,
    ...facts,
  }
}

/** Executes a query against one subgraph alone. */
export async function ask(
  { schema }: Subgraph,
  source: string,
  contextValue: Context,
  variableValues: Readonly<Record<string, unknown>> = {},
) {
  const { data, errors = [] } = await graphql({ schema, source, contextValue, variableValues })
  return {
    // The tests read answers of many shapes; each says by its expectations what it expects.
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
    data: data as any,
    /** By path. */
    errors: errors
      .map(({ path = [], message, extensions }) => ({
        path: path.join('.'),
        message,
        code: extensions['code'],
        source: extensions['source'],
      }))
      .sort((left, right) => (left.path < right.path ? -1 : 1)),
  }
}

/** A shopper with one record in each of the named sources. */
export function shopper(sources: readonly string[]): Entity {
  return {
    id: 'cus_00000000000000000000000000',
    records: sources.map((source) => ({
      record: { source, id: 'shopper' as RecordId },
      method: 'MANUAL',
      state: 'CONFIRMED',
      confidence: 1,
      evidence: [],
      linkedAt: '2026-01-01T00:00:00.000Z' as Instant,
      linkedBy: source,
    })),
  }
}

/** A plain order of the shopper. */
export function plainOrder(facts: {
  readonly number: string
  readonly channel: 'WEB' | 'STORE_POS'
  readonly placedOn: string
  readonly placedAt?: string | null
}): Order {
  const nothing = { gross: { minor: 0, currency: 'EUR' as Currency }, net: null, tax: null }
  return {
    recordId: `record-${facts.number}` as RecordId,
    channel: { code: facts.channel.toLowerCase(), kind: facts.channel },
    number: facts.number as OrderNumber,
    status: 'CONFIRMED',
    statusDetail: null,
    placedOn: facts.placedOn as Day,
    placedAt: facts.placedAt ? instant(new Date(facts.placedAt)) : null,
    store: null,
    customer: 'shopper' as RecordId,
    card: null,
    lines: [],
    cost: { subtotal: nothing, shipping: null, discount: null, total: nothing, roundingAdjustment: null },
    promotions: [],
    version: null,
  }
}
