import type { Kysely } from 'kysely'
import type { EntityKind } from '../../adapters/ids.ts'
import { byKeys } from '../database.ts'
import type { Entity, IdentityRecord } from '../port.ts'
import type { IdentityRecordRow, Schema } from '../schema.ts'
import { toOwnedRecord } from './rows.ts'
import type { OwnedRecord, Reason } from './state.ts'

/** The entities that own records, by `recordKey`; one statement per thousand keys. */
export async function entitiesOwning(
  db: Kysely<Schema>,
  kind: EntityKind,
  records: readonly string[],
): Promise<Map<string, Entity>> {
  const rows = await byKeys(records, (chunk) =>
    db
      .selectFrom('identity_record as asked')
      .innerJoin('identity_record as owned', (join) =>
        join.onRef('owned.kind', '=', 'asked.kind').onRef('owned.entity', '=', 'asked.entity'),
      )
      .selectAll('owned')
      .select('asked.record as key')
      .where('asked.kind', '=', kind)
      .where('asked.record', 'in', chunk)
      .orderBy('owned.seq')
      .execute(),
  )
  return toEntities(rows)
}

/** The entities that answer to ids, by id; one statement per thousand ids. */
export async function entitiesAnswering(
  db: Kysely<Schema>,
  kind: EntityKind,
  ids: readonly string[],
): Promise<Map<string, Entity>> {
  const rows = await byKeys(ids, (chunk) =>
    db
      .selectFrom('identity_id as asked')
      .innerJoin('identity_record as owned', (join) =>
        join.onRef('owned.kind', '=', 'asked.kind').onRef('owned.entity', '=', 'asked.entity'),
      )
      .selectAll('owned')
      .select('asked.id as key')
      .where('asked.kind', '=', kind)
      .where('asked.id', 'in', chunk)
      .orderBy('owned.seq')
      .execute(),
  )
  return toEntities(rows)
}

/** An entity in the port's words; `owned` is in the order of first sight. */
export function toEntity(id: string, owned: readonly OwnedRecord[]): Entity {
  return { id, records: owned.map(({ record, reason }) => toIdentityRecord(record, 'CONFIRMED', reason)) }
}

/** A record and its reason in the port's words. */
export function toIdentityRecord(
  record: IdentityRecord['record'],
  state: IdentityRecord['state'],
  reason: Reason,
): IdentityRecord {
  return { record, state, ...reason }
}

function toEntities(rows: readonly (IdentityRecordRow & { readonly key: string })[]): Map<string, Entity> {
  const owned = new Map<string, OwnedRecord[]>()
  for (const row of rows) {
    const records = owned.get(row.key)
    if (records) records.push(toOwnedRecord(row))
    else owned.set(row.key, [toOwnedRecord(row)])
  }
  return new Map([...owned].map(([key, records]) => [key, toEntity(records[0]?.entity ?? key, records)]))
}
