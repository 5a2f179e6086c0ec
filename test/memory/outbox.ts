import type { Instant } from '../../adapters/time.ts'
import type {
  DeliveryOutcome,
  NewOutboxEntry,
  Outbox,
  OutboxEntry,
  OutboxState,
  WriteUnit,
} from '../../ledger/writes/port.ts'
import { behind, byTexts, type Queued, type WriteState } from './write-state.ts'

/** Runs work on the state of a transaction of its own. */
type Transact = <Result>(work: (draft: WriteState, unit: WriteUnit) => Promise<Result>) => Promise<Result>

/** Queues an entry in a transaction. */
export function memorySend({ outbox }: WriteState, { notBefore, ...entry }: NewOutboxEntry): void {
  if (outbox.has(entry.id)) return
  const fresh = { attempts: 0, doubtfulSince: null, failure: null, doneAt: null }
  const queued: OutboxEntry = { ...entry, state: 'QUEUED', dueAt: notBefore ?? entry.at, ...fresh }
  outbox.set(entry.id, { entry: queued, lease: null })
}

/** The operator's hand in a transaction. */
export function memoryMoves({ outbox }: WriteState): Pick<WriteUnit, 'retry' | 'discard'> {
  const move = async (id: string, from: readonly OutboxState[], to: Partial<OutboxEntry>) => {
    const queued = outbox.get(id)
    if (!queued || !from.includes(queued.entry.state)) return false
    outbox.set(id, { entry: { ...queued.entry, ...to }, lease: null })
    return true
  }
  return {
    retry: (id, at) => move(id, ['DEAD'], { state: 'QUEUED', dueAt: at, doneAt: null }),
    discard: (id, at) => move(id, ['DEAD', 'QUEUED'], { state: 'DISCARDED', doneAt: at }),
  }
}

/** `Outbox` over a state. */
export function memoryOutbox(of: () => WriteState, transact: Transact): Outbox {
  const entries = () => [...of().outbox.values()].map(({ entry }) => entry)
  const oldestFirst = () =>
    entries().sort(
      byTexts(
        (entry) => entry.at,
        (entry) => entry.stream,
      ),
    )
  const take = (worker: string, { at, leaseUntil }: Terms, choose: (ready: OutboxEntry[]) => OutboxEntry[]) =>
    transact(async ({ outbox }) => {
      const chosen = choose(ready(outbox, at))
      for (const entry of chosen) outbox.set(entry.id, { entry, lease: { worker, until: leaseUntil } })
      return chosen
    })
  return {
    take: (worker, terms) =>
      take(worker, terms, (found) =>
        found.filter(({ system }) => terms.systems?.includes(system) ?? true).slice(0, terms.first),
      ),
    takeOne: async (worker, id, terms) =>
      (await take(worker, terms, (found) => found.filter((entry) => entry.id === id)))[0] ?? null,
    begin: (worker, id, at) =>
      transact(async ({ outbox }) => {
        const queued = outbox.get(id)
        if (!queued?.lease || queued.lease.worker !== worker || queued.lease.until <= at) return false
        const entry = { ...queued.entry, attempts: queued.entry.attempts + 1, doubtfulSince: at }
        outbox.set(id, { ...queued, entry })
        return true
      }),
    settle: (worker, id, outcome, _about, follow) =>
      transact(async ({ outbox }, unit) => {
        const queued = outbox.get(id)
        if (queued?.lease?.worker !== worker) return false
        outbox.set(id, { entry: settled(queued.entry, outcome), lease: null })
        await follow?.(unit)
        return true
      }),
    byIds: async (ids) =>
      new Map(entries().flatMap((entry) => (ids.includes(entry.id) ? [[entry.id, entry] as const] : []))),
    ofStream: async (stream) => entries().filter((entry) => entry.stream === stream),
    list: async ({ states, system }, { after, first }) =>
      behind(oldestFirst(), after)
        .filter((entry) => (states?.includes(entry.state) ?? true) && (!system || entry.system === system))
        .slice(0, first),
    counts: async () => counted(oldestFirst()),
  }
}

interface Terms {
  readonly at: Instant
  readonly leaseUntil: Instant
}

/** What may be taken, in the order it became due. */
function ready(outbox: ReadonlyMap<string, Queued>, at: Instant): OutboxEntry[] {
  const heads = new Map<string, Queued>()
  for (const queued of outbox.values()) {
    const { state, stream } = queued.entry
    if ((state === 'QUEUED' || state === 'DEAD') && !heads.has(stream)) heads.set(stream, queued)
  }
  return [...heads.values()]
    .filter(
      ({ entry, lease }) => entry.state === 'QUEUED' && entry.dueAt <= at && !(lease && lease.until > at),
    )
    .map(({ entry }) => entry)
    .sort(
      byTexts(
        (entry) => entry.dueAt,
        (entry) => entry.stream,
      ),
    )
}

function settled(entry: OutboxEntry, outcome: DeliveryOutcome): OutboxEntry {
  switch (outcome.state) {
    case 'DONE':
      return { ...entry, state: 'DONE', doubtfulSince: null, doneAt: outcome.at }
    case 'DEAD':
      return { ...entry, state: 'DEAD', failure: outcome.failure, doneAt: outcome.at }
    case 'QUEUED': {
      const { dueAt, failure, doubtfulSince } = outcome
      return { ...entry, dueAt, doubtfulSince, failure: failure ?? entry.failure }
    }
  }
}

function counted(entries: readonly OutboxEntry[]): Awaited<ReturnType<Outbox['counts']>> {
  const groups = new Map<string, OutboxEntry[]>()
  for (const entry of entries.filter(({ state }) => state !== 'DONE')) {
    const key = `${entry.system} ${entry.state}`
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first ? [{ system: first.system, state: first.state, count: others.length + 1, oldest: first.at }] : [],
    )
    .sort(
      byTexts(
        ({ system }) => system,
        ({ state }) => state,
      ),
    )
}
