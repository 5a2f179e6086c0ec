import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type OrderNumber,
  parseReceiptNumber,
  type RecordId,
  receiptNumber,
} from '../../../../adapters/ids.ts'
import { decimal } from '../../../../adapters/money.ts'
import type { HistoryPage, HistoryRequest, Order, OrderKey } from '../../../../adapters/ports/orders.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { WorldLine, WorldOrder } from '../../../../sandbox/world/sale-types.ts'
import { type OpenSap, openSap, world } from './open-sap.ts'

const shopper = world.customers[0]?.businessPartner as RecordId
const placeByTill = new Map(world.stores.map(({ tillStore, plant }) => [tillStore, plant]))

const request = (change: Partial<HistoryRequest> = {}): HistoryRequest => {
  return { customers: [shopper], cards: [], first: 20, until: null, from: null, channels: [], ...change }
}
const partnerOf = ({ customer }: WorldOrder) => world.customers[customer]?.businessPartner ?? null
const ordersOf = (partner: string) =>
  world.orders
    .filter((order) => partnerOf(order) === partner)
    .sort(
      (left, right) =>
        right.placedOn.localeCompare(left.placedOn) || Number(right.salesOrder) - Number(left.salesOrder),
    )

/** The number an order has everywhere. */
function businessNumber(order: WorldOrder): string {
  const receipt = order.copyOfReceipt === undefined ? null : parseReceiptNumber(order.copyOfReceipt)
  return receipt ? receiptNumber(receipt) : order.number
}

function statusOf(order: WorldOrder): string {
  if (order.lines.every(({ rejected }) => rejected)) return 'CANCELLED'
  if (order.copyOfReceipt !== undefined) return 'COLLECTED'
  if (['OPEN', 'PARTLY_SHIPPED'].includes(order.status)) {
    return order.deliveries.some(({ shippedOn }) => shippedOn !== null) ? 'PARTIALLY_FULFILLED' : 'CONFIRMED'
  }
  return 'SHIPPED'
}

const paid = (order: WorldOrder) => order.lines.filter(({ rejected }) => !rejected)
const sum = (lines: readonly WorldLine[], of: (line: WorldLine) => number) =>
  lines.reduce((total, line) => total + of(line), 0)

/** An order of the world as the graph must see it through the ERP. */
function expected(order: WorldOrder) {
  const lines = paid(order)
  const shipping = lines.length > 0 ? order.shipping : 0
  const discount = sum(lines, (line) => line.discount)
  const [tillStore = ''] = order.copyOfReceipt?.split('-') ?? []
  return {
    recordId: order.salesOrder,
    channel: { kind: order.channel },
    number: businessNumber(order),
    status: statusOf(order),
    placedOn: order.placedOn,
    placedAt: null,
    store: placeByTill.get(tillStore) ?? null,
    customer: partnerOf(order),
    lines: order.lines.map((line) => ({
      lineId: String(line.line),
      sku: line.sku,
      title: line.title.slice(0, 40),
      quantity: decimal(line.quantity),
      unitPrice: { gross: { minor: line.unitPrice } },
      lineTotal: {
        gross: { minor: line.total, currency: 'EUR' },
        net: { minor: line.total - line.tax },
        tax: { minor: line.tax },
      },
    })),
    cost: {
      subtotal: { gross: { minor: sum(lines, (line) => line.total) } },
      shipping: shipping > 0 ? { gross: { minor: shipping } } : null,
      discount: discount > 0 ? { minor: discount } : null,
      total: { gross: { minor: sum(lines, (line) => line.total) + shipping } },
    },
  }
}

let sap: OpenSap
beforeAll(async () => {
  sap = await openSap()
})
afterAll(() => sap.close())

const page = async (port: OpenSap, asked: HistoryRequest): Promise<HistoryPage> => {
  const read = (await port.ports.orders.history([asked])).get(asked)
  if (!isFound(read)) throw new Error('expected a page', { cause: read })
  return read.value
}

