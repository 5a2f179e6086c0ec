import type { RecordRef } from '../../adapters/ids.ts'
import type { MatchMethod } from '../../adapters/ports/profiles.ts'
import type { Instant } from '../../adapters/time.ts'
import { type Decision, IdentityError, type Observation, recordKey } from '../port.ts'
import type { IdentityState, OwnedRecord, Reason } from './state.ts'

/**
 * How sure a reference by each method is. PROVES says which of them join: the shopper showed it (a login, a card) or a
 * person decided; the rest is likeness, which households and shared mailboxes have too.
 */
const CONFIDENCE: Readonly<Record<MatchMethod, number>> = {
  VERIFIED_LOGIN: 1,
  LOYALTY_CARD: 1,
  MANUAL: 1,
  PAYMENT_TOKEN: 0.7,
  EXACT_EMAIL: 0.6,
  EXACT_PHONE: 0.5,
  NAME_AND_ADDRESS: 0.4,
}
const PROVES: ReadonlySet<MatchMethod> = new Set(['VERIFIED_LOGIN', 'LOYALTY_CARD', 'MANUAL'])

/** `IdentityLedger.observe` on a state that holds the entities of every record named. */
export function observe(
  state: IdentityState,
  observations: readonly Observation[],
  by: string,
  at: Instant,
): void {
  for (const { record, same } of observations) {
    const own = seen(state, record, by, at)
    for (const reference of same) {
      seen(state, reference.record, by, at)
      refer(state, recordKey(own.record), recordKey(reference.record), {
        method: reference.method,
        confidence: CONFIDENCE[reference.method],
        evidence: [`${record.source} names ${reference.record.source}`],
        linkedAt: at,
        linkedBy: by,
      })
    }
  }
}

/** `IdentityLedger.link` on a state that holds the entity and the record's owner. Returns the entity's id. */
export function link(state: IdentityState, id: string, record: RecordRef, decision: Decision): string {
  const entity = known(state, id)
  const key = recordKey(record)
  const taken = state.find(key) ?? state.add(record, decided(decision))
  if (taken.entity === entity) {
    throw new IdentityError(
      'ALREADY_LINKED',
      'expected a record of another owner; this one is linked already',
    )
  }
  for (const { record: other } of state.recordsOf(entity)) state.removePair(key, recordKey(other))
  take(state, taken, entity, decision)
  return entity
}

/** `IdentityLedger.unlink` on a state that holds the entity. Returns the two entities' ids. */
export function unlink(state: IdentityState, id: string, record: RecordRef, decision: Decision) {
  const entity = known(state, id)
  const owned = state.find(recordKey(record))
  if (owned?.entity !== entity) {
    throw new IdentityError(
      'NOT_LINKED',
      'expected a record of this entity; this one belongs to another or none',
    )
  }
  if (state.recordsOf(entity).length === 1) {
    throw new IdentityError(
      'LAST_RECORD',
      "expected two records or more; an entity's only record cannot be split off",
    )
  }
  reject(state, owned, decision)
  const split = ownId(state, owned)
  state.put({ ...owned, entity: split.id, generation: split.generation, reason: decided(decision) })
  state.answer(split.id, split.id)
  return { kept: entity, split: split.id }
}

/** `IdentityLedger.merge` on a state that holds both entities. Returns the survivor's id. */
export function merge(
  state: IdentityState,
  survivorId: string,
  duplicateId: string,
  decision: Decision,
): string {
  const survivor = known(state, survivorId)
  const duplicate = known(state, duplicateId)
  if (survivor === duplicate) {
    throw new IdentityError('SAME_ENTITY', 'expected two entities; these ids are one entity already')
  }
  const kept = state.recordsOf(survivor).map(({ record }) => recordKey(record))
  const moved = state.recordsOf(duplicate)
  for (const { record } of moved) for (const key of kept) state.removePair(recordKey(record), key)
  state.absorb(survivor, duplicate)
  const [first] = moved
  if (first) state.put({ ...first, entity: survivor, reason: decided(decision) })
  return survivor
}

