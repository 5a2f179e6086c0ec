import { describe, expect, it } from 'vitest'
import { twiceAtOnce } from '../../twice-at-once.ts'
import { inLyon, lyon, manager, paris, QUOTE, RECEIVE } from '../counter.ts'
import { codes, comingBack, ONE, THREE, TWO } from './coming-back.ts'

describe('goods that come back, handed in', () => {
  const { counter, line, order, receive, run, socks } = comingBack()

  it('at any store are registered once, on however many devices', async () => {
    const [one, other] = await Promise.all([
      receive([line('3', { condition: 'AS_NEW' })], { storeId: lyon.id }, { viewer: inLyon }),
      receive([line('3', { condition: 'AS_NEW' })]),
    ])
    expect([one, other].flatMap(codes)).toEqual(['QUANTITY_EXCEEDED'])
    const done = one.return ?? other.return
    expect(done).toMatchObject({
      status: 'RECEIVED',
      lines: [{ disposition: 'RESTOCK_STORE' }],
      refunds: [{ amount: { amount: THREE }, state: 'PENDING', by: 'PROVIDER' }],
      facts: { receipt: 'DONE', refund: 'OPEN', restock: 'OPEN' },
    })
    await counter().settle()
    expect(await counter().givenBack()).toBe(9_999)
    expect((await counter().inErp()).map(({ reference }) => reference)).toEqual([done.number])
    const after = await order()
    expect(after).toMatchObject({
      returnStatus: 'PARTIALLY_RETURNED',
      lines: [{ quantityReturnable: '0' }, { quantityReturnable: '1' }],
      returns: [{ status: 'REFUNDED', refund: { amount: THREE }, facts: { restock: 'DONE' } }],
      cost: { refunded: { amount: THREE } },
    })
    expect(after.timeline).toContainEqual({ kind: 'RETURNED', note: done.number })
    expect(codes(await receive([line('1')]))).toEqual(['QUANTITY_EXCEEDED'])
  })

  it('say which store took them, and tell the ERP', async () => {
    const done = await receive([line('1')], { storeId: lyon.id }, { viewer: inLyon })
    expect(done.return.receivedAt).toEqual({ id: lyon.id })
    await counter().settle()
    expect(await counter().inErp()).toMatchObject([{ receivedAt: 'lyo01' }])
  })

  it('are replayed under the same key', async () => {
    const key = counter().key()
    const one = await receive([line('1')], {}, {}, key)
    const other = await receive([line('1')], {}, {}, key)
    expect([other.replayed, other.return.id]).toEqual([true, one.return.id])
    expect((await order()).lines[0].quantityReturnable).toBe('2')
  })

  it('twice at once are not refused for what the other of both has taken in', async () => {
    const key = counter().key()
    const done = await twiceAtOnce(counter().writes, () => receive([line('3')], {}, {}, key))
    expect([done.replayed, done.userErrors]).toEqual([true, []])
    expect((await order()).lines[0].quantityReturnable).toBe('0')
  })

  it('part by part come to what was paid, to the cent', async () => {
    const worth: string[] = []
    for (const quantity of ['1', '2']) {
      worth.push((await receive([line(quantity)])).return.refunds[0].amount.amount)
      await counter().settle()
    }
    expect(worth).toEqual([ONE, TWO])
    expect(await counter().givenBack()).toBe(9_999)
  })

  it('take the points back that they earned, part by part of what the order cost', async () => {
    const parts: Record<string, unknown>[] = []
    const ids: string[] = []
    for (const quantity of ['1', '2']) {
      const { return: one } = await receive([line(quantity)], {}, { points: true })
      ids.push(one.id)
      const queued = (await counter().writes.outbox.ofStream(`${counter().orderId}/points`)).at(-1)
      expect(queued).toMatchObject({ id: `${one.id}/points`, kind: 'loyalty.take-back', system: 'crm' })
      parts.push(JSON.parse(queued?.body ?? '{}'))
    }
    const [first, second] = [ONE, TWO].map((amount) => Math.round(Number(amount) * 100))
    expect(parts).toMatchObject([
      { customerId: counter().anne, before: 0, refund: first, currency: 'EUR' },
      { customerId: counter().anne, before: first, refund: second, currency: 'EUR' },
    ])
    expect(new Set(ids).size).toBe(2)
    await receive([line('1')], {}, { points: true })
    expect(await counter().writes.outbox.ofStream(`${counter().orderId}/points`)).toHaveLength(2)
  })

  it('elsewhere than where one works are refused', async () => {
    expect(codes(await receive([line('1')], { storeId: lyon.id }))).toEqual(['NOT_ALLOWED'])
    expect((await order()).returns).toEqual([])
  })

  it('are paid back on a gift card at the till where that is asked for', async () => {
    const done = await receive([line('1')], { refundPath: 'STORE_CREDIT' })
    expect(done.return).toMatchObject({
      status: 'REFUNDED',
      refunds: [{ path: 'STORE_CREDIT', by: 'TILL', state: 'REFUNDED', expectedBy: '2026-06-15' }],
    })
    await counter().settle()
    expect(await counter().givenBack()).toBe(0)
    expect((await order()).payments[0].refundable.amount).toBe('76.56')
  })

  it('whose money the provider refuses wait for somebody, and say so', async () => {
    const done = await receive([line('3')])
    await counter().provider.refund({
      reference: 'pay_1',
      key: 'elsewhere',
      amount: { minor: 10_000, currency: 'EUR' as never },
    })
    await counter().settle()
    expect(await counter().dead()).toEqual(['return.refund'])
    const [back] = (await order()).returns
    expect(back).toMatchObject({
      id: done.return.id,
      status: 'RECEIVED',
      refund: null,
      refunds: [{ state: 'FAILED' }],
      facts: { receipt: 'DONE', refund: 'FAILED' },
    })
  })

  it('with a receipt of a till go back to its tenders, by the till', async () => {
    const input = {
      orderId: counter().receiptId,
      lines: [{ sku: 'SOCKS', quantity: '2', reason: 'TOO_SMALL' }],
    }
    const done = await run(RECEIVE, { storeId: paris.id, ...input })
    expect(done.return).toMatchObject({
      status: 'REFUNDED',
      refunds: [
        { amount: { amount: '5.00' }, path: 'CASH', by: 'TILL', paymentId: '1', state: 'REFUNDED' },
        { amount: { amount: '3.00' }, path: 'ORIGINAL_TENDER', by: 'TILL', paymentId: '2' },
      ],
      facts: { restock: null },
    })
    const rules = { cashLimit: { minor: 100, currency: 'EUR' as never } }
    const more = { ...input, lines: [{ sku: 'SOCKS', quantity: '1', reason: 'TOO_SMALL' }] }
    const last = await run(RECEIVE, { storeId: paris.id, ...more }, { rules })
    expect(last.return.refunds).toMatchObject([{ amount: { amount: '4.00' }, paymentId: '2' }])
  })

  it('give no more cash than one return may', async () => {
    const rules = { cashLimit: { minor: 100, currency: 'EUR' as never } }
    const lines = [{ sku: 'SOCKS', quantity: '1', reason: 'TOO_SMALL' }]
    const input = { storeId: paris.id, orderId: counter().receiptId, lines }
    const asked = await run(RECEIVE, { ...input, refundPath: 'CASH' }, { rules })
    expect(codes(asked)).toEqual(['REFUND_PATH_NOT_ALLOWED'])
    const usual = await run(RECEIVE, input, { rules })
    expect(usual.return.refunds).toMatchObject([{ path: 'GIFT_CARD', by: 'TILL' }])
  })

  it('by who was given them say nothing of how they were paid', async () => {
    expect(codes(await receive([line('1')], { isGift: true }))).toEqual(['NOT_ALLOWED'])
    const rules = { gifts: { taken: true, upTo: { minor: 5_000, currency: 'EUR' as never } } }
    const done = await receive([line('1')], { isGift: true }, { rules })
    expect(done.return).toMatchObject({
      isGift: true,
      refunds: [{ amount: { amount: ONE }, path: 'GIFT_CARD', paymentId: null }],
    })
    const card = await receive([line('1')], { isGift: true, refundPath: 'ORIGINAL_TENDER' }, { rules })
    expect(codes(card)).toEqual(['REFUND_PATH_NOT_ALLOWED'])
    expect(codes(await receive([line('2')], { isGift: true }, { rules }))).toEqual(['NOT_ALLOWED'])
    const approved = await receive([line('2')], { isGift: true }, { rules, viewer: manager })
    expect(approved.userErrors).toEqual([])
  })

  it('without a receipt need a manager, and give no money', async () => {
    const input = {
      storeId: paris.id,
      lines: [{ sku: 'SOCKS', quantity: '2', reason: 'DAMAGED', condition: 'UNSAFE' }],
    }
    expect(codes(await run(RECEIVE, input, { viewer: manager }))).toEqual(['NOT_ALLOWED'])
    const rules = { withoutReceipt: { taken: true, upTo: { minor: 0, currency: 'EUR' as never } } }
    expect(codes(await run(RECEIVE, input, { rules }))).toEqual(['NOT_ALLOWED'])
    expect(codes(await run(RECEIVE, { ...input, refundPath: 'CASH' }, { rules, viewer: manager }))).toEqual([
      'REFUND_PATH_NOT_ALLOWED',
    ])
    const asked = await run(QUOTE, { ...input, channel: 'STORE_POS' }, { rules })
    expect([asked.refund.amount, asked.needsApproval]).toEqual(['8.00', true])
    const done = await run(RECEIVE, input, { rules, viewer: manager })
    expect(done.return).toMatchObject({
      status: 'REFUNDED',
      order: null,
      lines: [{ orderLineId: null, sku: 'SOCKS', disposition: 'DESTROY' }],
      refunds: [{ amount: { amount: '8.00' }, path: 'GIFT_CARD', by: 'TILL', paymentId: null }],
      facts: { receipt: 'DONE', refund: 'DONE', restock: 'NOT_NEEDED' },
    })
    const { data } = await counter().ask(`query ($id: ID!) { return(id: $id) { id } }`, {
      id: done.return.id,
    })
    expect(data.return.id).toBe(done.return.id)
  })

  it('of the smaller line are left alone', async () => {
    await receive([line('1')])
    expect((await order()).lines.find(({ id }: { id: string }) => id === socks()).quantityReturnable).toBe(
      '1',
    )
  })
})
