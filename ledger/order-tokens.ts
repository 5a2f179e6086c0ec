import type { Kysely } from 'kysely'
import type { LedgerDatabase } from './database.ts'
import { LedgerError } from './error.ts'
import type { OrderTokenGrant, OrderTokens } from './port.ts'
import type { Schema } from './schema.ts'

/** `OrderTokens` in the ledger's database. */
export function databaseOrderTokens({ reader, write }: LedgerDatabase): OrderTokens {
  return {
    grant: (wanted) => write('order-tokens', (db) => grantOrderToken(db, wanted)),
    async find(hash, at) {
      const row = await reader
        .selectFrom('order_token')
        .select('order_id')
        .where('hash', '=', hash)
        .where('expires_at', '>', at)
        .where('revoked', '=', 0)
        .executeTakeFirst()
      return row?.order_id ?? null
    },
    async revoke(which) {
      await write('order-tokens', (db) => {
        const all = db.updateTable('order_token').set({ revoked: 1 })
        const named =
          'hash' in which ? all.where('hash', '=', which.hash) : all.where('order_id', '=', which.orderId)
        return named.execute()
      })
    },
  }
}

/** See `OrderTokens`. `db` is a transaction; of two that grant one hash at once the second waits for the first. */
export async function grantOrderToken(db: Kysely<Schema>, grant: OrderTokenGrant): Promise<void> {
  const { hash, orderId, at, expiresAt } = grant
  const row = { hash, order_id: orderId, granted_at: at, expires_at: expiresAt, revoked: 0 }
  const granted = await db
    .insertInto('order_token')
    .values(row)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash')
    .execute()
  if (granted.length > 0) return
  const held = db.selectFrom('order_token').select('order_id').where('hash', '=', hash)
  if ((await held.executeTakeFirstOrThrow()).order_id !== orderId) throw otherOrder()
}

/** A token opens one order for ever. */
export function otherOrder(): LedgerError {
  return new LedgerError(
    'FAILED',
    'expected a token that opens no other order, found one that does; make one for this order',
  )
}
