import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { memoryWrites } from '../../memory/writes.ts'
import { sqlitePlace } from '../sqlite/place.ts'
import { steps, takeSteps } from './outbox-steps.ts'

it('gives out each entry to one worker at a time and in its order, after any sequence of calls', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => void (await takeSteps(memoryWrites(), 1, sequence))),
    { numRuns: 100 },
  )
})

it('does so in the database too, and answers what it answers in memory', async () => {
  const place = await sqlitePlace()
  const ledger = await place.open()
  onTestFinished(async () => {
    await ledger.close()
    await place.destroy()
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      run += 1
      const expected = await takeSteps(memoryWrites(), run, sequence)
      expect(await takeSteps(ledger.writes, run, sequence)).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})
