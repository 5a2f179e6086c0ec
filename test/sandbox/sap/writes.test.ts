import { describe, expect, it } from 'vitest'
import { column, inside, type Reply, results, type Shown, V2, V4, world } from './client.ts'
import { back, book, customer, item, order, price, shirt, writer } from './written.ts'

const ORDERS = 'API_SALES_ORDER_SRV'
const code = (reply: Reply) => [reply.status, inside(reply.json, 'error', 'code')]
const cents = (text: unknown) => Math.round(Number(text) * 100)
const where = (number: string) => ({ $filter: `SalesOrder eq '${number}'` })
/** 3 × 19.99 less 5.00, and 7.90: with tax. Its tax within is 20 and 5.5 per 120 and 105.5, half up. */
const LINES = [
  { gross: 5497, tax: Math.round((5497 * 20) / 120) },
  { gross: 790, tax: Math.round((790 * 5.5) / 105.5) },
] as const
const SHIPPING = { gross: 490, tax: Math.round((490 * 20) / 120) }
const NET = LINES.reduce((sum, { gross, tax }) => sum + gross - tax, SHIPPING.gross - SHIPPING.tax)

describe('an order that is written', () => {
  it('is answered with 201, its place, its ETag and what was sent along', async () => {
    const { post } = await writer()
    const reply = await post(order())
    const number = String(inside(reply.json, 'd', 'SalesOrder'))
    expect(reply.status).toBe(201)
    expect(world.orders.map(({ salesOrder }) => salesOrder)).not.toContain(number)
    expect(reply.headers.get('location')).toMatch(new RegExp(`${ORDERS}/A_SalesOrder\\('${number}'\\)$`))
    expect(inside(reply.json, 'd', '__metadata', 'etag')).toBe(reply.headers.get('etag'))
    const items = inside(reply.json, 'd', 'to_Item', 'results') as Shown[]
    expect(items.map(({ SalesOrderItem, Material }) => [SalesOrderItem, Material])).toEqual([
      ['10', shirt.variant.sku],
      ['20', book.variant.sku],
    ])
    expect(items.map(({ NetAmount, TaxAmount }) => [cents(NetAmount), cents(TaxAmount)])).toEqual(
      LINES.map(({ gross, tax }) => [gross - tax, tax]),
    )
    expect(inside(items[0], 'to_PricingElement', 'results')).toHaveLength(4)
    expect(inside(reply.json, 'd', 'to_Partner')).toHaveProperty('__deferred')
  })

  it('is in every service that shows orders', async () => {
    const { place, read, send } = await writer()
    const number = await place()
    const [head] = results(await read(`${ORDERS}/A_SalesOrder`, where(number)))
    expect(head).toMatchObject({
      SalesOrder: number,
      SoldToParty: customer.erpCustomer,
      PurchaseOrderByCustomer: 'W-777001',
      CustomerPurchaseOrderType: 'WEB',
      OverallSDProcessStatus: 'A',
      OverallDeliveryStatus: 'A',
      OverallSDDocumentRejectionSts: 'A',
    })
    expect(cents(inside(head, 'TotalNetAmount'))).toBe(NET)
    const sets: readonly (readonly [string, number])[] = [
      ['A_SalesOrderItem', 2],
      ['A_SalesOrderScheduleLine', 2],
      ['A_SalesOrderHeaderPartner', 4],
      ['A_SalesOrderPartnerAddress', 4],
      ['A_SalesOrderSubsqntProcFlow', 0],
      ['A_SalesOrderItemPrElement', 7],
      ['A_SalesOrderHeaderPrElement', 4],
    ]
    for (const [set, count] of sets) {
      expect([set, results(await read(`${ORDERS}/${set}`, where(number))).length]).toEqual([set, count])
    }
    const elements = results(await read(`${ORDERS}/A_SalesOrderHeaderPrElement`, where(number)))
    expect(
      Object.fromEntries(elements.map((row) => [row['ConditionType'], cents(row['ConditionAmount'])])),
    ).toEqual({
      PMP0: 6787,
      RB00: -500,
      HD00: SHIPPING.gross,
      MWSI: LINES[0].tax + LINES[1].tax + SHIPPING.tax,
    })
    const v4 = await send(`${V4}SalesOrder/${number}?$expand=_Item`)
    expect(inside(v4.json, '_Item')).toHaveLength(2)
  })

  it('is in lists, walks and filters, beside the world’s', async () => {
    const { place, read } = await writer({ pageSize: 10_000 })
    const before = column(await read(`${ORDERS}/A_SalesOrder`), 'SalesOrder')
    const number = await place()
    const among = async (query: Readonly<Record<string, string>>) =>
      column(await read(`${ORDERS}/A_SalesOrder`, query), 'SalesOrder')
    expect(await among({})).toEqual([...before, number])
    expect(await among({ $filter: `SalesOrder gt '3999999999'`, $orderby: 'SalesOrder' })).toEqual([number])
    expect(await among({ $filter: "PurchaseOrderByCustomer eq 'W-777001'" })).toEqual([number])
    expect(await among({ $filter: `SoldToParty eq '${customer.erpCustomer}'` })).toContain(number)
    expect(await among({ $filter: `TotalNetAmount eq ${(NET / 100).toFixed(2)}M` })).toContain(number)
    const count = await read(`${ORDERS}/A_SalesOrder/$count`)
    expect(count.text).toBe(String(before.length + 1))
  })

  it('is one more where the customer’s reference came before, and this server’s alone', async () => {
    const [one, other] = [await writer(), await writer()]
    const [first, second] = [await one.place(), await one.place()]
    const query = { $filter: "PurchaseOrderByCustomer eq 'W-777001'" }
    expect(column(await one.read(`${ORDERS}/A_SalesOrder`, query), 'SalesOrder')).toEqual([first, second])
    expect(Number(second)).toBeGreaterThan(Number(first))
    expect(results(await other.read(`${ORDERS}/A_SalesOrder`, query))).toEqual([])
  })

  it('has the list price where none was given', async () => {
    const { place, read } = await writer()
    const number = await place({ to_Item: [item(shirt.variant.sku, '2')], to_PricingElement: [] })
    const [row] = results(await read(`${ORDERS}/A_SalesOrderItem`, where(number)))
    expect(cents(inside(row, 'NetAmount')) + cents(inside(row, 'TaxAmount'))).toBe(2 * shirt.variant.price)
  })

  it('names a one-time customer by the address it was sent with', async () => {
    const { place, read } = await writer()
    const address = {
      AddresseeFullName: 'Zoë Łukasz',
      StreetName: 'Rue de l’Échiquier',
      CityName: 'Paris',
      Country: 'FR',
    }
    const number = await place({
      SoldToParty: '99999',
      to_Partner: [{ PartnerFunction: 'SP', Customer: '99999', to_Address: [address] }],
    })
    const rows = results(await read(`${ORDERS}/A_SalesOrderPartnerAddress`, where(number)))
    expect(rows.map(({ AddresseeFullName }) => AddresseeFullName)).toEqual(Array(4).fill('Zoë Łukasz'))
  })

  it('answers with the head alone where the release does so', async () => {
    const { post } = await writer({ deepReplies: false })
    expect(inside((await post(order())).json, 'd', 'to_Item')).toHaveProperty('__deferred')
  })
})

