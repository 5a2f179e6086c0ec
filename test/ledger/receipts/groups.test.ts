import { expect, it } from 'vitest'
import { inGroups } from '../../../ledger/receipts/groups.ts'

it('runs the first call at once and puts those that arrive meanwhile together, in order, up to the limit', async () => {
  const groups: number[][] = []
  const call = inGroups<number>(3, async (items) => {
    groups.push([...items])
    await Promise.resolve()
  })
  await Promise.all([1, 2, 3, 4, 5, 6].map(call))
  await call(7)
  expect(groups).toEqual([[1], [2, 3, 4], [5, 6], [7]])
})

it('runs each of a failed group again alone, so that only the bad ones fail', async () => {
  const kept: number[] = []
  const call = inGroups<number>(10, async (items) => {
    if (items.includes(3)) throw new Error('bad')
    kept.push(...items)
  })
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(call))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(kept).toEqual([1, 2, 4])
})

it('goes on after a failure', async () => {
  const call = inGroups<number>(10, async (items) => {
    if (items.includes(1)) throw new Error('bad')
  })
  await expect(call(1)).rejects.toThrow('bad')
  await expect(call(2)).resolves.toBeUndefined()
})
