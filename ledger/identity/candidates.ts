import type { Kysely } from 'kysely'
import type { EntityKind } from '../../adapters/ids.ts'
import type { Entity, IdentityRecord } from '../port.ts'
import { recordKey } from '../port.ts'
import type { Schema } from '../schema.ts'
import { entitiesOwning, toIdentityRecord } from './entities.ts'
import { pairsOf, parseRecordKey } from './rows.ts'
import type { Pair } from './state.ts'

/** Another entity that may be the same, and its record that likeness points at. */
export interface Candidate {
  readonly entity: Entity
  readonly because: IdentityRecord
}

/**
 * The entities in doubt against one, each once with its strongest reason, the strongest first. An entity that a
 * steward has said no to, for any of its records, is none.
 */
export async function candidatesFor(
  db: Kysely<Schema>,
  kind: EntityKind,
  entity: Entity,
): Promise<Candidate[]> {
  const own = new Set(entity.records.map(({ record }) => recordKey(record)))
  const pairs = (await pairsOf(db, kind, [...own])).map((pair) => ({ pair, other: otherEnd(pair, own) }))
  const entities = await entitiesOwning(
    db,
    kind,
    pairs.map(({ other }) => other),
  )
  const owner = (key: string) => entities.get(key)?.id ?? entity.id
  const refused = new Set(
    pairs.filter(({ pair }) => pair.state === 'REJECTED').map(({ other }) => owner(other)),
  )
  const candidates = new Map<string, Candidate>()
  for (const { pair, other } of pairs.sort((a, b) => b.pair.reason.confidence - a.pair.reason.confidence)) {
    const found = entities.get(other)
    if (!found || found.id === entity.id || refused.has(found.id) || candidates.has(found.id)) continue
    const because = toIdentityRecord(parseRecordKey(other), 'PROBABLE', pair.reason)
    candidates.set(found.id, { entity: found, because })
  }
  return [...candidates.values()]
}

/** The end of a pair away from the entity; within it, either. */
function otherEnd({ left, right }: Pair, own: ReadonlySet<string>): string {
  return own.has(left) ? right : left
}
