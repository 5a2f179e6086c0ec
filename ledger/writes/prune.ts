import type { Kysely } from 'kysely'
import { type Instant, instant } from '../../adapters/time.ts'
import type { LedgerDatabase } from '../database.ts'
import type { Schema } from '../schema.ts'
import { overSince } from './command.ts'

/** How long it is shown that a system was told: as long as somebody asks why something came twice or not at all. */
const DELIVERED_MS = 30 * 86_400_000
/** How long a cart is shown that is no cart any more. */
const CART_MS = 90 * 86_400_000
/** No count is older than that which anything is promised on. */
const COUNTS_MS = 86_400_000
/** Rows removed in one transaction, so that other writes are let in between. */
const AT_ONCE = 500

/** Removes what is over; answers how many rows went, besides those that only kept a stream's count. */
export async function prune(database: LedgerDatabase, at: Instant): Promise<number> {
  const month = earlier(at, DELIVERED_MS)
  const commands = await inSteps(database, (db) =>
    db
      .deleteFrom('command')
      .where(
        'key',
        'in',
        db.selectFrom('command').select('key').where('at', '<=', overSince(at)).limit(AT_ONCE),
      ),
  )
  const handOffs = await inSteps(database, (db) =>
    db
      .deleteFrom('hand_off')
      .where(
        'code_hash',
        'in',
        db.selectFrom('hand_off').select('code_hash').where('expires_at', '<=', at).limit(AT_ONCE),
      ),
  )
  const entries = await inSteps(database, (db) =>
    db.deleteFrom('outbox').where(
      'id',
      'in',
      db
        .selectFrom('outbox')
        .select('id')
        .where('done_at', '<=', month)
        // Those that are QUEUED have no such time. Named one by one, SQLite would walk the index of states.
        .where('state', '!=', 'DEAD')
        .limit(AT_ONCE),
    ),
  )
  await inSteps(database, (db) => streamsWithout(db, month))
  return commands + handOffs + entries + (await pruneHolds(database, at)) + (await pruneCarts(database, at))
}

/** What ended holds still counted for older counts, then the holds that are over. */
async function pruneHolds(database: LedgerDatabase, at: Instant): Promise<number> {
  const counts = earlier(at, COUNTS_MS)
  await inSteps(database, (db) =>
    db
      .deleteFrom('hold_line')
      .where(
        'hold_id',
        'in',
        db.selectFrom('hold_line').select('hold_id').where('ended_at', '<=', counts).limit(AT_ONCE),
      ),
  )
  return inSteps(database, (db) =>
    db.deleteFrom('hold').where(
      'id',
      'in',
      db
        .selectFrom('hold')
        .select('id')
        .where('state', 'in', ['EXPIRED', 'RELEASED', 'ENDED'])
        .where('created_at', '<=', earlier(at, DELIVERED_MS))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(selectFrom('hold_line').select('hold_id').whereRef('hold_line.hold_id', '=', 'hold.id')),
          ),
        )
        .limit(AT_ONCE),
    ),
  )
}

/** Carts that became another or were given up; those that became orders are kept with their orders. */
function pruneCarts(database: LedgerDatabase, at: Instant): Promise<number> {
  return inSteps(database, (db) =>
    db
      .deleteFrom('cart')
      .where(
        'id',
        'in',
        db
          .selectFrom('cart')
          .select('id')
          .where('state', 'in', ['MERGED', 'ABANDONED'])
          .where('updated_at', '<=', earlier(at, CART_MS))
          .limit(AT_ONCE),
      ),
  )
}

function earlier(at: Instant, ms: number): Instant {
  return instant(new Date(Date.parse(at) - ms))
}

/**
 * Streams that hold nothing any more. The time is compared again when another transaction had the row, the entries are not: who adds one
 * changes the time.
 */
function streamsWithout(db: Kysely<Schema>, before: Instant) {
  return db
    .deleteFrom('outbox_stream')
    .where('last_at', '<=', before)
    .where(
      'stream',
      'in',
      db
        .selectFrom('outbox_stream as over')
        .select('over.stream')
        .where('over.last_at', '<=', before)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('outbox').select('outbox.id').whereRef('outbox.stream', '=', 'over.stream'))),
        )
        .limit(AT_ONCE),
    )
}

type Step = (db: Kysely<Schema>) => { executeTakeFirst(): Promise<{ readonly numDeletedRows: bigint }> }

async function inSteps({ write }: LedgerDatabase, step: Step): Promise<number> {
  for (let removed = 0; ; ) {
    const { numDeletedRows } = await write([], (db) => step(db).executeTakeFirst())
    removed += Number(numDeletedRows)
    if (numDeletedRows < AT_ONCE) return removed
  }
}