describe('order history of S/4HANA', () => {
  it('is every order of the shopper as the world has it, copies of receipts included', async () => {
    const { orders, unreadable, more } = await page(sap, request({ first: 500 }))
    expect(orders).toMatchObject(ordersOf(shopper).map(expected))
    expect({ unreadable, more }).toEqual({ unreadable: [], more: false })
    expect(new Set(orders.map(({ channel }) => channel.kind)).size).toBeGreaterThan(2)
  })

  it('is right for every shopper, with unit prices whose parts add up', async () => {
    const partners = [...new Set(world.orders.map(partnerOf))].flatMap((id) =>
      id === null ? [] : [id as RecordId],
    )
    const requests = partners.map((id) => request({ customers: [id], first: 500 }))
    const reads = await sap.ports.orders.history(requests)
    const orders = requests.flatMap((each) => {
      const read = reads.get(each)
      return isFound(read) ? read.value.orders : []
    })
    expect(orders).toMatchObject(partners.flatMap((id) => ordersOf(id).map(expected)))
    const amounts = orders.flatMap(({ lines, cost }) => [
      ...lines.map(({ unitPrice }) => unitPrice),
      cost.total,
    ])
    expect(
      amounts.every(({ gross, net, tax }) => gross.minor === (net?.minor ?? 0) + (tax?.minor ?? 0)),
    ).toBe(true)
  })

  it('costs one call for the number and one for the orders, then one a page', async () => {
    const fresh = await openSap()
    await page(fresh, request({ first: 2 }))
    expect(fresh.calls()).toEqual([
      'GET API_BUSINESS_PARTNER/A_BusinessPartner',
      'GET API_SALES_ORDER_SRV/A_SalesOrder',
    ])
    await page(fresh, request({ first: 50 }))
    expect(fresh.calls()).toEqual(['GET API_SALES_ORDER_SRV/A_SalesOrder'])
    await fresh.close()
  })

  it('goes on day by day without losing or repeating an order', async () => {
    const seen: Order[] = []
    let until: Day | null = null
    for (let more = true; more; ) {
      const next: HistoryPage = await page(sap, request({ first: 2, until }))
      seen.push(...next.orders)
      more = next.more
      if (!more) break
      expect(next.orders.length).toBeGreaterThanOrEqual(2)
      until = dayBefore(next.orders.at(-1)?.placedOn)
    }
    expect(seen.map(({ recordId }) => recordId)).toEqual(
      ordersOf(shopper).map(({ salesOrder }) => salesOrder),
    )
  })

  it('reads a day to its end with one more call when the page would be too short', async () => {
    const busy = busyDay(12)
    const port = await openSap({}, { of: busy })
    await port.ports.orders.history([request({ first: 1, until: '2020-01-01' as Day })])
    port.calls()
    const { orders, more } = await page(port, request({ first: 4 }))
    expect(orders.length).toBeGreaterThanOrEqual(12)
    expect(new Set(orders.map(({ placedOn }) => placedOn)).size).toBe(1)
    expect(more).toBe(true)
    expect(port.calls()).toEqual([
      'GET API_SALES_ORDER_SRV/A_SalesOrder',
      'GET API_SALES_ORDER_SRV/A_SalesOrder',
    ])
    await port.close()
  })

  it('keeps to the days and channels that are wanted', async () => {
    const days = ordersOf(shopper).map(({ placedOn }) => placedOn as Day)
    const [until, from] = [days[2] ?? null, days.at(-3) ?? null]
    const asked = request({ first: 500, until, from, channels: ['WEB', 'STORE_POS'] })
    const wanted = ordersOf(shopper)
      .filter(({ placedOn }) => placedOn <= String(until) && placedOn >= String(from))
      .filter(({ channel }) => asked.channels.includes(channel))
    expect((await page(sap, asked)).orders.map(({ recordId }) => recordId)).toEqual(
      wanted.map(({ salesOrder }) => salesOrder),
    )
  })

  it('of several shoppers shares one $batch', async () => {
    const others = world.customers
      .flatMap(({ businessPartner }) => businessPartner ?? [])
      .slice(0, 6) as RecordId[]
    const port = await openSap()
    const requests = others.map((id) => request({ customers: [id], first: 3 }))
    const reads = await port.ports.orders.history(requests)
    expect([...reads.keys()]).toEqual(requests)
    expect(port.calls()).toEqual([
      'GET API_BUSINESS_PARTNER/A_BusinessPartner',
      'GET API_SALES_ORDER_SRV/',
      'POST API_SALES_ORDER_SRV/$batch',
    ])
    await port.close()
  })

  it('is absent for a partner the ERP does not know and for cards, which it knows none of', async () => {
    const reads = await sap.ports.orders.history([
      request({ customers: ['19999999' as RecordId] }),
      request({ customers: [], cards: ['2900000000001'] }),
    ])
    expect(reads.size).toBe(0)
  })

  it('leaves out an order that cannot be read, reports it by its id and logs it', async () => {
    const bad = ordersOf(shopper)[1]?.salesOrder ?? ''
    const tamper = (body: string) =>
      body.replace(new RegExp(`("SalesOrder":"${bad}".*?"TotalNetAmount":")`), '$1x')
    const port = await openSap({}, { tamper })
    const { orders, unreadable } = await page(port, request({ first: 500 }))
    expect(unreadable).toEqual([bad])
    expect(orders).toHaveLength(ordersOf(shopper).length - 1)
    expect(port.logged).toEqual([
      ['sap.order.unreadable', { source: 'erp', record: bad, field: 'TotalNetAmount' }],
    ])
    await port.close()
  })

  it('takes statuses and words from the retailer before its own', async () => {
    const port = await openSap({
      statuses: { 'A/*': 'PENDING', 'C/C': 'DELIVERED' },
      statusDetail: { 'C/C': 'Livrée' },
    })
    const { orders } = await page(port, request({ first: 500 }))
    const statuses = new Set(orders.map(({ status }) => status))
    expect(statuses).toContain('DELIVERED')
    expect(statuses).toContain('PENDING')
    expect(statuses).not.toContain('CONFIRMED')
    expect(new Set(orders.map(({ statusDetail }) => statusDetail))).toEqual(new Set([null, 'Livrée']))
    await port.close()
  })
})

