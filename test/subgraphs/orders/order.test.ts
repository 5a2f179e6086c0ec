import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { Gtin, OrderNumber, RecordId, Sku } from '../../../adapters/ids.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { Order, OrderLine, Orders, Payment, Return } from '../../../adapters/ports/orders.ts'
import { type Day, type Instant, instant } from '../../../adapters/time.ts'
import { type Entity, recordKey } from '../../../ledger/port.ts'
import { orders } from '../../../subgraphs/orders/index.ts'
import { orderId } from '../../../subgraphs/shared/orders/order-id.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import { memoryOrders } from '../../memory/orders.ts'
import { ask, contextWith, NOW, place, plainOrder } from '../../memory/services.ts'
import { counted, failsWith } from '../../memory/spy.ts'

const NUMBER = '0101-2-20260510-3619'
const key = { channel: 'STORE_POS', number: NUMBER as OrderNumber } as const
const EUR = 'EUR' as Currency
const late = (source: string) => new SourceError(source, 'SOURCE_TIMEOUT', 'no answer')
const gross = (minor: number) => ({ gross: { minor, currency: EUR }, net: null, tax: null })

const receipt: Order = {
  ...plainOrder({
    number: NUMBER,
    channel: 'STORE_POS',
    placedOn: '2026-05-10',
    placedAt: '2026-05-10T12:00:00Z',
  }),
  recordId: NUMBER as RecordId,
  status: 'COLLECTED',
  customer: null,
  card: '2900000000015',
  store: '0101' as RecordId,
}
const copy: Order = {
  ...receipt,
  recordId: '3000000001' as RecordId,
  placedAt: null,
  status: 'CONFIRMED',
  customer: '17100001' as RecordId,
  store: '1010' as RecordId,
}
const payment: Payment = {
  recordId: 'p1' as RecordId,
  method: 'CASH',
  brand: null,
  last4: null,
  amount: { minor: 1250, currency: EUR },
  state: 'CAPTURED',
  capturedAt: '2026-05-10T12:00:00.000Z' as Instant,
}
const back: Return = {
  recordId: 'r1' as RecordId,
  reference: null,
  channel: { code: 'store', kind: 'STORE_POS' },
  status: 'REFUNDED',
  on: '2026-05-12' as Day,
  at: null,
  receivedAt: '0101' as RecordId,
  lines: [{ lineId: '1', sku: '10040132' as Sku, quantity: '1', reason: null }],
  refund: { minor: 1250, currency: EUR },
}

interface Held {
  readonly orders?: readonly Order[]
  readonly payments?: Readonly<Record<string, readonly Payment[]>>
  readonly returns?: Readonly<Record<string, readonly Return[]>>
  readonly broken?: Partial<Orders>
}

/** A request over the ERP and the tills, the ERP first in order of precedence. */
function over(erp: Held, tills: Held) {
  const port = (source: string, { broken = {}, orders: held = [], ...parts }: Held) =>
    counted<Orders>({ ...memoryOrders({ source, clock: () => NOW, orders: held, ...parts }), ...broken })
  const [one, other] = [port('erp', erp), port('tills', tills)]
  const identity = memoryIdentity()
  const records = new Map([
    ['erp', '1010' as RecordId],
    ['tills', '0101' as RecordId],
  ])
  const stores = createStoreDirectory([place('PAR01', { records })])
  const answers = {
    orders: [
      { name: 'erp', kind: 'ERP', port: one.port },
      { name: 'tills', kind: 'POS', port: other.port },
    ],
    catalog: [{ name: 'pim', kind: 'PIM', port: {} as never }],
  } as const
  return {
    context: contextWith({ answers, services: { identity, stores } }),
    identity,
    calls: [one.calls, other.calls],
  }
}
type Given = ReturnType<typeof over>

const run = async ({ context }: Given, fields: string, wanted: Parameters<typeof orderId>[1] = key) => {
  const id = orderId(context.services.sealer, wanted)
  const { data, errors } = await ask(orders, `query ($id: ID!) { order(id: $id) { ${fields} } }`, context, {
    id,
  })
  return { order: data?.order, errors }
}

