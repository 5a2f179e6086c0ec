import { describe, expect, it } from 'vitest'
import type { Changed } from '../../../../adapters/changed.ts'
import { SourceError } from '../../../../adapters/error.ts'
import type { OrderNumber, Sku } from '../../../../adapters/ids.ts'
import type { Currency } from '../../../../adapters/money.ts'
import type { OrderToPlace } from '../../../../adapters/ports/order-desk.ts'
import type { Payments, ProviderPayment } from '../../../../adapters/ports/payments.ts'
import { perPort } from '../../../../adapters/source.ts'
import { type Day, instant } from '../../../../adapters/time.ts'
import type { CartRecord, HoldRecord } from '../../../../ledger/writes/port.ts'
import { orderDeliveries } from '../../../../subgraphs/orders/deliveries/all.ts'
import { orderEntryBody, PLACE } from '../../../../subgraphs/shared/orders/order-entry.ts'
import { type PlacedOrderBody, placedBody } from '../../../../subgraphs/shared/orders/placed-order.ts'
import { createOutboxWorker } from '../../../../subgraphs/shared/writes/outbox-worker.ts'
import { memoryWrites } from '../../../memory/writes.ts'
import { deskThatFails } from '../failing-desk.ts'

const EUR = 'EUR' as Currency
const START = new Date('2026-06-15T10:00:00Z')
const SETTLE_MS = 60_000
const ID = 'ord_1'

const toPlace: OrderToPlace = {
  key: { channel: 'WEB', number: 'W1' as OrderNumber },
  placedOn: '2026-06-15' as Day,
  placedAt: instant(START),
  customer: null,
  contact: null,
  shippingAddress: null,
  billingAddress: null,
  lines: [
    {
      position: 1,
      sku: '10040132' as Sku,
      title: 'Slim jean',
      quantity: 2,
      unitPrice: { minor: 4_990, currency: EUR },
      lineTotal: { gross: { minor: 9_980, currency: EUR }, net: null, tax: null },
      location: null,
      fulfilment: 'SHIP',
    },
  ],
  shippingCost: null,
  promotions: [],
  total: { gross: { minor: 9_980, currency: EUR }, net: null, tax: null },
}

const cart: CartRecord = {
  id: 'cart_1',
  version: 1,
  state: 'ORDERED',
  customerId: null,
  tokenHash: null,
  body: '{}',
  updatedAt: instant(START),
  expiresAt: null,
}

const hold: HoldRecord = {
  id: 'hold_1',
  location: 'sto_1',
  state: 'COMMITTED',
  lines: [{ sku: '10040132', requested: 2, held: 2 }],
  expiresAt: null,
  customerId: null,
  cartId: cart.id,
  orderId: ID,
  createdAt: instant(START),
}

/** A provider that does a key once, and loses a reply when told. */
function payments() {
  const done = new Map<string, string>()
  const asked: string[] = []
  const refuses: ('CONFLICT' | 'SOURCE_TIMEOUT')[] = []
  const change =
    (what: string) =>
    async ({ key, reference }: { readonly key: string; readonly reference: string }) => {
      asked.push(`${what} ${reference}`)
      const code = refuses.shift()
      if (code !== 'CONFLICT') done.set(key, what)
      if (code) throw new SourceError('pay', code, 'did not say that it did it')
      return {} as ProviderPayment
    }
  const port: Payments = {
    capabilities: { capture: true, partialCapture: true, void: true, refund: true },
    settleMs: SETTLE_MS,
    payments: async () => new Map(),
    capture: change('capture'),
    void: change('void'),
    refund: change('refund'),
  }
  return { port, asked, refuses, done: () => [...done.values()] }
}