describe('orders of S/4HANA by number', () => {
  const keyOf = (order: WorldOrder): OrderKey => {
    return { channel: order.channel, number: businessNumber(order) as OrderNumber }
  }

  it('are found by the number of their channel, receipts by their canonical one', async () => {
    const copy = world.orders.find(({ copyOfReceipt }) => copyOfReceipt !== undefined)
    const web = world.orders.find(({ channel }) => channel === 'WEB')
    const orders = [copy, web].flatMap((order) => order ?? [])
    const keys = orders.map(keyOf)
    const reads = await sap.ports.orders.orders(keys)
    expect(keys.map((key) => reads.get(key))).toMatchObject(
      orders.map((order) => ({ value: expected(order) })),
    )
  })

  it('are absent under another channel or an unknown number', async () => {
    const [web] = world.orders.filter(({ channel }) => channel === 'WEB')
    const keys: OrderKey[] = [
      { channel: 'MOBILE_APP', number: web?.number as OrderNumber },
      { channel: 'WEB', number: 'W-9999999' as OrderNumber },
    ]
    expect((await sap.ports.orders.orders(keys)).size).toBe(0)
  })

  it('are read in bulk with a bounded number of calls', async () => {
    const port = await openSap()
    const keys = world.orders.slice(0, 150).map(keyOf)
    const reads = await port.ports.orders.orders(keys)
    expect([...reads.values()].filter(isFound)).toHaveLength(150)
    expect(port.calls()).toEqual([
      'GET API_SALES_ORDER_SRV/',
      'POST API_SALES_ORDER_SRV/$batch',
      'POST API_BUSINESS_PARTNER/$batch',
    ])
    await port.close()
  })

  it('fail and are not absent when they are there and cannot be read', async () => {
    const [order] = world.orders.filter(({ channel }) => channel === 'WEB')
    if (!order) throw new Error('expected a web order')
    const port = await openSap(
      {},
      { tamper: (body) => body.replaceAll('"TotalNetAmount":"', '"TotalNetAmount":"x') },
    )
    const key = keyOf(order)
    expect((await port.ports.orders.orders([key])).get(key)).toMatchObject({ code: 'BAD_RESPONSE' })
    await port.close()
  })
})

