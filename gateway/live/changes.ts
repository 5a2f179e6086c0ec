import { LRUCache } from 'lru-cache'
import type { Cache } from '../../cache/port.ts'
import type { About } from '../../ledger/writes/port.ts'

/** What is told through the cache when something was changed, and heard by every process on it. */
const CHANNEL = 'changed'

/** Tells every process what a write was about. */
export function teller(cache: Pick<Cache, 'publish'>): (about: readonly About[]) => void {
  return (about) => {
    // Never throws, and nobody waits for it: what is lost is seen at the next look.
    if (about.length > 0) void cache.publish(CHANNEL, about.join(' '))
  }
}

/** What was changed lately, as far as it was told. */
export interface Changes {
  /** Listens at a cache until what it answers is called. */
  listen(cache: Pick<Cache, 'subscribe'>): () => void
  /** Now. What is heard later comes after it. */
  mark(): number
  /** Waits until one of these things is changed, or was after a mark: true. False after so long, or when the signal aborts. */
  next(about: ReadonlySet<string>, waiting: Waiting): Promise<boolean>
}

interface Waiting {
  /** A mark. */
  readonly since: number
  readonly forMs: number
  readonly signal: AbortSignal
}

/** Things whose last change is remembered, for those who were looking at them just then. */
const REMEMBERED = 10_000

export function createChanges(): Changes {
  let count = 0
  const lately = new LRUCache<string, number>({ max: REMEMBERED })
  const waiting = new Map<string, Set<() => void>>()
  const heard = (message: string) => {
    for (const thing of message.split(' ')) {
      count += 1
      lately.set(thing, count)
      for (const wake of waiting.get(thing) ?? []) wake()
    }
  }
  const wait = (about: ReadonlySet<string>, wake: () => void) => {
    for (const thing of about) waiting.set(thing, (waiting.get(thing) ?? new Set()).add(wake))
  }
  const leave = (about: ReadonlySet<string>, wake: () => void) => {
    for (const thing of about) {
      const left = waiting.get(thing)
      left?.delete(wake)
      if (left?.size === 0) waiting.delete(thing)
    }
  }
  return {
    listen: (cache) => cache.subscribe(CHANNEL, heard),
    mark: () => count,
    async next(about, { since, forMs, signal }) {
      if ([...about].some((thing) => (lately.get(thing) ?? 0) > since)) return true
      if (signal.aborted) return false
      return new Promise((resolve) => {
        const end = (isChanged: boolean) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', over)
          leave(about, wake)
          resolve(isChanged)
        }
        const wake = () => end(true)
        const over = () => end(false)
        const timer = setTimeout(over, forMs)
        signal.addEventListener('abort', over)
        wait(about, wake)
      })
    },
  }
}
