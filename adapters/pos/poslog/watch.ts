import { type FSWatcher, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf } from './files.ts'

/** Waits until there is a reason to look at the folder again. */
export interface FolderWatch {
  /** Resolves soon after a change below the folder since the last call, after `ms` at the latest, or when aborted. */
  nextLook(ms: number, signal: AbortSignal): Promise<void>
  close(): void
}

export interface FolderWatchOptions {
  readonly folder: string
  /** Told once when the operating system cannot watch (its code: `ENOSPC`); looks are then by the clock alone. */
  readonly onBlind: (code: string) => void
  /** Quiet time after a change before the look, so that a drop of many files is one look. @default 200 */
  readonly settleMs?: number
}

/**
 * Hears of changes in a folder and those below it, one watch per folder however many files there are. It only wakes
 * the reader earlier than the clock would: what has changed is found by looking, since network file systems and full
 * queues lose events.
 */
export function watchFolder({ folder, onBlind, settleMs = 200 }: FolderWatchOptions): FolderWatch {
  const watchers = new Map<string, FSWatcher>()
  let changed = false
  let blind = false
  let wake: () => void = () => {}

  const lose = (path: string, error: unknown) => {
    watchers.get(path)?.close()
    watchers.delete(path)
    const code = codeOf(error)
    // A folder that is gone is nothing to be told of; the next look finds it or says so.
    if (blind || code === 'ENOENT' || code === 'EPERM') return
    blind = true
    onBlind(code)
  }
  const hear = (path: string) => {
    if (watchers.has(path)) return
    try {
      const watcher = watch(path, () => {
        changed = true
        wake()
      })
      watchers.set(path, watcher)
      watcher.on('error', (error) => lose(path, error))
    } catch (error) {
      lose(path, error)
    }
  }

  return {
    async nextLook(ms, signal) {
      for (const path of await foldersBelow(folder)) hear(path)
      const woken = new AbortController()
      wake = () => woken.abort()
      if (!changed) await pauseUnless(ms, AbortSignal.any([signal, woken.signal]))
      if (changed) await pauseUnless(Math.min(settleMs, ms), signal)
      changed = false
    },
    close() {
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

/** The folder and those below it; those that cannot be read are left to the look that reports them. */
async function foldersBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const below = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const deeper = await Promise.all(below.map(({ name }) => foldersBelow(join(folder, name))))
  return [folder, ...deeper.flat()]
}

/** An aborted pause rejects; here it just ends. */
async function pauseUnless(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}
