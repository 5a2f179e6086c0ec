import { beforeEach, describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../../adapters/ids.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { OrderStatus } from '../../../adapters/ports/orders.ts'
import type { Day } from '../../../adapters/time.ts'
import type { PlacedOrderBody } from '../../../subgraphs/shared/orders/placed-order.ts'
import { queuePoints, queuePointsBack } from '../../../subgraphs/shared/points/loyalty-entry.ts'
import { type Club, openClub } from './club.ts'

const EUR = 'EUR' as Currency
const WEB = { channel: 'WEB' as const, number: 'W-1' as OrderNumber }

describe('the points of an order', () => {
  let club: Club
  beforeEach(async () => {
    club = await openClub()
  })

  /** An order that its desk has just accepted. */
  const accepted = async (
    minor: number,
    { customerId = club.ids.anne as string | null, status = 'CONFIRMED' as OrderStatus, currency = EUR } = {},
  ) => {
    const total = { gross: { minor, currency }, net: null, tax: null }
    const order = { key: WEB, placedAt: club.at(), total } as PlacedOrderBody['order']
    const body = JSON.stringify({ order, status })
    const record = { ...WEB, id: 'ord_1', customerId, placedOn: '2026-06-15' as Day, version: 1, body }
    await club.writes.transact(['order/ord_1'], async (unit) => {
      await unit.orders.save(record)
      await queuePoints(unit, club.estate, { orderId: 'ord_1', at: club.at() })
    })
  }
  const refunded = (refundId: string, refund: number, before: number, total: number) =>
    club.writes.transact(['order/ord_1'], (unit) =>
      queuePointsBack(unit, club.estate, {
        orderId: 'ord_1',
        at: club.at(),
        refundId,
        back: { customerId: club.ids.anne, order: WEB, total, before, refund, currency: EUR },
      }),
    )
  const deliver = async () => {
    while ((await club.worker.round()) > 0);
  }
  const states = async () =>
    (await club.writes.outbox.ofStream('ord_1/points')).map(({ kind, state, failure }) => [
      kind,
      state,
      failure,
    ])
  const ledger = async (of = 'anne') => {
    const request = { account: `member-${of}` as RecordId, first: 100, after: null }
    const read = (await club.engine.loyalty.ledger([request])).get(request)
    if (!read || !('value' in read)) throw new Error('expected a ledger')
    return read.value.entries.map(({ kind, points, order }) => [kind, points, order?.number ?? null])
  }

  it('are one for every full amount, given once, in the order’s channel', async () => {
    await accepted(12_399)
    await deliver()
    expect(await ledger()).toEqual([['EARN', 123, 'W-1']])
    expect(await club.balance('anne')).toMatchObject({ available: 100, pending: 123 })
    expect(await states()).toEqual([['loyalty.earn', 'DONE', null]])
  })

  it('are given once though the engine’s answer was lost', async () => {
    await accepted(12_399)
    club.trouble.set('earn', 'LOST')
    await deliver()
    expect(await states()).toEqual([['loyalty.earn', 'QUEUED', 'SOURCE_TIMEOUT']])
    club.trouble.clear()
    club.pass(3_600)
    await deliver()
    expect(await states()).toEqual([['loyalty.earn', 'DONE', 'SOURCE_TIMEOUT']])
    expect(await ledger()).toEqual([['EARN', 123, 'W-1']])
  })

  it.each([
    ['a guest’s', { customerId: null }],
    ['of who is no member', { customerId: 'carl' }],
    ['of a shopper nobody knows', { customerId: `cus_${'0'.repeat(26)}` }],
    ['that was cancelled since', { status: 'CANCELLED' as const }],
    ['in another currency', { currency: 'GBP' as Currency }],
  ])('are none for an order %s', async (_, facts: Parameters<typeof accepted>[1] = {}) => {
    const customerId = facts.customerId === 'carl' ? club.ids.carl : facts.customerId
    await accepted(12_399, { ...facts, ...(customerId !== undefined && { customerId }) })
    await deliver()
    expect(await states()).toEqual([['loyalty.earn', 'DONE', null]])
    expect([await ledger(), club.calls.earn]).toEqual([[], 0])
  })

  it('are taken back as far as it is refunded, however that is cut up', async () => {
    await accepted(9_950)
    await deliver()
    const cuts = [3_333, 3_333, 3_284]
    for (const [at, refund] of cuts.entries()) {
      const before = cuts.slice(0, at).reduce((sum, one) => sum + one, 0)
      await refunded(`ret_${at}`, refund, before, 9_950)
      await deliver()
    }
    const back = (await ledger()).filter(([kind]) => kind === 'ADJUST')
    expect(back.map(([, , order]) => order)).toEqual(['W-1', 'W-1', 'W-1'])
    expect(back.reduce((sum, [, points]) => sum + Number(points), 0)).toBe(-99)
  })

  it('wait to be taken back until they are given', async () => {
    await accepted(5_000)
    club.trouble.set('earn', 'UNREACHED')
    await refunded('ret_1', 5_000, 0, 5_000)
    await deliver()
    expect(await states()).toMatchObject([
      ['loyalty.earn', 'QUEUED', 'SOURCE_TIMEOUT'],
      ['loyalty.take-back', 'QUEUED', null],
    ])
    club.trouble.clear()
    club.pass(3_600)
    await deliver()
    expect((await ledger()).map(([kind, points]) => [kind, points]).sort()).toEqual([
      ['ADJUST', -50],
      ['EARN', 50],
    ])
  })

  it('are not taken back where it earned none', async () => {
    await refunded('ret_1', 5_000, 0, 5_000)
    await deliver()
    expect([await states(), club.calls.adjust]).toEqual([[['loyalty.take-back', 'DONE', null]], 0])
  })

  it('that are spent meanwhile are for somebody to look at', async () => {
    await accepted(50_000)
    await deliver()
    await refunded('ret_1', 50_000, 0, 50_000)
    await deliver()
    expect(await states()).toMatchObject([
      ['loyalty.earn', 'DONE', null],
      ['loyalty.take-back', 'DEAD', 'CONFLICT'],
    ])
  })
})