describe('an order in two systems', () => {
  const both = () => over({ orders: [copy] }, { orders: [receipt] })

  it('is one order with both sources, shown as its owner has it: a till’s sale as the till does', async () => {
    const { order, errors } = await run(
      both(),
      'number status placedAt sources { instance recordId } store { id }',
    )
    expect(errors).toEqual([])
    expect(order).toEqual({
      number: NUMBER,
      status: 'COLLECTED',
      placedAt: '2026-05-10T12:00:00.000Z',
      sources: [
        { instance: 'tills', recordId: NUMBER },
        { instance: 'erp', recordId: '3000000001' },
      ],
      store: { id: place('PAR01').id },
    })
  })

  it('away from tills is shown as the first source in order of precedence has it, with the instant another knows', async () => {
    const web = plainOrder({ number: 'W-1', channel: 'WEB', placedOn: '2026-05-10' })
    const shop = {
      ...web,
      recordId: 'shop-1' as RecordId,
      status: 'SHIPPED',
      placedAt: receipt.placedAt,
    } as const
    const { order } = await run(
      over({ orders: [web] }, { orders: [shop] }),
      'status placedAt sources { instance }',
      {
        channel: 'WEB',
        number: 'W-1' as OrderNumber,
      },
    )
    expect(order).toEqual({
      status: 'CONFIRMED',
      placedAt: '2026-05-10T12:00:00.000Z',
      sources: [{ instance: 'erp' }, { instance: 'tills' }],
    })
  })

  it('is shown from the one that answers when the other fails', async () => {
    const given = over({ orders: [copy] }, { broken: { orders: failsWith(late('tills')) } })
    const { order, errors } = await run(given, 'status sources { instance }')
    expect([order, errors]).toEqual([{ status: 'CONFIRMED', sources: [{ instance: 'erp' }] }, []])
  })
})

describe('an order', () => {
  it('is null where every source says there is none, and an error where one that may have it failed', async () => {
    expect(await run(over({}, {}), 'id')).toEqual({ order: null, errors: [] })
    const failed = await run(over({}, { broken: { orders: failsWith(late('tills')) } }), 'id')
    expect(failed.errors).toMatchObject([{ path: 'order', code: 'SOURCE_TIMEOUT', source: 'tills' }])
  })

  it('has an id that the graph gave, or is BAD_INPUT', async () => {
    const { context } = over({}, {})
    const { sealer } = context.services
    for (const id of ['W-100042', sealer.seal('order', ['NOWHERE', 'W-1']), sealer.seal('order', ['WEB'])]) {
      const { errors } = await ask(orders, 'query ($id: ID!) { order(id: $id) { id } }', context, { id })
      expect(errors).toMatchObject([{ path: 'order', code: 'BAD_INPUT' }])
    }
  })

  it('belongs to the customer its source names, else to who showed the card, else to nobody', async () => {
    const customerOf = async (held: Partial<Order>, source: 'erp' | 'tills') => {
      const order = { ...receipt, ...held }
      const given = source === 'erp' ? over({ orders: [order] }, {}) : over({}, { orders: [order] })
      const { order: shown } = await run(given, 'customer { id }')
      if (!shown.customer) return null
      const entities = await given.identity.resolve('customer', [shown.customer.id])
      return (entities.get(shown.customer.id) as Entity).records.map(({ record }) => recordKey(record))
    }
    expect(await customerOf({ customer: '17100001' as RecordId }, 'erp')).toEqual(['["erp","17100001"]'])
    expect(await customerOf({}, 'tills')).toEqual(['["card","2900000000015"]'])
    expect(await customerOf({ card: null }, 'tills')).toBeNull()
  })
})