function seen(state: IdentityState, record: RecordRef, by: string, at: Instant): OwnedRecord {
  const known = state.find(recordKey(record))
  // Nothing links it yet: its own source recorded it, and that is all there is to say.
  const alone: Reason = { method: 'MANUAL', confidence: 1, evidence: [], linkedAt: at, linkedBy: by }
  return known ?? state.add(record, alone)
}

function refer(state: IdentityState, from: string, to: string, reason: Reason): void {
  const [one, other] = [state.find(from), state.find(to)]
  if (!one || !other || one.entity === other.entity) return
  if (!PROVES.has(reason.method)) doubt(state, from, to, reason)
  else if (!heldApart(state, one.entity, other.entity)) join(state, one, other, reason)
}

function join(state: IdentityState, one: OwnedRecord, other: OwnedRecord, reason: Reason): void {
  // The elder's id goes on, so that ids in use change as little as possible.
  const elder = born(state, one.entity) <= born(state, other.entity) ? one : other
  const younger = elder === one ? other : one
  state.absorb(elder.entity, younger.entity)
  state.put({ ...younger, entity: elder.entity, reason })
}

function doubt(state: IdentityState, from: string, to: string, reason: Reason): void {
  const held = state.pair(from, to)
  if (held && (held.state === 'REJECTED' || held.reason.confidence >= reason.confidence)) return
  state.putPair(from, to, 'PROBABLE', reason)
}

/** Whether a steward has said no to any record of the one with any of the other: a third record must not rejoin them. */
function heldApart(state: IdentityState, one: string, other: string): boolean {
  const [few, many] = [state.recordsOf(one), state.recordsOf(other)].sort((a, b) => a.length - b.length)
  const others = new Set(many?.map(({ record }) => recordKey(record)))
  return (few ?? []).some(({ record }) => {
    const key = recordKey(record)
    return state
      .pairsOf(key)
      .some((pair) => pair.state === 'REJECTED' && others.has(pair.left === key ? pair.right : pair.left))
  })
}

/** A steward moves a record. What it leaves behind is told no, or the next observation would bring all of it along. */
function take(state: IdentityState, taken: OwnedRecord, entity: string, decision: Decision): void {
  const left = taken.entity
  const moved = { ...taken, entity, reason: decided(decision) }
  if (state.recordsOf(left).length === 1) {
    state.absorb(entity, left)
    state.put(moved)
    return
  }
  reject(state, taken, decision)
  const own = ownId(state, taken)
  state.put({ ...moved, generation: own.generation })
  state.answer(own.id, entity)
}

function reject(state: IdentityState, owned: OwnedRecord, decision: Decision): void {
  for (const { record } of state.recordsOf(owned.entity)) {
    if (recordKey(record) === recordKey(owned.record)) continue
    state.putPair(recordKey(owned.record), recordKey(record), 'REJECTED', decided(decision))
  }
}

/** The id a record takes along when it leaves: its own, or its next one when the entity it leaves carries that. */
function ownId(state: IdentityState, { record, entity, generation }: OwnedRecord) {
  const id = state.mint(record, generation)
  if (id !== entity) return { id, generation }
  return { id: state.mint(record, generation + 1), generation: generation + 1 }
}

function born(state: IdentityState, entity: string): number {
  return state.recordsOf(entity)[0]?.seq ?? Number.POSITIVE_INFINITY
}

function known(state: IdentityState, id: string): string {
  const entity = state.entityOf(id)
  if (entity === undefined) throw new IdentityError('NOT_FOUND', 'expected an id this ledger has given')
  return entity
}

function decided({ by, at, method, reason }: Decision): Reason {
  return { method, confidence: 1, evidence: reason === null ? [] : [reason], linkedAt: at, linkedBy: by }
}
