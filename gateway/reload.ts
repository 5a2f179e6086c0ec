import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from './log.ts'

export interface ReloadOptions {
  /** Whose texts are what runs. May be symbolic links, to be pointed elsewhere. */
  readonly files: readonly string[]
  /** Reads the files and puts them into service. Throws why not; then what runs stays. */
  readonly load: () => Promise<void>
  readonly log: Log
  /** Calls the listener when the operator asks (SIGHUP); answers with what ends that. */
  readonly onAsked?: ((listener: () => void) => () => void) | undefined
  /** @default half a second, and a tenth after a change */
  readonly pace?: ReloadPace | undefined
}

/** How often the files are looked at, and how long a change may take to be whole, milliseconds. */
export interface ReloadPace {
  readonly lookMs: number
  readonly settleMs: number
}

/** Follows files while they change. */
export interface Reloads {
  /** Whether the files' present text was refused and an older one runs. */
  refused(): boolean
  /** Ends; waits for a loading under way. */
  close(): Promise<void>
}

/**
 * Loads anew when a file has another text than before, or when asked. Looks at the texts, which are short, rather than listens to
 * the file system: that sees an atomic replacement, a link that points elsewhere (a Kubernetes ConfigMap's `..data`) and a network
 * file system alike, and misses nothing between the first reading and the first look. One loading at a time; a refused text is not tried again until it changes or somebody asks.
 */
export function followFiles(options: ReloadOptions): Reloads {
  const { files, log, load, onAsked, pace = { lookMs: 500, settleMs: 100 } } = options
  const leave = new AbortController()
  let known = fingerprint(files)
  let refused = false
  let waiting = false
  let asked = false
  let work = Promise.resolve()
  const reload = async () => {
    await wait(pace.settleMs, undefined, { signal: leave.signal }).catch(() => undefined)
    const [force, found] = [asked, fingerprint(files)]
    waiting = false
    asked = false
    if (leave.signal.aborted || (found === known && !force)) return
    known = found
    try {
      await load()
      refused = false
      log.info('reload.done')
    } catch (error) {
      refused = true
      log.error('reload.refused', { reason: reasonOf(error) }, error)
    }
  }
  const changed = () => {
    if (waiting) return
    waiting = true
    work = work.then(reload)
  }
  const looking = setInterval(() => {
    if (fingerprint(files) !== known) changed()
  }, pace.lookMs)
  looking.unref()
  const notAsked = onAsked?.(() => {
    asked = true
    changed()
  })
  return {
    refused: () => refused,
    async close() {
      leave.abort()
      notAsked?.()
      clearInterval(looking)
      await work
    },
  }
}

/** Tells texts apart; a file that is not there counts as a text of its own. */
function fingerprint(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${textOf(file)}\0`)
  return hash.digest('hex')
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '\0'
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'for an unknown reason'
}
