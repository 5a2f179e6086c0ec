import { beforeEach, describe, expect, it } from 'vitest'
import { placedBody } from '../../../../subgraphs/shared/orders/placed-order.ts'
import {
  type Asking,
  type Counter,
  depot,
  EXCHANGE,
  inDepot,
  openCounter,
  paris,
  RECEIVE,
  RETURNS,
  shopper,
} from '../counter.ts'

const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
  userErrors.map(({ code }) => code)

describe('an exchange', () => {
  let counter: Counter
  let jean: string
  beforeEach(async () => {
    counter = await openCounter()
    const { data } = await counter.ask(RETURNS, { id: counter.orderId })
    jean = data.order.lines[0].id
    counter.deliver()
  })
  const mine = () => ({ viewer: shopper(counter.anne) })
  const exchange = async (more: object = {}, input: object = {}, as?: Asking, key = counter.key()) => {
    const lines = [{ orderLineId: jean, newSku: 'JEAN-34', reason: 'TOO_SMALL', ...more }]
    const { data, errors } = await counter.ask(
      EXCHANGE,
      { input: { orderId: counter.orderId, channel: 'WEB', lines, ...input }, key },
      as ?? mine(),
    )
    expect(errors).toEqual([])
    return data.done
  }
  const orders = async () =>
    (await counter.writes.orders.ofCustomers([counter.anne], { first: 9, until: null, from: null })).orders

  it('for another size is a return, and an order at the price that was paid, with the goods put aside', async () => {
    const done = await exchange({ quantity: 2 })
    expect(done.userErrors).toEqual([])
    expect(done.return).toMatchObject({
      status: 'REQUESTED',
      lines: [{ sku: 'JEAN-32', quantity: '2' }],
      refunds: [],
      facts: { refund: 'NOT_NEEDED' },
      exchangeOrder: {
        lines: [{ sku: 'JEAN-34', quantity: '2', lineTotal: { gross: { amount: '66.66' } } }],
        cost: { total: { gross: { amount: '66.66' } } },
      },
    })
    const placed = done.return.exchangeOrder.id
    const holds = (await counter.writes.holds.ofOrders([placed])).get(placed)
    expect(holds).toMatchObject([
      { location: depot.id, state: 'COMMITTED', lines: [{ sku: 'JEAN-34', held: 2 }] },
    ])
    await counter.settle()
    const [order] = await orders()
    expect(order && placedBody(order)).toMatchObject({ status: 'CONFIRMED', payment: null })
    expect((await counter.inErp()).length).toBe(1)
  })

  it('of the last ones goes to whoever is first, and a repeated key is one', async () => {
    const key = counter.key()
    const first = await exchange({ quantity: 2 }, {}, mine(), key)
    expect(codes(await exchange({ quantity: 1 }))).toEqual(['OUT_OF_STOCK'])
    const again = await exchange({ quantity: 2 }, {}, mine(), key)
    expect([again.replayed, again.return.id]).toEqual([true, first.return.id])
    expect(await orders()).toHaveLength(2)
  })

  it('in a store takes the store’s stock', async () => {
    expect(codes(await exchange({ quantity: 2 }, { storeId: paris.id }))).toEqual(['OUT_OF_STOCK'])
    const done = await exchange({}, { storeId: paris.id, channel: 'ASSOCIATE_APP' }, {})
    const placed = done.return.exchangeOrder.id
    expect((await counter.writes.holds.ofOrders([placed])).get(placed)).toMatchObject([
      { location: paris.id },
    ])
  })

  it.each([
    ['another product', { newSku: 'SOCKS' }, 'NOT_ALLOWED'],
    ['the same again', { newSku: 'JEAN-32' }, 'NOT_ALLOWED'],
    ['what nobody knows', { newSku: 'NONE' }, 'NOT_FOUND'],
    ['more than came', { quantity: 4 }, 'OUT_OF_STOCK'],
  ])('for %s is refused', async (_, more, code) => {
    expect(codes(await exchange(more))).toEqual([code])
    expect(await orders()).toHaveLength(1)
  })

  it('for what costs something else today is refused, with the reason', async () => {
    counter.prices.push({ item: 'JEAN-34', cents: 4_900 })
    const [error] = (await exchange()).userErrors
    expect([error.code, error.message]).toEqual([
      'NOT_ALLOWED',
      'It does not cost the same today: bring the one back, and order the other.',
    ])
  })

  it('of which nobody knows the stock is refused for now', async () => {
    const done = await exchange({}, {}, { ...mine(), down: ['stock'] })
    expect(done.userErrors).toMatchObject([{ code: 'SYSTEM_UNAVAILABLE', retryable: true }])
  })

  it('pays nothing back when the goods are in, unless the new order came to nothing', async () => {
    const takeIn = async (returnId: string) => {
      const lines = [{ orderLineId: jean, quantity: '1', reason: 'TOO_SMALL', condition: 'AS_NEW' }]
      const input = { returnId, storeId: depot.id, lines }
      const { data } = await counter.ask(RECEIVE, { input, key: counter.key() }, { viewer: inDepot })
      return data.done.return
    }
    const kept = await exchange()
    expect((await takeIn(kept.return.id)).refunds).toEqual([])
    const lost = await exchange()
    const [order] = (await orders()).filter(({ id }) => id === lost.return.exchangeOrder.id)
    if (!order) throw new Error('the order is gone')
    const body = JSON.stringify({ ...placedBody(order), status: 'CANCELLED' })
    await counter.writes.transact([], (unit) =>
      unit.orders.save({ ...order, version: order.version + 1, body }),
    )
    expect((await takeIn(lost.return.id)).refunds).toMatchObject([{ amount: { amount: '33.33' } }])
  })
})
