import type { Kysely } from 'kysely'
import type { EntityKind, RecordRef } from '../../adapters/ids.ts'
import type { MatchMethod } from '../../adapters/ports/profiles.ts'
import type { Instant } from '../../adapters/time.ts'
import { byKeys, writeRows } from '../database.ts'
import { recordKey } from '../port.ts'
import type { IdentityPairRow, IdentityRecordRow, Schema } from '../schema.ts'
import type { IdentityChanges, IdentityRows, OwnedRecord, Pair, Reason } from './state.ts'

/** What a decision is about: records by `recordKey`, entities by any of their ids. */
export interface Subjects {
  readonly records?: Iterable<string>
  readonly ids?: readonly string[]
}

/** Reads every entity that owns one of the records or answers to one of the ids, whole. */
export async function loadIdentity(
  db: Kysely<Schema>,
  kind: EntityKind,
  { records = [], ids = [] }: Subjects,
): Promise<IdentityRows> {
  const owners = db.selectFrom('identity_record').select('entity').distinct().where('kind', '=', kind)
  const answering = db.selectFrom('identity_id').select('entity').where('kind', '=', kind)
  const found = await Promise.all([
    byKeys(records, (chunk) => owners.where('record', 'in', chunk).execute()),
    byKeys(ids, (chunk) => answering.where('id', 'in', chunk).execute()),
  ])
  const entities = new Set(found.flat().map(({ entity }) => entity))
  const [owned, given] = await Promise.all([
    byKeys(entities, (chunk) => recordsOf(db, kind, chunk)),
    byKeys(entities, (chunk) =>
      db.selectFrom('identity_id').select(['id', 'entity']).where('entity', 'in', chunk).execute(),
    ),
  ])
  const pairs = await pairsOf(
    db,
    kind,
    owned.map(({ record }) => record),
  )
  return {
    records: owned.map(toOwnedRecord),
    ids: new Map(given.map(({ id, entity }) => [id, entity])),
    pairs,
  }
}

/** The `seq` of the next record; good until the transaction ends. */
export async function nextSeq(db: Kysely<Schema>): Promise<number> {
  const query = db.selectFrom('identity_record').select((eb) => eb.fn.max('seq').as('last'))
  const { last } = await query.executeTakeFirstOrThrow()
  // No row has none: kysely's type of an aggregate does not say so.
  return Number(last ?? 0) + 1
}

/** Doubts and refusals that touch any of these records; one may come twice. */
export async function pairsOf(
  db: Kysely<Schema>,
  kind: EntityKind,
  records: readonly string[],
): Promise<Pair[]> {
  const pairs = db.selectFrom('identity_pair').selectAll().where('kind', '=', kind)
  const found = await Promise.all([
    byKeys(records, (chunk) => pairs.where('left_record', 'in', chunk).execute()),
    byKeys(records, (chunk) => pairs.where('right_record', 'in', chunk).execute()),
  ])
  return found.flat().map(toPair)
}

/** Writes back what a decision changed. `db` is the transaction it was made in. */
export async function saveIdentity(
  db: Kysely<Schema>,
  kind: EntityKind,
  { records, ids, pairs, removedPairs }: IdentityChanges,
): Promise<void> {
  await writeRows(
    records.map((owned) => toRecordRow(kind, owned)),
    (rows) =>
      db
        .insertInto('identity_record')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['kind', 'record']).doUpdateSet((eb) => ({
            entity: eb.ref('excluded.entity'),
            generation: eb.ref('excluded.generation'),
            method: eb.ref('excluded.method'),
            confidence: eb.ref('excluded.confidence'),
            evidence: eb.ref('excluded.evidence'),
            linked_at: eb.ref('excluded.linked_at'),
            linked_by: eb.ref('excluded.linked_by'),
          })),
        )
        .execute(),
  )
  await writeRows(
    [...ids].map(([id, entity]) => ({ id, kind, entity })),
    (rows) =>
      db
        .insertInto('identity_id')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((eb) => ({ entity: eb.ref('excluded.entity') })),
        )
        .execute(),
  )
  await savePairs(db, kind, pairs, removedPairs)
}

async function savePairs(
  db: Kysely<Schema>,
  kind: EntityKind,
  pairs: readonly Pair[],
  removed: readonly Pair[],
): Promise<void> {
  for (const { left, right } of removed) {
    const pair = db.deleteFrom('identity_pair').where('kind', '=', kind)
    await pair.where('left_record', '=', left).where('right_record', '=', right).execute()
  }
  await writeRows(
    pairs.map((pair) => toPairRow(kind, pair)),
    (rows) =>
      db
        .insertInto('identity_pair')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['kind', 'left_record', 'right_record']).doUpdateSet((eb) => ({
            state: eb.ref('excluded.state'),
            method: eb.ref('excluded.method'),
            confidence: eb.ref('excluded.confidence'),
            evidence: eb.ref('excluded.evidence'),
            linked_at: eb.ref('excluded.linked_at'),
            linked_by: eb.ref('excluded.linked_by'),
          })),
        )
        .execute(),
  )
}

function recordsOf(
  db: Kysely<Schema>,
  kind: EntityKind,
  entities: readonly string[],
): Promise<IdentityRecordRow[]> {
  return db
    .selectFrom('identity_record')
    .selectAll()
    .where('kind', '=', kind)
    .where('entity', 'in', entities)
    .execute()
}

/** A row as the domain's record. */
export function toOwnedRecord(row: IdentityRecordRow): OwnedRecord {
  const { entity, seq, generation } = row
  return { record: parseRecordKey(row.record), entity, seq, generation, reason: toReason(row) }
}

function toPair(row: IdentityPairRow): Pair {
  const { left_record: left, right_record: right } = row
  return { left, right, state: row.state as Pair['state'], reason: toReason(row) }
}

/** `recordKey` read back; the ledger wrote it. */
export function parseRecordKey(key: string): RecordRef {
  const [source, id] = JSON.parse(key) as [string, RecordRef['id']]
  return { source, id }
}

function toReason(row: Omit<IdentityPairRow, 'left_record' | 'right_record' | 'state'>): Reason {
  return {
    method: row.method as MatchMethod,
    confidence: row.confidence,
    evidence: JSON.parse(row.evidence) as string[],
    linkedAt: row.linked_at as Instant,
    linkedBy: row.linked_by,
  }
}

function toRecordRow(kind: EntityKind, owned: OwnedRecord): IdentityRecordRow {
  const { entity, seq, generation } = owned
  return { kind, record: recordKey(owned.record), entity, seq, generation, ...reasonColumns(owned.reason) }
}

function toPairRow(kind: EntityKind, { left, right, state, reason }: Pair): IdentityPairRow {
  return { kind, left_record: left, right_record: right, state, ...reasonColumns(reason) }
}

function reasonColumns({ method, confidence, evidence, linkedAt, linkedBy }: Reason) {
  return {
    method,
    confidence,
    evidence: JSON.stringify(evidence),
    linked_at: linkedAt,
    linked_by: linkedBy,
  }
}
