import { setTimeout } from 'node:timers/promises'
import { isSourceError } from '../../../adapters/error.ts'
import type { EntityKind } from '../../../adapters/ids.ts'
import type { CrossReferencePage } from '../../../adapters/ports/profiles.ts'
import type { Estate } from '../../../adapters/source.ts'
import { type Clock, instant } from '../../../adapters/time.ts'
import type { IdentityLedger, Marks } from '../../../ledger/port.ts'

/** What the filling of the identity ledger works with. */
export interface FillTools {
  readonly estate: Estate
  readonly identity: IdentityLedger
  readonly marks: Marks
  readonly clock: Clock
  log(event: string, values: Readonly<Record<string, string | number>>): void
}

/** Reads the systems' cross-references into the identity ledger, in the background. */
export interface IdentityFill {
  /** Whether every source has been read to its end at least once, now or in an earlier run. */
  filled(): boolean
  /** One pass over every source; goes on where an earlier run stopped. True when all were read to the end. */
  once(): Promise<boolean>
  /**
   * Passes until every source is read, asking only those that failed again, then one over all of them now and then. A
   * pass that `once` has just done is not repeated. Ends when aborted, between two pages.
   */
  run(signal: AbortSignal, pace?: FillPace): Promise<void>
  /**
   * Looks at the ledger's marks every `everyMs` until all is filled: how a process knows whose ledger another one fills.
   * Ends then, or when aborted.
   */
  watch(signal: AbortSignal, everyMs: number): Promise<void>
}

interface FillPace {
  /** From the end of one pass over all sources to the next. @default an hour */
  readonly everyMs?: number
  /** Until a source that failed is asked again; doubles with each failure, to a minute. @default 2000 */
  readonly retryMs?: number
}

/** One source's cross-references of one kind. */
interface Feed {
  readonly name: string
  readonly kind: EntityKind
  page(after: string | null): Promise<CrossReferencePage>
}

const LONGEST_RETRY_MS = 60_000
const DONE = 'done'

/**
 * The filling job. How far it has come stands in the ledger's marks (`identity/<kind>/<source>`), so that a restart goes on
 * instead of beginning again, and a ledger that has been filled answers unknown ids with null at once.
 */
export function createIdentityFill(tools: FillTools): IdentityFill {
  const feeds = feedsOf(tools.estate)
  const complete = new Set<Feed>()
  const due = new Set(feeds)
  const pass = async (signal?: AbortSignal) => {
    // One after the other, best source first: an id then is minted from the record of the system of record.
    for (const feed of [...due]) {
      if (signal?.aborted || !(await readFeed(feed, tools, signal))) continue
      complete.add(feed)
      due.delete(feed)
    }
    return due.size === 0
  }
  const beginAnew = () => {
    for (const feed of feeds) due.add(feed)
  }
  const remember = async () => {
    for (const feed of feeds) if (await tools.marks.read(doneMark(feed))) complete.add(feed)
  }
  return {
    filled: () => complete.size === feeds.length,
    once() {
      beginAnew()
      return pass()
    },
    async run(signal, { everyMs = 3_600_000, retryMs = 2_000 } = {}) {
      await remember()
      let wait = retryMs
      while (!signal.aborted) {
        const all = await pass(signal)
        await pause(all ? everyMs : wait, signal)
        wait = all ? retryMs : Math.min(wait * 2, LONGEST_RETRY_MS)
        if (all) beginAnew()
      }
    },
    async watch(signal, everyMs) {
      while (!signal.aborted) {
        await remember()
        if (complete.size === feeds.length) return
        await pause(everyMs, signal)
      }
    },
  }
}

function feedsOf({ answers }: Estate): readonly Feed[] {
  return [
    ...answers.profiles.map(({ name, port }) => ({
      name,
      kind: 'customer' as const,
      page: port.customerReferences,
    })),
    ...answers.catalog.map(({ name, port }) => ({ name, kind: 'item' as const, page: port.itemReferences })),
  ]
}

/** Reads one feed from its mark to its end; true when the end was reached. */
async function readFeed(
  feed: Feed,
  { identity, marks, clock, log }: FillTools,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const mark = `identity/${feed.kind}/${feed.name}`
  try {
    for (let after = await marks.read(mark); ; ) {
      const { sets, next } = await feed.page(after || null)
      const sights = sets.map(({ record, same }) => ({ record, same }))
      await identity.observe(feed.kind, sights, feed.name, instant(clock()))
      if (next === null) break
      after = next
      await marks.write(mark, next)
      if (signal?.aborted) return false
    }
    // The next pass begins anew: cross-references change in records that are already there.
    await marks.write(mark, '')
    await marks.write(doneMark(feed), DONE)
    return true
  } catch (error) {
    if (!isSourceError(error)) throw error
    log('identity.fill.failed', { source: feed.name, kind: feed.kind, code: error.code })
    return false
  }
}

function doneMark({ kind, name }: Feed): string {
  return `identity/${kind}/${name}/done`
}

/** Waits, at most until the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
