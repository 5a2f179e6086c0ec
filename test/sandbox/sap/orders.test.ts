import { describe, expect, it } from 'vitest'
import type { WorldOrder } from '../../../sandbox/world/sale-types.ts'
import { client, column, inside, type Reply, results, type Shown, world } from './client.ts'

const { read } = client({ pageSize: 10_000 })
const orders = 'API_SALES_ORDER_SRV/A_SalesOrder'
const cents = (text: unknown) => Math.round(Number(text) * 100)
const find = (wanted: (order: WorldOrder) => boolean) => {
  const order = world.orders.find(wanted)
  if (!order) throw new Error('the world has no such order')
  return order
}
const head = async (order: WorldOrder, $expand = '') =>
  inside((await read(`${orders}('${order.salesOrder}')`, $expand ? { $expand } : {})).json, 'd') as Shown
const byType = (elements: unknown, type: string) =>
  (inside(elements, 'results') as Shown[])
    .filter((each) => inside(each, 'ConditionType') === type)
    .map((each) => cents(inside(each, 'ConditionAmount')))

describe('sales orders', () => {
  it('add up: net and tax of the head are what the world sold, shipping in HD00', async () => {
    const reply = await read(orders, { $expand: 'to_Item,to_PricingElement' })
    const byNumber = new Map(results(reply).map((row) => [inside(row, 'SalesOrder'), row]))
    for (const order of world.orders.filter(({ status }) => status !== 'CANCELLED')) {
      const row = byNumber.get(order.salesOrder)
      const elements = inside(row, 'to_PricingElement')
      const gross = order.lines.reduce((sum, { total }) => sum + total, 0) + order.shipping
      const [tax = 0] = byType(elements, 'MWSI')
      expect(cents(inside(row, 'TotalNetAmount')) + tax).toBe(gross)
      expect(byType(elements, 'HD00')).toEqual(order.shipping === 0 ? [] : [order.shipping])
      const items = inside(row, 'to_Item', 'results') as Shown[]
      const net = items.map((item) => [cents(inside(item, 'NetAmount')), cents(inside(item, 'TaxAmount'))])
      expect(net).toEqual(order.lines.map((line) => [line.total - line.tax, line.tax]))
    }
  })

  it('price items gross, with discounts as an element of their own', async () => {
    const order = find(({ lines }) => lines.some(({ discount }) => discount > 0))
    const { results: items } = inside(await head(order, 'to_Item/to_PricingElement'), 'to_Item') as {
      results: Shown[]
    }
    for (const [at, line] of order.lines.entries()) {
      const elements = inside(items[at], 'to_PricingElement')
      expect(byType(elements, 'PPR0')).toEqual([line.total + line.discount])
      expect(byType(elements, 'RA01')).toEqual(line.discount === 0 ? [] : [-line.discount])
      expect(byType(elements, 'MWSI')).toEqual([line.tax])
    }
  })

  it('tell how far they are, by status', async () => {
    const expected: readonly (readonly [WorldOrder['status'], string, string])[] = [
      ['OPEN', 'A', 'A'],
      ['SHIPPED', 'B', 'C'],
      ['INVOICED', 'C', 'C'],
      ['CANCELLED', 'C', ''],
    ]
    for (const [status, process, delivery] of expected) {
      const row = await head(find((order) => order.status === status && order.copyOfReceipt === undefined))
      expect(row).toMatchObject({ OverallSDProcessStatus: process, OverallDeliveryStatus: delivery })
    }
    const partly = find(({ status, lines }) => status === 'PARTLY_SHIPPED' && lines.length > 1)
    const row = await head(partly, 'to_Item')
    expect(row).toMatchObject({ OverallSDProcessStatus: 'B', OverallDeliveryStatus: 'B' })
    const statuses = (inside(row, 'to_Item', 'results') as Shown[]).map((item) =>
      inside(item, 'DeliveryStatus'),
    )
    expect(new Set(statuses)).toEqual(new Set(['A', 'C']))
  })

  it('total nothing when every item is rejected', async () => {
    const cancelled = find(({ status }) => status === 'CANCELLED')
    const row = await head(cancelled, 'to_Item')
    expect(row).toMatchObject({ TotalNetAmount: '0.00', OverallSDDocumentRejectionSts: 'C' })
    expect(inside(row, 'to_Item', 'results', 0)).toMatchObject({ SalesDocumentRjcnReason: '91' })
  })

  it('are found by shop number and by customer number, with zeros or without', async () => {
    const customer = world.customers.find(
      ({ businessPartner, erpCustomer, index }) =>
        businessPartner !== erpCustomer && world.orders.some((order) => order.customer === index),
    )
    const own = world.orders.filter((order) => order.customer === customer?.index)
    for (const number of [customer?.erpCustomer ?? '', customer?.erpCustomer?.padStart(10, '0')]) {
      const reply = await read(orders, { $filter: `SoldToParty eq '${number}'` })
      expect(new Set(column(reply, 'SalesOrder'))).toEqual(new Set(own.map(({ salesOrder }) => salesOrder)))
      expect(new Set(column(reply, 'SoldToParty'))).toEqual(new Set([customer?.erpCustomer]))
    }
    const byPartner = await read(orders, { $filter: `SoldToParty eq '${customer?.businessPartner}'` })
    expect(results(byPartner)).toEqual([])
    const byNumber = await read(orders, { $filter: `PurchaseOrderByCustomer eq '${own[0]?.number}'` })
    expect(column(byNumber, 'SalesOrder')).toEqual([own[0]?.salesOrder])
  })

  it('copy till receipts under their padded number, at the plant of the store', async () => {
    const copy = find(({ copyOfReceipt }) => copyOfReceipt !== undefined)
    const row = await head(copy, 'to_Item')
    expect(row).toMatchObject({
      CustomerPurchaseOrderType: 'POS',
      PurchaseOrderByCustomer: expect.stringMatching(/^\d{4}-\d\d-\d{8}-\d{6}$/),
    })
    const store = world.stores.find(({ tillStore }) => copy.copyOfReceipt?.startsWith(tillStore))
    expect(inside(row, 'to_Item', 'results', 0, 'ProductionPlant')).toBe(store?.plant)
  })
})

