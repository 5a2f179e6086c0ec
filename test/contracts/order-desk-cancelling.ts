import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { DeskAsking } from './order-desk-asking.ts'

/** What cancelling must do. */
export function cancellingContract({ desk, records, readBack, failureOf, place }: DeskAsking): void {
  describe('cancelling', () => {
    it('cancels a whole order, and again', async () => {
      const { order, record } = await place('W-900030')
      const cancel = () =>
        desk().port.cancel({ recordId: record.recordId, positions: null, reason: 'CHANGED_MIND' })
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
        desk().port.cancel({ recordId: record.recordId, positions, reason: 'CHANGED_MIND' })
      if (!desk().port.capabilities.cancelLines) {
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
      await desk().deliver(record.recordId, [2])
      const cancel = (positions: readonly number[] | null) =>
        failureOf(desk().port.cancel({ recordId: record.recordId, positions, reason: 'CHANGED_MIND' }))
      expect((await cancel(null)).code).toBe('CONFLICT')
      const { cancelLines } = desk().port.capabilities
      expect((await cancel([2])).code).toBe(cancelLines ? 'CONFLICT' : 'UNSUPPORTED')
      const statuses = (await readBack(order.key)).lines.map(({ status }) => status)
      expect(statuses).not.toContain('CANCELLED')
      if (!cancelLines) return
      await desk().port.cancel({ recordId: record.recordId, positions: [1], reason: 'CHANGED_MIND' })
      expect((await readBack(order.key)).lines[0]?.status).toBe('CANCELLED')
    })

    it('of what is not there is a CONFLICT', async () => {
      const { record } = await place('W-900033')
      const cancel = (recordId: RecordId, positions: readonly number[] | null) =>
        failureOf(desk().port.cancel({ recordId, positions, reason: 'CHANGED_MIND' }))
      expect((await cancel('4999999999' as RecordId, null)).code).toBe('CONFLICT')
      const { cancelLines } = desk().port.capabilities
      expect((await cancel(record.recordId, [7])).code).toBe(cancelLines ? 'CONFLICT' : 'UNSUPPORTED')
    })
  })
}