/** An order that was taken, paid by card, from a cart with stock put aside. */
async function taken() {
  let now = START.getTime()
  const clock = () => new Date(now)
  const writes = memoryWrites()
  const desk = deskThatFails({ source: 'erp', clock, settleMs: SETTLE_MS })
  const provider = payments()
  const estate = {
    sources: [],
    answers: {
      ...perPort(() => []),
      orderDesk: [{ name: 'erp', kind: 'ERP' as const, port: desk }],
      payments: [{ name: 'pay', kind: 'PAYMENT' as const, port: provider.port }],
    },
  }
  const body: PlacedOrderBody = {
    order: toPlace,
    status: 'PENDING',
    desk: { system: 'erp', recordId: null },
    payment: {
      system: 'pay',
      reference: 'pay_1',
      method: 'CARD',
      brand: 'VISA',
      last4: '4242',
      amount: toPlace.total.gross,
      state: 'AUTHORIZED',
    },
    cartId: cart.id,
    events: [{ at: instant(START), kind: 'PLACED', system: null, note: null }],
  }
  await writes.transact([], async (unit) => {
    await unit.carts.save(cart)
    await unit.holds.save(hold)
    const { channel, number } = toPlace.key
    const { placedOn } = toPlace
    await unit.orders.save({
      id: ID,
      channel,
      number,
      customerId: null,
      placedOn,
      version: 1,
      body: JSON.stringify(body),
    })
    const entry = { id: `${ID}/place`, stream: ID, system: 'erp', kind: PLACE, body: orderEntryBody(ID) }
    await unit.send({ ...entry, at: instant(clock()) })
  })
  const forgotten: Changed[] = []
  const worker = createOutboxWorker({
    outbox: writes.outbox,
    deliveries: orderDeliveries({
      estate,
      orders: writes.orders,
      cases: writes.cases,
      clock,
      forget: async (changed) => void forgotten.push(changed),
    }),
    clock,
    worker: 'one',
    random: () => 0.5,
    log: () => {},
    failed: (_, __, error) => {
      throw error
    },
  })
  const order = async () => {
    const found = (await writes.orders.byIds([ID])).get(ID)
    if (!found) throw new Error('the order is gone')
    return placedBody(found)
  }
  return {
    writes,
    desk,
    provider,
    order,
    events: async () => (await order()).events.map(({ kind }) => kind),
    /** Rounds until nothing is due. */
    settle: async () => {
      while ((await worker.round()) > 0);
    },
    pass: (ms: number) => {
      now += ms
    },
    forgotten,
    live: () => desk.records.filter(({ cancelled }) => !cancelled).length,
    dead: async () =>
      (await writes.outbox.list({ states: ['DEAD'] }, { after: null, first: 10 })).map(({ kind }) => kind),
  }
}

