import { describe, expect, it } from 'vitest'
import type { OrderNumber } from '../../../adapters/ids.ts'
import { perPort } from '../../../adapters/source.ts'
import { type Day, instant } from '../../../adapters/time.ts'
import { giveUp } from '../../../subgraphs/orders/cancel/give-up.ts'
import { giveCancelledPointsBack } from '../../../subgraphs/orders/points.ts'
import { memoryLoyaltyDesk } from '../../memory/loyalty-desk.ts'
import { memoryWrites } from '../../memory/writes.ts'

const START = new Date('2026-06-15T10:00:00Z')
const key = { channel: 'WEB' as const, number: 'W1' as OrderNumber }
const euros = (minor: number) => ({ gross: { minor, currency: 'EUR' }, net: null, tax: null })
const line = (position: number, minor: number) => ({
  position,
  sku: `S${position}`,
  quantity: 1,
  lineTotal: euros(minor),
})

/** An order of three lines, and 4.90 for sending them; whose it is. */
async function ordered(customerId: string | null) {
  const { desk } = memoryLoyaltyDesk({ source: 'crm', clock: () => START }, [])
  const answers = {
    ...perPort(() => []),
    loyaltyDesk: [{ name: 'crm', kind: 'CRM' as const, port: desk }],
  }
  const writes = memoryWrites()
  const order = { key, lines: [line(1, 5_000), line(2, 3_000), line(3, 1_000)], total: euros(9_490) }
  const body = JSON.stringify({ order, status: 'CONFIRMED', payment: null, desk: {}, events: [] })
  const record = { ...key, id: 'ord_1', customerId, placedOn: '2026-06-15' as Day, version: 1, body }
  await writes.transact(['order/ord_1'], (unit) => unit.orders.save(record))
  const cancel = (caseId: string, positions: readonly number[] | null) =>
    writes.transact(['order/ord_1', 'stock'], async (unit) => {
      const gone = { orderId: 'ord_1', positions, caseId, at: instant(START) }
      await giveCancelledPointsBack(unit, { sources: [], answers }, gone)
      await giveUp(unit, gone)
    })
  const queued = async () =>
    (await writes.outbox.ofStream('ord_1/points')).map(({ id, body: text }) => [id, JSON.parse(text)])
  return { cancel, queued }
}

describe('the points of what is cancelled', () => {
  it('go back line by line, and with the last one all that is left', async () => {
    const { cancel, queued } = await ordered('cus_anne')
    await cancel('can_1', [2])
    await cancel('can_2', [1, 2])
    await cancel('can_3', null)
    await cancel('can_4', null)
    const own = { customerId: 'cus_anne', order: key, total: 9_490, currency: 'EUR' }
    expect(await queued()).toEqual([
      ['can_1/points', { ...own, before: 0, refund: 3_000 }],
      ['can_2/points', { ...own, before: 3_000, refund: 5_000 }],
      ['can_3/points', { ...own, before: 8_000, refund: 1_490 }],
    ])
  })

  it('are none of a guest’s order', async () => {
    const { cancel, queued } = await ordered(null)
    await cancel('can_1', null)
    expect(await queued()).toEqual([])
  })
})
