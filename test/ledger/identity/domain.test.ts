import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../adapters/ids.ts'
import type { IdentityState, Pair } from '../../../ledger/identity/state.ts'
import { type Observation, recordKey } from '../../../ledger/port.ts'
import { answers, emptyState, observation, owners, partition, type Step, steps, take } from './steps.ts'

const RUNS = { numRuns: 1_000 }

/** Checks a property after every step of any sequence. */
function always(
  check: (state: IdentityState, step: Step, outcome: 'done' | 'refused', before: Snapshot) => void,
) {
  fc.assert(
    fc.property(steps, (sequence) => {
      const state = emptyState()
      for (const step of sequence) {
        const before = snapshot(state)
        check(state, step, take(state, step), before)
      }
    }),
    RUNS,
  )
}

interface Snapshot {
  readonly owners: Map<string, string>
  readonly answers: ReadonlyMap<string, string>
  readonly pairs: readonly Pair[]
}

function snapshot(state: IdentityState): Snapshot {
  return { owners: owners(state), answers: answers(state), pairs: state.changes().pairs }
}

describe('after any sequence of observations, links, splits and merges', () => {
  it('every record is owned by exactly one entity, which answers to the id it carries', () => {
    always((state) => {
      const owned = owners(state)
      const entities = new Set(owned.values())
      const listed = [...entities].flatMap((entity) => state.recordsOf(entity))
      expect(listed.map(({ record }) => recordKey(record)).sort()).toEqual([...owned.keys()].sort())
      for (const entity of entities) expect(state.entityOf(entity)).toBe(entity)
    })
  })

  it('every id ever given still answers, for an entity that has records', () => {
    always((state, _step, _outcome, before) => {
      for (const id of before.answers.keys()) expect(answers(state).has(id)).toBe(true)
      for (const entity of answers(state).values()) expect(state.recordsOf(entity).length).toBeGreaterThan(0)
    })
  })

  it("every record's first id has been given, and its own id answers for its owner", () => {
    always((state) => {
      for (const { record, generation, entity } of state.changes().records) {
        expect(state.entityOf(state.mint(record, 0))).toBeDefined()
        expect(state.entityOf(state.mint(record, generation))).toBe(entity)
      }
    })
  })

  it('a refused decision changes nothing', () => {
    always((state, _step, outcome, before) => {
      if (outcome === 'refused') expect(snapshot(state)).toEqual(before)
    })
  })

  it("a survivor's id is unchanged by a merge, and the duplicate's ids are its aliases", () => {
    always((state, step, outcome, before) => {
      if (step.do !== 'merge' || outcome === 'refused') return
      const survivor = before.answers.get(state.mint(step.survivor, 0)) ?? ''
      const duplicate = before.answers.get(state.mint(step.duplicate, 0))
      const expected = [...before.answers].map(([id, entity]) => [
        id,
        entity === duplicate ? survivor : entity,
      ])
      expect([...answers(state)]).toEqual(expected)
    })
  })

  it('a split leaves the id with the customer and gives the record another', () => {
    always((state, step, outcome, before) => {
      if (step.do !== 'unlink' || outcome === 'refused') return
      const kept = before.owners.get(recordKey(step.record)) ?? ''
      const split = owners(state).get(recordKey(step.record)) ?? ''
      expect(state.recordsOf(kept)).toHaveLength(
        [...before.owners.values()].filter((id) => id === kept).length - 1,
      )
      expect(state.recordsOf(split)).toHaveLength(1)
    })
  })

  it('observing never moves an entity apart, and of joined entities the one seen first keeps its id', () => {
    always((state, step, _outcome, before) => {
      if (step.do !== 'observe') return
      for (const [id, entity] of before.answers) {
        const now = state.entityOf(entity) ?? ''
        expect(state.entityOf(id)).toBe(now)
        if (now === entity) continue
        const [first = ''] = state.recordsOf(now).map(({ record }) => recordKey(record))
        expect(before.owners.get(first)).toBe(now)
      }
    })
  })
})

describe("a steward's no", () => {
  it('is never overruled by observation, directly or through other records', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const state = emptyState()
        const refused = new Map<string, readonly [string, string]>()
        for (const step of sequence) {
          const before = owners(state)
          if (take(state, step) === 'done') remember(refused, step, before, owners(state))
          for (const [one, other] of refused.values()) {
            expect(owners(state).get(one)).not.toBe(owners(state).get(other))
          }
        }
      }),
      RUNS,
    )
  })
})

describe('observing', () => {
  const observations = fc.array(observation, { maxLength: 12 })
  const shuffled = observations.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )

  it('joins exactly what proofs connect: likeness joins nothing', () => {
    fc.assert(
      fc.property(observations, (list) => {
        const state = emptyState()
        take(state, { do: 'observe', observations: list })
        expect(partition(state)).toEqual(connected(list))
      }),
      RUNS,
    )
  })

  it('in any order gives the same partition and answers every id that any other order gives', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const [one, two] = [emptyState(), emptyState()]
        for (const said of list) take(one, { do: 'observe', observations: [said] })
        take(two, { do: 'observe', observations: other })
        expect(partition(two)).toEqual(partition(one))
        expect([...answers(two).keys()].sort()).toEqual([...answers(one).keys()].sort())
      }),
      RUNS,
    )
  })

  it('again, after any decisions, changes nothing', () => {
    fc.assert(
      fc.property(steps, observations, (sequence, list) => {
        const state = emptyState()
        for (const step of sequence) take(state, step)
        take(state, { do: 'observe', observations: list })
        const once = snapshot(state)
        take(state, { do: 'observe', observations: list })
        expect(snapshot(state)).toEqual(once)
      }),
      RUNS,
    )
  })
})

/** What the stewards' decisions so far forbid, as the ledger's contract words it: by pairs of records. */
function remember(
  refused: Map<string, readonly [string, string]>,
  step: Step,
  before: Map<string, string>,
  after: Map<string, string>,
): void {
  if (step.do === 'observe') return
  const pairs = [...after.keys()].flatMap((one) => [...after.keys()].map((other) => [one, other] as const))
  for (const pair of pairs) {
    const [one, other] = pair
    const together = after.get(one) === after.get(other)
    const parted = before.get(one) === before.get(other) && before.has(one) && one !== other
    if (together) refused.delete(JSON.stringify(pair))
    else if (parted) refused.set(JSON.stringify(pair), pair)
  }
}

/** The partition by graph search over the proving references alone. */
function connected(list: readonly Observation[]): string[] {
  const proven = new Set(['VERIFIED_LOGIN', 'LOYALTY_CARD', 'MANUAL'])
  const edges = list.flatMap(({ record, same }) =>
    same.filter(({ method }) => proven.has(method)).map((reference) => [record, reference.record] as const),
  )
  const left = new Set(
    list.flatMap(({ record, same }) => [record, ...same.map((other) => other.record)]).map(recordKey),
  )
  const groups: string[] = []
  for (const start of left) {
    const group = reach(start, edges)
    for (const key of group) left.delete(key)
    groups.push([...group].sort().join())
  }
  return groups.sort()
}

function reach(start: string, edges: readonly (readonly [RecordRef, RecordRef])[]): Set<string> {
  const group = new Set([start])
  for (let size = 0; size !== group.size; ) {
    size = group.size
    for (const [one, other] of edges) {
      const ends = [recordKey(one), recordKey(other)]
      if (ends.some((key) => group.has(key))) for (const key of ends) group.add(key)
    }
  }
  return group
}
