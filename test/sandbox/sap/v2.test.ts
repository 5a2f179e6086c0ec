import { describe, expect, it } from 'vitest'
import { client, column, inside, type Reply, results, world } from './client.ts'

const { read, send } = client()
const orders = 'API_SALES_ORDER_SRV/A_SalesOrder'
const [order] = world.orders.filter(({ lines, deliveries }) => lines.length > 1 && deliveries.length > 0)
if (!order) throw new Error('the world has no such order')

describe('V2 in JSON', () => {
  it('shows each type as the vendor does', async () => {
    const { json } = await read(`${orders}('${order.salesOrder}')`)
    expect(inside(json, 'd')).toMatchObject({
      __metadata: {
        uri: `http://erp.test/sap/opu/odata/sap/${orders}('${order.salesOrder}')`,
        type: 'API_SALES_ORDER_SRV.A_SalesOrderType',
        etag: expect.stringMatching(/^W\/"datetimeoffset'.*Z'"$/),
      },
      SalesOrderDate: `/Date(${Date.parse(order.placedOn)})/`,
      LastChangeDateTime: expect.stringMatching(/^\/Date\(\d+\+0000\)\/$/),
      TotalNetAmount: expect.stringMatching(/^\d+\.\d\d$/),
      FixedValueDate: null,
      SalesOffice: '',
      to_Item: {
        __deferred: { uri: `http://erp.test/sap/opu/odata/sap/${orders}('${order.salesOrder}')/to_Item` },
      },
    })
    const flow = await read(`${orders}('${order.salesOrder}')/to_SubsequentProcFlowDoc`)
    expect(column(flow, 'CreationTime')).toContain('PT18H15M00S')
  })

  it('expands along paths, to many as results and to one as an object or null', async () => {
    const $expand = 'to_Item/to_PricingElement,to_Partner,to_Text'
    const { json } = await read(`${orders}('${order.salesOrder}')`, { $expand })
    expect(inside(json, 'd', 'to_Item', 'results')).toHaveLength(order.lines.length)
    expect(inside(json, 'd', 'to_Item', 'results', 0, 'to_PricingElement', 'results', 0)).toMatchObject({
      ConditionType: 'PPR0',
    })
    expect(inside(json, 'd', 'to_Partner', 'results')).toHaveLength(4)
    expect(inside(json, 'd', 'to_Text')).toEqual({ results: [] })
    const item = `API_SALES_ORDER_SRV/A_SalesOrderItem(SalesOrder='${order.salesOrder}',SalesOrderItem='10')`
    const up = await read(item, { $expand: 'to_SalesOrder' })
    expect(inside(up.json, 'd', 'to_SalesOrder', 'PurchaseOrderByCustomer')).toBe(order.number)
  })

  it('shows only what is selected, and leaves out expansions that are not', async () => {
    const key = `${orders}('${order.salesOrder}')`
    const $expand = 'to_Item,to_Partner'
    const { json } = await read(key, { $expand, $select: 'SalesOrder,to_Item/Material' })
    expect(Object.keys(inside(json, 'd') as object)).toEqual(['__metadata', 'SalesOrder', 'to_Item'])
    const [item] = inside(json, 'd', 'to_Item', 'results') as object[]
    expect(Object.keys(item ?? {})).toEqual(['__metadata', 'Material'])
    const whole = await read(key, { $expand, $select: 'SalesOrder,to_Item' })
    expect(inside(whole.json, 'd', 'to_Item', 'results', 0, 'NetAmount')).toMatch(/^\d+\.\d\d$/)
  })

  it('refuses unknown names and options', async () => {
    const wrong: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
      [{ $select: 'Nothing' }, 400],
      [{ $select: 'SalesOrder,to_Item/Nothing', $expand: 'to_Item' }, 400],
      [{ $expand: 'to_Nothing' }, 400],
      [{ $expand: 'to_Item/to_Nothing' }, 400],
      [{ $orderby: 'Nothing' }, 400],
      [{ $orderby: 'SalesOrder down' }, 400],
      [{ $top: '-1' }, 400],
      [{ $skiptoken: 'x' }, 400],
      [{ $inlinecount: 'yes' }, 400],
      [{ $format: 'csv' }, 501],
      [{ $search: 'x' }, 501],
      [{ $count: 'true' }, 501],
    ]
    for (const [options, status] of wrong)
      expect([options, (await read(orders, options)).status]).toEqual([options, status])
    expect((await send(`/sap/opu/odata/sap/${orders}?$top=1&$top=2`)).status).toBe(400)
    expect((await read(orders, { 'sap-client': '100', $top: '1' })).status).toBe(200)
  })

  it('reads by keys of several parts, and refuses incomplete ones', async () => {
    const set = 'API_SALES_ORDER_SRV/A_SalesOrderItem'
    const found = await read(`${set}(SalesOrderItem='000010',SalesOrder='000${order.salesOrder}')`)
    expect(inside(found.json, 'd', 'Material')).toBe(order.lines[0]?.sku)
    expect((await read(`${set}(SalesOrder='${order.salesOrder}')`)).status).toBe(400)
    expect((await read(`${set}('${order.salesOrder}')`)).status).toBe(400)
    expect((await read(`${set}(SalesOrder='${order.salesOrder}',SalesOrderItem='990')`)).status).toBe(404)
    const validity = 'API_SLSPRICINGCONDITIONRECORD_SRV/A_SlsPrcgCndnRecdValidity'
    const [row] = results(await read(validity, { $top: '1' }))
    const { json } = await send(new URL(String(inside(row, '__metadata', 'uri'))).pathname)
    expect(inside(json, 'd', '__metadata')).toEqual(inside(row, '__metadata'))
  })

  it('goes along navigations and to single properties', async () => {
    const items = await read(`${orders}('${order.salesOrder}')/to_Item`, {
      $filter: "SalesOrderItem eq '10'",
    })
    expect(column(items, 'Material')).toEqual([order.lines[0]?.sku])
    const property = await read(`${orders}('${order.salesOrder}')/PurchaseOrderByCustomer`)
    expect(property.json).toEqual({ d: { PurchaseOrderByCustomer: order.number } })
    expect((await read(`${orders}('${order.salesOrder}')/to_Item/$count`)).text).toBe(
      String(order.lines.length),
    )
    expect((await read(`${orders}('${order.salesOrder}')/Nothing`)).status).toBe(404)
  })
})

