import { describe, expect, it } from 'vitest'
import { batchBody, client, column, inside, partsOf, results, V4, world } from './client.ts'

const { read, send, secured } = client()
const [order] = world.orders.filter(({ status, lines }) => status === 'INVOICED' && lines.length > 1)
if (!order) throw new Error('the world has no such order')

describe('sales orders in V4', () => {
  it('show decimals as numbers, or as text when asked', async () => {
    const numbers = await read(`${V4}SalesOrder('${order.salesOrder}')`)
    expect(inside(numbers.json, '@odata.context')).toMatch(/\$metadata#SalesOrder\/\$entity$/)
    expect(numbers.headers.get('odata-version')).toBe('4.0')
    const headers = { accept: 'application/json;IEEE754Compatible=true' }
    const texts = await send(`${V4}SalesOrder('${order.salesOrder}')`, { headers })
    const [number, text] = [numbers, texts].map(({ json }) => inside(json, 'TotalNetAmount'))
    expect(typeof number).toBe('number')
    expect(text).toBe(Number(number).toFixed(2))
    expect(numbers.json).toMatchObject({
      SalesOrderDate: order.placedOn,
      FixedValueDate: null,
      SalesOffice: '',
    })
    expect(inside(numbers.json, '_Item')).toBeUndefined()
  })

  it('expand with options of their own', async () => {
    const $expand =
      "_Item($select=Material,NetAmount;$filter=Material ne 'x,;)';$expand=_PricingElement;$top=1),_Partner"
    const { json } = await read(`${V4}SalesOrder`, {
      $expand,
      $select: 'SalesOrder',
      $filter: `SalesOrder eq '${order.salesOrder}'`,
    })
    const items = inside(json, 'value', 0, '_Item') as object[]
    expect(items).toHaveLength(1)
    expect(Object.keys(items[0] ?? {})).toEqual(['Material', 'NetAmount', '_PricingElement'])
    expect(inside(json, 'value', 0, '_Partner')).toHaveLength(4)
  })

  it('take bare dates and contains, and neither V2 literals nor in', async () => {
    const good = `SalesOrderDate ge ${order.placedOn} and contains(PurchaseOrderByCustomer,'${order.number}')`
    expect(column(await read(`${V4}SalesOrder`, { $filter: good }), 'SalesOrder')).toEqual([order.salesOrder])
    const bad: readonly (readonly [string, number])[] = [
      [`SalesOrderDate ge datetime'${order.placedOn}T00:00:00'`, 400],
      [`substringof('x',PurchaseOrderByCustomer)`, 501],
      [`SalesOrder in ('1','2')`, 501],
    ]
    for (const [$filter, status] of bad)
      expect([$filter, (await read(`${V4}SalesOrder`, { $filter })).status]).toEqual([$filter, status])
  })

  it('count, and lead to the next page by a relative link', async () => {
    const small = client({ pageSize: 7 })
    const reply = await small.read(`${V4}SalesOrder`, { $count: 'true', $select: 'SalesOrder', $top: '10' })
    expect(inside(reply.json, '@odata.count')).toBe(world.orders.length)
    const next = String(inside(reply.json, '@odata.nextLink'))
    expect(next).toMatch(/^SalesOrder\?/)
    const rest = await small.send(`${V4}${next}`)
    expect([results(reply).length, results(rest).length]).toEqual([7, 3])
    expect(inside(rest.json, '@odata.nextLink')).toBeUndefined()
  })

  it('count records in that link, so that one which comes meanwhile is told twice', async () => {
    const small = client({ pageSize: 7 })
    const query = { $orderby: 'SalesOrder', $select: 'SalesOrder', $top: '14' }
    const [first] = column(await small.read(`${V4}SalesOrder`, query), 'SalesOrder')
    small.server.remove?.([String(first)])
    const page = await small.read(`${V4}SalesOrder`, query)
    const last = column(page, 'SalesOrder').at(-1)
    small.server.remove?.([])
    const rest = await small.send(`${V4}${inside(page.json, '@odata.nextLink')}`)
    expect(column(rest, 'SalesOrder')).toContain(last)
  })

  it('answer errors as V4 does', async () => {
    const cases = [`${V4}SalesOrder('99')`, `${V4}Nothing`, `${V4.replace('0001', '0002')}SalesOrder`]
    for (const path of cases) {
      const { status, json } = await read(path)
      expect([status, typeof inside(json, 'error', 'message')]).toEqual([404, 'string'])
      expect(inside(json, 'error', 'details', 0, 'code')).toBe(inside(json, 'error', 'code'))
    }
  })

  it('can be reached by keys as segments and along navigations', async () => {
    const items = await read(`${V4}SalesOrder/${order.salesOrder}/_Item`)
    expect(column(items, 'Material')).toEqual(order.lines.map(({ sku }) => sku))
  })

  it('answer a JSON batch in order, and a multipart one', async () => {
    const headers = await secured(V4)
    const requests = [
      { id: 'a', method: 'GET', url: `SalesOrder('${order.salesOrder}')` },
      { id: 'b', method: 'GET', url: "SalesOrder('99')" },
      { id: 'c', method: 'POST', url: 'SalesOrder' },
    ]
    const asJson = { ...headers, 'content-type': 'application/json' }
    const body = JSON.stringify({ requests })
    const { status, json } = await send(`${V4}$batch`, { method: 'POST', headers: asJson, body })
    expect(status).toBe(200)
    expect(inside(json, 'responses')).toMatchObject([
      { id: 'a', status: 200, body: { SalesOrder: order.salesOrder } },
      { id: 'b', status: 404, body: { error: { message: expect.any(String) } } },
      { id: 'c', status: 405 },
    ])
    expect((await send(`${V4}$batch`, { method: 'POST', headers: asJson, body: '{}' })).status).toBe(400)
    const mixed = { ...headers, 'content-type': 'multipart/mixed; boundary=batch_1' }
    const parts = { method: 'POST', headers: mixed, body: batchBody(['SalesOrder?$top=1', 'Nothing']) }
    expect(partsOf(await send(`${V4}$batch`, parts)).map((part) => part.status)).toEqual([200, 404])
  })

  it('are described', async () => {
    const { text } = await read(`${V4}$metadata`)
    expect(text).toContain('<NavigationPropertyBinding Path="_Item" Target="SalesOrderItem"/>')
    expect(text).toContain('<Property Name="SalesOrderDate" Type="Edm.Date"/>')
  })
})
