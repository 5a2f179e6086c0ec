import type { Kysely } from 'kysely'
import type { Instant } from '../../adapters/time.ts'
import { byKeys } from '../database.ts'
import { LedgerError } from '../error.ts'
import type { CartRow, HandOffRow, Schema } from '../schema.ts'
import type { CartReads, CartRecord, Carts, HandOff } from './port.ts'
import { notNext } from './version.ts'

/** `CartReads` in the ledger's database. */
export function cartReads(reader: Kysely<Schema>): CartReads {
  return {
    async byIds(ids) {
      const all = reader.selectFrom('cart').selectAll()
      const rows = await byKeys(ids, (chunk) => all.where('id', 'in', chunk).execute())
      return new Map(rows.map((row) => [row.id, toCart(row)]))
    },
    async activeOf(customerIds) {
      const rows = await byKeys(customerIds, (chunk) => active(reader, chunk).execute())
      return new Map(rows.map((row) => [row.customer_id ?? '', toCart(row)]))
    },
    async handOff(codeHash, at) {
      const row = await reader
        .selectFrom('hand_off')
        .selectAll()
        .where('code_hash', '=', codeHash)
        .where('used', '=', 0)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return row ? toHandOff(row) : null
    },
    async expired(at, first) {
      const rows = await reader
        .selectFrom('cart')
        .selectAll()
        .where('state', '=', 'ACTIVE')
        .where('expires_at', '<=', at)
        .orderBy('expires_at')
        .orderBy('id')
        .limit(first)
        .execute()
      return rows.map(toCart)
    },
  }
}

/** `Carts` in a transaction. */
export function carts(db: Kysely<Schema>): Carts {
  return {
    async byId(id) {
      const row = await db.selectFrom('cart').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? toCart(row) : null
    },
    async activeOf(customerId) {
      const row = (await active(db, [customerId]).execute()).at(-1)
      return row ? toCart(row) : null
    },
    save: (cart) => save(db, cart),
    async note({ id, version, body }) {
      const same = db.updateTable('cart').set({ body }).where('id', '=', id).where('version', '=', version)
      const written = await same.returning('id').execute()
      if (written.length === 0) throw notNext('a cart', version + 1)
    },
    addHandOff: (handOff) => addHandOff(db, handOff),
    async takeHandOff(codeHash, at) {
      const row = await db
        .updateTable('hand_off')
        .set({ used: 1 })
        .where('code_hash', '=', codeHash)
        .where('used', '=', 0)
        .where('expires_at', '>', at)
        .returningAll()
        .executeTakeFirst()
      return row ? toHandOff(row) : null
    },
  }
}

/** The newest of each shopper comes last. */
function active(db: Kysely<Schema>, customerIds: readonly string[]) {
  return db
    .selectFrom('cart')
    .selectAll()
    .where('customer_id', 'in', customerIds)
    .where('state', '=', 'ACTIVE')
    .orderBy('updated_at')
    .orderBy('id')
}

/** In one statement, so that of two writes that read the same version one fails, whatever they said they are about. */
async function save(db: Kysely<Schema>, cart: CartRecord): Promise<void> {
  const { id, ...values } = toRow(cart)
  const written =
    cart.version === 1
      ? await db
          .insertInto('cart')
          .values({ id, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute()
      : await db
          .updateTable('cart')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', cart.version - 1)
          .returning('id')
          .execute()
  if (written.length === 0) throw notNext('a cart', cart.version)
}

async function addHandOff(db: Kysely<Schema>, handOff: HandOff): Promise<void> {
  const { code_hash, ...values } = toHandOffRow(handOff)
  const written = await db
    .insertInto('hand_off')
    .values({ code_hash, ...values })
    .onConflict((conflict) => conflict.column('code_hash').doUpdateSet(values).where('hand_off.used', '=', 1))
    .returning('code_hash')
    .execute()
  if (written.length === 0) {
    throw new LedgerError(
      'FAILED',
      'expected a hand-off code that is new or used, found one that is neither; make a longer code',
    )
  }
}

function toRow(cart: CartRecord): CartRow {
  return {
    id: cart.id,
    version: cart.version,
    state: cart.state,
    customer_id: cart.customerId,
    token_hash: cart.tokenHash,
    body: cart.body,
    updated_at: cart.updatedAt,
    expires_at: cart.expiresAt,
  }
}

/** A row that `toRow` made: its texts are what they were. */
function toCart(row: CartRow): CartRecord {
  return {
    id: row.id,
    version: row.version,
    state: row.state as CartRecord['state'],
    customerId: row.customer_id,
    tokenHash: row.token_hash,
    body: row.body,
    updatedAt: row.updated_at as Instant,
    expiresAt: row.expires_at as Instant | null,
  }
}

function toHandOffRow({ codeHash, cartId, toChannel, store, expiresAt }: HandOff): HandOffRow {
  return {
    code_hash: codeHash,
    cart_id: cartId,
    to_channel: toChannel,
    store,
    expires_at: expiresAt,
    used: 0,
  }
}

function toHandOff(row: HandOffRow): HandOff {
  return {
    codeHash: row.code_hash,
    cartId: row.cart_id,
    toChannel: row.to_channel,
    store: row.store,
    expiresAt: row.expires_at as Instant,
  }
}
