import { setTimeout as wait } from 'node:timers/promises'
import { isSourceError, type SourceError, type SourceErrorCode } from '../../../adapters/error.ts'
import { type Clock, type Instant, instant } from '../../../adapters/time.ts'
import type { DeliveryOutcome, Outbox, OutboxEntry } from '../../../ledger/writes/port.ts'
import { type Deliveries, type Delivery, type Follow, NOTHING } from './outbox-delivery.ts'

/** What tells systems what they are still to be told. */
export interface OutboxWorker {
  /** Delivers one entry at once if it is due and first in its stream; how it then stands, null for none. */
  deliver(id: string): Promise<OutboxEntry | null>
  /** Delivers what is due, side by side; how many entries were looked at. */
  round(): Promise<number>
  /** Delivers what is due until aborted, then resolves when what is under way has ended. What takes long keeps a place, and nobody else waiting. */
  run(signal: AbortSignal): Promise<void>
}

export interface OutboxWorkerOptions {
  readonly outbox: Outbox
  readonly deliveries: Deliveries
  readonly clock: Clock
  /** This worker's name among all that share the ledger. */
  readonly worker: string
  /** 0 to 1, for jitter. */
  readonly random: () => number
  log(event: string, values: Readonly<Record<string, string | number>>): void
  failed(event: string, values: Readonly<Record<string, string | number>>, error: unknown): void
  readonly pace?: OutboxPace
}

export interface OutboxPace {
  /** Entries under way at once. @default 8 */
  readonly atOnce?: number
  /** How long a worker has an entry for itself: longer than any call takes, and how long one lies still whose worker was killed. @default 30000 */
  readonly leaseMs?: number
  /** How often is looked for what is due. @default 500 */
  readonly everyMs?: number
  /** Until the second attempt; doubles with each. @default 1000 */
  readonly firstRetryMs?: number
  /** @default 600000 */
  readonly longestRetryMs?: number
  /** How old an entry is when it is given up at its next failure, and an operator has to look. @default 86400000 */
  readonly giveUpMs?: number
}

const PACE: Required<OutboxPace> = {
  atOnce: 8,
  leaseMs: 30_000,
  everyMs: 500,
  firstRetryMs: 1_000,
  longestRetryMs: 600_000,
  giveUpMs: 86_400_000,
}

/** The system was not asked, or said that it did nothing. */
const SURELY_NOT: ReadonlySet<SourceErrorCode> = new Set(['CIRCUIT_OPEN', 'RATE_LIMITED'])
/** Asking again changes nothing. */
const FOR_GOOD: ReadonlySet<SourceErrorCode> = new Set(['CONFLICT', 'UNSUPPORTED'])

/**
 * A worker of the outbox. Before it repeats what may have been done it waits until a late attempt can no longer be carried out,
 * and asks the system; what it finds there is not done again.
 */
export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { outbox, clock, worker } = options
  const pace = { ...PACE, ...options.pace }
  const tools: Tools = { ...options, pace, now: () => instant(clock()) }
  const lease = () => {
    const at = clock()
    return { at: instant(at), leaseUntil: later(at, pace.leaseMs) }
  }
  const round = async () => {
    const entries = await outbox.take(worker, { ...lease(), first: pace.atOnce })
    await Promise.all(entries.map((entry) => attend(tools, entry)))
    return entries.length
  }
  return {
    async deliver(id) {
      const entry = await outbox.takeOne(worker, id, lease())
      if (entry) await attend(tools, entry)
      return (await outbox.byIds([id])).get(id) ?? null
    },
    round,
    async run(signal) {
      const underWay = new Set<Promise<void>>()
      const failed = (error: unknown) => options.failed('outbox.failed', {}, error)
      while (!signal.aborted) {
        const free = pace.atOnce - underWay.size
        const entries = await outbox.take(worker, { ...lease(), first: free }).catch((error: unknown) => {
          failed(error)
          return []
        })
        for (const entry of entries) {
          const one = attend(tools, entry)
            .catch(failed)
            .finally(() => underWay.delete(one))
          underWay.add(one)
        }
        // A place that is free is filled at once: a system that hangs holds up no other.
        if (underWay.size < pace.atOnce) await pause(pace.everyMs, signal)
        else await Promise.race(underWay)
      }
      await Promise.all(underWay)
    },
  }
}

interface Tools extends OutboxWorkerOptions {
  readonly pace: Required<OutboxPace>
  now(): Instant
}

/** Where an entry stands after it was looked at, and what follows. */
interface End {
  readonly outcome: DeliveryOutcome
  readonly follow: Follow
}

