import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { HistoryRequest, Order, OrderKey, Orders } from '../../adapters/ports/orders.ts'
import { expectProvenance, found } from './found.ts'
import type { Opened } from './small-world.ts'

/** What the system holds of the busiest shopper, from the world. */
export interface ExpectedOrder {
  readonly number: string
  readonly channel: OrderKey['channel']
  readonly placedOn: string
  /** Gross cents. */
  readonly total: number
  readonly skus: readonly string[]
}

interface OpenedOrders extends Opened<Orders> {
  /** The shopper's records in this source. */
  readonly customers: readonly string[]
  readonly cards: readonly string[]
  readonly expected: readonly ExpectedOrder[]
}

/** What every `Orders` must do. `open` gives the port over the small world. */
export function ordersContract(open: () => Promise<OpenedOrders>): void {
  let opened: OpenedOrders
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const wish = (more: Partial<HistoryRequest> = {}): HistoryRequest => ({
    customers: opened.customers as readonly RecordId[],
    cards: opened.cards,
    first: 5,
    until: null,
    from: null,
    channels: [],
    ...more,
  })
  const page = async (request: HistoryRequest) => {
    const read = found((await opened.port.history([request])).get(request))
    expectProvenance(read, opened.source)
    return read.value
  }
  const dayBefore = (day: string) =>
    new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) as Order['placedOn']
  const walk = async (first: number) => {
    const all: Order[] = []
    for (let until: HistoryRequest['until'] = null; ; ) {
      const { orders, more } = await page(wish({ first, until }))
      if (more) expect(orders.length).toBeGreaterThanOrEqual(first)
      all.push(...orders)
      const last = orders.at(-1)
      if (!more || !last) return all
      until = dayBefore(last.placedOn)
    }
  }

  it.each([1, 3, 50])('walks a history by pages of %i without loss, newest day first', async (first) => {
    const all = await walk(first)
    const days = all.map(({ placedOn }) => placedOn)
    expect(days).toEqual([...days].sort().reverse())
    const facts = all.map(({ number, channel, placedOn, cost, lines }) => ({
      number,
      channel: channel.kind,
      placedOn,
      total: cost.total.gross.minor,
      skus: lines.map(({ sku }) => sku).sort(),
    }))
    const expected = opened.expected.map((order) => ({ ...order, skus: [...order.skus].sort() }))
    const byNumber = (left: { number: string }, right: { number: string }) =>
      left.number < right.number ? -1 : 1
    expect(facts.sort(byNumber)).toEqual(expected.sort(byNumber))
  })

  it('keeps to the days and channels asked for', async () => {
    const days = opened.expected.map(({ placedOn }) => placedOn).sort()
    const middle = days[Math.floor(days.length / 2)] as Order['placedOn']
    const { orders } = await page(wish({ first: 100, from: middle, until: middle }))
    expect(orders.map(({ number }) => number).sort()).toEqual(
      opened.expected.flatMap(({ placedOn, number }) => (placedOn === middle ? [number] : [])).sort(),
    )
    const channel = opened.expected[0]?.channel ?? 'WEB'
    const some = await page(wish({ first: 100, channels: [channel] }))
    expect(some.orders.map(({ number }) => number).sort()).toEqual(
      opened.expected.flatMap((one) => (one.channel === channel ? [one.number] : [])).sort(),
    )
  })

  it('answers several shoppers side by side, and with no order for one it does not know', async () => {
    const mine = wish({ first: 2 })
    const nobody = wish({ customers: ['17999999' as RecordId], cards: [] })
    const reads = await opened.port.history([mine, nobody])
    expect(found(reads.get(mine)).value.orders.length).toBeGreaterThanOrEqual(2)
    // A system may know that the shopper has none, or not know the shopper: neither is a failure.
    if (reads.has(nobody)) expect(found(reads.get(nobody)).value).toMatchObject({ orders: [], more: false })
  })

  it('finds orders by business number, in full, and leaves out the unknown', async () => {
    const keys = opened.expected.map(
      ({ channel, number }): OrderKey => ({ channel, number: number as OrderNumber }),
    )
    const unknown: OrderKey = { channel: 'WEB', number: 'W-999999999' as OrderNumber }
    const reads = await opened.port.orders([...keys, unknown])
    expect(reads.has(unknown)).toBe(false)
    for (const [position, key] of keys.entries()) {
      const read = found(reads.get(key))
      expectProvenance(read, opened.source)
      expect(read.value).toMatchObject({ number: key.number, placedOn: opened.expected[position]?.placedOn })
    }
  })

  it('says for every order what was sent, paid and brought back, or that it records none', async () => {
    const { orders } = await page(wish({ first: 100 }))
    const ids = orders.map(({ recordId }) => recordId)
    for (const part of ['fulfillments', 'payments', 'returns', 'invoices', 'addresses'] as const) {
      const reads = await opened.port[part](ids)
      for (const id of reads.keys()) expect(ids).toContain(id)
      for (const read of reads.values()) expect(found<unknown>(read).source).toBe(opened.source)
      expect((await opened.port[part](['nothing' as RecordId])).size).toBe(0)
    }
  })

  it('dates and totals every document it issued, with tax and without a sign', async () => {
    const { orders } = await page(wish({ first: 100 }))
    const reads = await opened.port.invoices(orders.map(({ recordId }) => recordId))
    for (const { recordId, cost, placedOn } of orders) {
      const read = reads.get(recordId)
      if (!read) continue
      expect(found(read).value.length).toBeGreaterThan(0)
      for (const { number, kind, total, issuedOn } of found(read).value) {
        expect(number).not.toBe('')
        expect(['INVOICE', 'CREDIT_NOTE', 'RECEIPT']).toContain(kind)
        expect(total.minor).toBeGreaterThanOrEqual(0)
        expect(total.currency).toBe(cost.total.gross.currency)
        expect([placedOn, issuedOn ?? placedOn].sort()[0]).toBe(placedOn)
      }
    }
  })

  it('says where orders go by parts, or leaves them out', async () => {
    const { orders } = await page(wish({ first: 100 }))
    for (const read of (await opened.port.addresses(orders.map(({ recordId }) => recordId))).values()) {
      const { shipping, billing } = found(read).value
      expect(shipping ?? billing).not.toBeNull()
      for (const address of [shipping, billing]) {
        if (address) expect(address.countryCode ?? 'FR').toMatch(/^[A-Z]{2}$/)
      }
    }
  })

  it('counts each line so that the lines that stand make the subtotal', async () => {
    const { orders } = await page(wish({ first: 100 }))
    for (const { lines, cost, number } of orders) {
      const standing = lines.filter(({ status }) => status !== 'CANCELLED')
      const sum = standing.reduce((total, { lineTotal }) => total + lineTotal.gross.minor, 0)
      expect([number, sum]).toEqual([number, cost.subtotal.gross.minor])
    }
  })
}
