import type { SourceErrorCode } from '../../adapters/error.ts'
import type { OutboxEntry } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import type { ReturnCase } from '../shared/returns/return-case.ts'
import { deskEntryId } from '../shared/returns/return-entry.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { outcomeOf } from '../source-status.ts'
import { refusedEntries } from './cases.ts'

/**
 * Every system that is told of an order, once: of several things it is told, how the worst of them stands. A system that is told nothing has
 * nothing to be behind with, and is left out.
 */
export async function writesOf(context: Context, orderId: string): Promise<readonly WriteOutcome[]> {
  const { writes } = context.services
  const [entries, cases] = await Promise.all([
    writes.outbox.ofStream(orderId),
    writes.cases.ofOrders([orderId]),
  ])
  return worstOf(context, entries, refusedEntries(cases.get(orderId) ?? []))
}

function worstOf(
  { services: { estate } }: Context,
  entries: readonly OutboxEntry[],
  no: ReadonlySet<string>,
): readonly WriteOutcome[] {
  const worst = new Map<string, OutboxEntry>()
  for (const entry of entries) {
    const known = worst.get(entry.system)
    if (!known || rank(entry, no) > rank(known, no)) worst.set(entry.system, entry)
  }
  return [...worst.values()].flatMap((entry) => {
    const kind = estate.sources.find(({ name }) => name === entry.system)?.kind
    return kind ? [{ system: kind, ...standing(entry, no) }] : []
  })
}

/** From the best that can be said of an entry to the worst. */
function rank({ id, state, failure }: OutboxEntry, no: ReadonlySet<string>): number {
  // What it was for ended with it: nobody has to look any more.
  if (state === 'DISCARDED' && no.has(id)) return 1
  if (state === 'DEAD' || state === 'DISCARDED') return 4
  if (state === 'QUEUED') return failure === null ? 2 : 3
  return no.has(id) ? 1 : 0
}

function standing(
  entry: OutboxEntry,
  no: ReadonlySet<string>,
): Pick<WriteOutcome, 'outcome' | 'queuedForRetry'> {
  const { id, state, failure } = entry
  const isOver = state === 'DONE' || state === 'DISCARDED'
  if (isOver && no.has(id)) return { outcome: 'REFUSED', queuedForRetry: false }
  if (state === 'DONE') return { outcome: 'OK', queuedForRetry: false }
  return { outcome: whyNot(failure), queuedForRetry: state === 'QUEUED' }
}

function whyNot(failure: string | null): WriteOutcome['outcome'] {
  if (failure === null) return 'NOT_ASKED'
  if (failure === 'CONFLICT' || failure === 'UNSUPPORTED') return 'REFUSED'
  // The outbox keeps codes of the closed list alone.
  return outcomeOf(failure as SourceErrorCode)
}

/** The same of one return. */
export async function writesOfReturn(
  context: Context,
  { id, orderId, body }: ReturnCase,
): Promise<readonly WriteOutcome[]> {
  const { outbox } = context.services.writes
  const streams = await Promise.all([id, ...(orderId === null ? [] : [orderId])].map(outbox.ofStream))
  const own = streams.flat().filter((entry) => entry.id.startsWith(`${id}/`))
  return worstOf(context, own, new Set(body.desk?.refused ? [deskEntryId(id)] : []))
}
