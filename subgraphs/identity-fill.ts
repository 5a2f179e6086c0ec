import { isSourceError } from '../adapters/error.ts'
import type { EntityKind } from '../adapters/ids.ts'
import type { CrossReferencePage } from '../adapters/ports/profiles.ts'
import type { Estate } from '../adapters/source.ts'
import { type Clock, instant } from '../adapters/time.ts'
import type { IdentityLedger, Marks } from '../ledger/port.ts'

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
  /** Passes until every source is read, then one every `everyMs` (default an hour); ends when aborted. */
  run(signal: AbortSignal, everyMs?: number): Promise<void>
}

/** One source's cross-references of one kind. */
interface Feed {
  readonly name: string
  readonly kind: EntityKind
  page(after: string | null): Promise<CrossReferencePage>
}

const RETRY_MS = 2_000
const DONE = 'done'

/**
 * The filling job. How far it has come stands in the ledger's marks (`identity/<kind>/<source>`), so that a restart goes on
 * instead of beginning again, and a ledger that has been filled answers unknown ids with null at once.
 */
export function createIdentityFill(tools: FillTools): IdentityFill {
  const feeds = feedsOf(tools.estate)
  const complete = new Set<Feed>()
  let justRead = false
  const once = async () => {
    // One after the other, best source first: an id then is minted from the record of the system of record.
    justRead = true
    for (const feed of feeds) {
      const read = await readFeed(feed, tools)
      if (read) complete.add(feed)
      justRead &&= read
    }
    return justRead
  }
  return {
    filled: () => complete.size === feeds.length,
    once,
    async run(signal, everyMs = 3_600_000) {
      for (const feed of feeds) {
        if (await tools.marks.read(doneMark(feed))) complete.add(feed)
      }
      while (!signal.aborted) {
        const all = justRead || (await once())
        await pause(all ? everyMs : RETRY_MS, signal)
        justRead = false
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
async function readFeed(feed: Feed, { identity, marks, clock, log }: FillTools): Promise<boolean> {
  const mark = `identity/${feed.kind}/${feed.name}`
  try {
    for (let after = await marks.read(mark); ; ) {
      const { sets, next } = await feed.page(after || null)
      const sights = sets.map(({ record, same }) => ({ record, same }))
      await identity.observe(feed.kind, sights, feed.name, instant(clock()))
      if (next === null) break
      after = next
      await marks.write(mark, next)
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

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
