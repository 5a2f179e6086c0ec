import { beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../../subgraphs/shared/access/viewer.ts'
import { twiceAtOnce } from '../../twice-at-once.ts'
import { agent, type House, openHouse, shopper } from '../desk-house.ts'

const SHOWN = `status version lines { id fulfillmentStatus } actions { cancel { allowed reasons } changeAddress { allowed } }
  timeline { kind at note source { system } }`
const CANCEL = `mutation ($input: OrderCancelInput!, $key: String!) { done: orderCancel(input: $input, idempotencyKey: $key) {
  replayed order { ${SHOWN} } userErrors { code lineId field retryable } writes { system outcome queuedForRetry } } }`
const READ = `query ($id: ID!) { order(id: $id) { ${SHOWN} payments { state amount { centAmount } } cost { total { gross { centAmount } } refunded { centAmount } } } }`
const TWO = [
  { sku: 'COAT', quantity: 2 },
  { sku: 'SOCKS', quantity: 1 },
] as const

describe('cancelling an order', () => {
  let house: House
  let anne: Viewer
  beforeEach(async () => {
    house = await openHouse()
    anne = shopper(house.anne)
  })
  const cancel = async (orderId: string, more: object = {}, viewer = anne, key = house.key()) => {
    const input = { orderId, reason: 'CHANGED_MIND', ...more }
    return (await house.ask(CANCEL, { input, key }, viewer)).done
  }
  const read = async (id: string) => (await house.ask(READ, { id }, agent)).order
  const codes = (done: { readonly userErrors: readonly { readonly code: string }[] }) =>
    done.userErrors.map(({ code }) => code)
  const kinds = (order: { readonly timeline: readonly { readonly kind: string }[] }) =>
    order.timeline.map(({ kind }) => kind)
  const payment = () => [...house.paid.values()][0]?.payment

  describe('that no system has yet', () => {
    it('is done at once: nothing is placed, the money is let go and the stock is free', async () => {
      const id = await house.take()
      const done = await cancel(id)
      expect([done.order.status, codes(done)]).toEqual(['CANCELLED', []])
      expect(done.order.actions.cancel).toEqual({ allowed: false, reasons: ['ALREADY_CANCELLED'] })
      expect(done.writes).toEqual([
        { system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: true },
        { system: 'PAYMENT', outcome: 'NOT_ASKED', queuedForRetry: true },
      ])
      expect(await house.held(id)).toEqual({})
      await house.settle()
      expect(house.asked).toEqual([])
      expect(payment()).toMatchObject({ state: 'VOIDED', captured: { minor: 0 } })
      expect(kinds(await read(id))).toEqual(['PLACED', 'CANCELLED', 'VOIDED'])
    })

    it('is cancelled there where it came through late, and never paid', async () => {
      const id = await house.take()
      house.desk.misbehave({ loseReply: true, times: 1 })
      await house.settle()
      await cancel(id)
      house.pass(91)
      await house.settle()
      expect(house.asked).toEqual(['place', 'cancel all'])
      const order = await read(id)
      expect([order.status, payment()?.state]).toEqual(['CANCELLED', 'VOIDED'])
      expect(kinds(order)).toEqual(['PLACED', 'CANCELLED', 'VOIDED'])
    })

    it('lets go on what waits behind a delivery that was given up', async () => {
      const id = await house.take()
      house.desk.misbehave({ refuse: 'unavailable' })
      await house.settle()
      for (const hours of [1, 12, 12, 1]) {
        house.pass(hours * 3_600)
        await house.settle()
      }
      const [place] = await house.writes.outbox.ofStream(id)
      expect(place?.state).toBe('DEAD')
      await cancel(id)
      house.desk.misbehave({})
      house.pass(91)
      await house.settle()
      expect([house.asked.includes('cancel all'), payment()?.state]).toEqual([false, 'VOIDED'])
    })
  })

  describe('that its desk has', () => {
    it('asks the desk, gives the money back and frees the stock', async () => {
      const id = await house.take({ lines: TWO })
      await house.settle()
      expect((await read(id)).status).toBe('CONFIRMED')
      const done = await cancel(id)
      expect([done.order.status, done.order.actions.cancel]).toEqual([
        'CONFIRMED',
        { allowed: false, reasons: ['UNDER_WAY'] },
      ])
      expect(done.writes).toEqual([
        { system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: true },
        { system: 'PAYMENT', outcome: 'OK', queuedForRetry: false },
      ])
      expect(await house.held(id)).toEqual({ COAT: 2, SOCKS: 1 })
      await house.settle()
      const order = await read(id)
      expect([order.status, order.cost.refunded.centAmount, payment()?.refunded.minor]).toEqual([
        'CANCELLED',
        20_500,
        20_500,
      ])
      expect(await house.held(id)).toEqual({})
      expect(kinds(order)).toEqual([
        'PLACED',
        'ACCEPTED',
        'PAID',
        'CANCELLATION_REQUESTED',
        'CANCELLED',
        'REFUNDED',
      ])
      expect(order.timeline[3]).toMatchObject({ note: 'CHANGED_MIND', source: { system: 'GRAPH' } })
    })

    it('takes back the points it earned, line by line, and of what earned none nothing', async () => {
      const id = await house.take({ lines: TWO })
      const points = async () =>
        (await house.writes.outbox.ofStream(`${id}/points`)).map(({ kind, body }) => [kind, JSON.parse(body)])
      await house.settle()
      const earned = ['loyalty.earn', { orderId: id }]
      expect(await points()).toEqual([earned])
      const order = { channel: 'WEB', number: (await house.order(id)).order.key.number }
      const cost = { customerId: house.anne, order, total: 20_500, currency: 'EUR' }
      const [, socks] = (await read(id)).lines
      await cancel(id, { lineIds: [socks.id] })
      await house.settle()
      const first = ['loyalty.take-back', { ...cost, before: 0, refund: 500 }]
      expect(await points()).toEqual([earned, first])
      await cancel(id)
      await house.settle()
      expect(await points()).toEqual([
        earned,
        first,
        ['loyalty.take-back', { ...cost, before: 500, refund: 20_000 }],
      ])
      const [early, guests] = [await house.take(), await house.take({ customerId: null })]
      await cancel(early)
      await house.settle()
      await cancel(guests, {}, agent)
      await house.settle()
      expect(await house.writes.outbox.ofStream(`${early}/points`)).toEqual([])
      expect((await house.writes.outbox.ofStream(`${guests}/points`)).map(({ kind }) => kind)).toEqual([
        'loyalty.earn',
      ])
    })

    it('says so where the desk refuses, and changes nothing else', async () => {
      const id = await house.take()
      await house.settle()
      const key = house.key()
      await cancel(id, {}, anne, key)
      const record = (await house.order(id)).desk.recordId
      if (record) house.desk.deliver(record)
      await house.settle()
      const again = await cancel(id, {}, anne, key)
      expect([again.replayed, again.order.status]).toEqual([true, 'SHIPPED'])
      expect(again.writes).toContainEqual({ system: 'ERP', outcome: 'REFUSED', queuedForRetry: false })
      expect(kinds(again.order).at(-1)).toBe('CANCELLATION_REFUSED')
      expect([payment()?.state, await house.held(id)]).toEqual(['CAPTURED', { COAT: 1 }])
      expect(codes(await cancel(id))).toEqual(['ALREADY_SHIPPED'])
    })

    it('may be cancelled anew once an operator has given the wish up', async () => {
      const id = await house.take({ lines: TWO })
      await house.settle()
      const key = house.key()
      await cancel(id, {}, anne, key)
      house.desk.misbehave({ refuse: 'unavailable' })
      await house.settle()
      const entry = (await house.writes.outbox.ofStream(id)).find(({ kind }) => kind === 'order.cancel')
      const given = await house.discard(entry?.id ?? '')
      expect(given).toEqual({ entry: { state: 'DISCARDED' }, userErrors: [] })

      const after = await cancel(id, {}, anne, key)
      expect([after.replayed, after.order.status]).toEqual([true, 'CONFIRMED'])
      expect(after.order.actions.cancel).toEqual({ allowed: true, reasons: [] })
      expect(after.order.timeline.at(-1)).toMatchObject({ kind: 'CANCELLATION_REFUSED', note: 'GIVEN_UP' })
      expect(after.writes).toContainEqual({ system: 'ERP', outcome: 'REFUSED', queuedForRetry: false })
      expect([payment()?.state, await house.held(id)]).toEqual(['CAPTURED', { COAT: 2, SOCKS: 1 }])

      house.desk.misbehave({})
      const anew = await cancel(id)
      expect([codes(anew), anew.writes]).toEqual([
        [],
        expect.arrayContaining([{ system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: true }]),
      ])
      await house.settle()
      expect([(await read(id)).status, payment()?.state]).toEqual(['CANCELLED', 'REFUNDED'])
    })

    it('stays cancelled where the wish was done before it was to be given up', async () => {
      const id = await house.take()
      await house.settle()
      await cancel(id)
      await house.settle()
      const entry = (await house.writes.outbox.ofStream(id)).find(({ kind }) => kind === 'order.cancel')
      expect((await house.discard(entry?.id ?? '')).userErrors).toEqual([{ code: 'NOT_ALLOWED' }])
      const order = await read(id)
      expect([order.status, kinds(order).includes('CANCELLATION_REFUSED')]).toEqual(['CANCELLED', false])
    })

    it('is told again until the desk answers, and is queued meanwhile', async () => {
      const id = await house.take()
      await house.settle()
      const key = house.key()
      await cancel(id, {}, anne, key)
      house.desk.misbehave({ refuse: 'unavailable' })
      await house.settle()
      const lagging = await cancel(id, {}, anne, key)
      expect(lagging.writes).toContainEqual({ system: 'ERP', outcome: 'UNAVAILABLE', queuedForRetry: true })
      house.desk.misbehave({})
      house.pass(2)
      await house.settle()
      expect([(await read(id)).status, payment()?.state]).toEqual(['CANCELLED', 'REFUNDED'])
    })

    it('is cancelled line by line: the others stay, and what they cost is given back', async () => {
      const id = await house.take({ lines: TWO })
      await house.settle()
      await cancel(id, { lineIds: ['2'] })
      await house.settle()
      expect(house.asked).toEqual(['place', 'cancel 2'])
      const order = await read(id)
      expect(order.lines).toEqual([
        { id: '1', fulfillmentStatus: 'CONFIRMED' },
        { id: '2', fulfillmentStatus: 'CANCELLED' },
      ])
      expect([order.status, order.actions.cancel.allowed]).toEqual(['CONFIRMED', true])
      expect([payment()?.state, payment()?.refunded.minor]).toEqual(['PARTIALLY_REFUNDED', 500])
      expect(await house.held(id)).toEqual({ COAT: 2 })
      await cancel(id, { lineIds: ['1'] })
      await house.settle()
      expect([(await read(id)).status, payment()?.state]).toEqual(['CANCELLED', 'REFUNDED'])
    })

    it('that the graph did not take is cancelled with the desk that has it', async () => {
      const id = await house.take({ isPaid: false })
      await house.settle()
      const elsewhere = await openHouse()
      const { order } = await house.order(id)
      await elsewhere.desk.desk.place(order)
      const input = { orderId: id, reason: 'CHANGED_MIND' }
      const { done } = await elsewhere.ask(CANCEL, { input, key: 'once' }, shopper(elsewhere.anne))
      expect([codes(done), done.order.status]).toEqual([[], 'CONFIRMED'])
      const [kept] = (await elsewhere.writes.cases.ofOrders([id])).get(id) ?? []
      expect([kept?.kind, kept?.customerId]).toEqual(['cancellation', elsewhere.anne])
      await elsewhere.settle()
      const { order: after } = await elsewhere.ask(READ, { id }, agent)
      expect([after.status, elsewhere.asked]).toEqual(['CANCELLED', ['cancel all']])
      expect(kinds(after)).toEqual(['PLACED', 'CANCELLATION_REQUESTED', 'CANCELLED'])
    })
  })

  it('is done once per key, whoever waits, and refuses another key', async () => {
    const id = await house.take()
    await house.settle()
    const key = house.key()
    const all = await Promise.all([cancel(id, {}, anne, key), cancel(id, {}, anne, key), cancel(id)])
    expect(all.filter(({ replayed }) => replayed)).toHaveLength(1)
    expect(all.flatMap(codes)).toEqual(['NOT_ALLOWED'])
    await house.settle()
    expect(house.asked.filter((one) => one === 'cancel all')).toHaveLength(1)
  })

  it('is told alike to who sent it twice at once', async () => {
    const id = await house.take()
    const key = house.key()
    const second = await twiceAtOnce(house.writes, () => cancel(id, {}, anne, key))
    expect([second.replayed, codes(second), second.order.status]).toEqual([true, [], 'CANCELLED'])
  })

  it('refuses another version, and takes the one that was read', async () => {
    const id = await house.take({ lines: TWO })
    const { version } = await read(id)
    await cancel(id, { lineIds: ['2'] })
    await house.settle()
    const done = await cancel(id, { expectedVersion: version })
    expect([codes(done), done.order.version === version]).toEqual([['VERSION_CONFLICT'], false])
    expect(codes(await cancel(id, { expectedVersion: done.order.version }))).toEqual([])
  })

  it('is for its shopper and for staff; to others there is no such order', async () => {
    const id = await house.take({ customerId: house.bob })
    const none = await cancel(id)
    expect(none).toEqual({
      replayed: false,
      order: null,
      writes: [],
      userErrors: [{ code: 'NOT_FOUND', lineId: null, field: ['input', 'orderId'], retryable: false }],
    })
    expect(await cancel(house.unknown, {}, agent)).toEqual(none)
    expect(codes(await cancel(id, {}, agent))).toEqual([])
  })

  it.each([
    ['a line that is not there', { lineIds: ['9'] }, 'NOT_FOUND'],
    ['a line that is gone', { lineIds: ['1'] }, 'ALREADY_SHIPPED'],
  ])('refuses %s', async (_, more, code) => {
    const id = await house.take({ lines: TWO })
    await house.settle()
    const record = (await house.order(id)).desk.recordId
    if (record) house.desk.deliver(record, [1])
    const done = await cancel(id, more)
    expect(done.userErrors).toMatchObject([{ code, lineId: more.lineIds[0] }])
    expect(codes(await cancel(id))).toEqual(['ALREADY_SHIPPED'])
  })
})
