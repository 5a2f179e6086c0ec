import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { RunAsked, RunTold } from './one-run.ts'
import { REMOVED } from './switched.ts'

/** A copy of the checkout in which things are removed; the checkout itself is only read. */
export interface CheckoutCopy {
  write(file: string, text: string): void
  /** Runs tests of the copy with a check removed from the start; 0 removes none. Null when they did not end in time. */
  run(tests: readonly string[], options: RunOptions): Promise<RunTold | null>
  close(): void
}

interface RunOptions {
  readonly removed: number
  /** Whether the rest is left out once something failed. */
  readonly isShort: boolean
  /** After which the process is ended. */
  readonly mostMs: number
}

const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'var', 'coverage'])

/** Copies the checkout to a temporary folder; what is installed is shared. */
export function copyCheckout(from: string): CheckoutCopy {
  const root = mkdtempSync(join(tmpdir(), 'couture-guards-'))
  cpSync(from, root, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) })
  let running: ChildProcess | null = null
  symlinkSync(join(from, 'node_modules'), join(root, 'node_modules'))
  mkdirSync(join(root, 'test/removed'))
  const write = (file: string, text: string) => writeFileSync(join(root, file), text)
  return {
    write,
    async run(tests, { removed, isShort, mostMs }) {
      const setup = join(root, 'test/removed/setup.ts')
      writeFileSync(setup, `globalThis.${REMOVED} = ${removed}\n`)
      const asked: RunAsked = { root, tests, setup, bail: isShort ? 1 : 0 }
      const exchange = join(root, 'run.json')
      writeFileSync(exchange, JSON.stringify(asked))
      const child = spawn(join(root, 'node_modules/.bin/tsx'), ['test/guard-removal/one-run.ts', exchange], {
        cwd: root,
        stdio: 'ignore',
        detached: true,
      })
      running = child
      const isEnded = await endOf(child, mostMs)
      running = null
      const told: RunTold | RunAsked = JSON.parse(readFileSync(exchange, 'utf8'))
      return isEnded && 'failed' in told ? told : null
    },
    close: () => {
      if (running) endWithAll(running)
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Whether a process ended by itself. It is ended with all that it started otherwise. */
function endOf(child: ChildProcess, mostMs: number): Promise<boolean> {
  const until = Date.now() + mostMs
  return new Promise((resolve) => {
    // Without its bound a loop may take all the memory there is, and leave no moment for the test to time out.
    const timer = setInterval(() => {
      if (Date.now() < until && memoryOf(child) < MOST_KILOBYTES) return
      clearInterval(timer)
      endWithAll(child)
      resolve(false)
    }, 500)
    child.once('exit', () => {
      clearInterval(timer)
      resolve(true)
    })
  })
}

const MOST_KILOBYTES = 3_000_000

/** What a process and all that it started keep in memory, kilobytes; 0 where the system does not tell. */
function memoryOf({ pid }: ChildProcess): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,rss='], { encoding: 'utf8' })
  const rows = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return rows.reduce((sum, [group, size = 0]) => (group === pid ? sum + size : sum), 0)
}

function endWithAll({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}
