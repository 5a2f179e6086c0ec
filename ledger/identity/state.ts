import { type EntityKind, mintId, type RecordRef } from '../../adapters/ids.ts'
import type { MatchMethod } from '../../adapters/ports/profiles.ts'
import type { Instant } from '../../adapters/time.ts'
import { recordKey } from '../port.ts'

/** Why a record belongs where it is, or why two records are held apart or in doubt. */
export interface Reason {
  readonly method: MatchMethod
  readonly confidence: number
  readonly evidence: readonly string[]
  readonly linkedAt: Instant
  readonly linkedBy: string
}

/** A record and its one owner. */
export interface OwnedRecord {
  readonly record: RecordRef
  /** The id the owner carries. */
  readonly entity: string
  /** Smaller was seen earlier. */
  readonly seq: number
  /** The generation of the record's own id, which always answers for the record's owner. */
  readonly generation: number
  readonly reason: Reason
}

/** What is held between two records: a doubt or a steward's no. `left` is the smaller record key. */
export interface Pair {
  readonly left: string
  readonly right: string
  readonly state: 'PROBABLE' | 'REJECTED'
  readonly reason: Reason
}

/** What the ledger holds of the entities in question, whole: all records, ids and pairs of each. */
export interface IdentityRows {
  readonly records: readonly OwnedRecord[]
  /** Every id given, and the entity that answers to it. */
  readonly ids: ReadonlyMap<string, string>
  readonly pairs: readonly Pair[]
}

/** What has to be written back. */
export interface IdentityChanges {
  readonly records: readonly OwnedRecord[]
  readonly ids: ReadonlyMap<string, string>
  readonly pairs: readonly Pair[]
  readonly removedPairs: readonly Pair[]
}

/**
 * A part of the ledger in memory for the length of one decision. The rules in `domain.ts` work on it and on nothing
 * else; it knows no rule itself, keeps its indexes, and remembers what changed.
 */
export interface IdentityState {
  find(key: string): OwnedRecord | undefined
  /** The entity that answers to an id, canonical or alias. */
  entityOf(id: string): string | undefined
  /** In the order they were first seen; empty for no entity. */
  recordsOf(entity: string): readonly OwnedRecord[]
  pairsOf(key: string): readonly Pair[]
  pair(one: string, other: string): Pair | undefined
  /** Takes in a record never seen: it is an entity of its own, under the id it gives birth to. */
  add(record: RecordRef, reason: Reason): OwnedRecord
  put(record: OwnedRecord): void
  /** Makes an entity answer to an id, a new one or another's. */
  answer(id: string, entity: string): void
  /** Makes all records and ids of one entity the other's. */
  absorb(survivor: string, absorbed: string): void
  putPair(one: string, other: string, state: Pair['state'], reason: Reason): void
  removePair(one: string, other: string): void
  /** The id a record gives birth to. */
  mint(record: RecordRef, generation: number): string
  changes(): IdentityChanges
}

export interface IdentityStateOptions {
  readonly kind: EntityKind
  readonly idKey: string
  /** The `seq` of the next record never seen. */
  readonly nextSeq: number
  readonly rows: IdentityRows
}

/** An `IdentityState` that starts from what the ledger holds. */
export function identityState({ kind, idKey, nextSeq, rows }: IdentityStateOptions): IdentityState {
  const records = new Map(rows.records.map((owned) => [recordKey(owned.record), owned]))
  const members = groups(rows.records.map((owned) => [owned.entity, recordKey(owned.record)]))
  const ids = new Map(rows.ids)
  const idsOf = groups([...rows.ids].map(([id, entity]) => [entity, id]))
  const pairs = pairSet(rows.pairs)
  const changedRecords = new Set<string>()
  const changedIds = new Set<string>()
  let seq = nextSeq

  const state: IdentityState = {
    find: (key) => records.get(key),
    entityOf: (id) => ids.get(id),
    recordsOf: (entity) =>
      [...(members.get(entity) ?? [])]
        .flatMap((key) => records.get(key) ?? [])
        .sort((one, other) => one.seq - other.seq),
    pairsOf: pairs.of,
    pair: pairs.get,
    add(record, reason) {
      const id = state.mint(record, 0)
      const added: OwnedRecord = { record, entity: id, seq: seq++, generation: 0, reason }
      state.put(added)
      state.answer(id, id)
      return added
    },
    put(owned) {
      const key = recordKey(owned.record)
      const before = records.get(key)
      if (before) members.get(before.entity)?.delete(key)
      records.set(key, owned)
      group(members, owned.entity).add(key)
      changedRecords.add(key)
    },
    answer(id, entity) {
      const before = ids.get(id)
      if (before !== undefined) idsOf.get(before)?.delete(id)
      ids.set(id, entity)
      group(idsOf, entity).add(id)
      changedIds.add(id)
    },
    absorb(survivor, absorbed) {
      for (const owned of state.recordsOf(absorbed)) state.put({ ...owned, entity: survivor })
      for (const id of [...(idsOf.get(absorbed) ?? [])]) state.answer(id, survivor)
    },
    putPair: pairs.put,
    removePair: pairs.remove,
    mint: (record, generation) => mintId(idKey, kind, record, generation),
    changes: () => ({
      records: [...changedRecords].flatMap((key) => records.get(key) ?? []),
      ids: new Map([...changedIds].map((id) => [id, ids.get(id) ?? id])),
      ...pairs.changes(),
    }),
  }
  return state
}

function pairSet(rows: readonly Pair[]) {
  const byRecord = new Map<string, Map<string, Pair>>()
  const changed = new Map<string, Pair>()
  const removed = new Map<string, Pair>()
  const keep = (pair: Pair) => {
    nested(byRecord, pair.left).set(pair.right, pair)
    nested(byRecord, pair.right).set(pair.left, pair)
  }
  rows.forEach(keep)
  return {
    of: (key: string): readonly Pair[] => [...(byRecord.get(key)?.values() ?? [])],
    get: (one: string, other: string) => byRecord.get(one)?.get(other),
    put(one: string, other: string, state: Pair['state'], reason: Reason): void {
      const [left, right] = one < other ? [one, other] : [other, one]
      const pair: Pair = { left, right, state, reason }
      keep(pair)
      changed.set(pairKey(pair), pair)
      removed.delete(pairKey(pair))
    },
    remove(one: string, other: string): void {
      const pair = byRecord.get(one)?.get(other)
      if (!pair) return
      byRecord.get(one)?.delete(other)
      byRecord.get(other)?.delete(one)
      changed.delete(pairKey(pair))
      removed.set(pairKey(pair), pair)
    },
    changes: () => ({ pairs: [...changed.values()], removedPairs: [...removed.values()] }),
  }
}

function pairKey({ left, right }: Pair): string {
  return JSON.stringify([left, right])
}

function groups(entries: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const grouped = new Map<string, Set<string>>()
  for (const [name, value] of entries) group(grouped, name).add(value)
  return grouped
}

function group(grouped: Map<string, Set<string>>, name: string): Set<string> {
  const found = grouped.get(name) ?? new Set<string>()
  grouped.set(name, found)
  return found
}

function nested<T>(maps: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const found = maps.get(name) ?? new Map<string, T>()
  maps.set(name, found)
  return found
}