describe('V2 paging', () => {
  const small = client({ pageSize: 7 })

  async function all(path: string, most = 100): Promise<readonly Reply[]> {
    const reply = await small.send(path)
    const next = inside(reply.json, 'd', '__next')
    if (typeof next !== 'string' || most === 0) return [reply]
    const { origin, pathname, search } = new URL(next)
    expect(origin).toBe('http://erp.test')
    return [reply, ...(await all(pathname + search, most - 1))]
  }

  it('counts records, so that one which goes meanwhile hides another', async () => {
    const path = `/sap/opu/odata/sap/${orders}?$select=SalesOrder&$orderby=SalesOrder&$top=14`
    const before = (await all(path)).flatMap((page) => column(page, 'SalesOrder'))
    const [first = '', eighth = ''] = [before[0], before[7]].map(String)
    const page = await small.send(path)
    const { pathname, search } = new URL(String(inside(page.json, 'd', '__next')))
    small.server.remove?.([first])
    const rest = column(await small.send(pathname + search), 'SalesOrder')
    small.server.remove?.([])
    expect([rest.includes(eighth), rest.length]).toEqual([false, 7])
  })

  it('gives every record once, in pages of its own size, with the count of all', async () => {
    const pages = await all(`/sap/opu/odata/sap/${orders}?$select=SalesOrder&$inlinecount=allpages`)
    const numbers = pages.flatMap((page) => column(page, 'SalesOrder'))
    expect(new Set(numbers).size).toBe(world.orders.length)
    expect(numbers).toHaveLength(world.orders.length)
    expect(
      pages
        .map((page) => results(page).length)
        .slice(0, -1)
        .every((size) => size === 7),
    ).toBe(true)
    expect(inside(pages.at(-1)?.json, 'd', '__count')).toBe(String(world.orders.length))
  })

  it('ends with $top, after $skip', async () => {
    const pages = await all(`/sap/opu/odata/sap/${orders}?$orderby=SalesOrder&$skip=3&$top=10`)
    const sorted = world.orders.map(({ salesOrder }) => salesOrder).sort((a, b) => Number(a) - Number(b))
    expect(pages.map((page) => results(page).length)).toEqual([7, 3])
    expect(pages.flatMap((page) => column(page, 'SalesOrder'))).toEqual(sorted.slice(3, 13))
  })

  it('walks on from a key', async () => {
    const partners = world.customers.flatMap(({ businessPartner }) => businessPartner ?? [])
    const sorted = partners.sort((a, b) => Number(a) - Number(b))
    const after = sorted[4] ?? ''
    const reply = await read('API_BUSINESS_PARTNER/A_BusinessPartner', {
      $filter: `BusinessPartnerCategory eq '1' and BusinessPartner gt '${after.padStart(10, '0')}'`,
      $orderby: 'BusinessPartner',
      $top: '5',
    })
    expect(column(reply, 'BusinessPartner')).toEqual(sorted.slice(5, 10))
  })

  it('sorts by several properties, each in its direction', async () => {
    const reply = await read(orders, { $orderby: 'SalesOrderDate desc,SalesOrder asc', $top: '100' })
    const expected = [...world.orders].sort(
      (a, b) => b.placedOn.localeCompare(a.placedOn) || Number(a.salesOrder) - Number(b.salesOrder),
    )
    expect(column(reply, 'SalesOrder')).toEqual(expected.slice(0, 100).map(({ salesOrder }) => salesOrder))
  })

  it('counts alone as text', async () => {
    const reply = await read(`${orders}/$count`, { $filter: "CustomerPurchaseOrderType eq 'APP'" })
    const apps = world.orders.filter(({ channel }) => channel === 'MOBILE_APP')
    expect([reply.text, reply.headers.get('content-type')]).toEqual([String(apps.length), 'text/plain'])
  })
})
