import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuseWrite } from '../../../../adapters/erp/sap/refusal.ts'
import { isSourceError } from '../../../../adapters/error.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { OrderToPlace } from '../../../../adapters/ports/order-desk.ts'
import { keyOf, soldAt, toPlace } from '../../../contracts/orders-to-place.ts'
import { deskMappings } from './desk-mappings.ts'
import { now, type OpenSap, openSap, world } from './open-sap.ts'

const PARTNER = 'GET API_BUSINESS_PARTNER/A_BusinessPartner'
const TOKEN = 'GET API_SALES_ORDER_SRV/'
const ORDER = 'API_SALES_ORDER_SRV/A_SalesOrder'
const itemOf = (order: string, item: string) =>
  `PATCH API_SALES_ORDER_SRV/A_SalesOrderItem(SalesOrder='${order}',SalesOrderItem='${item}')`

const buyer = world.customers.find(({ businessPartner, erpCustomer }) => businessPartner !== erpCustomer)
const customer = buyer?.businessPartner as RecordId
const sold = [soldAt(world, '20'), soldAt(world, '5.5')] as const
const order = (number: string, change: Partial<OrderToPlace> = {}) =>
  toPlace(number, { customer, sold }, change)
const open = (options: Readonly<Record<string, unknown>> = {}, server = {}) =>
  openSap({ ...deskMappings, ...options }, { server })
const codeOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown)
  if (!isSourceError(error)) throw new Error('expected a SourceError', { cause: error })
  return [error.code, error.message]
}

let sap: OpenSap
beforeAll(async () => {
  sap = await open()
})
afterAll(() => sap.close())

describe('the calls of the order desk', () => {
  it('are one write for an order, after the shopper’s number and a token, which are kept', async () => {
    const fresh = await open()
    await fresh.ports.orderDesk.place(order('W-800001'))
    expect(fresh.calls()).toEqual([PARTNER, TOKEN, `POST ${ORDER}`])
    await fresh.ports.orderDesk.place(order('W-800002'))
    expect(fresh.calls()).toEqual([`POST ${ORDER}`])
    expect(fresh.records().filter(({ verb }) => verb === 'POST')).toMatchObject([
      { route: 'A_SalesOrder', attempts: 1 },
      { route: 'A_SalesOrder', attempts: 1 },
    ])
    await fresh.close()
  })

  it('are one more where the system answers with the head alone', async () => {
    const terse = await open({}, { deepReplies: false })
    const whole = order('W-800003')
    const record = await terse.ports.orderDesk.place(whole)
    expect(record.total).toEqual(whole.total.gross)
    expect(terse.calls()).toEqual([PARTNER, TOKEN, `POST ${ORDER}`, `GET ${ORDER}`])
    await terse.close()
  })

  it('are a token and the write again when the token has expired, and one order', async () => {
    let time = now.getTime()
    const later = await open({}, { clock: () => new Date(time), csrfTtlMs: 60_000 })
    await later.ports.orderDesk.place(order('W-800004'))
    later.calls()
    time += 120_000
    await later.ports.orderDesk.place(order('W-800005'))
    expect(later.calls()).toEqual([`POST ${ORDER}`, TOKEN, `POST ${ORDER}`])
    const { key } = order('W-800005')
    const read = (await later.ports.orderDesk.placed([key])).get(key)
    expect(isSourceError(read) ? read : read?.value).toHaveLength(1)
    await later.close()
  })

  it('are a look and a write for each item to cancel, and none for what is cancelled', async () => {
    const { recordId } = await sap.ports.orderDesk.place(order('W-800006'))
    sap.calls()
    const cancel = () => sap.ports.orderDesk.cancel({ recordId, positions: null, reason: 'LOST_INTEREST' })
    await cancel()
    expect(sap.calls()).toEqual([`GET ${ORDER}`, itemOf(recordId, '10'), itemOf(recordId, '20')])
    await cancel()
    expect(sap.calls()).toEqual([`GET ${ORDER}`])
  })

  it('are a look and a write for a return, and one for any number of references', async () => {
    const { recordId } = await sap.ports.orderDesk.place(order('W-800007'))
    sap.served.advance({ order: recordId, to: 'DELIVERED' })
    sap.calls()
    const { key, placedOn } = order('W-800007')
    await sap.ports.orderDesk.createReturn({
      reference: 'R-800007',
      order: { key, recordId },
      channel: 'WEB',
      on: placedOn,
      store: null,
      customer,
      lines: [{ lineId: '10', sku: null, quantity: 1, reason: 'A word nobody mapped', resellable: true }],
    })
    expect(sap.calls()).toEqual([`GET ${ORDER}`, 'POST API_CUSTOMER_RETURN_SRV/A_CustomerReturn'])
    const reads = await sap.ports.orderDesk.returned(['R-800007', 'R-1', 'R-2'])
    expect([...reads.keys()]).toEqual(['R-800007'])
    expect(sap.calls()).toEqual(['GET API_CUSTOMER_RETURN_SRV/A_CustomerReturn'])
    // The code of every other reason.
    const shown = (await sap.ports.orders.returns([recordId])).get(recordId)
    const [back] = isSourceError(shown) ? [] : (shown?.value ?? [])
    expect([back?.reference, back?.lines[0]?.reason]).toEqual(['R-800007', '099'])
  })
})

