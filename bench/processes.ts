import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Usage, usageOf } from './proc.ts'

/** A process that was started for a benchmark. */
export interface Running {
  usage(): Usage
  /** Resolves once `url` answers 2xx. Throws with the end of its log when it has ended instead, or after five minutes. */
  answers(url: string, request?: RequestInit): Promise<void>
  /** Waits for work that needs it. Throws with the end of its log when it ends before. */
  during<T>(work: Promise<T>): Promise<T>
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** A benchmark's own folder and processes. */
export interface Workshop {
  readonly folder: string
  /** Runs a compiled script as in production, in the folder; what it writes goes to `NAME.log` there. */
  start(name: string, script: string, args?: readonly string[]): Running
  /** Kills what still runs and removes the folder. */
  close(): Promise<void>
}

/** Opens a workshop; whichever way this process ends, but by SIGKILL, nothing of it stays behind. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-bench-'))
  const children = new Set<ChildProcess>()
  const kill = () => {
    for (const child of children) child.kill('SIGKILL')
  }
  const clear = () => {
    kill()
    // A process that was killed may still be writing its last file.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  const interrupted = () => process.exit(130)
  process.once('exit', clear)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  return {
    folder,
    start(name, script, args = []) {
      const log = join(folder, `${name}.log`)
      const file = openSync(log, 'a')
      const child = spawn(process.execPath, [script, ...args], {
        cwd: folder,
        // Nothing of this shell's: a gateway's own variables would be taken, and Apollo's would send reports.
        env: { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' },
        stdio: ['ignore', file, file],
      })
      children.add(child)
      child.once('exit', () => children.delete(child))
      return toRunning(name, child, log)
    },
    async close() {
      const ended = [...children].map((child) => once(child, 'exit'))
      kill()
      await Promise.all(ended)
      process.off('exit', clear)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted)
      clear()
    },
  }
}

const PATIENCE_MS = 300_000

function toRunning(name: string, child: ChildProcess, log: string): Running {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const broken = (how: string) => new Error(`${name} ${how}: ${readFileSync(log, 'utf8').slice(-2_000)}`)
  return {
    usage: () => usageOf(child.pid ?? 0),
    async answers(url, request) {
      const until = performance.now() + PATIENCE_MS
      while (!(await isAnswered(url, request))) {
        if (hasEnded()) throw broken('ended')
        if (performance.now() > until) throw broken('did not answer')
        await wait(50)
      }
    },
    async during(work) {
      const done = new AbortController()
      const ended = once(child, 'exit', { signal: done.signal }).then(() => {
        throw broken('ended')
      })
      try {
        return await Promise.race([work, ended])
      } finally {
        ended.catch(() => undefined)
        done.abort()
      }
    },
    async stop() {
      if (hasEnded()) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function isAnswered(url: string, request: RequestInit = {}): Promise<boolean> {
  try {
    const response = await fetch(url, request)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
