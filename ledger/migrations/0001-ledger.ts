import { type Kysely, sql } from 'kysely'
import type { ColumnTypes } from '../database.ts'

/** Identity, till receipts and marks: the ledger's first tables. */
export async function createLedger(db: Kysely<unknown>, columns: ColumnTypes): Promise<void> {
  await createMarks(db, columns)
  await createIdentity(db, columns)
  await createReceipts(db, columns)
}

async function createMarks(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('mark')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute()
}

async function createIdentity(db: Kysely<unknown>, { text, real }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('identity_record')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('record', text, (column) => column.notNull())
    .addColumn('entity', text, (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('method', text, (column) => column.notNull())
    .addColumn('confidence', real, (column) => column.notNull())
    .addColumn('evidence', text, (column) => column.notNull())
    .addColumn('linked_at', text, (column) => column.notNull())
    .addColumn('linked_by', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('identity_record_pk', ['kind', 'record'])
    .execute()
  await index(db, 'identity_record', ['kind', 'entity'])
  await db.schema.createIndex('identity_record_by_seq').on('identity_record').column('seq').unique().execute()
  await db.schema
    .createTable('identity_id')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('entity', text, (column) => column.notNull())
    .execute()
  await index(db, 'identity_id', ['entity'])
  await db.schema
    .createTable('identity_pair')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('left_record', text, (column) => column.notNull())
    .addColumn('right_record', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull().check(sql`state in ('PROBABLE', 'REJECTED')`))
    .addColumn('method', text, (column) => column.notNull())
    .addColumn('confidence', real, (column) => column.notNull())
    .addColumn('evidence', text, (column) => column.notNull())
    .addColumn('linked_at', text, (column) => column.notNull())
    .addColumn('linked_by', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('identity_pair_pk', ['kind', 'left_record', 'right_record'])
    .execute()
  await index(db, 'identity_pair', ['kind', 'right_record'])
}

async function createReceipts(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('receipt')
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('number', text, (column) => column.notNull())
    .addColumn('business_day', text, (column) => column.notNull())
    .addColumn('placed_at', text)
    .addColumn('customer', text)
    .addColumn('card', text)
    .addColumn('returns_from', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('raw', text, (column) => column.notNull())
    .addColumn('file', text, (column) => column.notNull())
    .addColumn('read_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('receipt_pk', ['source', 'number'])
    .execute()
  await index(db, 'receipt', ['source', 'customer', 'business_day', 'number'])
  await index(db, 'receipt', ['source', 'card', 'business_day', 'number'])
  await db.schema
    .createTable('receipt_return')
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('returns_from', text, (column) => column.notNull())
    .addColumn('number', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('receipt_return_pk', ['source', 'returns_from', 'number'])
    .addForeignKeyConstraint('receipt_return_fk', ['source', 'number'], 'receipt', ['source', 'number'])
    .execute()
  await index(db, 'receipt_return', ['source', 'number'])
  await db.schema
    .createTable('receipt_file')
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('file', text, (column) => column.notNull())
    .addColumn('mark', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('receipt_file_pk', ['source', 'file'])
    .execute()
  await db.schema
    .createTable('quarantine')
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('file', text, (column) => column.notNull())
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('raw', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('quarantine_pk', ['source', 'file', 'ordinal'])
    .execute()
}

function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  return db.schema
    .createIndex(`${table}_by_${columns.slice(0, 2).join('_')}`)
    .on(table)
    .columns([...columns])
    .execute()
}
