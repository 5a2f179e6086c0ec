import { describe, expect, it } from 'vitest'
import { twiceAtOnce } from '../../twice-at-once.ts'
import { depot, inDepot, lyon } from '../counter.ts'
import { codes, comingBack, ONE } from './coming-back.ts'

describe('goods that come back, announced', () => {
  const { counter, create, jean, line, mine, order, receive } = comingBack()

  it('are there at once, and once when the ERP has them', async () => {
    const done = await create([line('1')])
    expect([done.userErrors, done.writes]).toEqual([
      [],
      [{ system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: true }],
    ])
    expect(done.return).toMatchObject({
      status: 'REQUESTED',
      lines: [{ orderLineId: jean(), sku: 'JEAN-32', quantity: '1', condition: null, disposition: null }],
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
    await counter().settle()
    expect(await counter().inErp()).toMatchObject([{ reference: done.return.number }])
    const after = await order()
    expect(after.returns).toMatchObject([{ id: done.return.id, source: { system: 'ERP' } }])
    expect(after.lines[0].quantityReturnable).toBe('2')
    const { data } = await counter().ask(`query ($id: ID!) { return(id: $id) { id status order { id } } }`, {
      id: done.return.id,
    })
    expect(data.return).toMatchObject({ id: done.return.id, order: { id: counter().orderId } })
  })

  it('once, whatever the key is sent', async () => {
    const key = counter().key()
    const [one, other] = [
      await create([line('1')], {}, mine(), key),
      await create([line('1')], {}, mine(), key),
    ]
    expect([one.replayed, other.replayed, other.return.id]).toEqual([false, true, one.return.id])
    expect((await order()).returns).toHaveLength(1)
  })

  it('twice at once are not refused for what the other of both brings back', async () => {
    const key = counter().key()
    const done = await twiceAtOnce(counter().writes, () => create([line('3')], {}, mine(), key))
    expect([done.replayed, done.userErrors, done.return.status]).toEqual([true, [], 'REQUESTED'])
  })

  it('whose reply was lost are found by their number, not registered again, and shown once meanwhile', async () => {
    counter().erp.misbehave({ nth: 1, times: 1, loseReply: true })
    const done = await create([line('1')])
    await counter().settle()
    expect((await order()).returns.map(({ id }: { id: string }) => id)).toEqual([done.return.id])
    counter().pass(counter().settleMs)
    await counter().settle()
    expect([(await counter().inErp()).length, (await order()).returns.length]).toEqual([1, 1])
    expect((await order()).lines[0].quantityReturnable).toBe('2')
  })

  it('that came late after all are one in the graph, and somebody’s to look at', async () => {
    counter().erp.misbehave({ nth: 1, times: 1, lateCommitMs: 20 })
    await create([line('1')])
    await counter().settle()
    counter().pass(counter().settleMs)
    await counter().settle()
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(await counter().inErp()).toHaveLength(2)
    counter().pass(4 * counter().settleMs)
    await counter().settle()
    expect([(await order()).returns.length, await counter().dead()]).toEqual([1, ['return.verify']])
  })

  it('of which one was found, while another came later still, are looked at again', async () => {
    counter().erp.misbehave({ nth: 1, times: 1, lateCommitMs: 60 })
    await create([line('1')])
    await counter().settle()
    counter().pass(counter().settleMs)
    counter().erp.misbehave({ nth: 1, times: 1, loseReply: true })
    await counter().settle()
    counter().pass(counter().settleMs)
    await counter().settle()
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(await counter().inErp()).toHaveLength(2)
    counter().pass(4 * counter().settleMs)
    await counter().settle()
    expect(await counter().dead()).toEqual(['return.verify'])
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
    await counter().erp.desk.createReturn({
      reference: 'elsewhere',
      order: { key: { channel: 'WEB', number: 'W1' as never }, recordId: counter().recordId },
      channel: 'WEB',
      on: '2026-06-15' as never,
      store: null,
      customer: null,
      lines: [{ lineId: jean(), sku: null, quantity: 3, reason: 'DAMAGED', resellable: null }],
    })
    await counter().settle()
    const { data } = await counter().ask(`query ($id: ID!) { return(id: $id) { status } }`, {
      id: done.return.id,
    })
    expect(data.return.status).toBe('REJECTED')
  })

  it('are taken in where they were sent, as they really are, and paid back by the provider', async () => {
    const done = await create([line('2')])
    await counter().settle()
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
    await counter().settle()
    const [back] = (await order()).returns
    expect(back).toMatchObject({ status: 'REFUNDED', refund: { amount: ONE }, facts: { refund: 'DONE' } })
    expect(await counter().givenBack()).toBe(3_333)
    const again = await receive([line('1')], input, { viewer: inDepot })
    expect(codes(again)).toEqual(['NOT_ALLOWED'])
  })
})
