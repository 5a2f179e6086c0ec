import { describe, expect, it } from 'vitest'
import type { ReturnToCreate } from '../../adapters/ports/order-desk.ts'
import { found } from './found.ts'
import type { DeskAsking } from './order-desk-asking.ts'

/** What registering a return must do. */
export function returningContract({ desk, readBack, failureOf, place }: DeskAsking): void {
  describe('returns', () => {
    const sent = async (number: string) => {
      const { order, record } = await place(number)
      await desk().deliver(record.recordId)
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
    const returned = async (own: string) => (await desk().port.returned([own])).get(own)

    it('is registered with its lines, found by our reference and shown with its order', async () => {
      const { record, back } = await sent('W-900040')
      const made = await desk().port.createReturn(back('R-900040', 2))
      expect(found(await returned('R-900040')).value).toEqual([made])
      expect(await returned('R-900041')).toBeUndefined()
      const shown = found((await desk().orders.returns([record.recordId])).get(record.recordId)).value
      expect(shown).toMatchObject([
        {
          recordId: made.recordId,
          channel: { kind: 'WEB' },
          lines: [{ sku: desk().sold[0].sku, quantity: '2', reason: 'TOO_SMALL' }],
        },
      ])
    })

    it('in a store says which', async () => {
      const { record, back } = await sent('W-900042')
      const store = desk().sold[0].location
      await desk().port.createReturn(back('R-900042', 1, { channel: 'STORE_POS', store }))
      const shown = found((await desk().orders.returns([record.recordId])).get(record.recordId)).value
      expect(shown).toMatchObject([{ channel: { kind: 'STORE_POS' }, receivedAt: store }])
    })

    it('done twice is two records under one reference, the older first', async () => {
      const { back } = await sent('W-900043')
      const made = [
        await desk().port.createReturn(back('R-900043', 1)),
        await desk().port.createReturn(back('R-900043', 1)),
      ]
      expect(found(await returned('R-900043')).value).toEqual(made)
    })

    it('of more than was sent is a CONFLICT, and nothing is registered', async () => {
      const { back } = await sent('W-900044')
      const failure = await failureOf(desk().port.createReturn(back('R-900044', 99)))
      expect(failure.code).toBe('CONFLICT')
      expect(await returned('R-900044')).toBeUndefined()
    })
  })
}