describe('an order in S/4HANA', () => {
  it('is collected where all of it is, with the retailer’s shipping condition', async () => {
    const whole = order('W-800010', { shippingCost: null })
    const lines = whole.lines.map((line) => ({ ...line, fulfilment: 'PICKUP' as const }))
    const { recordId } = await sap.ports.orderDesk.place({ ...whole, lines })
    sap.served.advance({ order: recordId, to: 'DELIVERED' })
    const read = (await sap.ports.orders.fulfillments([recordId])).get(recordId)
    const kinds = isSourceError(read) ? [] : read?.value.map(({ kind, location }) => [kind, location])
    expect(kinds).toEqual(
      [...new Set(lines.map(({ location }) => location))].map((place) => ['PICKUP', place]),
    )
  })

  it('is shipped in part and collected in part, and shown so', async () => {
    const whole = order('W-800014')
    const lines = whole.lines.map((line) =>
      line.position === 1 ? { ...line, fulfilment: 'CURBSIDE' as const } : { ...line, location: null },
    )
    const { recordId } = await sap.ports.orderDesk.place({ ...whole, lines })
    const shown = async () => {
      const [deliveries, orders] = [
        (await sap.ports.orders.fulfillments([recordId])).get(recordId),
        (await sap.ports.orders.orders([whole.key])).get(whole.key),
      ]
      const kinds = isSourceError(deliveries) ? [] : (deliveries?.value ?? [])
      const statuses = isSourceError(orders) ? [] : orders?.value.lines.map(({ status }) => status)
      return [kinds.map(({ kind, status, location }) => [kind, status, location]), statuses]
    }
    const [store, warehouse] = [whole.lines[0]?.location, world.warehouse.plant]
    sap.served.advance({ order: recordId, to: 'READY' })
    expect(await shown()).toEqual([
      [
        ['PICKUP', 'READY_FOR_PICKUP', store],
        ['SHIP', 'CONFIRMED', warehouse],
      ],
      ['CONFIRMED', 'CONFIRMED'],
    ])
    sap.served.advance({ order: recordId, to: 'DELIVERED' })
    expect(await shown()).toEqual([
      [
        ['PICKUP', 'COLLECTED', store],
        ['SHIP', 'SHIPPED', warehouse],
      ],
      ['COLLECTED', 'SHIPPED'],
    ])
  })

  it('that is made out and has not left cannot be cancelled whole, and none of it is', async () => {
    const whole = order('W-800015')
    const { recordId } = await sap.ports.orderDesk.place(whole)
    sap.served.advance({ order: recordId, to: 'READY', items: ['20'] })
    sap.calls()
    const cancelled = sap.ports.orderDesk.cancel({ recordId, positions: null, reason: 'LOST_INTEREST' })
    expect(await codeOf(cancelled)).toEqual([
      'CONFLICT',
      'erp: it is too late to cancel: a delivery was made out',
    ])
    expect(sap.calls()).toEqual([`GET ${ORDER}`])
  })

  it('of a guest who collects is known by name, and by the e-mail address where there is none', async () => {
    const contact = { givenName: null, familyName: null, email: 'a@example.net', phone: null }
    const { recordId } = await sap.ports.orderDesk.place(order('W-800011', { customer: null, contact }))
    const path = `${sap.served.url}/sap/opu/odata/sap/${ORDER}PartnerAddress?$filter=SalesOrder eq '${recordId}'`
    const authorization = `Basic ${Buffer.from('COUTURE:sandbox-sap').toString('base64')}`
    const answer = await fetch(path, { headers: { authorization, accept: 'application/json' } })
    expect(await answer.json()).toMatchObject({
      d: { results: Array(4).fill({ AddresseeFullName: 'a@example.net', EmailAddress: 'a@example.net' }) },
    })
  })

  it.each<readonly [string, Readonly<Record<string, unknown>>, Partial<OrderToPlace>, string]>([
    [
      'a guest’s without an account for guests',
      { orderDesk: {} },
      { customer: null },
      'it is a guest’s; set "orderDesk.oneTimeCustomer"',
    ],
    [
      'one of a channel that no type stands for',
      {},
      { key: keyOf('W-800012', 'SOCIAL') },
      'no CustomerPurchaseOrderType stands for SOCIAL; add one to "channels"',
    ],
    [
      'one of the tills, which number theirs themselves',
      {},
      { key: keyOf('W-800012', 'STORE_POS') },
      'no CustomerPurchaseOrderType stands for STORE_POS; add one to "channels"',
    ],
    [
      'shipping that no condition type stands for',
      { shippingConditions: [] },
      {},
      'no condition type stands for shipping; set "shippingConditions"',
    ],
    [
      'a line with a surcharge',
      {},
      { lines: order('W-800012').lines.map((line) => ({ ...line, quantity: 1 })) },
      'line 1 costs more than its price times its quantity; expected no surcharge',
    ],
  ])('is not written: %s', async (_, options, change, why) => {
    const refusing = await open(options)
    expect(await codeOf(refusing.ports.orderDesk.place(order('W-800012', change)))).toEqual([
      'CONFLICT',
      `erp: the order cannot be written: ${why}`,
    ])
    expect(refusing.calls().filter((call) => call.startsWith('POST'))).toEqual([])
    await refusing.close()
  })

  it('is not taken where prices do not include VAT, and the desk says so beforehand', async () => {
    const net = await open({ pricesIncludeTax: false, vatPercent: '20' })
    const { orderDesk } = net.ports
    expect(orderDesk.capabilities).toEqual({
      place: false,
      cancel: true,
      cancelLines: true,
      createReturn: true,
    })
    expect(await codeOf(orderDesk.place(order('W-800013')))).toEqual([
      'UNSUPPORTED',
      'erp: orders need prices that include VAT',
    ])
    expect(net.calls()).toEqual([])
    await net.close()
  })

  it('settles after the time the retailer states', async () => {
    const other = await open({ orderDesk: { settleSeconds: 700 } })
    expect([sap.ports.orderDesk.settleMs, other.ports.orderDesk.settleMs]).toEqual([90_000, 700_000])
    await other.close()
  })
})