describe('what follows an order', () => {
  const returned = find((order) => order.returned?.done === true)
  const ofOrder = (name: string, number: string): Readonly<Record<string, string>> => ({
    $filter: `${name} eq '${number}'`,
  })

  it('stands in its document flow', async () => {
    const flow = await read(`${orders}('${returned.salesOrder}')/to_SubsequentProcFlowDoc`)
    const documents = results(flow).map((row) => [
      inside(row, 'SubsequentDocumentCategory'),
      inside(row, 'SubsequentDocument'),
    ])
    expect(documents.slice(0, -1)).toEqual([
      ...returned.deliveries.map(({ number }) => ['J', number]),
      ['M', returned.invoice?.number],
      ['H', returned.returned?.number],
    ])
    expect(documents.at(-1)?.[0]).toBe('O')
  })

  it('is delivered under padded numbers that match padded alone', async () => {
    const set = 'API_OUTBOUND_DELIVERY_SRV;v=2/A_OutbDeliveryItem'
    const padded = returned.salesOrder.padStart(10, '0')
    const items = await read(set, ofOrder('ReferenceSDDocument', padded))
    expect(column(items, 'DeliveryDocumentItem')).toEqual(
      returned.deliveries.flatMap(({ lines }) => lines.map(({ line }) => String(line).padStart(6, '0'))),
    )
    expect(column(items, 'Material')).toEqual(returned.lines.map(({ sku }) => sku.padStart(18, '0')))
    expect(results(await read(set, ofOrder('ReferenceSDDocument', returned.salesOrder)))).toEqual([])
    const [delivery] = returned.deliveries
    const header = `API_OUTBOUND_DELIVERY_SRV/A_OutbDeliveryHeader('00${delivery?.number}')`
    expect(inside((await read(header)).json, 'd')).toMatchObject({
      ActualGoodsMovementDate: `/Date(${Date.parse(delivery?.shippedOn ?? '')})/`,
      OverallGoodsMovementStatus: 'C',
      BillOfLading: delivery?.tracking,
    })
  })

  it('is billed, and credited when it came back', async () => {
    const set = 'API_BILLING_DOCUMENT_SRV/A_BillingDocument'
    const { json } = await read(`${set}('${returned.invoice?.number}')`, { $expand: 'to_Item' })
    const gross = returned.lines.reduce((sum, { total }) => sum + total, 0) + returned.shipping
    expect(cents(inside(json, 'd', 'TotalGrossAmount'))).toBe(gross)
    expect(inside(json, 'd', 'InvoiceClearingStatus')).toBe(returned.invoice?.cleared ? 'C' : 'A')
    expect(inside(json, 'd', 'to_Item', 'results', 0)).toMatchObject({
      BillingDocumentItem: '10',
      SalesDocument: returned.salesOrder,
      SalesDocumentItem: '000010',
      ReferenceSDDocument: returned.deliveries[0]?.number,
    })
    const credits = await read(`${set}Item`, ofOrder('SalesDocument', returned.returned?.number ?? ''))
    const back = results(credits).reduce((sum, row) => sum + cents(inside(row, 'GrossAmount')), 0)
    expect(back).toBe(returned.returned?.refund)
  })

  it('is returned with a reason and amounts', async () => {
    const set = 'API_CUSTOMER_RETURN_SRV/A_CustomerReturn'
    const filter = ofOrder('ReferenceSDDocument', returned.salesOrder)
    const reply: Reply = await read(set, { ...filter, $expand: 'to_Item' })
    const [row] = results(reply)
    expect(row).toMatchObject({ CustomerReturn: returned.returned?.number, OverallSDProcessStatus: 'C' })
    expect(inside(row, 'SDDocumentReason')).toMatch(/^0[1-4]0$/)
    const items = inside(row, 'to_Item', 'results') as Shown[]
    const amounts = items.map((item) => cents(inside(item, 'NetAmount')) + cents(inside(item, 'TaxAmount')))
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(returned.returned?.refund)
  })
})
