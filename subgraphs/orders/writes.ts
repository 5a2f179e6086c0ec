import type { SourceErrorCode } from '../../adapters/error.ts'
import type { SystemKind } from '../../adapters/source.ts'
import type { OutboxEntry } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { type Outcome, outcomeOf } from '../source-status.ts'
import { refusedEntries } from './cases.ts'

/** How far a system is that is told of a change, as the schema shows it. */
export interface WriteOutcome {
  readonly system: SystemKind
  readonly outcome: Outcome | 'REFUSED'
  readonly queuedForRetry: boolean
}

/**
 * Every system that is told of an order, once: of several things it is told, how the worst of them stands. A system that is told nothing has
 * nothing to be behind with, and is left out.
 */
export async function writesOf(context: Context, orderId: string): Promise<readonly WriteOutcome[]> {
  const { writes, estate } = context.services
  const [entries, cases] = await Promise.all([
    writes.outbox.ofStream(orderId),
    writes.cases.ofOrders([orderId]),
  ])
  const no = refusedEntries(cases.get(orderId) ?? [])
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
  if (state === 'DEAD' || state === 'DISCARDED') return 4
  if (state === 'QUEUED') return failure === null ? 2 : 3
  return no.has(id) ? 1 : 0
}

function standing(
  entry: OutboxEntry,
  no: ReadonlySet<string>,
): Pick<WriteOutcome, 'outcome' | 'queuedForRetry'> {
  const { id, state, failure } = entry
  if (state === 'DONE') return { outcome: no.has(id) ? 'REFUSED' : 'OK', queuedForRetry: false }
  return { outcome: whyNot(failure), queuedForRetry: state === 'QUEUED' }
}

function whyNot(failure: string | null): WriteOutcome['outcome'] {
  if (failure === null) return 'NOT_ASKED'
  if (failure === 'CONFLICT' || failure === 'UNSUPPORTED') return 'REFUSED'
  // The outbox keeps codes of the closed list alone.
  return outcomeOf(failure as SourceErrorCode)
}
