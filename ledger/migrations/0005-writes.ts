import type { Kysely } from 'kysely'
import type { ColumnTypes } from '../database.ts'

/** What commerce writes: commands done, carts, holds, orders placed, and what systems are to be told. */
export async function createWrites(db: Kysely<unknown>, columns: ColumnTypes): Promise<void> {
  await createCommands(db, columns)
  await createCarts(db, columns)
  await createHolds(db, columns)
  await createPlacedOrders(db, columns)
  await createOutbox(db, columns)
}

async function createCommands(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('command')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('content', text, (column) => column.notNull())
    .addColumn('result', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .execute()
  await index(db, 'command', ['at'])
}

async function createCarts(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('cart')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('customer_id', text)
    .addColumn('token_hash', text)
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .addColumn('expires_at', text)
    .execute()
  await index(db, 'cart', ['customer_id', 'state', 'updated_at'])
  await index(db, 'cart', ['state', 'expires_at', 'id'])
  await db.schema
    .createTable('hand_off')
    .addColumn('code_hash', text, (column) => column.primaryKey())
    .addColumn('cart_id', text, (column) => column.notNull())
    .addColumn('to_channel', text, (column) => column.notNull())
    .addColumn('store', text)
    .addColumn('expires_at', text, (column) => column.notNull())
    .addColumn('used', 'integer', (column) => column.notNull())
    .execute()
  await index(db, 'hand_off', ['expires_at'])
}

async function createHolds(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('hold')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('location', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('lines', text, (column) => column.notNull())
    .addColumn('expires_at', text)
    .addColumn('customer_id', text)
    .addColumn('cart_id', text)
    .addColumn('order_id', text)
    .addColumn('created_at', text, (column) => column.notNull())
    .execute()
  await index(db, 'hold', ['order_id'])
  await index(db, 'hold', ['cart_id'])
  await index(db, 'hold', ['customer_id'])
  await index(db, 'hold', ['state', 'expires_at', 'id'])
  await db.schema.createIndex('hold_by_state_age').on('hold').columns(['state', 'created_at', 'id']).execute()
  await db.schema
    .createTable('hold_line')
    .addColumn('hold_id', text, (column) => column.notNull())
    .addColumn('sku', text, (column) => column.notNull())
    .addColumn('location', text, (column) => column.notNull())
    .addColumn('held', 'integer', (column) => column.notNull())
    .addColumn('until', text)
    .addPrimaryKeyConstraint('hold_line_pk', ['hold_id', 'sku'])
    .addForeignKeyConstraint('hold_line_fk', ['hold_id'], 'hold', ['id'])
    .execute()
  await index(db, 'hold_line', ['sku', 'location'])
}

async function createPlacedOrders(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('placed_order')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('number', text, (column) => column.notNull())
    .addColumn('customer_id', text)
    .addColumn('placed_on', text, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addUniqueConstraint('placed_order_number', ['number', 'channel'])
    .execute()
  await index(db, 'placed_order', ['customer_id', 'placed_on', 'number'])
}

async function createOutbox(db: Kysely<unknown>, { text, long }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('outbox_stream')
    .addColumn('stream', text, (column) => column.primaryKey())
    .addColumn('last', long, (column) => column.notNull())
    .addColumn('last_at', text, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('outbox')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('stream', text, (column) => column.notNull())
    .addColumn('ordinal', long, (column) => column.notNull())
    .addColumn('system', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('queued_at', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', text, (column) => column.notNull())
    .addColumn('doubtful_since', text)
    .addColumn('failure', text)
    .addColumn('done_at', text)
    .addColumn('leased_by', text)
    .addColumn('leased_until', text)
    .addUniqueConstraint('outbox_place', ['stream', 'ordinal'])
    .execute()
  await index(db, 'outbox', ['done_at'])
  await index(db, 'outbox', ['queued_at', 'stream', 'ordinal'])
  // The workers, and the check for what stands before an entry in its stream, ask for few of many states.
  await index(db, 'outbox', ['state', 'due_at', 'stream'])
}

function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  return db.schema
    .createIndex(`${table}_by_${columns[0]}`)
    .on(table)
    .columns([...columns])
    .execute()
}
