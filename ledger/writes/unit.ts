import type { Kysely } from 'kysely'
import { grantOrderToken } from '../order-tokens.ts'
import type { Schema } from '../schema.ts'
import { carts } from './carts.ts'
import { cases } from './cases.ts'
import { holds } from './holds.ts'
import { placedOrders } from './orders.ts'
import { outboxMoves, send } from './outbox-rows.ts'
import type { WriteUnit } from './port.ts'

/** What a transaction may read and change. */
export function writeUnit(db: Kysely<Schema>): WriteUnit {
  return {
    carts: carts(db),
    holds: holds(db),
    orders: placedOrders(db),
    cases: cases(db),
    send: (entry) => send(db, entry),
    ...outboxMoves(db),
    grantOrderToken: (grant) => grantOrderToken(db, grant),
  }
}