describe('an order that is refused', () => {
  const items = (...list: readonly Shown[]) => ({ to_Item: list })
  const { SoldToParty: _, ...nobodys } = order()
  it.each<readonly [string, unknown, number, string]>([
    ['no JSON', '{', 400, 'SY/530'],
    ['a list', [order()], 400, 'SY/530'],
    ['an unknown property', order({ Colour: 'red' }), 400, '005056A509B11EE1B9A8FEC11C23378E'],
    [
      'a property of another type',
      order({ PurchaseOrderByCustomer: 7 }),
      400,
      'CX_SXML_PARSE_ERROR/001560AA0E081DEB8CA398CC1690D406',
    ],
    [
      'a reference of 36 characters',
      order({ PurchaseOrderByCustomer: 'W'.repeat(36) }),
      400,
      'CX_SXML_PARSE_ERROR/001560AA0E081DEB8CA398CC1690D406',
    ],
    [
      'a quantity as a number',
      order(items({ ...item(shirt.variant.sku, '1'), RequestedQuantity: 1 })),
      400,
      'CX_SXML_PARSE_ERROR/001560AA0E081DEB8CA398CC1690D406',
    ],
    ['a status', order({ OverallSDProcessStatus: 'C' }), 400, '/IWBEP/CM_MGW_RT/185'],
    ['no sold-to party', nobodys, 400, 'V1/004'],
    ['an unknown sold-to party', order({ SoldToParty: '4711' }), 400, 'VP/216'],
    ['a guest without a name', order({ SoldToParty: '99999' }), 400, 'VPD/023'],
    ['another sales area', order({ SalesOrganization: '2020' }), 400, 'V1/326'],
    ['another order type', order({ SalesOrderType: 'ZZ' }), 400, 'V1/311'],
    ['another channel', order({ CustomerPurchaseOrderType: 'FAX' }), 400, 'V1/144'],
    ['no item', order(items()), 400, 'V1/028'],
    ['an unknown material', order(items(item('10000000', '1'))), 400, 'V1/382'],
    ['nothing of it', order(items(item(shirt.variant.sku, '0'))), 400, 'V1/357'],
    ['less than nothing', order(items(item(shirt.variant.sku, '-1'))), 400, 'V1/357'],
    ['half a piece', order(items(item(shirt.variant.sku, '1.5'))), 400, 'BM/302'],
    [
      'an unknown plant',
      order(items({ ...item(shirt.variant.sku, '1'), ProductionPlant: '9X9X' })),
      400,
      'V1/383',
    ],
    [
      'an unknown condition',
      order(items(item(shirt.variant.sku, '1', [{ ...price('1'), ConditionType: 'ZZ99' }]))),
      400,
      'V1/801',
    ],
    [
      'a discount beyond the price',
      order(items(item(shirt.variant.sku, '1', [price('1'), { ...price('-2'), ConditionType: 'RB00' }]))),
      400,
      'VK/012',
    ],
    ['another currency', order({ TransactionCurrency: 'USD' }), 400, 'SG/105'],
    [
      'an item number twice',
      order(items(...[1, 2].map(() => ({ ...item(shirt.variant.sku, '1'), SalesOrderItem: '10' })))),
      400,
      'V1/023',
    ],
    ['a text along with it', order({ to_Text: [{ LongText: 'x' }] }), 501, '/IWBEP/CM_MGW_RT/021'],
  ])('for %s keeps nothing', async (_, body, status, vendorCode) => {
    const { post, read } = await writer()
    expect(code(await post(body))).toEqual([status, vendorCode])
    const query = { $filter: "PurchaseOrderByCustomer eq 'W-777001'" }
    expect(results(await read(`${ORDERS}/A_SalesOrder`, query))).toEqual([])
  })

  it('wants the token, both cookies and JSON', async () => {
    const { send, write } = await writer()
    const bare = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order()),
    }
    const refused = await send(`${V2}${ORDERS}/A_SalesOrder`, bare)
    expect([refused.status, refused.headers.get('x-csrf-token')]).toEqual([403, 'Required'])
    const xml = await write('POST', `${ORDERS}/A_SalesOrder`, '<a/>', {
      'content-type': 'application/atom+xml',
    })
    expect(xml.status).toBe(415)
    expect((await write('POST', `${ORDERS}/A_SalesOrderItem`, {})).status).toBe(405)
    expect((await write('PATCH', `${ORDERS}/A_SalesOrder`, {})).status).toBe(405)
    expect((await write('POST', 'API_PLANT_SRV/A_Plant', {})).status).toBe(405)
  })
})

