import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { Currency } from '../../adapters/money.ts'
import type { Order, Orders } from '../../adapters/ports/orders.ts'
import type { Answerer, Estate, SystemKind } from '../../adapters/source.ts'
import { type Day, type Instant, instant } from '../../adapters/time.ts'
import type { Entity, IdentityLedger } from '../../ledger/port.ts'
import type { Context, Services } from '../../subgraphs/context.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { createStoreDirectory } from '../../subgraphs/store-directory.ts'

/** A source in the role of order history. */
export function answersOrders(name: string, kind: SystemKind, port: Orders): Answerer<'orders'> {
  return { name, kind, port }
}

/** A request's context over the given order sources and nothing else. */
export function contextOver(
  orders: readonly Answerer<'orders'>[],
  now = new Date('2026-06-15T10:00:00Z'),
): Context {
  const estate: Estate = {
    sources: [],
    answers: { profiles: [], catalog: [], prices: [], orders, stock: [], stores: [], loyalty: [] },
  }
  const services: Services = {
    estate,
    // The domain under test asks the ledger nothing.
    identity: {} as IdentityLedger,
    identityFilled: () => true,
    sealer: createSealer('a key for tests that is long enough'),
    stores: createStoreDirectory([]),
    retailer: { timeZone: 'Europe/Paris', locales: ['fr-FR'], lowStock: 2, stockBudgetSeconds: 900 },
    health: () => [],
    clock: () => now,
  }
  return { services, viewer: { customerId: null }, locales: ['fr-FR'], channel: null }
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
    shippingAddress: null,
    billingAddress: null,
  }
}
