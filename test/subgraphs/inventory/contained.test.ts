import { beforeEach, describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId, Sku } from '../../../adapters/ids.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { OrderToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Stock } from '../../../adapters/ports/stock.ts'
import { perPort } from '../../../adapters/source.ts'
import { type Day, instant } from '../../../adapters/time.ts'
import { createContainedSweep } from '../../../subgraphs/inventory/contained.ts'
import { inventory } from '../../../subgraphs/inventory/index.ts'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import type { PlacedOrderBody } from '../../../subgraphs/shared/orders/placed-order.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { memoryOrderDesk } from '../../memory/order-desk.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { memoryWrites } from '../../memory/writes.ts'

const EUR = 'EUR' as Currency
const JEAN = '10040132' as Sku
const MUG = '10040133' as Sku
const MINUTE = 60_000
const store = place('PAR01')
const HERE = store.records.get('erp') as RecordId
const associate = { ...ANONYMOUS, kind: 'STAFF', subject: 'staff/1', scopes: ['inventory:read'] } as const
const STOCK = `query ($sku: String!) { _entities(representations: [{ __typename: "ProductVariant", sku: $sku }]) {
  ... on ProductVariant { storeAvailability(first: 1) { edges { node { availableToSell level { onHand held } } } } } } }`

const money = (minor: number) => ({ gross: { minor, currency: EUR }, net: null, tax: null })
const toPlace = (number: string, skus: readonly Sku[]): OrderToPlace => ({
  key: { channel: 'WEB', number: number as OrderNumber },
  placedOn: '2026-06-15' as Day,
  placedAt: instant(NOW),
  customer: null,
  contact: null,
  shippingAddress: null,
  billingAddress: null,
  lines: skus.map((sku, at) => ({
    position: at + 1,
    sku,
    title: sku,
    quantity: 2,
    unitPrice: { minor: 1_000, currency: EUR },
    lineTotal: money(2_000),
    location: HERE,
    fulfilment: 'SHIP',
  })),
  shippingCost: null,
  promotions: [],
  total: money(2_000 * skus.length),
})

/** A store that counts ten of each, its owner's desk, and a clock that goes on when told. */
function shop({ falls }: Pick<Stock, 'falls'> = {}) {
  let now = NOW.getTime()
  const clock = () => new Date(now)
  const onHand = { [JEAN]: 10, [MUG]: 10 } as Record<string, number>
  const { desk, orders, deliver } = memoryOrderDesk({
    source: 'erp',
    clock,
    skus: [JEAN, MUG],
    customers: [],
    places: [HERE],
  })
  let asked = 0
  /** A count that was read earlier, where one arrives late. */
  let readAt: Date | null = null
  const stock: Stock = {
    ...(falls && { falls }),
    levels: async (keys) =>
      new Map(
        keys.map((key) => [
          key,
          {
            value: { onHand: onHand[key.item] ?? 0, reserved: null, inbound: null },
            source: 'erp',
            recordId: key.item,
            recordedAt: null,
            fetchedAt: instant(readAt ?? clock()),
            fromCache: readAt !== null,
          },
        ]),
      ),
  }
  const port = {
    ...orders,
    orders: (keys: Parameters<typeof orders.orders>[0]) => {
      asked += 1
      return orders.orders(keys)
    },
  }
  const context = contextWith({
    answers: { stock: [{ name: 'erp', kind: 'ERP', port: stock }] },
    services: { writes: memoryWrites(), clock, stores: createStoreDirectory([store]) },
    request: { viewer: associate },
  })
  const { writes } = context.services
  const estate = {
    sources: [],
    answers: {
      ...perPort(() => []),
      stock: [{ name: 'erp', kind: 'ERP', port: stock }],
      orders: [{ name: 'erp', kind: 'ERP', port }],
    },
  } as Parameters<typeof createContainedSweep>[0]['estate']
  const started = () => createContainedSweep({ writes, estate, stores: createStoreDirectory([store]), clock })
  let sweep = started()
  return {
    onHand,
    deliver,
    cancel: (recordId: RecordId, positions: readonly number[] | null) =>
      desk.cancel({ recordId, positions, reason: 'TESTED' }),
    asked: () => asked,
    sweep: () => sweep(),
    restart: () => {
      sweep = started()
    },
    pass: (ms: number) => {
      now += ms
    },
    /** From now on a count is that of this time, as one from a cache. */
    readingOf: (at: Date | null) => {
      readAt = at
    },
    now: clock,
    /** An order that took stock here; placed with the desk unless it is still on its way. */
    order: async (number: string, skus: readonly Sku[] = [JEAN], isPlaced = true): Promise<RecordId> => {
      const order = toPlace(number, skus)
      const recordId = isPlaced ? (await desk.place(order)).recordId : null
      const body: PlacedOrderBody = {
        order,
        status: 'CONFIRMED',
        desk: { system: 'erp', recordId },
        payment: null,
        cartId: null,
        events:
          recordId === null ? [] : [{ at: instant(clock()), kind: 'ACCEPTED', system: 'erp', note: null }],
      }
      await writes.transact(['stock'], async (unit) => {
        const { key, placedOn } = order
        const id = `ord_${number}`
        await unit.orders.save({
          id,
          ...key,
          customerId: null,
          placedOn,
          version: 1,
          body: JSON.stringify(body),
        })
        await unit.holds.save({
          id: `hold_${number}`,
          location: store.id,
          state: 'COMMITTED',
          lines: skus.map((sku) => ({ sku, requested: 2, held: 2 })),
          expiresAt: null,
          customerId: null,
          cartId: null,
          orderId: id,
          createdAt: instant(clock()),
        })
      })
      return recordId ?? ('' as RecordId)
    },
    /** What may be sold, what is counted and what is put aside. */
    standing: async (sku: Sku = JEAN) => {
      const { data } = await ask(inventory, STOCK, { ...context, loaders: new WeakMap() } as never, { sku })
      const { availableToSell, level } = data._entities[0].storeAvailability.edges[0].node
      return [availableToSell, level.onHand, level.held]
    },
  }
}

