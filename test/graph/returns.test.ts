import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorldOrder, WorldReceipt } from '../../sandbox/world/sale-types.ts'
import { euros, unitPriceOf } from './expected.ts'
import type { Headers } from './people.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const RETURN = `id number status lines { orderLineId quantity disposition } refund { amount }
  refunds { amount { amount } path by state paymentId } receivedAt { id } facts { receipt refund restock } labelUrl labelUnavailable source { system }`
const ORDER = `id number lines { id sku quantityReturnable }
  payments { id method last4 amount { amount } refundable { amount } refundPaths }
  actions { return { allowed reasons } exchange { allowed reasons } returnChannels returnUntil } returns { ${RETURN} }`
const BY_NUMBER = `query ($v: String!) { orderLookup(number: $v, channel: WEB) { order { ${ORDER} } } }`
const BY_RECEIPT = `query ($v: String!) { orderLookup(receiptBarcode: $v) { order { ${ORDER} } } }`
const DONE = `replayed return { ${RETURN} } userErrors { code message } writes { system outcome queuedForRetry }`
const RECEIVE = `mutation ($input: ReturnReceiveInput!, $key: String!) { done: returnReceive(input: $input, idempotencyKey: $key) { ${DONE} } }`
const CREATE = `mutation ($input: ReturnInput!, $key: String!) { done: returnCreate(input: $input, idempotencyKey: $key) { ${DONE} } }`
const EXCHANGE = `mutation ($input: ExchangeInput!, $key: String!) { done: exchangeCreate(input: $input, idempotencyKey: $key) {
  return { id exchangeOrder { id number lines { sku } } } userErrors { code message } } }`
const CANCEL = `mutation ($id: ID!, $key: String!) { done: orderCancel(input: { orderId: $id, reason: "CHANGED_MIND" }, idempotencyKey: $key) {
  order { status } userErrors { code message } } }`

describe('returns over the whole graph', () => {
  let whole: Whole
  let stores: Readonly<Record<string, string>>
  beforeAll(async () => {
    whole = await startWhole({ timeoutMs: 10_000, budgetMs: 20_000 })
    const { data } = await whole.ask(
      '{ paris: store(code: "PAR01") { id } lyon: store(code: "LYO01") { id } }',
    )
    stores = { PAR01: data.paris.id, LYO01: data.lyon.id }
  })
  afterAll(() => whole?.close())

  const ask = async (query: string, variables: object, headers: Headers): Promise<Answer['data']> => {
    const { data, errors } = await whole.ask(query, { key: randomUUID(), ...variables }, headers)
    expect(errors).toEqual([])
    return Object.values(data)[0]
  }
  const codes = ({ userErrors }: Answer['data']) => userErrors.map(({ code }: Answer['data']) => code)
  /** Web orders of the last weeks that were sent, billed and paid, of which nothing came back. */
  const sent = (): readonly WorldOrder[] =>
    whole.world.orders.filter(
      ({ channel, placedOn, invoice, returned, lines }) =>
        channel === 'WEB' &&
        placedOn >= '2026-05-14' &&
        invoice?.cleared === true &&
        returned === null &&
        lines.some(({ quantity }) => quantity === '1'),
    )
  const until = async (check: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200; tries++) {
      if (await check()) return
      await wait(50)
    }
    throw new Error('it did not come to that')
  }

  it('CAP-22 and CAP-23: an associate elsewhere sees how a web order was paid, and takes it back once', async () => {
    const [world] = picked(sent())
    const associate = whole.as('associate', { store: 'LYO01' })
    const { order } = await ask(BY_NUMBER, { v: world.number }, associate)
    const paid = world.lines.reduce((sum, { total }) => sum + total, world.shipping)
    expect(order.payments).toMatchObject([
      {
        amount: { amount: euros(paid) },
        refundable: { amount: euros(paid) },
        refundPaths: ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
      },
    ])
    // A tender, never a card's number.
    expect(JSON.stringify(order.payments)).not.toMatch(/(?:\d[ -]?){13}/)
    expect(order.actions.return).toEqual({ allowed: true, reasons: [] })
    const line = found(world.lines.find(({ quantity }) => quantity === '1'))
    const input = {
      orderId: order.id,
      storeId: stores['LYO01'],
      refundPath: 'GIFT_CARD',
      lines: [{ orderLineId: String(line.line), quantity: '1', reason: 'TOO_SMALL', condition: 'AS_NEW' }],
    }
    const twice = await Promise.all([ask(RECEIVE, { input }, associate), ask(RECEIVE, { input }, associate)])
    expect(twice.flatMap(codes)).toEqual(['QUANTITY_EXCEEDED'])
    const done = found(twice.find((one) => one.return !== null))
    expect(done.return).toMatchObject({
      status: 'REFUNDED',
      refund: { amount: euros(line.total) },
      refunds: [{ path: 'GIFT_CARD', by: 'TILL', state: 'REFUNDED' }],
      receivedAt: { id: stores['LYO01'] },
      lines: [{ disposition: 'RESTOCK_STORE' }],
    })
    const shown = async () => (await ask(BY_NUMBER, { v: world.number }, associate)).order
    await until(async () => {
      whole.forget()
      return (await shown()).returns[0]?.source.system === 'ERP'
    })
    const now = await shown()
    expect(now.returns).toMatchObject([
      { id: done.return.id, status: 'REFUNDED', facts: { restock: 'DONE' } },
    ])
    expect(now.lines.find(({ id }: Answer['data']) => id === String(line.line)).quantityReturnable).toBe('0')
    expect(now.payments[0].refundable.amount).toBe(euros(paid - line.total))
  })

  it('CAP-23: a partner is refused', async () => {
    const { errors } = await whole.ask(
      'query ($v: ID!) { order(id: $v) { payments { last4 } } }',
      { v: 'any' },
      whole.as('partner'),
    )
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })

  it('CAP-22 and CAP-23: a receipt is scanned at another store, its tender is seen, and money goes back to it', async () => {
    const receipt = recentReceipt(whole.world.receipts)
    const associate = whole.as('associate', { store: 'PAR01' })
    const { order } = await ask(BY_RECEIPT, { v: receipt.number }, associate)
    const [line] = receipt.lines
    const paid = receipt.lines.reduce((sum, { total }) => sum + total, 0)
    expect(order.payments).toMatchObject([
      {
        method: receipt.tenders[0]?.type === 'Cash' ? 'CASH' : 'CARD',
        last4: receipt.tenders[0]?.last4,
        amount: { amount: euros(paid) },
        refundable: { amount: euros(paid) },
      },
    ])
    const input = {
      orderId: order.id,
      storeId: stores['PAR01'],
      lines: [{ sku: line?.sku, quantity: '1', reason: 'OTHER', condition: 'USED' }],
    }
    const key = randomUUID()
    const done = await ask(RECEIVE, { input, key }, associate)
    expect(codes(done)).toEqual([])
    const again = await ask(RECEIVE, { input, key }, associate)
    expect([again.replayed, again.return.id]).toEqual([true, done.return.id])
    expect((await ask(BY_RECEIPT, { v: receipt.number }, associate)).order.returns).toHaveLength(1)
    const [tender] = receipt.tenders
    const share = Math.round((line?.total ?? 0) / Number(line?.quantity))
    expect(done.return).toMatchObject({
      status: 'REFUNDED',
      refund: { amount: euros(share) },
      refunds: [{ by: 'TILL', path: tender?.type === 'Cash' ? 'CASH' : 'ORIGINAL_TENDER' }],
    })
  })

  it('CAP-24 D6: what may not come back says why, and another size is given where there is one', async () => {
    const old = found(
      whole.world.orders.find(
        ({ channel, placedOn, invoice, returned }) =>
          channel === 'WEB' && placedOn < '2026-04-01' && invoice?.cleared && returned === null,
      ),
    )
    const clerk = whole.as('callCentre')
    const { order: over } = await ask(BY_NUMBER, { v: old.number }, clerk)
    expect(over.actions).toMatchObject({
      return: { allowed: false, reasons: ['TOO_LATE'] },
      exchange: { allowed: false, reasons: ['TOO_LATE'] },
      returnChannels: [],
    })
    const { world, line, wanted } = exchangeable(whole, sent())
    const { order } = await ask(BY_NUMBER, { v: world.number }, clerk)
    const exchange = (newSku: string) => {
      const lines = [{ orderLineId: String(line), newSku, reason: 'TOO_SMALL' }]
      return ask(EXCHANGE, { input: { orderId: order.id, channel: 'CALL_CENTER', lines } }, clerk)
    }
    const done = await exchange(wanted)
    expect(codes(done)).toEqual([])
    expect(done.return.exchangeOrder.lines).toEqual([{ sku: wanted }])
    expect(codes(await exchange(wanted))).toEqual(['QUANTITY_EXCEEDED'])
    const came = { orderLineId: String(line), quantity: '1', reason: 'TOO_SMALL', condition: 'AS_NEW' }
    const input = { returnId: done.return.id, storeId: stores['LYO01'], lines: [came] }
    const received = await ask(RECEIVE, { input }, whole.as('associate', { store: 'LYO01' }))
    expect(received.return).toMatchObject({
      status: 'RECEIVED',
      refunds: [],
      facts: { refund: 'NOT_NEEDED' },
    })
    expect(codes(await ask(CANCEL, { id: done.return.exchangeOrder.id }, clerk))).toEqual([])
    const theReturn = `query ($v: ID!) { return(id: $v) { ${RETURN} } }`
    const { total } = found(world.lines.find((one) => one.line === line))
    await until(async () => {
      const { refunds, facts } = await ask(theReturn, { v: done.return.id }, clerk)
      if (refunds.length === 0) return false
      expect(refunds).toMatchObject([
        { amount: { amount: euros(total) }, path: 'ORIGINAL_TENDER', by: 'ERP', state: 'PENDING' },
      ])
      expect(facts.refund).toBe('OPEN')
      return true
    })
  })

  it('CAP-25: a shopper announces a return of a web order, and is told why there is no label', async () => {
    const [, world] = picked(sent())
    const customer = await ownerOf(whole, world)
    const shopper = whole.as('shopper', { customerId: customer.id })
    const line = found(world.lines.find(({ quantity }) => quantity === '1'))
    const lines = [{ orderLineId: String(line.line), quantity: '1', reason: 'TOO_LARGE' }]
    const input = { orderId: customer.orderId, channel: 'WEB', lines }
    const done = await ask(CREATE, { input }, shopper)
    expect(done.return).toMatchObject({
      status: 'REQUESTED',
      refunds: [{ amount: { amount: euros(line.total) }, by: 'ERP', state: 'AWAITING_GOODS' }],
      labelUrl: null,
      labelUnavailable: 'NO_LABEL_SERVICE',
    })
    expect(done.writes).toEqual([{ system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: true }])
    const query = 'query ($v: ID!) { return(id: $v) { source { system } number } }'
    await until(async () => {
      whole.forget()
      return (await ask(query, { v: done.return.id }, shopper)).source.system === 'ERP'
    })
  })
})

function found<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new RangeError('expected the world to have one')
  return value
}

/** The newest sale of a till away from PAR01, paid in one way. */
function recentReceipt(receipts: readonly WorldReceipt[]): WorldReceipt {
  return found(
    receipts.findLast(
      ({ kind, store, lines, tenders, late, rounding }) =>
        kind === 'sale' &&
        store !== 'PAR01' &&
        !late &&
        rounding === 0 &&
        tenders.length === 1 &&
        lines.every(({ quantity }) => /^[1-9]$/.test(quantity)),
    ),
  )
}

/** The first two. */
function picked([one, other]: readonly WorldOrder[]): readonly [WorldOrder, WorldOrder] {
  return [found(one), found(other)]
}

/** One unit of an order, and another variant of its product at the same price, which the warehouse has. */
function exchangeable({ world }: Whole, orders: readonly WorldOrder[]) {
  for (const order of orders.slice(2)) {
    for (const { line, sku, quantity } of order.lines) {
      const product = world.products.find(({ variants }) => variants.some((one) => one.sku === sku))
      const wanted = product?.variants.find(
        (one) =>
          one.sku !== sku &&
          Number(one.stock[world.warehouse.code] ?? 0) > 2 &&
          unitPriceOf(world, one.sku) === unitPriceOf(world, sku),
      )
      if (wanted && quantity === '1') return { world: order, line, wanted: wanted.sku }
    }
  }
  throw new RangeError('expected an order of something with sizes')
}

async function ownerOf(whole: Whole, { number }: WorldOrder) {
  const { data } = await whole.ask(
    'query ($v: String!) { orderLookup(number: $v, channel: WEB) { order { id customer { id } } } }',
    { v: number },
    whole.as('associate'),
  )
  const { order } = data.orderLookup
  return { orderId: order.id as string, id: order.customer.id as string }
}
