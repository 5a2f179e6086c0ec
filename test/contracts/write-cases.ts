import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../ledger/writes/port.ts'
import { minute, newCase, type TwoLedgers, unused } from './write-world.ts'

/** `CaseReads` and `Cases`. */
export function casesContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const save = (...all: readonly CaseRecord[]) =>
    writes().transact([], async (unit) => {
      for (const one of all) await unit.cases.save(one)
    })

  describe('a case', () => {
    it('is found by its id, by another process and in a transaction', async () => {
      const one = newCase({ body: '{"note":"l’été"}', customerId: unused('cus') })
      const nobodys = newCase({ orderId: null, location: null, isOpen: false })
      await save(one, nobodys)
      const ids = [one.id, nobodys.id, unused('case')]
      const both = new Map([
        [one.id, one],
        [nobodys.id, nobodys],
      ])
      expect(await opened().other.writes.cases.byIds(ids)).toEqual(both)
      expect(await writes().transact([], (unit) => unit.cases.byIds(ids))).toEqual(both)
    })

    it('is replaced by its next version and by no other', async () => {
      const one = newCase()
      const next = { ...one, version: 2, isOpen: false, location: 'sto_LYO01', body: '{"state":"DONE"}' }
      await save(one, next)
      expect((await writes().cases.byIds([one.id])).get(one.id)).toEqual(next)
      for (const wrong of [one, { ...one, version: 2 }, { ...one, version: 4 }, newCase({ version: 2 })]) {
        await expect(save(wrong)).rejects.toMatchObject({ name: 'LedgerError', code: 'STALE' })
      }
    })

    it('keeps its kind, its order and when it was opened', async () => {
      const one = newCase()
      await save(one, { ...one, version: 2, kind: 'other', orderId: unused('ord'), createdAt: minute(9) })
      expect((await writes().cases.byIds([one.id])).get(one.id)).toEqual({ ...one, version: 2 })
    })
  })

  it('those of an order come oldest first', async () => {
    const [orderId, another] = [unused('ord'), unused('ord')]
    const late = newCase({ orderId, createdAt: minute(2) })
    const early = newCase({ orderId, createdAt: minute(1), kind: 'cancellation' })
    const same = newCase({ orderId, createdAt: minute(2) })
    const others = newCase({ orderId: another })
    await save(late, early, same, others, newCase())
    const expected = new Map([
      [orderId, [early, late, same]],
      [another, [others]],
    ])
    const orderIds = [orderId, another, unused('ord')]
    expect(await opened().other.writes.cases.ofOrders(orderIds)).toEqual(expected)
    expect(await writes().transact([], (unit) => unit.cases.ofOrders(orderIds))).toEqual(expected)
    expect(await writes().cases.ofOrders([])).toEqual(new Map())
  })

  it('what is open at a place comes oldest first, page by page', async () => {
    const [here, elsewhere] = [unused('sto'), unused('sto')]
    const [third, first, second] = [3, 1, 2].map((n) => newCase({ location: here, createdAt: minute(n) }))
    const moved = newCase({ location: here, createdAt: minute(2) })
    await save(...[third, first, second, moved].flatMap((one) => one ?? []))
    await save({ ...moved, version: 2, location: elsewhere })
    await save(
      newCase({ location: here, isOpen: false }),
      newCase({ location: here, kind: 'cancellation' }),
      newCase(),
    )
    const page = (after: string | null, count: number, location = here) =>
      opened().other.writes.cases.openAt(location, { kind: 'return', after, first: count })
    expect(await page(null, 10)).toEqual([first, second, third])
    expect(await page(null, 2)).toEqual([first, second])
    expect(await page(first?.id ?? '', 1)).toEqual([second])
    expect(await page(third?.id ?? '', 1)).toEqual([])
    expect(await page(unused('case'), 1)).toEqual([])
    expect((await page(null, 10, elsewhere)).map(({ id }) => id)).toEqual([moved.id])
  })
}
