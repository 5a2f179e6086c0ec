import { afterAll, beforeAll, expect, it } from 'vitest'
import { KINDS } from './random/private-values.ts'
import { allOf } from './random/reach.ts'
import { type Arena, api, openArena, runRandom } from './random/run.ts'

const RUN = { seed: 20_000, operations: 20_000, atOnce: 8 }

/** Object types that nothing in this world answers, and why. */
const NEVER: Readonly<Record<string, string>> = {
  PickupCode: 'nobody has ordered through this graph',
  Refund: 'nobody has brought anything back through this graph',
}

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
  expect(all.types.filter((type) => !tally.reach.types.has(type))).toEqual(Object.keys(NEVER))
}, 1_800_000)
