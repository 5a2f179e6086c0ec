import type { Kysely } from 'kysely'
import type { Instant } from '../../adapters/time.ts'
import { byKeys, type LedgerDatabase } from '../database.ts'
import type { Schema } from '../schema.ts'
import { changesOf, toEntry } from './outbox-rows.ts'
import type { Outbox, OutboxEntry, OutboxState } from './port.ts'
import { writeUnit } from './unit.ts'

/** `Outbox` in the ledger's database. */
export function databaseOutbox({ reader, write }: LedgerDatabase): Outbox {
  return {
    // PostgreSQL refuses an empty `in ()`.
    take: async (worker, { first, systems, ...terms }) =>
      systems?.length === 0
        ? []
        : lease({ reader, write }, worker, terms, (ready) =>
            (systems ? ready.where('entry.system', 'in', systems) : ready).limit(first),
          ),
    takeOne: async (worker, id, terms) =>
      (await lease({ reader, write }, worker, terms, (ready) => ready.where('entry.id', '=', id)))[0] ?? null,
    begin: (worker, id, at) =>
      write([], async (db) => {
        const begun = await db
          .updateTable('outbox')
          .set((eb) => ({ attempts: eb('attempts', '+', 1), doubtful_since: at }))
          .where('id', '=', id)
          .where('leased_by', '=', worker)
          .where('leased_until', '>', at)
          .returning('id')
          .execute()
        return begun.length > 0
      }),
    settle: (worker, id, outcome, about, follow) =>
      write(about, async (db) => {
        const settled = await db
          .updateTable('outbox')
          .set({ ...changesOf(outcome), leased_by: null, leased_until: null })
          .where('id', '=', id)
          .where('leased_by', '=', worker)
          .returning('id')
          .execute()
        if (settled.length === 0) return false
        await follow?.(writeUnit(db))
        return true
      }),
    ...outboxReads(reader),
  }
}

interface Terms {
  readonly at: Instant
  readonly leaseUntil: Instant
}

/** Looks without a transaction first, since most times there is nothing to do. */
async function lease(
  { reader, write }: Pick<LedgerDatabase, 'reader' | 'write'>,
  worker: string,
  { at, leaseUntil }: Terms,
  choose: (ready: ReturnType<typeof readyIn>) => ReturnType<typeof readyIn>,
): Promise<readonly OutboxEntry[]> {
  if (!(await choose(readyIn(reader, at)).executeTakeFirst())) return []
  // One worker after the other: those that look at the same entries would all but one come away with nothing.
  return write(['outbox'], async (db) => {
    const ids = (await choose(readyIn(db, at)).execute()).map(({ id }) => id)
    if (ids.length === 0) return []
    const leased = await db
      .updateTable('outbox')
      .set({ leased_by: worker, leased_until: leaseUntil })
      .where('id', 'in', ids)
      // An operator may have discarded it since.
      .where('state', '=', 'QUEUED')
      .returningAll()
      .execute()
    const byId = new Map(leased.map((row) => [row.id, toEntry(row)]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  })
}

/** Entries that may be taken, in the order they became due. */
function readyIn(db: Kysely<Schema>, at: Instant) {
  return db
    .selectFrom('outbox as entry')
    .select('entry.id')
    .where('entry.state', '=', 'QUEUED')
    .where('entry.due_at', '<=', at)
    .where((eb) => eb.or([eb('entry.leased_until', 'is', null), eb('entry.leased_until', '<=', at)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as before')
            .select('before.id')
            .whereRef('before.stream', '=', 'entry.stream')
            .whereRef('before.ordinal', '<', 'entry.ordinal')
            .where('before.state', 'in', ['QUEUED', 'DEAD']),
        ),
      ),
    )
    .orderBy('entry.due_at')
    .orderBy('entry.stream')
}

function outboxReads(reader: Kysely<Schema>): Pick<Outbox, 'byIds' | 'ofStream' | 'list' | 'counts'> {
  const entries = () => reader.selectFrom('outbox').selectAll()
  return {
    async byIds(ids) {
      const rows = await byKeys(ids, (chunk) => entries().where('id', 'in', chunk).execute())
      return new Map(rows.map((row) => [row.id, toEntry(row)]))
    },
    async ofStream(stream) {
      return (await entries().where('stream', '=', stream).orderBy('ordinal').execute()).map(toEntry)
    },
    async list({ states, system }, { after, first }) {
      // PostgreSQL refuses an empty `in ()`.
      if (states?.length === 0) return []
      const rows = await behind(reader, after)
        .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
        .$if(system !== undefined, (query) => query.where('system', '=', system ?? ''))
        .limit(first)
        .execute()
      return rows.map(toEntry)
    },
    async counts() {
      const rows = await reader
        .selectFrom('outbox')
        .select((eb) => [
          'system',
          'state',
          eb.fn.countAll().as('count'),
          eb.fn.min('queued_at').as('oldest'),
        ])
        .where('state', 'in', ['QUEUED', 'DEAD', 'DISCARDED'])
        .groupBy(['system', 'state'])
        .orderBy('system')
        .orderBy('state')
        .execute()
      return rows.map(({ system, state, count, oldest }) => ({
        system,
        state: state as OutboxState,
        count: Number(count),
        oldest: oldest as Instant,
      }))
    },
  }
}

/** Oldest first. Both databases compare lists of columns as they order by them. */
function behind(reader: Kysely<Schema>, after: string | null) {
  const last = reader.selectFrom('outbox').where('id', '=', after)
  return reader
    .selectFrom('outbox')
    .selectAll()
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple }) =>
        eb(
          refTuple('queued_at', 'stream', 'ordinal'),
          '>',
          last.select(['queued_at', 'stream', 'ordinal']).$asTuple('queued_at', 'stream', 'ordinal'),
        ),
      ),
    )
    .orderBy('queued_at')
    .orderBy('stream')
    .orderBy('ordinal')
}