describe('what follows an order in S/4HANA', () => {
  const ids = (orders: readonly WorldOrder[]) => orders.map(({ salesOrder }) => salesOrder as RecordId)
  const plant = (code: string) =>
    [world.warehouse, ...world.stores].find((place) => place.code === code)?.plant
  const some = world.orders.filter(({ deliveries }) => deliveries.length > 0).slice(0, 12)

  it('is its deliveries, in two calls whatever the number of orders', async () => {
    const port = await openSap()
    const reads = await port.ports.orders.fulfillments(ids(some))
    expect(ids(some).map((id) => reads.get(id))).toMatchObject(
      some.map(({ deliveries }) => ({
        value: deliveries.map((delivery) => ({
          recordId: delivery.number,
          kind: 'SHIP',
          status: delivery.shippedOn === null ? 'CONFIRMED' : 'SHIPPED',
          location: plant(delivery.from),
          lines: delivery.lines.map(({ line, quantity }) => ({
            lineId: String(line),
            quantity: decimal(quantity),
          })),
          tracking: delivery.tracking ? [{ carrier: null, number: delivery.tracking, url: null }] : [],
        })),
      })),
    )
    expect(port.calls()).toEqual([
      'GET API_OUTBOUND_DELIVERY_SRV;v=0002/A_OutbDeliveryItem',
      'GET API_OUTBOUND_DELIVERY_SRV;v=0002/A_OutbDeliveryHeader',
    ])
    await port.close()
  })

  it('is a payment for each cleared invoice, shipping included, and none for an open one', async () => {
    const open = world.orders.filter(({ invoice }) => invoice?.cleared === false).slice(0, 20)
    const settled = world.orders.filter(({ invoice }) => invoice?.cleared).slice(0, 200)
    const invoiced = [...open, ...settled]
    const reads = await sap.ports.orders.payments(ids(invoiced))
    const found = ids(invoiced).map((id) => {
      const read = reads.get(id)
      return isFound(read) ? read.value : []
    })
    expect(found).toMatchObject(
      invoiced.map((order) =>
        order.invoice?.cleared
          ? [
              {
                recordId: order.invoice.number,
                method: 'OTHER',
                state: 'CAPTURED',
                amount: { minor: sum(paid(order), (line) => line.total) + order.shipping, currency: 'EUR' },
              },
            ]
          : [],
      ),
    )
    expect(found.some((payments) => payments.length === 0)).toBe(true)
  })

  it('is its returns with their reasons and refunds', async () => {
    const port = await openSap({ returnReasons: { '010': 'Taille trop petite' } })
    const returned = world.orders.filter(({ returned }) => returned !== null).slice(0, 30)
    const reads = await port.ports.orders.returns(ids([...returned, ...some]))
    const found = ids(returned).map((id) => reads.get(id))
    expect(found).toMatchObject(
      returned.map((order) => ({
        value: [
          {
            recordId: order.returned?.number,
            channel: { kind: order.channel },
            status: order.returned?.done ? 'REFUNDED' : 'APPROVED',
            lines: order.returned?.lines.map(({ line, quantity }) => ({
              lineId: String(line),
              sku: order.lines.find((each) => each.line === line)?.sku,
              quantity: decimal(quantity),
              reason:
                order.returned?.reason === 'Taille trop petite'
                  ? 'Taille trop petite'
                  : expect.stringMatching(/^0\d\d$/),
            })),
            refund: order.returned?.done ? { minor: order.returned.refund, currency: 'EUR' } : null,
          },
        ],
      })),
    )
    expect(reads.size).toBe(new Set(ids([...returned, ...some.filter((order) => order.returned)])).size)
    await port.close()
  })

  it('is absent where the ERP records none', async () => {
    const open = world.orders.filter(({ deliveries, invoice }) => deliveries.length === 0 && invoice === null)
    const [id] = ids(open)
    const asked = [id as RecordId]
    expect((await sap.ports.orders.fulfillments(asked)).size).toBe(0)
    expect((await sap.ports.orders.payments(asked)).size).toBe(0)
    expect((await sap.ports.orders.returns(asked)).size).toBe(0)
  })
})

function dayBefore(day: Day | undefined): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) as Day
}

/** The world with so many orders of the shopper on their newest day. */
function busyDay(count: number) {
  const [newest] = ordersOf(shopper)
  if (!newest) throw new Error('expected a shopper with orders')
  const more = Array.from({ length: count }, (_, at) => ({
    ...newest,
    number: `W-9${String(at).padStart(5, '0')}`,
    salesOrder: String(2_000_000 + at),
    deliveries: [],
  }))
  return { ...world, orders: [...world.orders, ...more] }
}
