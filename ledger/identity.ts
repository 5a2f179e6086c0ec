import type { Kysely } from 'kysely'
import type { EntityKind } from '../adapters/ids.ts'
import type { LedgerDatabase } from './database.ts'
import { candidatesFor } from './identity/candidates.ts'
import { link, merge, observe, unlink } from './identity/domain.ts'
import { entitiesAnswering, entitiesOwning, toEntity } from './identity/entities.ts'
import { loadIdentity, nextSeq, type Subjects, saveIdentity } from './identity/rows.ts'
import { type IdentityState, identityState } from './identity/state.ts'
import { type IdentityLedger, type Observation, recordKey } from './port.ts'
import type { Schema } from './schema.ts'

/** `IdentityLedger` in the ledger's database: the rules of `identity/domain.ts` and the rows they touch. */
export function databaseIdentity({ reader, write }: LedgerDatabase, idKey: string): IdentityLedger {
  const load = async (db: Kysely<Schema>, kind: EntityKind, subjects: Subjects) =>
    identityState({ kind, idKey, nextSeq: await nextSeq(db), rows: await loadIdentity(db, kind, subjects) })
  const decide = <T>(kind: EntityKind, subjects: Subjects, decision: (state: IdentityState) => T) =>
    write('identity', async (db) => {
      const state = await load(db, kind, subjects)
      const result = decision(state)
      await saveIdentity(db, kind, state.changes())
      return result
    })
  const isKnown = async (
    kind: EntityKind,
    records: ReadonlySet<string>,
    say: (state: IdentityState) => void,
  ) => {
    const state = await load(reader, kind, { records })
    if ([...records].some((key) => !state.find(key))) return false
    say(state)
    return isEmpty(state)
  }

  return {
    async observe(kind, observations, by, at) {
      const records = namedIn(observations)
      // Most observations repeat what is known; those cost no write and wait for none.
      if (await isKnown(kind, records, (state) => observe(state, observations, by, at))) return
      await decide(kind, { records }, (state) => observe(state, observations, by, at))
    },
    ownersOf: (kind, records) => entitiesOwning(reader, kind, records.map(recordKey)),
    resolve: (kind, ids) => entitiesAnswering(reader, kind, ids),
    async candidatesOf(kind, id) {
      const entity = (await entitiesAnswering(reader, kind, [id])).get(id)
      return entity ? candidatesFor(reader, kind, entity) : []
    },
    link: (kind, id, record, decision) =>
      decide(kind, { records: [recordKey(record)], ids: [id] }, (state) => {
        const entity = link(state, id, record, decision)
        return toEntity(entity, state.recordsOf(entity))
      }),
    unlink: (kind, id, record, decision) =>
      decide(kind, { records: [recordKey(record)], ids: [id] }, (state) => {
        const { kept, split } = unlink(state, id, record, decision)
        return {
          kept: toEntity(kept, state.recordsOf(kept)),
          split: toEntity(split, state.recordsOf(split)),
        }
      }),
    merge: (kind, survivorId, duplicateId, decision) =>
      decide(kind, { ids: [survivorId, duplicateId] }, (state) => {
        const entity = merge(state, survivorId, duplicateId, decision)
        return toEntity(entity, state.recordsOf(entity))
      }),
  }
}

function namedIn(observations: readonly Observation[]): Set<string> {
  return new Set(
    observations.flatMap(({ record, same }) => [
      recordKey(record),
      ...same.map((reference) => recordKey(reference.record)),
    ]),
  )
}

function isEmpty(state: IdentityState): boolean {
  const { records, pairs, removedPairs } = state.changes()
  return records.length + pairs.length + removedPairs.length === 0
}
