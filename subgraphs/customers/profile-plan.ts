import type { RecordId } from '../../adapters/ids.ts'
import type { ProfileChange, ProfileDeskField } from '../../adapters/ports/profile-desk.ts'
import type { Answerer, SystemKind } from '../../adapters/source.ts'
import type { Context } from '../context.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { outcomeOf } from '../source-status.ts'
import type { Gathered } from './profile.ts'
import { argumentOf, type Wanted } from './profile-input.ts'
import { because, type Refusal, refused } from './refused.ts'

/** A record that is to be changed. */
export interface Target extends ProfileChange {
  readonly desk: Answerer<'profileDesk'>
  /** Whether it said all of that when it was read. */
  readonly stands: boolean
}

/** What is to be changed where. */
export interface Plan {
  readonly targets: readonly Target[]
  /** Systems that show one of the fields, too, and that nobody can tell. */
  readonly untold: readonly WriteOutcome[]
}

type One = Gathered['found'][number]

/**
 * Each field goes to the first record, in the order in which profiles are believed, whose system can keep it: what is shown afterwards is what was
 * written. Where a record before it that nobody can change has a value, the change would not be seen: UNSUPPORTED, and nothing is done. So
 * is everything where any field has no place. Throws `Refused`.
 */
export function planUpdate(context: Context, gathered: Gathered, wanted: Wanted): Plan {
  const places = [...wanted.keys()].map((field) => ({ field, place: placeOf(context, gathered, field) }))
  const nowhere = places.flatMap(({ place }) => ('refusal' in place ? [place] : []))
  if (nowhere.length > 0)
    throw refused(
      nowhere.map(({ refusal }) => refusal),
      writesOf(nowhere),
    )
  const byRecord = new Map<One, ProfileDeskField[]>()
  for (const { field, place } of places)
    if (!('refusal' in place)) byRecord.set(place, [...(byRecord.get(place) ?? []), field])
  const targets = [...byRecord].map(([one, fields]) => targetOf(context, one, { fields, wanted }))
  const told = new Set(targets.map(({ desk }) => desk.name))
  const others = gathered.found.filter(({ asked, found: { value } }) => {
    return !told.has(asked.name) && [...wanted.keys()].some((field) => value[field] !== null)
  })
  const kinds = new Map(others.map(({ asked }) => [asked.name, asked.kind]))
  const untold = [...kinds.values()].map(
    (system): WriteOutcome => ({ system, outcome: 'NOT_ASKED', queuedForRetry: false }),
  )
  return { targets, untold }
}

/** Why a field has no place, and what became of the system that stands in the way, if one does. */
interface Nowhere {
  readonly refusal: Refusal
  readonly outcome: WriteOutcome['outcome']
}

/** The record a field is written to; or why there is none. */
function placeOf(
  { services: { estate } }: Context,
  gathered: Gathered,
  field: ProfileDeskField,
): One | Nowhere {
  const nowhere = (code: Refusal['code'], system: SystemKind | null = null): Nowhere => ({
    refusal: because(code, { field: argumentOf(field), system }),
    outcome: 'NOT_ASKED',
  })
  for (const asked of estate.answers.profiles) {
    const failure = gathered.failures.find(({ source }) => source === asked.name)
    if (failure) return { ...nowhere('SYSTEM_UNAVAILABLE', asked.kind), outcome: outcomeOf(failure.code) }
    const records = gathered.found.filter((one) => one.asked.name === asked.name)
    const [first] = records
    if (first && deskOf(estate.answers.profileDesk, asked.name, field)) return first
    if (records.some(({ found: { value } }) => value[field] !== null))
      return nowhere('UNSUPPORTED', asked.kind)
  }
  return nowhere('UNSUPPORTED')
}

function deskOf(
  desks: readonly Answerer<'profileDesk'>[],
  source: string,
  field: ProfileDeskField,
): Answerer<'profileDesk'> | null {
  return desks.find(({ name, port }) => name === source && port.capabilities.fields.includes(field)) ?? null
}

function targetOf(
  { services: { estate, stores } }: Context,
  { asked, found }: One,
  { fields, wanted }: { readonly fields: readonly ProfileDeskField[]; readonly wanted: Wanted },
): Target {
  const desk = estate.answers.profileDesk.find(({ name }) => name === asked.name)
  if (!desk) throw new Error(`expected a desk of "${asked.name}"`)
  const textFor = (field: ProfileDeskField): string => {
    const value = wanted.get(field) ?? ''
    if (field !== 'preferredStore') return value
    const store = stores.byId(value)
    return store?.records.get(asked.name) ?? store?.code ?? value
  }
  const values = Object.fromEntries(fields.map((field) => [field, textFor(field)]))
  return {
    desk,
    record: found.recordId as RecordId,
    unmodifiedSince: found.recordedAt,
    values,
    stands: fields.every((field) => found.value[field] === values[field]),
  }
}

/** The systems that stand in the way. */
function writesOf(nowhere: readonly Nowhere[]): readonly WriteOutcome[] {
  const outcomes = nowhere.flatMap(({ refusal: { system }, outcome }) =>
    system ? [[system, outcome] as const] : [],
  )
  return [...new Map(outcomes)].map(([system, outcome]) => ({ system, outcome, queuedForRetry: false }))
}