describe('rejecting an item', () => {
  it('takes it out of the total, and the order is cancelled with its last', async () => {
    const { place, reject, read } = await writer()
    const number = await place()
    const head = async () => inside((await read(`${ORDERS}/A_SalesOrder('${number}')`)).json, 'd')
    expect((await reject(number, '10')).status).toBe(204)
    expect(await head()).toMatchObject({ OverallSDDocumentRejectionSts: 'B' })
    expect(cents(inside(await head(), 'TotalNetAmount'))).toBe(790 - LINES[1].tax + 490 - SHIPPING.tax)
    expect((await reject(number, '20')).status).toBe(204)
    expect(await head()).toMatchObject({
      OverallSDDocumentRejectionSts: 'C',
      TotalNetAmount: '0.00',
      OverallSDProcessStatus: 'C',
    })
  })

  it('is taken back by a blank, and may be spelt MERGE', async () => {
    const { place, write, read } = await writer()
    const number = await place()
    const path = `${ORDERS}/A_SalesOrderItem(SalesOrder='${number}',SalesOrderItem='10')`
    const reasons = []
    for (const SalesDocumentRjcnReason of ['91', '']) {
      const reply = await write('MERGE', path, { SalesDocumentRjcnReason }, { 'if-match': '*' })
      expect(reply.status).toBe(204)
      reasons.push(inside((await read(path)).json, 'd', 'SalesDocumentRjcnReason'))
    }
    expect(reasons).toEqual(['91', ''])
    const other = await write('MERGE', path, { SalesDocumentRjcnReason: 'ZZ' }, { 'if-match': '*' })
    expect(code(other)).toEqual([400, 'V1/319'])
    const text = await write('PATCH', path, { SalesOrderItemText: 'x' }, { 'if-match': '*' })
    expect(code(text)).toEqual([400, '/IWBEP/CM_MGW_RT/185'])
  })

  it('wants the ETag of the order as it is, or a star', async () => {
    const { place, reject, read } = await writer()
    const number = await place()
    const etag = async () =>
      String(inside((await read(`${ORDERS}/A_SalesOrder('${number}')`)).json, 'd', '__metadata', 'etag'))
    const first = await etag()
    expect((await reject(number, '10', {})).status).toBe(428)
    expect((await reject(number, '10', { 'if-match': first })).status).toBe(204)
    expect((await reject(number, '20', { 'if-match': first })).status).toBe(412)
    expect((await reject(number, '20', { 'if-match': await etag() })).status).toBe(204)
  })

  it('is refused once a delivery was made out, for the world’s orders too', async () => {
    const { server, place, reject } = await writer()
    const number = await place()
    server.advance?.({ order: number, to: 'DELIVERED', items: ['10'] })
    expect(code(await reject(number, '10'))).toEqual([400, 'V1/488'])
    expect((await reject(number, '20')).status).toBe(204)
    const [sent, open] = (['SHIPPED', 'OPEN'] as const).map(
      (status) =>
        world.orders.find((each) => each.status === status && each.copyOfReceipt === undefined)?.salesOrder ??
        '',
    )
    expect(code(await reject(sent ?? '', '10'))).toEqual([400, 'V1/488'])
    expect((await reject(open ?? '', '10')).status).toBe(204)
    expect((await reject('4999999999', '10')).status).toBe(404)
  })
})