describe('an order on its way', () => {
  it('is read anew by everybody once its desk has it, at once or found later, with its shopper’s history and its stock', async () => {
    const at = { orders: [toPlace.key], records: [], items: ['10040132'] }
    const once = await taken()
    await once.settle()
    expect(once.forgotten).toEqual([at])
    const late = await taken()
    late.desk.faults.push('LOST_REPLY')
    await late.settle()
    expect(late.forgotten).toEqual([])
    late.pass(SETTLE_MS)
    await late.settle()
    expect([late.desk.asked, late.forgotten]).toEqual([['place W1', 'placed W1'], [at]])
  })

  it('is placed, then paid', async () => {
    const { settle, desk, provider, order, events } = await taken()
    await settle()
    expect([desk.asked, provider.asked]).toEqual([['place W1'], ['capture pay_1']])
    expect(await order()).toMatchObject({
      status: 'CONFIRMED',
      desk: { system: 'erp', recordId: '1' },
      payment: { state: 'CAPTURED' },
    })
    expect(await events()).toEqual(['PLACED', 'ACCEPTED', 'PAYMENT_CAPTURED'])
  })

  it('whose reply was lost is found, not placed again, and paid once', async () => {
    const { settle, desk, provider, pass, live, events } = await taken()
    desk.faults.push('LOST_REPLY')
    await settle()
    pass(SETTLE_MS)
    await settle()
    pass(10 * SETTLE_MS)
    await settle()
    expect([desk.asked, live(), provider.done()]).toEqual([['place W1', 'placed W1'], 1, ['capture']])
    expect(await events()).toEqual(['PLACED', 'ACCEPTED', 'PAYMENT_CAPTURED'])
  })

  it('that never came is placed again, and looked for later', async () => {
    const { settle, desk, pass, live } = await taken()
    desk.faults.push('SOURCE_TIMEOUT')
    await settle()
    pass(SETTLE_MS)
    await settle()
    expect(desk.asked).toEqual(['place W1', 'placed W1', 'place W1'])
    pass(4 * SETTLE_MS)
    await settle()
    expect([desk.asked.slice(3), live()]).toEqual([['placed W1'], 1])
  })

  it('that came late is a twin: found, cancelled and told', async () => {
    const { settle, desk, provider, pass, live, events, order } = await taken()
    desk.faults.push('LATE')
    await settle()
    pass(SETTLE_MS)
    await settle()
    desk.commitLate()
    expect(live()).toBe(2)
    pass(4 * SETTLE_MS)
    await settle()
    expect([live(), provider.done(), (await order()).desk.recordId]).toEqual([1, ['capture'], '1'])
    expect(desk.records.map(({ recordId, cancelled }) => [recordId, cancelled])).toEqual([
      ['1', false],
      ['2', true],
    ])
    expect(await events()).toContain('DUPLICATE_CANCELLED')
  })

  it('of which two are there already keeps the older', async () => {
    const { settle, desk, pass, live, order } = await taken()
    desk.faults.push('LATE', 'LOST_REPLY')
    await settle()
    pass(SETTLE_MS)
    await settle()
    desk.commitLate()
    pass(SETTLE_MS)
    await settle()
    expect([live(), (await order()).desk.recordId]).toEqual([1, '1'])
  })

  it('that was found is looked for again where a call before it may come later still', async () => {
    const { settle, desk, provider, pass, live, order, events } = await taken()
    desk.faults.push('LATE', 'LOST_REPLY')
    await settle()
    pass(SETTLE_MS)
    await settle()
    pass(SETTLE_MS)
    await settle()
    expect([live(), (await order()).status]).toEqual([1, 'CONFIRMED'])
    desk.commitLate()
    expect(live()).toBe(2)
    pass(4 * SETTLE_MS)
    await settle()
    expect([live(), provider.done(), (await order()).desk.recordId]).toEqual([1, ['capture'], '1'])
    expect(await events()).toContain('DUPLICATE_CANCELLED')
  })

  it('that was repeated while its desk could not be asked is looked for later all the same', async () => {
    const { settle, desk, pass, live, order } = await taken()
    desk.faults.push('LATE', 'CIRCUIT_OPEN')
    await settle()
    pass(SETTLE_MS)
    await settle()
    pass(2_000)
    await settle()
    expect([live(), (await order()).status]).toEqual([1, 'CONFIRMED'])
    desk.commitLate()
    pass(4 * SETTLE_MS)
    await settle()
    expect([live(), (await order()).desk.recordId]).toEqual([1, '1'])
  })

  it('that is refused gives everything back', async () => {
    const { settle, desk, provider, order, events, writes } = await taken()
    desk.faults.push('CONFLICT')
    await settle()
    expect([provider.asked, await events()]).toEqual([
      ['void pay_1'],
      ['PLACED', 'REFUSED', 'PAYMENT_VOIDED'],
    ])
    expect(await order()).toMatchObject({ status: 'CANCELLED', payment: { state: 'VOIDED' } })
    expect((await writes.carts.byIds([cart.id])).get(cart.id)).toMatchObject({ state: 'ACTIVE', version: 2 })
    expect((await writes.holds.byIds([hold.id])).get(hold.id)?.state).toBe('RELEASED')
  })

  it('that came late after it was refused is cancelled', async () => {
    const { settle, desk, pass, live, order } = await taken()
    desk.faults.push('LATE', 'CONFLICT')
    await settle()
    pass(SETTLE_MS)
    await settle()
    desk.commitLate()
    expect([live(), (await order()).status]).toEqual([1, 'CANCELLED'])
    pass(4 * SETTLE_MS)
    await settle()
    expect(live()).toBe(0)
  })

  it('whose money is asked for twice pays once', async () => {
    const { settle, provider, pass, order } = await taken()
    provider.refuses.push('SOURCE_TIMEOUT')
    await settle()
    pass(2_000)
    await settle()
    expect([provider.asked.length, provider.done()]).toEqual([2, ['capture']])
    expect((await order()).payment?.state).toBe('CAPTURED')
  })

  it('whose money cannot be taken waits for an operator', async () => {
    const { settle, provider, dead, order } = await taken()
    provider.refuses.push('CONFLICT')
    await settle()
    expect([await dead(), (await order()).payment?.state]).toEqual([['payment.capture'], 'AUTHORIZED'])
  })
})