describe('what is found again', () => {
  const tampered = (tamper: (body: string, asked: string) => string) =>
    openSap(deskMappings, { server: {}, tamper })

  it('fails where a record cannot be read: nobody may take it for an order that is not there', async () => {
    const broken = await tampered((body, asked) =>
      asked.includes('$filter') ? body.replaceAll('"EUR"', '"XX"') : body,
    )
    await broken.ports.orderDesk.place(order('W-800020'))
    const { key } = order('W-800020')
    const read = (await broken.ports.orderDesk.placed([key])).get(key)
    expect(read).toMatchObject({ code: 'BAD_RESPONSE' })
    await broken.close()
  })

  it('says of a return that all of it was rejected', async () => {
    const rejected = await tampered((body) =>
      body.replaceAll('"OverallSDDocumentRejectionSts":""', '"OverallSDDocumentRejectionSts":"C"'),
    )
    const number = world.orders.find(({ returned }) => returned !== null)?.number ?? ''
    const read = (await rejected.ports.orderDesk.returned([number])).get(number)
    expect(isSourceError(read) ? read : read?.value.map(({ cancelled }) => cancelled)).toEqual([true])
    await rejected.close()
  })
})

describe('the refusal of a write', () => {
  const body = (code: string) =>
    JSON.stringify({ error: { code, message: { lang: 'en', value: 'Of 4711' } } })
  it.each([
    [
      'for the system’s own reasons',
      400,
      body('V1/382'),
      'CONFLICT',
      "erp: A_SalesOrder was refused for good; the cause has the system's code",
    ],
    ['by a proxy', 400, '<html>', 'BAD_RESPONSE', 'erp: the query of A_SalesOrder was refused (HTTP 400)'],
    [
      'by a lock that will go',
      400,
      body('V1/042'),
      'SOURCE_UNAVAILABLE',
      "erp: A_SalesOrder is locked by somebody else's change",
    ],
    [
      'for want of rights',
      403,
      body('/IWBEP/403'),
      'SOURCE_UNAVAILABLE',
      'erp: no authorisation for A_SalesOrder (HTTP 403); grant it to the user',
    ],
  ])('%s is called by its code', (_, status, text, code, message) => {
    const refused = async () => refuseWrite('erp', 'A_SalesOrder', { status, headers: {}, body: text })
    return expect(codeOf(refused())).resolves.toEqual([code, message])
  })
})
