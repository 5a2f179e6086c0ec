import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type OrderNumber,
  parseReceiptNumber,
  type RecordId,
  receiptNumber,
} from '../../../../adapters/ids.ts'
import { decimal } from '../../../../adapters/money.ts'
import type { HistoryRequest, Order, OrderKey } from '../../../../adapters/ports/orders.ts'
import type { PriceKey } from '../../../../adapters/ports/prices.ts'
import { normalPhone } from '../../../../adapters/ports/profiles.ts'
import type { StockKey } from '../../../../adapters/ports/stock.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { WorldOrder } from '../../../../sandbox/world/sale-types.ts'
import type { WorldStore } from '../../../../sandbox/world/shop-types.ts'
import { found } from '../../../contracts/found.ts'
import { ordersContract } from '../../../contracts/orders.ts'
import { pricesContract } from '../../../contracts/prices.ts'
import { profilesContract } from '../../../contracts/profiles.ts'
import { world } from '../../../contracts/small-world.ts'
import { stockContract } from '../../../contracts/stock.ts'
import { storesContract } from '../../../contracts/stores.ts'
import { FIRST_START_MS, hasTryton, type RunningTryton, startTryton } from '../../../peers/tryton/start.ts'
import { type OpenTryton, openTryton } from './open-tryton.ts'

const canRun = hasTryton(process.env['COUTURE_REQUIRE_SERVICES'] === '1')

const shopper = world.customers[0]?.businessPartner as RecordId
const partnerOf = ({ customer }: WorldOrder) => world.customers[customer]?.businessPartner ?? null
const ordersOf = (partner: string) => world.orders.filter((order) => partnerOf(order) === partner)
const isCancelled = ({ status }: WorldOrder) => status === 'CANCELLED'
const sumOf = (lines: readonly { readonly total: number }[]) =>
  lines.reduce((sum, { total }) => sum + total, 0)
const placeOf = (code: string) =>
  [world.warehouse, ...world.stores].find((place) => place.code === code)?.plant

/** The number an order has everywhere. */
function businessNumber({ copyOfReceipt, number }: WorldOrder): string {
  const receipt = copyOfReceipt === undefined ? null : parseReceiptNumber(copyOfReceipt)
  return receipt ? receiptNumber(receipt) : number
}

function statusOf(order: WorldOrder): string {
  if (isCancelled(order)) return 'CANCELLED'
  if (order.copyOfReceipt !== undefined) return 'COLLECTED'
  if (order.status === 'OPEN') return 'CONFIRMED'
  if (order.status !== 'PARTLY_SHIPPED') return 'SHIPPED'
  return order.deliveries.some(({ shippedOn }) => shippedOn !== null)
    ? 'PARTIALLY_FULFILLED'
    : 'IN_PREPARATION'
}

/** An order of the world as the graph must see it through Tryton; a cancelled one costs nothing. */
function expected(order: WorldOrder) {
  const shipping = isCancelled(order) ? 0 : order.shipping
  const subtotal = isCancelled(order) ? 0 : sumOf(order.lines)
  const tillStore = order.copyOfReceipt?.split('-')[0]
  return {
    channel: { kind: order.channel },
    number: businessNumber(order),
    status: statusOf(order),
    placedOn: order.placedOn,
    placedAt: null,
    store: world.stores.find((store) => store.tillStore === tillStore)?.plant ?? null,
    customer: partnerOf(order),
    lines: order.lines.map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: decimal(line.quantity),
      lineTotal: { gross: { minor: line.total, currency: 'EUR' } },
    })),
    cost: {
      subtotal: { gross: { minor: subtotal } },
      shipping: shipping > 0 ? { gross: { minor: shipping } } : null,
      total: { gross: { minor: subtotal + shipping } },
      roundingAdjustment: null,
    },
  }
}

/** Stores have sent goods which the world says they never kept: Tryton, which counts, has none left there. */
function sentFrom(sku: string, { code }: WorldStore): boolean {
  const variant = world.products.flatMap(({ variants }) => variants).find((each) => each.sku === sku)
  return variant?.stock[code] === undefined && sent.has(`${sku}/${code}`)
}
const sent = new Set(
  world.orders.flatMap(({ lines, deliveries }) =>
    deliveries.flatMap(({ from, ...delivery }) =>
      delivery.lines.map(({ line }) => `${lines.find((each) => each.line === line)?.sku}/${from}`),
    ),
  ),
)

const request = (change: Partial<HistoryRequest> = {}): HistoryRequest => {
  return { customers: [shopper], cards: [], first: 500, until: null, from: null, channels: [], ...change }
}

