import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Address } from '../../adapters/address.ts'
import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderDesk, OrderToPlace, ReturnToCreate } from '../../adapters/ports/order-desk.ts'
import type { Order, OrderKey, Orders } from '../../adapters/ports/orders.ts'
import type { Misbehaviour } from '../../sandbox/server.ts'
import { expectProvenance, found } from './found.ts'
import { expectedCost, expectedLines, type Keeping, keyOf, type Sold, toPlace } from './orders-to-place.ts'
import type { Opened } from './small-world.ts'

/** An order desk over a system that keeps what is written to it. */
export interface OpenedDesk extends Opened<OrderDesk> {
  /** The order history of the same source: what is placed comes back through it. */
  readonly orders: Orders
  /** A shopper of the source, by its own customer key. */
  readonly customer: RecordId
  /** Two articles the source sells, the first at a place of its own. */
  readonly sold: readonly [Sold, Sold]
  readonly keeps: Keeping
  /** Longest time the adapter gives one write, ms. */
  readonly writeMs: number
  /** Has what is written next to orders go wrong; `{}` ends it. */
  misbehave(how: Misbehaviour): Promise<void>
  /** How many writes the system has been sent since the last look. */
  writes(): number
  /** The retailer's people send an order, or some of its lines. */
  deliver(recordId: RecordId, positions?: readonly number[]): Promise<void>
}

/**
 * What every `OrderDesk` must do. `open` gives a fresh adapter whose system holds the small world; `split`: one that asks for as few
 * keys at once as it can, and repeats no read.
 */
