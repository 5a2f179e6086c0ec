import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { isSourceError } from '../../adapters/error.ts'
import type { DeskAsking, OpenDesk } from './order-desk-asking.ts'
import { keyOf, toPlace } from './orders-to-place.ts'

/** What a desk must tell of calls whose outcome nobody knows. */
export function unknownOutcomesContract(
  { desk, placedOf, records, failureOf }: DeskAsking,
  open: OpenDesk,
): void {
  describe('what nobody knows', () => {
    it('a lost reply is said, is sent once, and the order is found', async () => {
      const order = toPlace('W-900020', desk())
      desk().writes()
      await desk().misbehave({ loseReply: true, times: 1 })
      expect((await failureOf(desk().port.place(order))).code).toBe('SOURCE_UNAVAILABLE')
      expect(desk().writes()).toBe(1)
      expect(await records(order.key)).toMatchObject([{ cancelled: false, total: order.total.gross }])
    })

    it('an outage is said and not repeated', async () => {
      const order = toPlace('W-900021', desk())
      desk().writes()
      await desk().misbehave({ refuse: 'unavailable', times: 1 })
      expect((await failureOf(desk().port.place(order))).code).toBe('SOURCE_UNAVAILABLE')
      expect(desk().writes()).toBe(1)
      expect(await placedOf(order.key)).toBeUndefined()
    })

    it('a late commit: not there, and then it is, before the system has settled', async () => {
      const order = toPlace('W-900022', desk())
      desk().writes()
      await desk().misbehave({ lateCommitMs: desk().writeMs + 700, times: 1 })
      expect((await failureOf(desk().port.place(order))).code).toBe('SOURCE_TIMEOUT')
      expect(desk().writes()).toBe(1)
      expect(await placedOf(order.key)).toBeUndefined()
      let waited = 0
      while (waited < desk().port.settleMs && !(await placedOf(order.key))) {
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
      expect((await desk().port.placed([])).size).toBe(0)
      expect((await desk().port.returned([])).size).toBe(0)
    })
  })
}
