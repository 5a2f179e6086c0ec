import { describe, expect, it } from 'vitest'
import type { Day } from '../../adapters/time.ts'
import type { PlacedOrder } from '../../ledger/writes/port.ts'
import { newOrder, type TwoLedgers, unused } from './write-world.ts'

const day = (n: number) => `2026-05-${String(n).padStart(2, '0')}` as Day

/** `PlacedOrderReads` and `PlacedOrders`. */
export function placedOrdersContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const save = (...orders: readonly PlacedOrder[]) =>
    writes().transact([], async (unit) => {
      for (const order of orders) await unit.orders.save(order)
    })

  describe('an order', () => {
    it('is found by its id and by its number in its channel', async () => {
      const order = newOrder({ body: '{"note":"l’été"}', customerId: unused('cus') })
      const elsewhere = newOrder({ channel: 'app', number: order.number })
      await save(order, elsewhere)
      const { orders } = opened().other.writes
      expect(await orders.byIds([order.id, unused('ord')])).toEqual(new Map([[order.id, order]]))
      expect(await writes().transact([], (unit) => unit.orders.byIds([elsewhere.id]))).toEqual(
        new Map([[elsewhere.id, elsewhere]]),
      )
      expect(await orders.byNumbers([{ channel: 'web', number: order.number }])).toEqual([order])
      const crossed = newOrder({ channel: 'app' })
      await save(crossed)
      const keys = [order, crossed].map(({ channel, number }) => ({ channel, number }))
      const found = await orders.byNumbers(keys)
      expect(new Set(found)).toEqual(new Set([order, crossed]))
      expect(await orders.byNumbers([])).toEqual([])
    })

    it('is replaced by its next version and by no other', async () => {
      const order = newOrder()
      const next = { ...order, version: 2, body: '{"status":"CANCELLED"}', customerId: unused('cus') }
      await save(order, next)
      expect((await writes().orders.byIds([order.id])).get(order.id)).toEqual(next)
      for (const wrong of [{ ...order, version: 2 }, { ...order, version: 4 }, newOrder({ version: 2 })]) {
        await expect(save(wrong)).rejects.toMatchObject({ name: 'LedgerError', code: 'STALE' })
      }
    })

    it('has a number of its own in its channel', async () => {
      const order = newOrder()
      await save(order)
      await expect(save(newOrder({ number: order.number }))).rejects.toMatchObject({
        name: 'LedgerError',
        code: 'FAILED',
      })
    })
  })

  describe("a shopper's orders", () => {
    it('come newest first, by day and then number, under any of their ids', async () => {
      const [one, alias] = [unused('cus'), unused('cus')]
      const orders = [
        newOrder({ customerId: one, placedOn: day(1) }),
        newOrder({ customerId: alias, placedOn: day(3) }),
        newOrder({ customerId: one, placedOn: day(3) }),
        newOrder({ customerId: one, placedOn: day(2) }),
      ]
      const [oldest, , last, middle] = orders
      await save(...orders, newOrder({ customerId: unused('cus') }), newOrder())
      const page = { first: 10, until: null, from: null }
      expect(await writes().orders.ofCustomers([one, alias], page)).toEqual({
        orders: [last, orders[1], middle, oldest],
        more: false,
      })
      expect(await writes().orders.ofCustomers([], page)).toEqual({ orders: [], more: false })
      expect(await writes().orders.ofCustomers([unused('cus')], page)).toEqual({ orders: [], more: false })
    })

    it('come by whole days, at least so many, and say whether there are more', async () => {
      const customerId = unused('cus')
      const orders = [4, 4, 3, 2, 2, 1].map((n) => newOrder({ customerId, placedOn: day(n) }))
      await save(...orders)
      const page = async (first: number, until: number | null = null, from: number | null = null) => {
        const { ofCustomers } = opened().other.writes.orders
        const found = await ofCustomers([customerId], {
          first,
          until: until === null ? null : day(until),
          from: from === null ? null : day(from),
        })
        return [found.orders.map(({ placedOn }) => Number(placedOn.slice(-2))), found.more]
      }
      expect(await page(1)).toEqual([[4, 4], true])
      expect(await page(2)).toEqual([[4, 4], true])
      expect(await page(4)).toEqual([[4, 4, 3, 2, 2], true])
      expect(await page(6)).toEqual([[4, 4, 3, 2, 2, 1], false])
      expect(await page(1, 2)).toEqual([[2, 2], true])
      expect(await page(5, 3, 2)).toEqual([[3, 2, 2], false])
      expect(await page(1, 1)).toEqual([[1], false])
    })
  })
}
