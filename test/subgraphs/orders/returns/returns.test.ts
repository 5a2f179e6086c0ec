import { beforeEach, describe, expect, it } from 'vitest'
import { twiceAtOnce } from '../../twice-at-once.ts'
import {
  type Asking,
  associate,
  type Counter,
  CREATE,
  depot,
  inDepot,
  inLyon,
  lyon,
  manager,
  openCounter,
  paris,
  QUOTE,
  RECEIVE,
  RETURNS,
  shopper,
} from '../counter.ts'

/** What three jeans for 99.99 are worth one by one: no cent more or less in all. */
const [ONE, TWO, THREE] = ['33.33', '66.66', '99.99'] as const
const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
  userErrors.map(({ code }) => code)

describe('goods that come back', () => {
  let counter: Counter
  let jean: string
  let socks: string
  beforeEach(async () => {
    counter = await openCounter()
    const { data } = await counter.ask(RETURNS, { id: counter.orderId })
    ;[jean, socks] = data.order.lines.map(({ id }: { id: string }) => id)
    counter.deliver()
  })
  const line = (quantity: string, more: object = {}) => ({
    orderLineId: jean,
    quantity,
    reason: 'TOO_SMALL',
    ...more,
  })
  const run = async (query: string, input: object, as: Asking = {}, key = counter.key()) => {
    const { data, errors } = await counter.ask(query, { input, key }, as)
    expect(errors).toEqual([])
    return data.done
  }
  const quote = (lines: readonly object[], more: object = {}, as: Asking = {}) =>
    run(QUOTE, { orderId: counter.orderId, lines, channel: 'STORE_POS', storeId: paris.id, ...more }, as)
  const create = (lines: readonly object[], more: object = {}, as?: Asking, key?: string) =>
    run(CREATE, { orderId: counter.orderId, lines, channel: 'WEB', ...more }, as ?? mine(), key)
  const receive = (lines: readonly object[], more: object = {}, as?: Asking, key?: string) =>
    run(RECEIVE, { orderId: counter.orderId, storeId: paris.id, lines, ...more }, as, key)
  const mine = () => ({ viewer: shopper(counter.anne) })
  const order = async (as: Asking = {}) => {
    const { data, errors } = await counter.ask(RETURNS, { id: counter.orderId }, as)
    expect(errors).toEqual([])
    return data.order
  }

  describe('quoted', () => {
    it('are worth what was paid for them, to the card it was paid with, and nothing is written', async () => {
      const done = await quote([line('1')])
      expect(done).toMatchObject({
        refund: { amount: ONE },
        worth: { gross: { amount: ONE } },
        breakdown: [{ amount: { amount: ONE }, path: 'ORIGINAL_TENDER', by: 'PROVIDER', state: 'PROPOSED' }],
        needsApproval: false,
        userErrors: [],
      })
      expect(done.breakdown[0].expectedBy).toBe('2026-06-25')
      expect((await order()).returns).toEqual([])
      expect(counter.erp.writes()).toBe(0)
    })

    it.each([
      ['more than was bought', () => [line('4')], 'QUANTITY_EXCEEDED'],
      ['a line that is none', () => [line('1', { orderLineId: 'none' })], 'NOT_FOUND'],
    ])('are refused for %s', async (_, lines, code) => {
      expect(codes(await quote(lines()))).toEqual([code])
    })

    it('are refused when the last day has passed, with the parcel’s days on top', async () => {
      counter.pass(28 * 86_400_000)
      const last = await order()
      expect([last.actions.return.allowed, last.actions.returnUntil]).toEqual([true, '2026-07-13'])
      counter.pass(86_400_000)
      const { actions } = await order()
      expect([actions.return.allowed, actions.returnUntil]).toEqual([false, '2026-07-13'])
      expect(actions.return.reasons).toEqual(['TOO_LATE'])
      expect(codes(await quote([line('1')]))).toEqual(['TOO_LATE'])
    })

    it('are refused before they have reached the shopper', async () => {
      counter = await openCounter()
      expect(codes(await quote([line('1')]))).toEqual(['NOT_ALLOWED'])
      const { actions } = await order()
      expect(actions.return).toEqual({ allowed: false, reasons: ['NOT_RECEIVED_YET'] })
      expect([actions.returnChannels, actions.returnUntil]).toEqual([[], null])
    })

    it('are refused where the provider does not say what it holds', async () => {
      const done = await quote([line('1')], {}, { down: ['payments'] })
      expect(done.userErrors).toMatchObject([{ code: 'SYSTEM_UNAVAILABLE', retryable: true }])
    })

    it('of somebody else’s order are not found', async () => {
      expect(codes(await quote([line('1')], {}, { viewer: shopper(counter.bob) }))).toEqual(['NOT_FOUND'])
    })

    it('say how an associate may pay back, and offer nothing at a counter to who is at home', async () => {
      const [payment] = (await order({ viewer: associate })).payments
      expect(payment).toMatchObject({
        method: 'CARD',
        last4: '4242',
        refundable: { amount: '109.89' },
        refundPaths: ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
      })
      expect((await order(mine())).payments[0].refundPaths).toEqual(['ORIGINAL_TENDER'])
      const done = await quote(
        [line('1')],
        { channel: 'WEB', storeId: null, refundPath: 'GIFT_CARD' },
        mine(),
      )
      expect(codes(done)).toEqual(['REFUND_PATH_NOT_ALLOWED'])
    })
  })

  describe('announced', () => {
    it('are there at once, and once when the ERP has them', async () => {
      const done = await create([line('1')])
      expect([done.userErrors, done.writes]).toEqual([
        [],
        [{ system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: true }],
      ])
      expect(done.return).toMatchObject({
        status: 'REQUESTED',
        lines: [{ orderLineId: jean, sku: 'JEAN-32', quantity: '1', condition: null, disposition: null }],
        refund: null,
        refunds: [{ amount: { amount: ONE }, state: 'AWAITING_GOODS' }],
        facts: { receipt: 'OPEN', refund: 'OPEN', restock: 'OPEN' },
        labelUrl: null,
        labelUnavailable: 'NO_LABEL_SERVICE',
        source: { system: 'GRAPH' },
      })
      const before = await order()
      expect(before.lines).toMatchObject([{ quantityReturnable: '2' }, { quantityReturnable: '1' }])
      expect(before.payments[0].refundable.amount).toBe('76.56')
      await counter.settle()
      expect(await counter.inErp()).toMatchObject([{ reference: done.return.number }])
      const after = await order()
      expect(after.returns).toMatchObject([{ id: done.return.id, source: { system: 'ERP' } }])
      expect(after.lines[0].quantityReturnable).toBe('2')
      const { data } = await counter.ask(`query ($id: ID!) { return(id: $id) { id status order { id } } }`, {
        id: done.return.id,
      })
      expect(data.return).toMatchObject({ id: done.return.id, order: { id: counter.orderId } })
    })

    it('once, whatever the key is sent', async () => {
      const key = counter.key()
      const [one, other] = [
        await create([line('1')], {}, mine(), key),
        await create([line('1')], {}, mine(), key),
      ]
      expect([one.replayed, other.replayed, other.return.id]).toEqual([false, true, one.return.id])
      expect((await order()).returns).toHaveLength(1)
    })

    it('twice at once are not refused for what the other of both brings back', async () => {
      const key = counter.key()
      const done = await twiceAtOnce(counter.writes, () => create([line('3')], {}, mine(), key))
      expect([done.replayed, done.userErrors, done.return.status]).toEqual([true, [], 'REQUESTED'])
    })

    it('whose reply was lost are found by their number, not registered again, and shown once meanwhile', async () => {
      counter.erp.misbehave({ nth: 1, times: 1, loseReply: true })
      const done = await create([line('1')])
      await counter.settle()
      expect((await order()).returns.map(({ id }: { id: string }) => id)).toEqual([done.return.id])
      counter.pass(counter.settleMs)
      await counter.settle()
      expect([(await counter.inErp()).length, (await order()).returns.length]).toEqual([1, 1])
      expect((await order()).lines[0].quantityReturnable).toBe('2')
    })

    it('that came late after all are one in the graph, and somebody’s to look at', async () => {
      counter.erp.misbehave({ nth: 1, times: 1, lateCommitMs: 20 })
      await create([line('1')])
      await counter.settle()
      counter.pass(counter.settleMs)
      await counter.settle()
      await new Promise((resolve) => setTimeout(resolve, 40))
      expect(await counter.inErp()).toHaveLength(2)
      counter.pass(4 * counter.settleMs)
      await counter.settle()
      expect([(await order()).returns.length, await counter.dead()]).toEqual([1, ['return.verify']])
    })

    it('of which one was found, while another came later still, are looked at again', async () => {
      counter.erp.misbehave({ nth: 1, times: 1, lateCommitMs: 60 })
      await create([line('1')])
      await counter.settle()
      counter.pass(counter.settleMs)
      counter.erp.misbehave({ nth: 1, times: 1, loseReply: true })
      await counter.settle()
      counter.pass(counter.settleMs)
      await counter.settle()
      await new Promise((resolve) => setTimeout(resolve, 80))
      expect(await counter.inErp()).toHaveLength(2)
      counter.pass(4 * counter.settleMs)
      await counter.settle()
      expect(await counter.dead()).toEqual(['return.verify'])
    })

    it('get a label with their number where the retailer prints them, and none for a store', async () => {
      const rules = { labelUrl: 'https://carrier.example/{reference}?again={reference}' }
      const sent = await create([line('1')], {}, { ...mine(), rules })
      const { number } = sent.return
      expect(sent.return.labelUrl).toBe(`https://carrier.example/${number}?again=${number}`)
      expect(sent.return.labelUnavailable).toBeNull()
      const brought = await create([line('1')], { storeId: lyon.id }, { ...mine(), rules })
      expect([brought.return.labelUrl, brought.return.labelUnavailable]).toEqual([null, 'HANDED_IN_AT_STORE'])
    })

    it('that the ERP refuses say so', async () => {
      const done = await create([line('1')])
      await counter.erp.desk.createReturn({
        reference: 'elsewhere',
        order: { key: { channel: 'WEB', number: 'W1' as never }, recordId: counter.recordId },
        channel: 'WEB',
        on: '2026-06-15' as never,
        store: null,
        customer: null,
        lines: [{ lineId: jean, sku: null, quantity: 3, reason: 'DAMAGED', resellable: null }],
      })
      await counter.settle()
      const { data } = await counter.ask(`query ($id: ID!) { return(id: $id) { status } }`, {
        id: done.return.id,
      })
      expect(data.return.status).toBe('REJECTED')
    })

    it('are taken in where they were sent, as they really are, and paid back by the provider', async () => {
      const done = await create([line('2')])
      await counter.settle()
      const input = { orderId: null, returnId: done.return.id, storeId: depot.id }
      const taken = await receive([line('1', { condition: 'DAMAGED' })], input, { viewer: inDepot })
      expect(taken.return).toMatchObject({
        id: done.return.id,
        status: 'RECEIVED',
        lines: [{ quantity: '1', condition: 'DAMAGED', disposition: 'DAMAGED' }],
        refunds: [{ amount: { amount: ONE }, state: 'PENDING' }],
        facts: { receipt: 'DONE', refund: 'OPEN', restock: 'NOT_NEEDED' },
        labelUnavailable: 'NOT_AWAITED',
      })
      await counter.settle()
      const [back] = (await order()).returns
      expect(back).toMatchObject({ status: 'REFUNDED', refund: { amount: ONE }, facts: { refund: 'DONE' } })
      expect(await counter.givenBack()).toBe(3_333)
      const again = await receive([line('1')], input, { viewer: inDepot })
      expect(codes(again)).toEqual(['NOT_ALLOWED'])
    })
  })

  describe('handed in', () => {
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
      await counter.settle()
      expect(await counter.givenBack()).toBe(9_999)
      expect((await counter.inErp()).map(({ reference }) => reference)).toEqual([done.number])
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
      await counter.settle()
      expect(await counter.inErp()).toMatchObject([{ receivedAt: 'lyo01' }])
    })

    it('are replayed under the same key', async () => {
      const key = counter.key()
      const one = await receive([line('1')], {}, {}, key)
      const other = await receive([line('1')], {}, {}, key)
      expect([other.replayed, other.return.id]).toEqual([true, one.return.id])
      expect((await order()).lines[0].quantityReturnable).toBe('2')
    })

    it('twice at once are not refused for what the other of both has taken in', async () => {
      const key = counter.key()
      const done = await twiceAtOnce(counter.writes, () => receive([line('3')], {}, {}, key))
      expect([done.replayed, done.userErrors]).toEqual([true, []])
      expect((await order()).lines[0].quantityReturnable).toBe('0')
    })

    it('part by part come to what was paid, to the cent', async () => {
      const worth: string[] = []
      for (const quantity of ['1', '2']) {
        worth.push((await receive([line(quantity)])).return.refunds[0].amount.amount)
        await counter.settle()
      }
      expect(worth).toEqual([ONE, TWO])
      expect(await counter.givenBack()).toBe(9_999)
    })

    it('take the points back that they earned, part by part of what the order cost', async () => {
      const parts: Record<string, unknown>[] = []
      const ids: string[] = []
      for (const quantity of ['1', '2']) {
        const { return: one } = await receive([line(quantity)], {}, { points: true })
        ids.push(one.id)
        const queued = (await counter.writes.outbox.ofStream(`${counter.orderId}/points`)).at(-1)
        expect(queued).toMatchObject({ id: `${one.id}/points`, kind: 'loyalty.take-back', system: 'crm' })
        parts.push(JSON.parse(queued?.body ?? '{}'))
      }
      const [first, second] = [ONE, TWO].map((amount) => Math.round(Number(amount) * 100))
      expect(parts).toMatchObject([
        { customerId: counter.anne, before: 0, refund: first, currency: 'EUR' },
        { customerId: counter.anne, before: first, refund: second, currency: 'EUR' },
      ])
      expect(new Set(ids).size).toBe(2)
      await receive([line('1')], {}, { points: true })
      expect(await counter.writes.outbox.ofStream(`${counter.orderId}/points`)).toHaveLength(2)
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
      await counter.settle()
      expect(await counter.givenBack()).toBe(0)
      expect((await order()).payments[0].refundable.amount).toBe('76.56')
    })

    it('whose money the provider refuses wait for somebody, and say so', async () => {
      const done = await receive([line('3')])
      await counter.provider.refund({
        reference: 'pay_1',
        key: 'elsewhere',
        amount: { minor: 10_000, currency: 'EUR' as never },
      })
      await counter.settle()
      expect(await counter.dead()).toEqual(['return.refund'])
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
        orderId: counter.receiptId,
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
      const input = { storeId: paris.id, orderId: counter.receiptId, lines }
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
      expect(codes(await run(RECEIVE, { ...input, refundPath: 'CASH' }, { rules, viewer: manager }))).toEqual(
        ['REFUND_PATH_NOT_ALLOWED'],
      )
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
      const { data } = await counter.ask(`query ($id: ID!) { return(id: $id) { id } }`, {
        id: done.return.id,
      })
      expect(data.return.id).toBe(done.return.id)
    })

    it('of the smaller line are left alone', async () => {
      await receive([line('1')])
      expect((await order()).lines.find(({ id }: { id: string }) => id === socks).quantityReturnable).toBe(
        '1',
      )
    })
  })
})