describe('what the warehouse does', () => {
  const stockOf = async ({ read }: Pick<Awaited<ReturnType<typeof writer>>, 'read'>) => {
    const material = shirt.variant.sku.padStart(18, '0')
    const $filter = `Material eq '${material}' and Plant eq '${world.warehouse.plant}' and InventoryStockType eq '01' and InventorySpecialStockType eq ''`
    const rows = results(await read('API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod', { $filter }))
    return rows.reduce((sum, row) => sum + Number(row['MatlWrhsStkQtyInMatlBaseUnit']), 0)
  }

  it('sends an order: its status, delivery and flow say so, and the stock has left', async () => {
    const sap = await writer()
    const { server, place, read } = sap
    const before = await stockOf(sap)
    const number = await place()
    expect(await stockOf(sap)).toBe(before)
    server.advance?.({ order: number, to: 'DELIVERED' })
    expect(await stockOf(sap)).toBe(before - 3)
    const [head] = results(await read(`${ORDERS}/A_SalesOrder`, where(number)))
    expect(head).toMatchObject({ OverallSDProcessStatus: 'B', OverallDeliveryStatus: 'C' })
    const [flow] = results(await read(`${ORDERS}/A_SalesOrderSubsqntProcFlow`, where(number)))
    const items = results(
      await read('API_OUTBOUND_DELIVERY_SRV;v=2/A_OutbDeliveryItem', {
        $filter: `ReferenceSDDocument eq '${number.padStart(10, '0')}'`,
      }),
    )
    expect(flow).toMatchObject({
      SubsequentDocumentCategory: 'J',
      SubsequentDocument: inside(items[0], 'DeliveryDocument'),
    })
    expect(items.map(({ ActualDeliveryQuantity }) => ActualDeliveryQuantity)).toEqual(['3', '1'])
  })

  it('bills it', async () => {
    const { server, place, read } = await writer()
    const number = await place()
    server.advance?.({ order: number, to: 'BILLED' })
    const [bill] = results(
      await read('API_BILLING_DOCUMENT_SRV/A_BillingDocumentItem', {
        $filter: `SalesDocument eq '${number}'`,
      }),
    )
    const documents = await read('API_BILLING_DOCUMENT_SRV/A_BillingDocument', {
      $filter: `BillingDocument eq '${inside(bill, 'BillingDocument')}'`,
    })
    expect(cents(inside(results(documents)[0], 'TotalGrossAmount'))).toBe(5497 + 790 + 490)
  })

  it('does nothing with an order it does not know, or to another end', async () => {
    const { server } = await writer()
    expect(() => server.advance?.({ order: '1', to: 'DELIVERED' })).toThrow('found none numbered 1')
    expect(() => server.advance?.({ order: '1', to: 'LOST' })).toThrow('to')
  })
})

