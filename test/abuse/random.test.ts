import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from './random/private-values.ts'
import { type Arena, openArena, runRandom } from './random/run.ts'

/** A small run of what random.long.test.ts does at length. */
const RUN = { seed: 4, operations: 400, atOnce: 8 }

describe('random operations of the whole graph, asked as random people', () => {
  let arena: Arena
  beforeAll(async () => {
    arena = await openArena()
  })
  afterAll(() => arena?.whole.close())

  it('know enough of every sort that is to be kept', () => {
    for (const kind of KINDS) {
      const owners = new Set(arena.values.filter((value) => value.kind === kind).map(({ owner }) => owner))
      expect([kind, owners.size >= (kind === 'hidden' ? 1 : 10)]).toEqual([kind, true])
    }
  })

  it('find no value of another person and no error but those that are meant', async () => {
    const tally = await runRandom(arena, RUN)
    expect(tally.asked).toBe(RUN.operations)
    expect(tally.executed / tally.asked).toBeGreaterThan(0.6)
    // Whoever may see them was shown some: the values are written as the graph writes them.
    expect([...tally.shown.keys()].sort()).toEqual(KINDS.filter((kind) => kind !== 'hidden').sort())
  }, 300_000)
})
