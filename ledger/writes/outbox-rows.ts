import type { Kysely } from 'kysely'
import type { Instant } from '../../adapters/time.ts'
import type { OutboxRow, Schema } from '../schema.ts'
import type { DeliveryOutcome, NewOutboxEntry, OutboxEntry, OutboxState, WriteUnit } from './port.ts'

/** Queues an entry in a transaction, behind all that its stream holds. */
export async function send(db: Kysely<Schema>, entry: NewOutboxEntry): Promise<void> {
  const ordinal = await nextIn(db, entry)
  await db
    .insertInto('outbox')
    .values(toRow(entry, ordinal))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Holds the stream's row until the transaction ends, so that no entry is kept in front of one that could be taken already. */
async function nextIn(db: Kysely<Schema>, { stream, at }: NewOutboxEntry): Promise<number> {
  const { last } = await db
    .insertInto('outbox_stream')
    .values({ stream, last: 1, last_at: at })
    .onConflict((conflict) =>
      conflict
        .column('stream')
        .doUpdateSet((eb) => ({ last: eb('outbox_stream.last', '+', 1), last_at: at })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  // PostgreSQL's client gives it as text.
  return Number(last)
}

function toRow(entry: NewOutboxEntry, ordinal: number): OutboxRow {
  return {
    id: entry.id,
    stream: entry.stream,
    ordinal,
    system: entry.system,
    kind: entry.kind,
    body: entry.body,
    queued_at: entry.at,
    state: 'QUEUED',
    attempts: 0,
    due_at: entry.notBefore ?? entry.at,
    doubtful_since: null,
    failure: null,
    done_at: null,
    leased_by: null,
    leased_until: null,
  }
}

/** A row that `send` made: its texts are what they were. */
export function toEntry(row: OutboxRow): OutboxEntry {
  return {
    id: row.id,
    stream: row.stream,
    system: row.system,
    kind: row.kind,
    body: row.body,
    at: row.queued_at as Instant,
    state: row.state as OutboxEntry['state'],
    attempts: row.attempts,
    dueAt: row.due_at as Instant,
    doubtfulSince: row.doubtful_since as Instant | null,
    failure: row.failure,
    doneAt: row.done_at as Instant | null,
  }
}

/** What an outcome changes of an entry, beside giving the lease back. */
export function changesOf(outcome: DeliveryOutcome): Partial<OutboxRow> {
  switch (outcome.state) {
    case 'DONE':
      return { state: 'DONE', doubtful_since: null, done_at: outcome.at }
    case 'DEAD':
      return { state: 'DEAD', failure: outcome.failure, done_at: outcome.at }
    case 'QUEUED': {
      const { dueAt, failure, doubtfulSince } = outcome
      return { due_at: dueAt, doubtful_since: doubtfulSince, ...(failure !== null && { failure }) }
    }
  }
}

/** The operator's hand in a transaction. Whatever a worker is doing with the entry, its lease is gone. */
export function outboxMoves(db: Kysely<Schema>): Pick<WriteUnit, 'retry' | 'discard'> {
  const move = async (id: string, from: readonly OutboxState[], to: Partial<OutboxRow>) => {
    const moved = await db
      .updateTable('outbox')
      .set({ ...to, leased_by: null, leased_until: null })
      .where('id', '=', id)
      .where('state', 'in', from)
      .returning('id')
      .execute()
    return moved.length > 0
  }
  return {
    retry: (id, at) => move(id, ['DEAD'], { state: 'QUEUED', due_at: at, done_at: null }),
    discard: (id, at) => move(id, ['DEAD', 'QUEUED'], { state: 'DISCARDED', done_at: at }),
  }
}