describe('a return that is written', () => {
  const sent = async () => {
    const sap = await writer()
    const number = await sap.place()
    sap.server.advance?.({ order: number, to: 'DELIVERED' })
    return { ...sap, number }
  }

  it('is found by its reference and by its order, and in the flow', async () => {
    const { takeBack, read, number } = await sent()
    const reply = await takeBack(back(number, '2'))
    expect(reply.status).toBe(201)
    const own = String(inside(reply.json, 'd', 'CustomerReturn'))
    for (const $filter of ["PurchaseOrderByCustomer eq 'R-1'", `ReferenceSDDocument eq '${number}'`]) {
      const rows = results(
        await read('API_CUSTOMER_RETURN_SRV/A_CustomerReturn', { $filter, $expand: 'to_Item' }),
      )
      expect(rows.map(({ CustomerReturn }) => CustomerReturn)).toEqual([own])
      expect(inside(rows[0], 'to_Item', 'results', 0)).toMatchObject({
        Material: shirt.variant.sku,
        RequestedQuantity: '2',
        ReturnReason: '010',
        ReferenceSDDocumentItem: '10',
      })
    }
    const flow = await read(`${ORDERS}/A_SalesOrderSubsqntProcFlow`, where(number))
    expect(column(flow, 'SubsequentDocumentCategory').toSorted()).toEqual(['H', 'J'])
  })

  it('is refused above what was delivered, all returns together', async () => {
    const { takeBack, number } = await sent()
    expect(code(await takeBack(back(number, '4')))).toEqual([400, 'V1/499'])
    expect((await takeBack(back(number, '2'))).status).toBe(201)
    expect(code(await takeBack(back(number, '2')))).toEqual([400, 'V1/499'])
    expect((await takeBack(back(number, '1'))).status).toBe(201)
  })

  it('is refused before anything was delivered, for another’s order, and without its reference or reason', async () => {
    const sap = await writer()
    const number = await sap.place()
    expect(code(await sap.takeBack(back(number, '1')))).toEqual([400, 'V1/499'])
    expect(code(await sap.takeBack(back(number, '1', { SoldToParty: '4711' })))).toEqual([400, 'V1/506'])
    expect(code(await sap.takeBack(back('4999999999', '1')))).toEqual([400, 'V1/302'])
    expect(code(await sap.takeBack(back(number, '1', { SDDocumentReason: '' })))).toEqual([400, 'V1/004'])
    expect(code(await sap.takeBack(back(number, '1', { to_Item: [] })))).toEqual([400, 'V1/028'])
  })

  it('is paid back when it is done', async () => {
    const { takeBack, server, read, number } = await sent()
    const own = String(inside((await takeBack(back(number, '3'))).json, 'd', 'CustomerReturn'))
    server.advance?.({ order: number, to: 'REFUNDED' })
    const memo = await read('API_BILLING_DOCUMENT_SRV/A_BillingDocumentItem', {
      $filter: `SalesDocument eq '${own}'`,
    })
    expect(column(memo, 'GrossAmount').map(cents)).toEqual([5497])
  })
})