async function attend(tools: Tools, entry: OutboxEntry): Promise<void> {
  const { outbox, worker, deliveries, failed } = tools
  try {
    const delivery = deliveries[entry.kind]
    const end = delivery ? await endOf(tools, delivery, entry) : dead(tools, 'UNSUPPORTED')
    if (!end) return
    const { outcome, follow } = end
    tell(tools, entry, outcome)
    const { about, apply } = follow
    await outbox.settle(worker, entry.id, outcome, about, apply)
  } catch (error) {
    // The lease runs out, and what may have been done stays doubtful.
    failed('outbox.failed', { kind: entry.kind, system: entry.system }, error)
  }
}

/** Null where the lease was lost before the system was asked. */
async function endOf(tools: Tools, delivery: Delivery, entry: OutboxEntry): Promise<End | null> {
  const { outbox, worker, clock } = tools
  const { find } = delivery
  const isDoubtful = entry.doubtfulSince !== null
  if (find && entry.doubtfulSince !== null) {
    const sure = later(new Date(entry.doubtfulSince), delivery.settleMs(entry))
    if (sure > tools.now()) return waiting(entry, sure)
    try {
      const found = await find(entry)
      if (found) return done(tools, found)
    } catch (error) {
      return unread(tools, entry, error)
    }
  }
  if (!(await outbox.begin(worker, entry.id, instant(clock())))) return null
  const begun = { ...entry, attempts: entry.attempts + 1, doubtfulSince: tools.now() }
  try {
    return done(tools, await delivery.deliver(begun, isDoubtful))
  } catch (error) {
    return await undelivered(tools, delivery, { before: entry, begun, error })
  }
}

function done({ now }: Tools, follow: Follow): End {
  return { outcome: { state: 'DONE', at: now() }, follow }
}

function dead({ now }: Tools, failure: string): End {
  return { outcome: { state: 'DEAD', at: now(), failure }, follow: NOTHING }
}

function waiting({ doubtfulSince }: OutboxEntry, dueAt: Instant): End {
  return { outcome: { state: 'QUEUED', dueAt, failure: null, doubtfulSince }, follow: NOTHING }
}

/** Nobody could tell whether it was done: it stays as doubtful as it was. */
function unread(tools: Tools, entry: OutboxEntry, error: unknown): End {
  if (!isSourceError(error)) throw error
  return again(tools, entry, { error, doubtfulSince: entry.doubtfulSince })
}

interface Undelivered {
  /** The entry before this attempt: one before it may yet be carried out where it is doubtful. */
  readonly before: OutboxEntry
  readonly begun: OutboxEntry
  readonly error: unknown
}

async function undelivered(
  tools: Tools,
  delivery: Delivery,
  { before, begun, error }: Undelivered,
): Promise<End> {
  if (!isSourceError(error)) throw error
  if (FOR_GOOD.has(error.code)) {
    const follow = await delivery.refused(begun, error, before.doubtfulSince !== null)
    return follow ? done(tools, follow) : dead(tools, error.code)
  }
  const { doubtfulSince } = SURELY_NOT.has(error.code) ? before : begun
  return again(tools, begun, { error, doubtfulSince })
}

function again(
  tools: Tools,
  entry: OutboxEntry,
  { error, doubtfulSince }: { readonly error: SourceError; readonly doubtfulSince: Instant | null },
): End {
  const { pace, clock } = tools
  const now = clock()
  if (now.getTime() - Date.parse(entry.at) >= pace.giveUpMs) return dead(tools, error.code)
  const dueAt = later(now, retryMs(tools, entry, error.retryAfterSeconds))
  return { outcome: { state: 'QUEUED', dueAt, failure: error.code, doubtfulSince }, follow: NOTHING }
}

/** Grows with the attempts, and while nobody can tell what came of the last one with how long ago that was. */
function retryMs(
  { pace, random, clock }: Tools,
  { attempts, doubtfulSince }: OutboxEntry,
  retryAfterSeconds: number | null,
): number {
  const doubled = pace.firstRetryMs * 2 ** Math.min(Math.max(attempts - 1, 0), 30)
  const waited = doubtfulSince === null ? 0 : (clock().getTime() - Date.parse(doubtfulSince)) / 4
  const jittered = Math.min(Math.max(doubled, waited), pace.longestRetryMs) * (0.75 + random() / 2)
  return Math.round(Math.max(jittered, (retryAfterSeconds ?? 0) * 1_000))
}

function tell({ log }: Tools, { kind, system, attempts }: OutboxEntry, outcome: DeliveryOutcome): void {
  if (outcome.state === 'DONE' || outcome.failure === null) return
  const event = outcome.state === 'DEAD' ? 'outbox.dead' : 'outbox.retry'
  log(event, { kind, system, attempts, code: outcome.failure })
}

function later(from: Date, ms: number): Instant {
  return instant(new Date(from.getTime() + ms))
}

/** Waits, at most until the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
