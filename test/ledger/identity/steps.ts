import fc from 'fast-check'
import type { RecordId, RecordRef } from '../../../adapters/ids.ts'
import type { MatchMethod } from '../../../adapters/ports/profiles.ts'
import type { Instant } from '../../../adapters/time.ts'
import { link, merge, observe, unlink } from '../../../ledger/identity/domain.ts'
import { type IdentityState, identityState } from '../../../ledger/identity/state.ts'
import { type Decision, IdentityError, type Observation, recordKey } from '../../../ledger/port.ts'

/** One call of an identity ledger. Entities are named by a record of theirs and by which of their ids is used. */
export type Step =
  | { readonly do: 'observe'; readonly observations: readonly Observation[] }
  | { readonly do: 'link'; readonly to: RecordRef; readonly record: RecordRef }
  | { readonly do: 'unlink'; readonly from: RecordRef; readonly record: RecordRef }
  | { readonly do: 'merge'; readonly survivor: RecordRef; readonly duplicate: RecordRef }

export const KEY = 'property key'
export const at = '2026-05-10T10:00:00.000Z' as Instant
export const decision: Decision = { by: 'lea', at, method: 'MANUAL', reason: null }

/** Few records, so that sequences meet the same ones again and again. */
const record = fc
  .tuple(fc.constantFrom('crm', 'erp', 'card'), fc.constantFrom('1', '2', '3'))
  .map(([source, id]): RecordRef => ({ source, id: id as RecordId }))
const proof = fc.constantFrom<MatchMethod>('VERIFIED_LOGIN', 'LOYALTY_CARD', 'MANUAL')
const likeness = fc.constantFrom<MatchMethod>(
  'EXACT_EMAIL',
  'EXACT_PHONE',
  'NAME_AND_ADDRESS',
  'PAYMENT_TOKEN',
)

/** What a source may say: of one record, that up to three others are the same. */
export const observation: fc.Arbitrary<Observation> = fc.record({
  record,
  same: fc.array(fc.record({ record, method: fc.oneof({ weight: 2, arbitrary: proof }, likeness) }), {
    maxLength: 3,
  }),
})

/** Any sequence of calls, sensible or not. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('observe' as const),
      observations: fc.array(observation, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ do: fc.constant('link' as const), to: record, record }),
    fc.record({ do: fc.constant('unlink' as const), from: record, record }),
    fc.record({ do: fc.constant('merge' as const), survivor: record, duplicate: record }),
  ),
  { minLength: 1, maxLength: 25 },
)

/** A whole ledger in memory, empty. */
export function emptyState(): IdentityState {
  const rows = { records: [], ids: new Map(), pairs: [] }
  return identityState({ kind: 'customer', idKey: KEY, nextSeq: 1, rows })
}

/** Takes one step; tells whether it was refused. A record's first id names its entity, whichever that is by now. */
export function take(state: IdentityState, step: Step): 'done' | 'refused' {
  const idOf = (named: RecordRef) => state.mint(named, 0)
  try {
    if (step.do === 'observe') observe(state, step.observations, 'crm', at)
    if (step.do === 'link') link(state, idOf(step.to), step.record, decision)
    if (step.do === 'unlink') unlink(state, idOf(step.from), step.record, decision)
    if (step.do === 'merge') merge(state, idOf(step.survivor), idOf(step.duplicate), decision)
    return 'done'
  } catch (error) {
    if (error instanceof IdentityError) return 'refused'
    throw error
  }
}

/** All records of a whole ledger, by `recordKey`, each with its entity's id. */
export function owners(state: IdentityState): Map<string, string> {
  return new Map(state.changes().records.map((owned) => [recordKey(owned.record), owned.entity]))
}

/** All ids a whole ledger has given, with the entity that answers. */
export function answers(state: IdentityState): ReadonlyMap<string, string> {
  return state.changes().ids
}

/** Which records are one, without ids: a sorted text per entity. */
export function partition(state: IdentityState): string[] {
  const entities = new Set(owners(state).values())
  return [...entities]
    .map((entity) =>
      state
        .recordsOf(entity)
        .map((owned) => recordKey(owned.record))
        .sort()
        .join(),
    )
    .sort()
}
