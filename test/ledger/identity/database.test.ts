import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordRef } from '../../../adapters/ids.ts'
import { IdentityError, type IdentityLedger, type Ledger } from '../../../ledger/port.ts'
import { sqlitePlace } from '../sqlite/place.ts'
import { answers, at, decision, emptyState, KEY, owners, type Step, steps, take } from './steps.ts'

let ledger: Ledger
let place: Awaited<ReturnType<typeof sqlitePlace>>

beforeAll(async () => {
  place = await sqlitePlace()
  ledger = await place.open({ idKey: KEY })
})
afterAll(async () => {
  await ledger.close()
  await place.destroy()
})

it('decides in the database, after any sequence of calls, what the rules decide in memory', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      run += 1
      const state = emptyState()
      for (const step of sequence.map((given) => inRun(given, run))) {
        expect(await call(ledger.identity, step, state.mint)).toBe(take(state, step))
      }
      const known = state.changes().records.map((owned) => owned.record)
      const owned = await ledger.identity.ownersOf('customer', known)
      const entities = new Map([...owned].map(([key, entity]) => [key, entity.id]))
      expect(entities).toEqual(owners(state))
      for (const { id, records } of owned.values()) {
        const expected = state
          .recordsOf(id)
          .map(({ record, reason }) => ({ record, state: 'CONFIRMED', ...reason }))
        expect(records).toEqual(expected)
      }
      const resolved = await ledger.identity.resolve('customer', [...answers(state).keys()])
      expect(new Map([...resolved].map(([id, entity]) => [id, entity.id]))).toEqual(answers(state))
    }),
    { numRuns: 60 },
  )
})

/** The same step about records of this run alone: one database serves all runs. */
function inRun(step: Step, run: number): Step {
  const own = ({ source, id }: RecordRef): RecordRef => ({ source: `${source}-${run}`, id })
  switch (step.do) {
    case 'observe':
      return {
        do: 'observe',
        observations: step.observations.map(({ record, same }) => ({
          record: own(record),
          same: same.map(({ record, method }) => ({ record: own(record), method })),
        })),
      }
    case 'link':
      return { do: 'link', to: own(step.to), record: own(step.record) }
    case 'unlink':
      return { do: 'unlink', from: own(step.from), record: own(step.record) }
    case 'merge':
      return { do: 'merge', survivor: own(step.survivor), duplicate: own(step.duplicate) }
  }
}

async function call(
  identity: IdentityLedger,
  step: Step,
  mint: (record: RecordRef, generation: number) => string,
): Promise<'done' | 'refused'> {
  try {
    if (step.do === 'observe') await identity.observe('customer', step.observations, 'crm', at)
    if (step.do === 'link') await identity.link('customer', mint(step.to, 0), step.record, decision)
    if (step.do === 'unlink') await identity.unlink('customer', mint(step.from, 0), step.record, decision)
    if (step.do === 'merge') {
      await identity.merge('customer', mint(step.survivor, 0), mint(step.duplicate, 0), decision)
    }
    return 'done'
  } catch (error) {
    if (error instanceof IdentityError) return 'refused'
    throw error
  }
}
