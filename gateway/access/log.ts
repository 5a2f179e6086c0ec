import { setImmediate as turn } from 'node:timers/promises'
import { SourceError } from '../../adapters/error.ts'
import { type Clock, instant } from '../../adapters/time.ts'
import type { AccessEntry, AccessHead, AccessLedger } from '../../ledger/access/port.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import type { Log } from '../log.ts'
import type { Delivered } from './collector.ts'
import type { Origin } from './origin.ts'

/** What is written of a request besides what it was shown. */
export interface Asked {
  readonly viewer: Viewer
  readonly origin: Origin
  readonly requestId: string
  readonly operation: string | null
  /** @see reachedBy */
  readonly reached: readonly string[]
  /** When the answer is due, milliseconds since the epoch. */
  readonly deadline: number
}

/** Where it is written who was shown what. */
export interface AccessLog {
  /**
   * Writes what a request was shown; what comes at the same time is written in one transaction. Resolves when it is on
   * disk. Throws a `SourceError` of the source `ledger`, SOURCE_UNAVAILABLE: then nothing of it may be shown.
   */
  write(delivered: readonly Delivered[], asked: Asked): Promise<void>
}

export interface AccessLogOptions {
  readonly ledger: AccessLedger
  readonly clock: Clock
  readonly log: Log
  /** How often the chain's head is told to the operator's log, at most. @default an hour */
  readonly tellHeadMs?: number
}

/** A request that has used up its time still gets this much for what it was shown to be written. */
const LEAST_MS = 1_000

interface Waiting {
  readonly entries: readonly AccessEntry[]
  /** Nobody waits for it any more, and nothing of it was shown. */
  givenUp: boolean
  resolve(): void
  reject(error: SourceError): void
}

export function createAccessLog({ ledger, clock, log, tellHeadMs = 3_600_000 }: AccessLogOptions): AccessLog {
  let waiting: Waiting[] = []
  let isWriting = false
  let toldAt = Number.NEGATIVE_INFINITY

  const tell = ({ rows, hash }: AccessHead) => {
    const now = clock().getTime()
    if (now - toldAt < tellHeadMs) return
    toldAt = now
    // Out of the reach of whoever has the database, this shows later that the chain still goes through here.
    log.info('access.head', { head: `${rows}:${hash}` })
  }
  const writeBatch = async (batch: readonly Waiting[]) => {
    try {
      tell(await ledger.append(batch.flatMap(({ entries }) => entries)))
      for (const one of batch) one.resolve()
    } catch (error) {
      log.error('access.failed', { requests: batch.length }, error)
      for (const one of batch) one.reject(unavailable(error))
    }
  }
  const writeAll = async () => {
    isWriting = true
    while (waiting.length > 0) {
      // Requests that end in the same turn share a transaction, as do all that come while one is written.
      await turn()
      const batch = waiting.filter(({ givenUp }) => !givenUp)
      waiting = []
      if (batch.length > 0) await writeBatch(batch)
    }
    isWriting = false
  }

  return {
    write(delivered, asked) {
      const now = clock()
      const entries = toEntries(delivered, asked, now)
      return new Promise<void>((resolve, reject) => {
        const one: Waiting = { entries, givenUp: false, resolve: done(resolve), reject: done(reject) }
        const timer = setTimeout(
          () => {
            one.givenUp = true
            reject(unavailable(new Error('not written within the time of the request')))
          },
          Math.max(asked.deadline - now.getTime(), LEAST_MS),
        )
        function done<A extends readonly unknown[]>(settle: (...given: A) => void) {
          return (...given: A) => {
            clearTimeout(timer)
            settle(...given)
          }
        }
        waiting.push(one)
        if (!isWriting) void writeAll()
      })
    },
  }
}

function unavailable(cause: unknown): SourceError {
  return new SourceError(
    'ledger',
    'SOURCE_UNAVAILABLE',
    'who sees whose personal data cannot be written down now, so nothing of it is shown; ask again',
    { cause },
  )
}

function toEntries(delivered: readonly Delivered[], asked: Asked, now: Date): readonly AccessEntry[] {
  const { viewer, origin, requestId, operation, reached } = asked
  const { reason, ...from } = origin
  return delivered.map(({ customerId, orderIds, what, scopes }) => ({
    at: instant(now),
    viewer: { kind: viewer.kind, subject: viewer.subject, store: viewer.store },
    customerId,
    orderIds: [...orderIds],
    what: [...what],
    why: { scopes: [...scopes], reached, reason },
    from: { ...from, requestId, operation: operation?.slice(0, 80) ?? null },
  }))
}