describe('what was put aside for an order', () => {
  let here: ReturnType<typeof shop>
  beforeEach(() => {
    here = shop()
  })

  it('counts until the goods have left, and then the owner’s count is without them', async () => {
    const record = await here.order('W1')
    expect(await here.sweep()).toBe(0)
    expect(await here.standing()).toEqual([8, 10, 2])
    here.onHand[JEAN] = 8
    here.deliver(record)
    expect(await here.sweep()).toBe(1)
    here.pass(2 * MINUTE)
    expect(await here.standing()).toEqual([8, 8, 0])
  })

  it('still counts against a count that was read before, however late it arrives', async () => {
    const record = await here.order('W1')
    const early = here.now()
    here.pass(MINUTE)
    here.deliver(record)
    await here.sweep()
    here.pass(2 * MINUTE)
    here.readingOf(early)
    expect(await here.standing()).toEqual([8, 10, 2])
    here.readingOf(null)
    here.onHand[JEAN] = 8
    expect(await here.standing()).toEqual([8, 8, 0])
  })

  it('counts against a count that was on its way when the goods left', async () => {
    const record = await here.order('W1')
    here.deliver(record)
    await here.sweep()
    here.pass(MINUTE - 1)
    expect(await here.standing()).toEqual([8, 10, 2])
  })

  it('is apart from what a till sells in between', async () => {
    const record = await here.order('W1')
    here.onHand[JEAN] = 7
    expect(await here.standing()).toEqual([5, 7, 2])
    here.onHand[JEAN] = 5
    here.deliver(record)
    await here.sweep()
    here.pass(2 * MINUTE)
    expect(await here.standing()).toEqual([5, 5, 0])
  })

  it('is ended by whoever looks after a restart', async () => {
    const record = await here.order('W1')
    here.deliver(record)
    here.restart()
    expect(await here.sweep()).toBe(1)
    here.restart()
    expect(await here.sweep()).toBe(0)
  })

  it('counts whole while only a part has left, and ends when the rest has, or is cancelled', async () => {
    const record = await here.order('W1', [JEAN, MUG])
    here.deliver(record, [1])
    expect(await here.sweep()).toBe(0)
    await here.cancel(record, [2])
    expect(await here.sweep()).toBe(1)
  })

  it('ends when the desk’s own people have cancelled the order', async () => {
    const record = await here.order('W1')
    await here.cancel(record, null)
    expect(await here.sweep()).toBe(1)
  })

  it('counts while the desk has not the order yet, and nobody is asked', async () => {
    await here.order('W1', [JEAN], false)
    expect(await here.sweep()).toBe(0)
    expect(here.asked()).toBe(0)
  })

  it('ends with the desk’s acceptance where the owner’s count is less from then on, and nobody is asked', async () => {
    here = shop({ falls: 'WHEN_ORDERED' })
    await here.order('W1')
    here.onHand[JEAN] = 8
    expect(await here.sweep()).toBe(1)
    expect(here.asked()).toBe(0)
    here.pass(2 * MINUTE)
    expect(await here.standing()).toEqual([8, 8, 0])
  })

  it('is looked at a hundred orders a call, and five calls a round; the next one goes on behind', async () => {
    for (let n = 0; n < 620; n++) await here.order(`W${1_000 + n}`)
    const last = await here.order('W9999')
    here.deliver(last)
    expect([await here.sweep(), here.asked()]).toEqual([0, 5])
    expect([await here.sweep(), here.asked()]).toEqual([1, 7])
    expect([await here.sweep(), here.asked()]).toEqual([0, 12])
  })
})
