import { setTimeout } from 'node:timers/promises'
import type { Adapter, Tools } from '../../adapter.ts'
import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Search } from '../../ports/search.ts'
import type { Found } from '../../read.ts'
import type { Job, Source } from '../../source.ts'
import { instant } from '../../time.ts'
import { answer } from './answer.ts'
import { createFeed, type Feed } from './feed.ts'
import { createLibrary } from './library.ts'
import { type EmbeddedOptions, embeddedOptions } from './options.ts'

/**
 * A search index in this process, made of the catalogues: nothing to install, works over any of them. It is in memory and is
 * built anew at each start, in the background.
 */
export const embedded: Adapter<EmbeddedOptions> = {
  kind: 'SEARCH',
  options: embeddedOptions,
  create: createEmbedded,
}

/** Until a catalogue that failed is asked again, milliseconds; doubles with each failure, to a minute. */
const RETRY_MS = 2_000
const LONGEST_RETRY_MS = 60_000

function createEmbedded(source: string, options: EmbeddedOptions, tools: Tools): Source {
  const { clock } = tools
  const library = createLibrary(options.locales)
  let made: readonly Feed[] | null = null
  // The other systems are there once the whole estate is built, which is after this factory has run.
  const feeds = () => {
    made ??= (tools.catalogs?.() ?? []).map(({ name, port }, rank) =>
      createFeed({ name, port, rank, library, options, clock }),
    )
    return made
  }
  const search: Search = {
    async search(requests) {
      const states = feeds().map((feed) => feed.state())
      const startedAt = clock()
      const fetchedAt = instant(startedAt)
      const answers = new Map(
        requests.map((request) => {
          const value = { ...answer(library, request, options.facets), feeds: states }
          const recordId = 'index' as RecordId
          const found: Found<typeof value> = {
            value,
            source,
            recordId,
            recordedAt: null,
            fetchedAt,
            fromCache: false,
          }
          return [request, found] as const
        }),
      )
      tools.observe({
        source,
        verb: 'INDEX',
        route: 'search',
        startedAt: startedAt.getTime(),
        durationMs: clock().getTime() - startedAt.getTime(),
        attempts: 1,
        batchSize: requests.length,
        status: null,
        bytes: 0,
        failure: null,
        circuit: 'CLOSED',
      })
      return answers
    },
  }
  return {
    name: source,
    kind: 'SEARCH',
    ports: { search },
    jobs: [indexJob(source, feeds, options, tools)],
    // Nothing to reach: the catalogues answer for themselves.
    diagnose: async () => ({ version: null, clock: null, budget: null, warnings: [] }),
    close: async () => {},
  }
}

/** Reads every catalogue, one after the other, and then what changes in them. */
function indexJob(
  source: string,
  feeds: () => readonly Feed[],
  { refreshSeconds }: EmbeddedOptions,
  { log }: Tools,
): Job {
  let fresh = false
  const round = async (signal?: AbortSignal) => {
    const failures: unknown[] = []
    for (const feed of feeds()) {
      await feed.round(signal).catch((error: unknown) => {
        if (!isSourceError(error)) throw error
        log('search.index.failed', { source, catalog: error.source, code: error.code })
        failures.push(error)
      })
    }
    fresh = failures.length === 0
    if (!fresh) throw failures[0]
  }
  return {
    name: `${source}: build the search index`,
    perProcess: true,
    once: () => round(),
    async run(signal) {
      let retry = RETRY_MS
      while (!signal.aborted) {
        // What `once` has just read is not read again.
        if (!fresh) await round(signal).catch(unlessOutage)
        const wait = fresh ? refreshSeconds * 1_000 : retry
        retry = fresh ? RETRY_MS : Math.min(retry * 2, LONGEST_RETRY_MS)
        await pause(wait, signal)
        fresh = false
      }
    },
  }
}

function unlessOutage(error: unknown): void {
  if (!isSourceError(error)) throw error
}

/** Waits, at most until the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
