import type { Kysely } from 'kysely'
import type { LedgerDatabase } from './database.ts'
import { LedgerError } from './error.ts'
import type { OrderTokenGrant, OrderTokens } from './port.ts'
import type { Schema } from './schema.ts'

/** `OrderTokens` in the ledger's database. */
export function databaseOrderTokens({ reader, write }: LedgerDatabase): OrderTokens {
  return {
    grant: (wanted) => write('order-tokens', (db) => grant(db, wanted)),
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

/** Writes of one scope never overlap, so what was read is still true when the grant is written. */
async function grant(db: Kysely<Schema>, { hash, orderId, at, expiresAt }: OrderTokenGrant): Promise<void> {
  const held = await db
    .selectFrom('order_token')
    .select('order_id')
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (held && held.order_id !== orderId) throw otherOrder()
  if (held) return
  const row = { hash, order_id: orderId, granted_at: at, expires_at: expiresAt, revoked: 0 }
  await db.insertInto('order_token').values(row).execute()
}

/** A token opens one order for ever. */
export function otherOrder(): LedgerError {
  return new LedgerError(
    'FAILED',
    'expected a token that opens no other order, found one that does; make one for this order',
  )
}