export function orderDeskContract(open: (how?: { readonly split?: boolean }) => Promise<OpenedDesk>): void {
  let desk: OpenedDesk
  beforeAll(async () => {
    desk = await open()
  })
  afterAll(() => desk.close())
  afterEach(() => desk.misbehave({}))

  const placedOf = async (key: OrderKey) => (await desk.port.placed([key])).get(key)
  const records = async (key: OrderKey) => found(await placedOf(key)).value
  const readBack = async (key: OrderKey): Promise<Order> => {
    const read = found((await desk.orders.orders([key])).get(key))
    expectProvenance(read, desk.source)
    return read.value
  }
  const failureOf = async (work: Promise<unknown>): Promise<SourceError> => {
    const outcome = await work.catch((error: unknown) => error)
    if (!isSourceError(outcome)) throw new Error('expected a SourceError', { cause: outcome })
    expect(outcome.source).toBe(desk.source)
    return outcome
  }
  const place = async (number: string, change: Partial<OrderToPlace> = {}) => {
    const order = toPlace(number, desk, change)
    return { order, record: await desk.port.place(order) }
  }

  describe('placing', () => {
    it('comes back through the history: number, lines, cost and status, to the cent', async () => {
      const { order, record } = await place('W-900001')
      const back = await readBack(order.key)
      expect(back).toMatchObject({
        recordId: record.recordId,
        channel: { kind: 'WEB' },
        number: order.key.number,
        placedOn: order.placedOn,
        customer: desk.customer,
        cost: expectedCost(order, desk.keeps),
      })
      expect(back.lines).toMatchObject(expectedLines(order, desk.keeps))
      expect(back.lines.map(({ lineId }) => lineId)).toEqual(
        order.lines.map(({ position }) => desk.port.lineIdOf(position)),
      )
      expect(['PENDING', 'CONFIRMED', 'IN_PREPARATION']).toContain(back.status)
      expect(record).toMatchObject({ cancelled: false, total: order.total.gross })
      expect(await records(order.key)).toEqual([record])
    })

    it('takes orders without shipping or discount, of other channels, for what is collected', async () => {
      const plain = toPlace('A-900002', desk, {
        key: keyOf('A-900002', 'MOBILE_APP'),
        shippingCost: null,
        promotions: [],
      })
      const lines = plain.lines.map((line) => ({ ...line, fulfilment: 'PICKUP' as const }))
      const record = await desk.port.place({ ...plain, lines, total: plain.total })
      expect(record.total).toEqual(plain.total.gross)
      expect(await readBack(plain.key)).toMatchObject({
        channel: { kind: 'MOBILE_APP' },
        cost: expectedCost(plain, desk.keeps),
      })
      expect(await placedOf(keyOf('A-900002', 'WEB'))).toBeUndefined()
    })

    it.each<readonly [string, 'guest' | 'shopper']>([
      ['W-900003', 'guest'],
      ['W-900005', 'shopper'],
    ])('keeps the names and addresses of %s, a %s’s', async (number, who) => {
      const customer = who === 'guest' ? null : desk.customer
      const { order } = await place(number, { customer, contact, ...addresses })
      const back = await readBack(order.key)
      expect(back.customer).toBe(customer)
      const at = found((await desk.orders.addresses([back.recordId])).get(back.recordId)).value
      expect(at.shipping).toMatchObject(withoutNames(addresses.shippingAddress))
      expect(at.billing).toMatchObject(withoutNames(addresses.billingAddress))
      expect(namesOf(at.shipping)).toBe('Zoë Łukasiewicz')
      expect(namesOf(at.billing)).toBe('山田 太郎')
    })

    it('keeps foreign characters, the longest numbers, and as much of a title as there is room for', async () => {
      const number = `W-${'9'.repeat((desk.keeps.numberLength ?? 200) - 2)}`
      // Wherever a system cuts, one of them is cut within a character.
      const titles = [`Écharpe “été” à 100 % ${'🧵'.repeat(60)}`, `T-shirts ${'🧵'.repeat(60)}`]
      const whole = toPlace(number, desk)
      const lines = whole.lines.map((line, at) => ({ ...line, title: titles[at] ?? line.title }))
      await desk.port.place({ ...whole, lines })
      const back = await readBack(whole.key)
      for (const [at, title] of titles.entries()) {
        const kept = back.lines[at]?.title ?? ''
        expect(title.startsWith(kept)).toBe(true)
        expect(kept.length).toBeGreaterThan(Math.min(desk.keeps.titleLength, title.length) - 2)
        expect(kept).not.toMatch(/\p{Surrogate}/u)
      }
    })

    it('done twice is a duplicate that can be seen, the older record first', async () => {
      const { order, record } = await place('W-900004')
      const { record: second } = await place('W-900004')
      expect(await records(order.key)).toEqual([record, second])
      expect((await readBack(order.key)).recordId).toBe(record.recordId)
    })
  })

  describe('what is refused', () => {
    it.each<readonly [string, (order: OrderToPlace) => OrderToPlace]>([
      [
        'an article the system does not know',
        (order) => ({
          ...order,
          lines: order.lines.map((line) => ({ ...line, sku: 'NO-SUCH-1' as typeof line.sku })),
        }),
      ],
      ['a shopper the system does not know', (order) => ({ ...order, customer: '17999999' as RecordId })],
      [
        'a place the system does not know',
        (order) => ({
          ...order,
          lines: order.lines.map((line) => ({ ...line, location: '9X9X' as RecordId })),
        }),
      ],
    ])('%s: CONFLICT, and nothing was placed', async (_, change) => {
      const order = change(toPlace('W-900010', desk))
      const failure = await failureOf(desk.port.place(order))
      expect(failure.code).toBe('CONFLICT')
      expect(failure.retryable).toBe(false)
      expect(failure.message).not.toMatch(/NO-SUCH|17999999|9X9X|127\.0\.0\.1/)
      expect(await placedOf(order.key)).toBeUndefined()
    })
  })

  it('a number longer than a reference is a CONFLICT too, where there is such a length', async () => {
    const { numberLength } = desk.keeps
    const order = toPlace(`W-${'8'.repeat((numberLength ?? 500) - 1)}`, desk)
    if (numberLength === null) {
      const record = await desk.port.place(order)
      expect(await records(order.key)).toEqual([record])
      return
    }
    expect((await failureOf(desk.port.place(order))).code).toBe('CONFLICT')
    expect(await placedOf(order.key)).toBeUndefined()
  })

  describe('what nobody knows', () => {
    it('a lost reply is said, is sent once, and the order is found', async () => {
      const order = toPlace('W-900020', desk)
      desk.writes()
      await desk.misbehave({ loseReply: true, times: 1 })
      expect((await failureOf(desk.port.place(order))).code).toBe('SOURCE_UNAVAILABLE')
      expect(desk.writes()).toBe(1)
      expect(await records(order.key)).toMatchObject([{ cancelled: false, total: order.total.gross }])
    })

    it('an outage is said and not repeated', async () => {
      const order = toPlace('W-900021', desk)
      desk.writes()
      await desk.misbehave({ refuse: 'unavailable', times: 1 })
      expect((await failureOf(desk.port.place(order))).code).toBe('SOURCE_UNAVAILABLE')
      expect(desk.writes()).toBe(1)
      expect(await placedOf(order.key)).toBeUndefined()
    })

    it('a late commit: not there, and then it is, before the system has settled', async () => {
      const order = toPlace('W-900022', desk)
      desk.writes()
      await desk.misbehave({ lateCommitMs: desk.writeMs + 700, times: 1 })
      expect((await failureOf(desk.port.place(order))).code).toBe('SOURCE_TIMEOUT')
      expect(desk.writes()).toBe(1)
      expect(await placedOf(order.key)).toBeUndefined()
      let waited = 0
      while (waited < desk.port.settleMs && !(await placedOf(order.key))) {
        await wait(50)
        waited += 50
      }
      expect(await records(order.key)).toHaveLength(1)
    })

    it('a part of a batch that fails, fails its own orders and no others', async () => {
      const split = await open({ split: true })
      try {
        const numbers = Array.from({ length: 60 }, (_, n) => keyOf(`W-9100${String(n).padStart(2, '0')}`))
        const kept = [numbers[0], numbers[59]].flatMap((key) => key ?? [])
        for (const key of kept) await split.port.place({ ...toPlace(key.number, split), key })
        expect((await split.port.placed(numbers)).size).toBe(2)
        await split.misbehave({ refuse: 'unavailable', nth: 2 })
        const reads = await split.port.placed(numbers)
        const failed = [...reads.values()].filter(isSourceError)
        expect(failed.map(({ code }) => code)).toContain('SOURCE_UNAVAILABLE')
        expect(failed.length).toBeLessThan(numbers.length)
        expect(kept.every((key) => reads.has(key))).toBe(true)
        expect(kept.filter((key) => isSourceError(reads.get(key)))).toHaveLength(1)
      } finally {
        await split.close()
      }
    })

    it('no keys, no answers', async () => {
      expect((await desk.port.placed([])).size).toBe(0)
      expect((await desk.port.returned([])).size).toBe(0)
    })
  })

  describe('cancelling', () => {
    it('cancels a whole order, and again', async () => {
      const { order, record } = await place('W-900030')
      const cancel = () =>
        desk.port.cancel({ recordId: record.recordId, positions: null, reason: 'CHANGED_MIND' })
      await cancel()
      expect((await readBack(order.key)).status).toBe('CANCELLED')
      const [cancelled] = await records(order.key)
      expect(cancelled).toMatchObject({ recordId: record.recordId, cancelled: true })
      await cancel()
      expect(await records(order.key)).toEqual([cancelled])
    })

    it('cancels a line, and the rest when that is asked for; or says beforehand that it cannot', async () => {
      const { order, record } = await place('W-900031')
      const cancel = (positions: readonly number[] | null) =>
        desk.port.cancel({ recordId: record.recordId, positions, reason: 'CHANGED_MIND' })
      if (!desk.port.capabilities.cancelLines) {
        expect((await failureOf(cancel([2]))).code).toBe('UNSUPPORTED')
        expect(await records(order.key)).toEqual([record])
        return
      }
      await cancel([2])
      const back = await readBack(order.key)
      expect(back.lines.map(({ status }) => status === 'CANCELLED')).toEqual([false, true])
      const left = (order.lines[0]?.lineTotal.gross.minor ?? 0) + (order.shippingCost?.gross.minor ?? 0)
      expect(back.cost.total.gross.minor).toBe(left)
      expect(await records(order.key)).toMatchObject([{ cancelled: false, total: { minor: left } }])
      await cancel(null)
      expect(await records(order.key)).toMatchObject([{ cancelled: true }])
    })

    it('is too late once it has left: CONFLICT, and nothing is cancelled', async () => {
      const { order, record } = await place('W-900032')
      await desk.deliver(record.recordId, [2])
      const cancel = (positions: readonly number[] | null) =>
        failureOf(desk.port.cancel({ recordId: record.recordId, positions, reason: 'CHANGED_MIND' }))
      expect((await cancel(null)).code).toBe('CONFLICT')
      const { cancelLines } = desk.port.capabilities
      expect((await cancel([2])).code).toBe(cancelLines ? 'CONFLICT' : 'UNSUPPORTED')
      const statuses = (await readBack(order.key)).lines.map(({ status }) => status)
      expect(statuses).not.toContain('CANCELLED')
      if (!cancelLines) return
      await desk.port.cancel({ recordId: record.recordId, positions: [1], reason: 'CHANGED_MIND' })
      expect((await readBack(order.key)).lines[0]?.status).toBe('CANCELLED')
    })

    it('of what is not there is a CONFLICT', async () => {
      const { record } = await place('W-900033')
      const cancel = (recordId: RecordId, positions: readonly number[] | null) =>
        failureOf(desk.port.cancel({ recordId, positions, reason: 'CHANGED_MIND' }))
      expect((await cancel('4999999999' as RecordId, null)).code).toBe('CONFLICT')
      const { cancelLines } = desk.port.capabilities
      expect((await cancel(record.recordId, [7])).code).toBe(cancelLines ? 'CONFLICT' : 'UNSUPPORTED')
    })
  })

  describe('returns', () => {
    const sent = async (number: string) => {
      const { order, record } = await place(number)
      await desk.deliver(record.recordId)
      const { lines } = await readBack(order.key)
      const back = (own: string, quantity: number, change: Partial<ReturnToCreate> = {}): ReturnToCreate => ({
        reference: own,
        order: { key: order.key, recordId: record.recordId },
        channel: 'WEB',
        on: order.placedOn,
        store: null,
        customer: order.customer,
        lines: [
          {
            lineId: lines[0]?.lineId ?? '',
            sku: lines[0]?.sku ?? null,
            quantity,
            reason: 'TOO_SMALL',
            resellable: null,
          },
        ],
        ...change,
      })
      return { order, record, back }
    }
    const returned = async (own: string) => (await desk.port.returned([own])).get(own)

    it('is registered with its lines, found by our reference and shown with its order', async () => {
      const { record, back } = await sent('W-900040')
      const made = await desk.port.createReturn(back('R-900040', 2))
      expect(found(await returned('R-900040')).value).toEqual([made])
      expect(await returned('R-900041')).toBeUndefined()
      const shown = found((await desk.orders.returns([record.recordId])).get(record.recordId)).value
      expect(shown).toMatchObject([
        {
          recordId: made.recordId,
          channel: { kind: 'WEB' },
          lines: [{ sku: desk.sold[0].sku, quantity: '2', reason: 'TOO_SMALL' }],
        },
      ])
    })

    it('in a store says which', async () => {
      const { record, back } = await sent('W-900042')
      const store = desk.sold[0].location
      await desk.port.createReturn(back('R-900042', 1, { channel: 'STORE_POS', store }))
      const shown = found((await desk.orders.returns([record.recordId])).get(record.recordId)).value
      expect(shown).toMatchObject([{ channel: { kind: 'STORE_POS' }, receivedAt: store }])
    })

    it('done twice is two records under one reference, the older first', async () => {
      const { back } = await sent('W-900043')
      const made = [
        await desk.port.createReturn(back('R-900043', 1)),
        await desk.port.createReturn(back('R-900043', 1)),
      ]
      expect(found(await returned('R-900043')).value).toEqual(made)
    })

    it('of more than was sent is a CONFLICT, and nothing is registered', async () => {
      const { back } = await sent('W-900044')
      const failure = await failureOf(desk.port.createReturn(back('R-900044', 99)))
      expect(failure.code).toBe('CONFLICT')
      expect(await returned('R-900044')).toBeUndefined()
    })
  })
}

const contact = {
  givenName: 'Zoë',
  familyName: 'Łukasiewicz',
  email: 'zoe.lukasiewicz@example.net',
  phone: '+33612345678',
}

const somewhere: Address = {
  givenName: 'Zoë',
  familyName: 'Łukasiewicz',
  company: null,
  streetLine1: '12 bis rue de l’Échiquier',
  streetLine2: 'Bâtiment Ü',
  postalCode: '75010',
  city: 'Paris',
  region: null,
  countryCode: 'FR',
  phone: null,
}

const addresses = {
  shippingAddress: somewhere,
  billingAddress: {
    ...somewhere,
    givenName: '山田',
    familyName: '太郎',
    streetLine1: '千代田 1',
    streetLine2: null,
    postalCode: '100-0001',
    city: '東京',
    countryCode: 'JP',
  },
}

/** Some systems keep a name whole. */
function withoutNames({ givenName: _, familyName: __, phone: ___, ...rest }: Address) {
  return rest
}

function namesOf(address: Address | null): string {
  return [address?.givenName, address?.familyName].filter(Boolean).join(' ')
}
