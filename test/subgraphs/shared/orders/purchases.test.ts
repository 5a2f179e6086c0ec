import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../../adapters/error.ts'
import type { CustomerId, OrderNumber, RecordId, Sku } from '../../../../adapters/ids.ts'
import type { Currency } from '../../../../adapters/money.ts'
import type { Order, OrderLine, Orders, Return, ReturnStatus } from '../../../../adapters/ports/orders.ts'
import { type Day, instant } from '../../../../adapters/time.ts'
import type { Context } from '../../../../subgraphs/context.ts'
import { MOST_ORDERS } from '../../../../subgraphs/shared/orders/newest-orders.ts'
import { type Purchases, purchasesOf } from '../../../../subgraphs/shared/orders/purchases.ts'
import { memoryIdentity } from '../../../memory/identity.ts'
import { type MemoryOrdersOptions, memoryOrders } from '../../../memory/orders.ts'
import { answersOrders, contextWith, NOW, plainOrder } from '../../../memory/services.ts'

const clock = () => NOW
const nothing = { gross: { minor: 0, currency: 'EUR' as Currency }, net: null, tax: null }
const jean = '10040132' as Sku
const shirt = '10050238' as Sku

const line = (sku: Sku, quantity: string, facts: Partial<OrderLine> = {}): OrderLine => ({
  lineId: sku,
  sku,
  gtin: null,
  title: `article ${sku}`,
  quantity,
  unitPrice: nothing,
  lineTotal: nothing,
  status: 'COLLECTED',
  returnOf: null,
  ...facts,
})
const web = (number: string, placedOn: string, lines: readonly OrderLine[], facts: Partial<Order> = {}) => ({
  ...plainOrder({ number, channel: 'WEB', placedOn }),
  lines,
  ...facts,
})
const receipt = (number: string, placedOn: string, lines: readonly OrderLine[]) => ({
  ...plainOrder({ number, channel: 'STORE_POS', placedOn, placedAt: `${placedOn}T15:00:00Z` }),
  lines,
})
const back = (
  recordId: string,
  on: string | null,
  lines: Return['lines'],
  status: ReturnStatus = 'REFUNDED',
) =>
  ({
    recordId: recordId as RecordId,
    reference: null,
    channel: { code: 'store', kind: 'STORE_POS' },
    status,
    on: on as Day | null,
    at: null,
    receivedAt: null,
    lines,
    refund: null,
  }) satisfies Return

type Held = Pick<MemoryOrdersOptions, 'orders' | 'returns'> & { readonly broken?: Partial<Orders> }

/** A request over the ERP and the tills, and the shopper both know. */
async function over(erp: Held, tills: Held): Promise<{ context: Context; id: CustomerId; calls: string[] }> {
  const calls: string[] = []
  const port = (source: string, { broken, ...held }: Held): Orders => {
    const all = { ...memoryOrders({ source, clock, ...held }), ...broken }
    const count =
      <A, B>(name: string, read: (keys: A) => B) =>
      (keys: A) => {
        calls.push(`${source} ${name}`)
        return read(keys)
      }
    return { ...all, history: count('history', all.history), returns: count('returns', all.returns) }
  }
  const identity = memoryIdentity()
  const record = (source: string) => ({ source, id: 'shopper' as RecordId })
  const sights = [{ record: record('erp'), same: [{ record: record('tills'), method: 'MANUAL' as const }] }]
  await identity.observe('customer', sights, 'crm', instant(NOW))
  const [owner] = (await identity.ownersOf('customer', [record('erp')])).values()
  const context = contextWith({
    answers: {
      orders: [
        answersOrders('erp', 'ERP', port('erp', erp)),
        answersOrders('tills', 'POS', port('tills', tills)),
      ],
    },
    services: { identity },
  })
  return { context, id: owner?.id as CustomerId, calls }
}

const facts = ({ lines }: Purchases) =>
  lines.map(({ kind, sku, quantity, on, orderNumber }) => [kind, sku, quantity, on, orderNumber])
const read = async (erp: Held, tills: Held): Promise<Purchases> => {
  const { context, id } = await over(erp, tills)
  const purchases = await purchasesOf(context, id)
  if (!purchases) throw new Error('expected the shopper')
  return purchases
}