describe.skipIf(!canRun)('a real Tryton', () => {
  let running: RunningTryton
  let tryton: OpenTryton
  beforeAll(async () => {
    running = await startTryton(world)
    tryton = openTryton(running.options)
  }, FIRST_START_MS)
  afterAll(async () => {
    await tryton?.source.close()
    await running?.close()
  })
  beforeEach(() => void tryton.calls())

  const opened = <P extends keyof OpenTryton['ports']>(port: P) => ({
    port: tryton.ports[port],
    source: 'erp',
    close: async () => {},
  })
  const idOf = ({ plant }: WorldStore) => plant

  describe('keeps the contract of profiles', () => {
    profilesContract(async () => ({
      ...opened('profiles'),
      idOf: ({ businessPartner }) => businessPartner,
      names: true,
    }))
  })
  describe('keeps the contract of prices', () => {
    pricesContract(async () => opened('prices'))
  })
  describe('keeps the contract of stock', () => {
    stockContract(async () => ({ ...opened('stock'), idOf, has: (sku, place) => !sentFrom(sku, place) }))
  })
  describe('keeps the contract of stores', () => {
    storesContract(async () => ({ ...opened('stores'), idOf, places: [world.warehouse, ...world.stores] }))
  })
  describe('keeps the contract of orders', () => {
    ordersContract(async () => ({
      ...opened('orders'),
      customers: [shopper],
      cards: [],
      expected: ordersOf(shopper).map((order) => ({
        number: businessNumber(order),
        channel: order.channel,
        placedOn: order.placedOn,
        total: expected(order).cost.total.gross.minor,
        skus: order.lines.map(({ sku }) => sku),
      })),
    }))
  })

  describe('knows of orders', () => {
    const history = async (asked: HistoryRequest) => {
      return found((await tryton.ports.orders.history([asked])).get(asked)).value
    }
    const byNumber = (left: { number: string }, right: { number: string }) =>
      left.number < right.number ? -1 : 1

    it('every one as the world has it, to the cent, for every shopper', async () => {
      const partners = [...new Set(world.orders.flatMap((order) => partnerOf(order) ?? []))] as RecordId[]
      const pages = await Promise.all(partners.map((id) => history(request({ customers: [id] }))))
      const orders = pages.flatMap((page) => page.orders)
      expect(orders.toSorted(byNumber)).toMatchObject(world.orders.map(expected).sort(byNumber))
      expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([])
    })

    it('a page in one call, however many lines', async () => {
      await history(request())
      tryton.calls()
      await history(request())
      expect(tryton.calls()).toEqual(['sale.sale'])
    })

    it('the price of each unit as the shopper saw it, where nothing was taken off', async () => {
      const { orders } = await history(request())
      for (const order of ordersOf(shopper)) {
        const { lines } = orders.find(({ number }) => number === businessNumber(order)) as Order
        const plain = order.lines.flatMap(({ discount, unitPrice }, at) =>
          discount === 0 ? [[lines[at]?.unitPrice.gross.minor, unitPrice]] : [],
        )
        for (const [read, stated] of plain) expect(read).toBe(stated)
      }
    })

    it('what became of each line of one that left in part', async () => {
      const part = world.orders.find((order) => statusOf(order) === 'PARTIALLY_FULFILLED') as WorldOrder
      const sent = part.deliveries.flatMap(({ shippedOn, lines }) =>
        shippedOn === null ? [] : lines.map(({ line }) => line),
      )
      const { orders } = await history(request({ customers: [partnerOf(part) as RecordId] }))
      const order = orders.find(({ number }) => number === part.number)
      expect(order?.lines.map(({ status }) => status)).toEqual(
        part.lines.map(({ line }) => (sent.includes(line) ? 'SHIPPED' : 'IN_PREPARATION')),
      )
    })

    it('what was sent, from where, with its tracking number', async () => {
      const orders = await allOrders()
      const reads = await tryton.ports.orders.fulfillments(orders.map(({ recordId }) => recordId))
      for (const order of world.orders) {
        const read = orders.find(({ number }) => number === businessNumber(order)) as Order
        const lineAt = (lineId: string) =>
          order.lines[read.lines.findIndex((line) => line.lineId === lineId)]?.line
        const sent = reads.get(read.recordId)
        const shipped = (isFound(sent) ? sent.value : []).filter(({ status }) => status === 'SHIPPED')
        const facts = shipped.map(({ location, tracking, lines }) => ({
          location,
          tracking: tracking[0]?.number ?? null,
          lines: lines.map(({ lineId, quantity }) => ({ line: lineAt(lineId), quantity })),
        }))
        const left = order.deliveries.filter(({ shippedOn }) => shippedOn !== null)
        expect(facts).toEqual(
          left.map(({ from, tracking, lines }) => ({
            location: placeOf(from),
            tracking,
            lines: lines.map(({ line, quantity }) => ({ line, quantity: decimal(quantity) })),
          })),
        )
      }
    })

    it('the invoices that are paid, as payments', async () => {
      const orders = await allOrders()
      const reads = await tryton.ports.orders.payments(orders.map(({ recordId }) => recordId))
      for (const order of world.orders) {
        const { recordId } = orders.find(({ number }) => number === businessNumber(order)) as Order
        const paid = reads.get(recordId)
        const amount = expected(order).cost.total.gross.minor
        expect(isFound(paid) ? paid.value : []).toMatchObject(
          order.invoice?.cleared ? [{ amount: { minor: amount, currency: 'EUR' }, state: 'CAPTURED' }] : [],
        )
      }
    })

    it('what came back, why, and the refund', async () => {
      const orders = await allOrders()
      const reads = await tryton.ports.orders.returns(orders.map(({ recordId }) => recordId))
      for (const order of world.orders) {
        const read = orders.find(({ number }) => number === businessNumber(order)) as Order
        const back = reads.get(read.recordId)
        const { returned } = order
        const lines = returned?.lines.map(({ line, quantity }) => {
          const at = order.lines.findIndex((each) => each.line === line)
          return { lineId: read.lines[at]?.lineId, quantity: decimal(quantity), reason: returned.reason }
        })
        expect(isFound(back) ? back.value : []).toMatchObject(
          returned
            ? [{ lines, refund: { minor: returned.refund }, receivedAt: null, status: 'REFUNDED' }]
            : [],
        )
      }
    })

    it('a receipt under its canonical number, and none under another channel', async () => {
      const copy = world.orders.find(({ copyOfReceipt }) => copyOfReceipt !== undefined) as WorldOrder
      const key: OrderKey = { channel: 'STORE_POS', number: businessNumber(copy) as OrderNumber }
      const elsewhere: OrderKey = { ...key, channel: 'WEB' }
      const reads = await tryton.ports.orders.orders([key, elsewhere])
      expect(found(reads.get(key)).value).toMatchObject(expected(copy))
      expect(reads.has(elsewhere)).toBe(false)
    })

    it('statuses and words as the retailer calls them', async () => {
      const own = openTryton({
        ...running.options,
        statuses: { 'done/sent': 'DELIVERED', 'cancelled/*': 'UNKNOWN' },
        statusDetail: { 'done/*': 'Soldée' },
      })
      const asked = request()
      const { orders } = found((await own.ports.orders.history([asked])).get(asked)).value
      const of = (wanted: string) => orders.filter(({ status }) => status === wanted).length
      expect(of('DELIVERED')).toBeGreaterThan(0)
      expect(of('UNKNOWN')).toBe(ordersOf(shopper).filter(isCancelled).length)
      expect(new Set(orders.map(({ statusDetail }) => statusDetail))).toEqual(new Set([null, 'Soldée']))
      await own.source.close()
    })

    it('one whose channel is not mapped, reports it by its number and logs it', async () => {
      const { channels } = running.options as { channels: { kind: string }[] }
      const fewer = openTryton({
        ...running.options,
        channels: channels.filter(({ kind }) => kind !== 'WEB'),
      })
      const asked = request()
      const { orders, unreadable } = found((await fewer.ports.orders.history([asked])).get(asked)).value
      const web = ordersOf(shopper).filter(({ channel }) => channel === 'WEB')
      expect(unreadable).toHaveLength(web.length)
      expect(orders).toHaveLength(ordersOf(shopper).length - web.length)
      expect(fewer.logged.map(([event, { record }]) => [event, record])).toEqual(
        unreadable.map((record) => ['tryton.sale.unreadable', record]),
      )
      await fewer.source.close()
    })

    async function allOrders(): Promise<readonly Order[]> {
      const keys = world.orders.map((order): OrderKey => {
        return { channel: order.channel, number: businessNumber(order) as OrderNumber }
      })
      const reads = await tryton.ports.orders.orders(keys)
      return keys.map((key) => found(reads.get(key)).value)
    }
  })

  describe('knows of shoppers', () => {
    it('their addresses, languages and phones, and what it has otherwise than the CRM', async () => {
      const known = world.customers.filter(({ businessPartner }) => businessPartner !== null)
      const ids = known.map(({ businessPartner }) => businessPartner as RecordId)
      const reads = await tryton.ports.profiles.profiles(ids)
      for (const { businessPartner, address, erpDiffers, phone, locale } of known) {
        const { value } = found(reads.get(businessPartner as RecordId))
        const number = erpDiffers?.phone ?? phone
        expect(value.phone).toBe(number && normalPhone(number))
        expect(value.preferredLocale).toBe(locale.slice(0, 2))
        expect(value.addresses).toMatchObject(
          address
            ? [
                {
                  streetLine1: address.streetLine1,
                  postalCode: address.postalCode,
                  city: erpDiffers?.city ?? address.city,
                  countryCode: 'FR',
                },
              ]
            : [],
        )
      }
    })

    it('who answers to a phone, however it is typed', async () => {
      const typed = world.customers[0]?.phone?.replace('+33', '0').replace(/(..)(?=.)/g, '$1 ') ?? ''
      const phone = { type: 'PHONE', value: typed } as const
      const card = { type: 'LOYALTY_CARD', value: world.customers[0]?.card ?? '' } as const
      const reads = await tryton.ports.profiles.find([phone, card])
      expect(found(reads.get(phone)).value.map(({ recordId }) => recordId)).toEqual([shopper])
      expect(reads.has(card)).toBe(false)
    })
  })

  describe('knows of prices', () => {
    it('the VAT within each, in one call for a basket', async () => {
      const keys = world.products.slice(0, 30).map(({ variants: [variant] }): PriceKey => {
        const item = variant?.sku as RecordId
        return { item, channel: 'WEB', store: null, quantity: 1, on: '2026-06-15' as Day }
      })
      const reads = await tryton.ports.prices.prices(keys)
      for (const [at, key] of keys.entries()) {
        const { gross, net, tax } = found(reads.get(key)).value.unitPrice
        const rate = Number(world.products[at]?.taxRate) / 100
        expect(Math.abs((tax?.minor ?? 0) - (gross.minor * rate) / (1 + rate))).toBeLessThanOrEqual(0.5)
        expect((net?.minor ?? 0) + (tax?.minor ?? 0)).toBe(gross.minor)
      }
      expect(tryton.calls()).toEqual(['product.product'])
    })
  })

  describe('knows of stock', () => {
    const skus = world.products.flatMap(({ variants }) => variants.map(({ sku }) => sku as RecordId))
    const places = [...world.stores, world.warehouse].map(({ plant }) => plant as RecordId)
    const keysOf = (items: readonly RecordId[], locations: readonly RecordId[]): StockKey[] =>
      items.flatMap((item) => locations.map((location) => ({ item, location })))
    const quantities = async (keys: readonly StockKey[]) => {
      const reads = await tryton.ports.stock.levels(keys)
      return new Map(
        keys.flatMap((key) => {
          const read = reads.get(key)
          return read ? [[`${key.item}/${key.location}`, found(read).value.onHand]] : []
        }),
      )
    }

    it('the same asked item by item and place by place, in the fewest calls', async () => {
      const few = keysOf(skus.slice(0, 2), places)
      await quantities(few)
      tryton.calls()
      const byItem = await quantities(few)
      const counts = tryton.calls().filter((model) => model !== 'stock.move')
      expect(counts).toEqual(['product.product', 'stock.location', 'stock.location'])
      const byPlace = await quantities(keysOf(skus.slice(0, 40), places.slice(0, 3)))
      expect(tryton.calls().filter((model) => model !== 'stock.move')).toEqual([
        'product.product',
        'product.product',
        'product.product',
      ])
      const both = [...byItem].filter(([place]) => byPlace.has(place))
      expect(both.length).toBeGreaterThan(0)
      for (const [place, onHand] of both) expect(byPlace.get(place)).toBe(onHand)
    })

    it('a product that is sold out from one a place never kept', async () => {
      const sold = world.products.flatMap(({ variants }) =>
        variants.flatMap(({ sku, stock }) =>
          world.stores
            .filter(({ code }) => stock[code] === undefined || Number(stock[code]) === 0)
            .map((store) => ({
              sku,
              plant: store.plant,
              isKept: stock[store.code] !== undefined || sentFrom(sku, store),
            })),
        ),
      )
      const keys = sold.map(({ sku, plant }) => ({ item: sku as RecordId, location: plant as RecordId }))
      const read = await quantities(keys)
      const kept = sold.filter(({ isKept }) => isKept).map(({ sku, plant }) => `${sku}/${plant}`)
      expect(kept.length).toBeGreaterThan(0)
      expect(new Set(read.keys())).toEqual(new Set(kept))
      expect(new Set(read.values())).toEqual(new Set([0]))
    })
  })
})
