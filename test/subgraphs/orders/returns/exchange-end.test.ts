import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
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

const CANCEL = `mutation ($input: OrderCancelInput!, $key: String!) { done: orderCancel(input: $input, idempotencyKey: $key) {
  order { status } userErrors { code message } } }`
/** The same product at the same price, which the desk takes, or refuses for good. */
const TAKEN = 'JEAN-34'
const REFUSED = 'JEAN-36'

describe('an exchange whose order comes to nothing', () => {
  let counter: Counter
  let jean: string
  let socks: string
  beforeEach(async () => {
    counter = await openCounter()
    const { lines } = (await counter.ask(RETURNS, { id: counter.orderId })).data.order
    jean = lines[0].id
    socks = lines[1].id
    counter.deliver()
  })
  const mine = () => ({ viewer: shopper(counter.anne) })

  const exchange = async (...newSkus: readonly string[]) => {
    const lines = newSkus.map((newSku) => ({
      orderLineId: newSku.startsWith('SOCKS') ? socks : jean,
      newSku,
      reason: 'TOO_SMALL',
    }))
    const input = { orderId: counter.orderId, channel: 'WEB', lines }
    const { data } = await counter.ask(EXCHANGE, { input, key: counter.key() }, mine())
    expect(data.done.userErrors).toEqual([])
    return { returnId: data.done.return.id, next: data.done.return.exchangeOrder.id }
  }
  const takeIn = async (
    returnId: string,
    came: readonly (readonly [line: string, quantity: string])[] = [[jean, '1']],
  ) => {
    const lines = came.map(([orderLineId, quantity]) => ({
      ...{ orderLineId, quantity },
      ...{ reason: 'TOO_SMALL', condition: 'AS_NEW' },
    }))
    const input = { returnId, storeId: depot.id, lines }
    const { data } = await counter.ask(RECEIVE, { input, key: counter.key() }, { viewer: inDepot })
    expect(data.done.userErrors).toEqual([])
    return data.done.return
  }
  const cancel = async (orderId: string, lineIds?: readonly string[]) => {
    const input = { orderId, reason: 'CHANGED_MIND', ...(lineIds && { lineIds }) }
    return (await counter.ask(CANCEL, { input, key: counter.key() }, mine())).data.done
  }
  const shown = async () => (await counter.ask(RETURNS, { id: counter.orderId }, mine())).data.order
  const theReturn = async () => (await shown()).returns[0]
  const backToCard = (amount: string, state = 'REFUNDED') => ({
    amount: { amount },
    path: 'ORIGINAL_TENDER',
    by: 'PROVIDER',
    state,
  })

  it.each([
    ['refused for good by its desk', REFUSED, async () => {}],
    ['cancelled before its desk had it', TAKEN, (next: string) => cancel(next)],
    [
      'cancelled by its desk',
      TAKEN,
      async (next: string) => {
        await counter.settle()
        await cancel(next)
      },
    ],
  ])('after the goods came in, %s, brings back what a return brings, once', async (_, sku, end) => {
    const { returnId, next } = await exchange(sku)
    expect((await takeIn(returnId)).refunds).toEqual([])
    await end(next)
    await counter.settle()
    const order = await shown()
    expect(order.returns).toMatchObject([
      { status: 'REFUNDED', refund: { amount: '33.33' }, refunds: [backToCard('33.33')] },
    ])
    expect(order.returns[0].facts).toMatchObject({ refund: 'DONE' })
    expect(order.timeline.map(({ kind }: { kind: string }) => kind)).toContain('REFUNDED')
    expect(await counter.givenBack()).toBe(3_333)
    await cancel(next)
    counter.pass(counter.settleMs * 5)
    await counter.settle()
    expect([await counter.givenBack(), await counter.dead()]).toEqual([3_333, []])
    expect((await theReturn()).refunds).toHaveLength(1)
  })

  it('says that the money is on its way as soon as the order has ended', async () => {
    const { returnId, next } = await exchange(TAKEN)
    await takeIn(returnId)
    await cancel(next)
    expect(await theReturn()).toMatchObject({
      status: 'RECEIVED',
      refunds: [backToCard('33.33', 'PENDING')],
      facts: { refund: 'OPEN' },
    })
  })

  it('before the goods are in brings nothing back until they are', async () => {
    const { returnId, next } = await exchange(TAKEN)
    await cancel(next)
    await counter.settle()
    expect((await theReturn()).refunds).toMatchObject([backToCard('33.33', 'AWAITING_GOODS')])
    expect(await counter.givenBack()).toBe(0)
    await takeIn(returnId)
    await counter.settle()
    expect(await counter.givenBack()).toBe(3_333)
    expect((await theReturn()).refunds).toMatchObject([backToCard('33.33')])
  })

  it.each([
    ['the goods, the wish and the refusal', false],
    ['the wish and the refusal, when the goods are in,', true],
  ])('pays once when %s come at once', async (_, isIn) => {
    const { returnId, next } = await exchange(REFUSED)
    if (isIn) await takeIn(returnId)
    const goods = isIn ? [] : [takeIn(returnId)]
    await Promise.all([...goods, counter.settle(), cancel(next)])
    await counter.settle()
    expect(await counter.givenBack()).toBe(3_333)
    expect((await theReturn()).refunds).toMatchObject([backToCard('33.33')])
  })

  it('in part brings back that part, and the rest with the rest', async () => {
    const { returnId, next } = await exchange(TAKEN, 'SOCKS-L')
    await counter.settle()
    await takeIn(returnId, [
      [socks, '1'],
      [jean, '1'],
    ])
    await cancel(next, ['2'])
    await counter.settle()
    expect(await counter.givenBack()).toBe(500)
    await cancel(next)
    await counter.settle()
    expect(await counter.givenBack()).toBe(3_833)
    expect((await theReturn()).refunds).toMatchObject([backToCard('5.00'), backToCard('33.33')])
  })

  it('brings back nothing for goods that never came', async () => {
    const { returnId, next } = await exchange(TAKEN, 'SOCKS-L')
    await counter.settle()
    await takeIn(returnId, [[jean, '1']])
    await cancel(next, ['2'])
    await counter.settle()
    expect(await counter.givenBack()).toBe(0)
    await cancel(next, ['1'])
    await counter.settle()
    expect(await counter.givenBack()).toBe(3_333)
  })

  it('is no loss for who brought more than was exchanged: nothing stands for the rest', async () => {
    const { returnId, next } = await exchange(TAKEN)
    await takeIn(returnId, [[jean, '2']])
    await counter.settle()
    expect(await counter.givenBack()).toBe(3_333)
    await cancel(next)
    await counter.settle()
    expect(await counter.givenBack()).toBe(6_666)
  })

  it('owes what a till was to give out until somebody fetches it there', async () => {
    const { returnId, next } = await exchange(TAKEN)
    const lines = [{ orderLineId: jean, quantity: '1', reason: 'TOO_SMALL', condition: 'AS_NEW' }]
    const input = { returnId, storeId: paris.id, lines, refundPath: 'GIFT_CARD' }
    const { data } = await counter.ask(RECEIVE, { input, key: counter.key() })
    expect([data.done.userErrors, data.done.return.refunds]).toEqual([[], []])
    await cancel(next)
    await counter.settle()
    expect(await theReturn()).toMatchObject({
      status: 'RECEIVED',
      refunds: [{ amount: { amount: '33.33' }, path: 'GIFT_CARD', by: 'TILL', state: 'PENDING' }],
      facts: { refund: 'OPEN' },
    })
    expect(await counter.givenBack()).toBe(0)
  })

  it('keeps its money from other goods as long as it may', async () => {
    const refundable = async () => (await shown()).payments[0].refundable.amount
    expect(await refundable()).toBe('109.89')
    const { returnId, next } = await exchange(TAKEN)
    expect(await refundable()).toBe('76.56')
    await takeIn(returnId)
    expect(await refundable()).toBe('76.56')
    await cancel(next)
    await counter.settle()
    expect(await refundable()).toBe('76.56')
  })

  it('is not one whose entry an operator discarded: somebody may have placed it by hand, or cancels it', async () => {
    const { returnId, next } = await exchange(TAKEN)
    await takeIn(returnId)
    await counter.writes.transact([], (unit) =>
      unit.discard(`${next}/place`, '2026-06-11T10:00:00.000Z' as never),
    )
    await counter.settle()
    expect(await counter.givenBack()).toBe(0)
    await cancel(next)
    await counter.settle()
    expect(await counter.givenBack()).toBe(3_333)
  })

  it('locks both orders, whoever ends it, and when the goods come in', async () => {
    const refusedOne = await exchange(REFUSED)
    const takenOne = await exchange(TAKEN)
    await counter.deliverOnly(takenOne.next)
    const once = vi.spyOn(counter.writes, 'once')
    const settled = vi.spyOn(counter.writes.outbox, 'settle')
    await takeIn(refusedOne.returnId)
    await cancel(takenOne.next)
    await counter.settle()
    const both = ({ next }: { next: string }) =>
      expect.arrayContaining([`order/${counter.orderId}`, `order/${next}`])
    expect(once.mock.calls.map(([{ about }]) => about)).toEqual([both(refusedOne), both(takenOne)])
    const abouts = settled.mock.calls.map(([, , , about]) => about)
    expect(abouts).toEqual(expect.arrayContaining([both(refusedOne), both(takenOne)]))
  })
})