describe('what a shopper bought', () => {
  it('is one list over the web and the tills, newest first, copies of one order once', async () => {
    const sale = receipt('0101-1-20260510-7', '2026-05-10', [line(jean, '2')])
    const copy = { ...sale, recordId: '3000000001' as RecordId, placedAt: null }
    const purchases = await read(
      { orders: [web('W-1', '2026-05-20', [line(shirt, '1')]), copy] },
      { orders: [sale] },
    )
    expect(facts(purchases)).toEqual([
      ['BOUGHT', shirt, '1', '2026-05-20', 'W-1'],
      ['BOUGHT', jean, '2', '2026-05-10', '0101-1-20260510-7'],
    ])
    expect(purchases.lines[1]).toMatchObject({ channel: 'STORE_POS', at: '2026-05-10T15:00:00.000Z' })
    expect(purchases.complete).toBe(true)
  })

  it('leaves out cancelled orders and cancelled lines', async () => {
    const kept = web('W-1', '2026-05-20', [line(shirt, '1'), line(jean, '1', { status: 'CANCELLED' })])
    const gone = web('W-2', '2026-05-21', [line(jean, '1')], { status: 'CANCELLED' })
    expect(facts(await read({ orders: [kept, gone] }, { orders: [] }))).toEqual([
      ['BOUGHT', shirt, '1', '2026-05-20', 'W-1'],
    ])
  })

  it('counts goods that came back once, whether the ERP, the till or both record it', async () => {
    const number = '0101-1-20260510-7' as OrderNumber
    const sale = receipt(number, '2026-05-10', [line(jean, '2')])
    const returning = receipt('0101-1-20260515-9', '2026-05-15', [line(jean, '-1', { returnOf: number })])
    const told = back(returning.recordId, '2026-05-15', [
      { lineId: jean, sku: jean, quantity: '1', reason: null },
    ])
    const copy = { ...sale, recordId: '3000000001' as RecordId }
    const purchases = await read(
      { orders: [copy], returns: { [copy.recordId]: [{ ...told, recordId: '6000000001' as RecordId }] } },
      { orders: [sale, returning], returns: { [sale.recordId]: [told] } },
    )
    expect(facts(purchases)).toEqual([
      ['RETURNED', jean, '-1', '2026-05-15', number],
      ['BOUGHT', jean, '2', '2026-05-10', number],
    ])
  })

  it('counts once what the ERP and a till that names the web order both took back', async () => {
    const order = web('W-1', '2026-05-10', [line(jean, '2')])
    const returning = receipt('0101-1-20260515-9', '2026-05-15', [
      line(jean, '-2', { returnOf: 'W-1' as OrderNumber }),
    ])
    const told = back('6000000001', '2026-05-16', [{ lineId: jean, sku: null, quantity: '1', reason: null }])
    const purchases = await read(
      { orders: [order], returns: { [order.recordId]: [told] } },
      { orders: [returning] },
    )
    expect(facts(purchases)).toEqual([
      ['RETURNED', jean, '-1', '2026-05-16', 'W-1'],
      ['RETURNED', jean, '-1', '2026-05-15', 'W-1'],
      ['BOUGHT', jean, '2', '2026-05-10', 'W-1'],
    ])
  })

  it('counts goods a receipt takes back without saying from where, and no return that was only asked for', async () => {
    const order = web('W-1', '2026-05-10', [line(jean, '1')])
    const asked = back(
      '6000000001',
      null,
      [{ lineId: jean, sku: jean, quantity: '1', reason: null }],
      'REQUESTED',
    )
    const returning = receipt('0101-1-20260515-9', '2026-05-15', [line(shirt, '-1')])
    const purchases = await read(
      { orders: [order], returns: { [order.recordId]: [asked] } },
      { orders: [returning] },
    )
    expect(facts(purchases)).toEqual([
      ['RETURNED', shirt, '-1', '2026-05-15', '0101-1-20260515-9'],
      ['BOUGHT', jean, '1', '2026-05-10', 'W-1'],
    ])
  })

  it('is read once a request, in one call a system and part', async () => {
    const orders = Array.from({ length: 50 }, (_, n) => web(`W-${n}`, '2026-05-10', [line(jean, '1')]))
    const { context, id, calls } = await over({ orders }, { orders: [] })
    await Promise.all([purchasesOf(context, id), purchasesOf(context, id)])
    expect(calls.sort()).toEqual(['erp history', 'erp returns', 'tills history'])
  })

  it('says that it is not complete when a system failed, at first or on the way', async () => {
    const order = web('W-1', '2026-05-10', [line(jean, '1')])
    const gone = new SourceError('tills', 'SOURCE_TIMEOUT', 'no answer')
    const lost = new SourceError('erp', 'SOURCE_UNAVAILABLE', 'is away')
    const purchases = await read(
      { orders: [order], broken: { returns: async (ids) => new Map(ids.map((id) => [id, lost])) } },
      { orders: [], broken: { history: async (keys) => new Map(keys.map((key) => [key, gone])) } },
    )
    expect(purchases.lines).toHaveLength(1)
    expect(purchases.complete).toBe(false)
    expect(purchases.sources.map(({ instance, outcome }) => [instance, outcome])).toEqual([
      ['erp', 'PARTIAL'],
      ['tills', 'TIMEOUT'],
    ])
  })

  it('stops at the newest thousand orders and says so', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 4, 1) - n * 86_400_000).toISOString().slice(0, 10)
    const orders = Array.from({ length: MOST_ORDERS + 5 }, (_, n) => web(`W-${n}`, day(n), [line(jean, '1')]))
    const purchases = await read({ orders }, { orders: [] })
    expect(purchases.lines).toHaveLength(MOST_ORDERS)
    expect(purchases.lines.at(-1)?.on).toBe(day(MOST_ORDERS - 1))
    expect(purchases.complete).toBe(false)
    expect(purchases.sources[0]).toMatchObject({ instance: 'erp', outcome: 'PARTIAL' })
  })

  it('is nothing of a shopper nobody knows', async () => {
    const { context } = await over({ orders: [] }, { orders: [] })
    expect(await purchasesOf(context, 'cus_00000000000000000000000000' as CustomerId)).toBeNull()
  })
})