describe('the lines of an order', () => {
  const line = (facts: Partial<OrderLine>): OrderLine => ({
    lineId: '1',
    sku: null,
    gtin: null,
    title: 'Jean',
    quantity: '1',
    unitPrice: gross(1250),
    lineTotal: gross(1250),
    status: 'COLLECTED',
    returnOf: null,
    ...facts,
  })

  it('lead to what was bought, by SKU or by the GTIN that a catalogue has told', async () => {
    const lines = [
      line({ sku: '10040132' as Sku }),
      line({ lineId: '2', gtin: '4006381333931' as Gtin }),
      line({ lineId: '3', gtin: '96385074' as Gtin }),
      line({ lineId: '4' }),
    ]
    const given = over({}, { orders: [{ ...receipt, lines }] })
    const gs1 = { record: { source: 'gs1', id: '04006381333931' as RecordId }, method: 'MANUAL' as const }
    const item = { record: { source: 'pim', id: '10040149' as RecordId }, same: [gs1] }
    await given.identity.observe('item', [item], 'pim', instant(NOW))
    const { order } = await run(given, 'lines { id sku variant { sku } lineTotal { gross { amount } } }')
    expect(order.lines).toEqual([
      { id: '1', sku: '10040132', variant: { sku: '10040132' }, lineTotal: { gross: { amount: '12.50' } } },
      { id: '2', sku: '10040149', variant: { sku: '10040149' }, lineTotal: { gross: { amount: '12.50' } } },
      expect.objectContaining({ id: '3', sku: null, variant: null }),
      expect.objectContaining({ id: '4', sku: null, variant: null }),
    ])
  })
})

describe('the parts of an order', () => {
  const payments = 'payments { id amount { amount } source { instance recordId } }'

  it('are those of the copy that is shown', async () => {
    const given = over(
      { orders: [copy], payments: { [copy.recordId]: [{ ...payment, recordId: 'erp-p' as RecordId }] } },
      { orders: [receipt], payments: { [receipt.recordId]: [payment] } },
    )
    expect((await run(given, payments)).order.payments).toEqual([
      { id: 'p1', amount: { amount: '12.50' }, source: { instance: 'tills', recordId: 'p1' } },
    ])
  })

  it('are those of the next copy where the shown one has none, or failed', async () => {
    const erp = { orders: [copy], payments: { [copy.recordId]: [payment] } }
    const quiet = await run(over(erp, { orders: [receipt] }), payments)
    const broken = { payments: failsWith(late('tills')) }
    const failed = await run(over(erp, { orders: [receipt], broken }), payments)
    for (const { order, errors } of [quiet, failed]) {
      expect(order.payments).toMatchObject([{ id: 'p1', source: { instance: 'erp' } }])
      expect(errors).toEqual([])
    }
  })

  it('are empty where every system says so, and an error where one that may know failed', async () => {
    expect((await run(over({}, { orders: [receipt] }), payments)).order.payments).toEqual([])
    const broken = { payments: failsWith(late('tills')) }
    const { order, errors } = await run(over({ orders: [copy] }, { orders: [receipt], broken }), payments)
    expect(order.payments).toBeNull()
    expect(errors).toMatchObject([{ path: 'order.payments', code: 'SOURCE_TIMEOUT', source: 'tills' }])
  })

  it('tell what came back, where and for how much, under ids of ours', async () => {
    const given = over({}, { orders: [receipt], returns: { [receipt.recordId]: [back] } })
    const { order } = await run(
      given,
      'returns { id status receivedAt { id } lines { orderLineId sku } refund { amount } source { recordId } }',
    )
    expect(order.returns).toMatchObject([
      {
        status: 'REFUNDED',
        receivedAt: { id: place('PAR01').id },
        lines: [{ orderLineId: '1', sku: '10040132' }],
        refund: { amount: '12.50' },
        source: { recordId: 'r1' },
      },
    ])
    expect(given.context.services.sealer.unseal('return', order.returns[0].id)).toEqual([
      'tills',
      'r1',
      receipt.recordId,
      'STORE_POS',
      receipt.number,
    ])
  })

  it('cost each source one call of a kind for all orders of an operation', async () => {
    const second = { ...receipt, recordId: 'x' as RecordId, number: '0101-2-20260510-3620' as OrderNumber }
    const given = over({}, { orders: [receipt, second] })
    const { sealer } = given.context.services
    const ids = [receipt, second].map(({ number }) => orderId(sealer, { channel: 'STORE_POS', number }))
    const query = `query ($one: ID!, $two: ID!) { one: order(id: $one) { ${payments} } two: order(id: $two) { ${payments} } }`
    await ask(orders, query, given.context, { one: ids[0], two: ids[1] })
    const asked = given.calls.map((calls) => [calls.orders, calls.payments])
    expect(asked).toEqual([
      [1, 0],
      [1, 1],
    ])
  })
})
