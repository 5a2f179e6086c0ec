import { afterAll, beforeAll, expect, it } from 'vitest'
import { NEVER_MADE } from './random/operation.ts'
import { KINDS } from './random/private-values.ts'
import { allOf } from './random/reach.ts'
import { type Arena, api, openArena, runRandom } from './random/run.ts'

const RUN = { seed: 20_000, operations: 20_000, atOnce: 8 }

let arena: Arena
beforeAll(async () => {
  arena = await openArena()
})
afterAll(() => arena?.whole.close())

it('20,000 random operations as random people find no value of another person and no INTERNAL error', async () => {
  const tally = await runRandom(arena, RUN)
  const share = (count: number) => `${Math.round((100 * count) / tally.asked)} %`
  process.stdout.write(
    [
      `seed ${RUN.seed}: ${tally.asked} operations, ${share(tally.executed)} executed, ${share(tally.answered)} answered something`,
      `by role: ${[...tally.byRole].map(([role, count]) => `${role} ${count}`).join(', ')}`,
      `shown to whom it may be: ${[...tally.shown].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
      '',
    ].join('\n'),
  )
  expect(tally.asked).toBe(RUN.operations)
  expect(tally.executed / tally.asked).toBeGreaterThan(0.6)
  expect(tally.answered / tally.asked).toBeGreaterThan(0.4)
  expect([...tally.shown.keys()].sort()).toEqual(KINDS.filter((kind) => kind !== 'hidden').sort())
  const all = allOf(api)
  expect(all.roots.filter((root) => !tally.reach.roots.has(root))).toEqual([])
  expect(all.types.filter((type) => !tally.reach.types.has(type))).toEqual([])
  // What needs a right that few have, and values that go together, may have been refused each time.
  const unmade = all.changes.filter((change) => !tally.reach.roots.has(change))
  expect(unmade).toEqual(expect.arrayContaining([...NEVER_MADE]))
  expect(unmade.length).toBeLessThan(all.changes.length / 5)
}, 1_800_000)
