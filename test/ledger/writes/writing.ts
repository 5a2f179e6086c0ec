import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { Once } from '../../../ledger/writes/port.ts'
import type { Told } from '../../contracts/checkouts.ts'

/** A process that checks carts out, and what it has told so far. */
export interface Writing {
  readonly told: readonly Once<Told>[]
  /** Has it write: it has opened the ledger by now, and waits. */
  begin(): void
  /** Resolves when it has told of so many. */
  until(count: number): Promise<void>
  /** Resolves when it has done all; rejects when it fails. */
  ended(): Promise<void>
  kill(): Promise<void>
}

/** Starts one that is to do the checkouts from one number up to another, and `first` before it begins; it ends with its test at the latest. */
export async function startWriting(
  place: string,
  name: string,
  [from, to]: readonly [number, number],
  first?: number,
): Promise<Writing> {
  const program = join(import.meta.dirname, 'writing-process.ts')
  const which = [from, to, ...(first === undefined ? [] : [first])].map(String)
  const args = ['--import', 'tsx', program, place, name, ...which]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const told: Once<Told>[] = []
  const lines = createInterface(child.stdout)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const opened = once(lines, 'line')
  lines.on('line', (line) => {
    const told_ = JSON.parse(line) as Once<Told> | 'open'
    if (told_ !== 'open') told.push(told_)
  })
  const closed = once(child, 'close')
  onTestFinished(() => kill(child, closed))
  const fail = async () => {
    await closed
    throw new Error(
      `expected the process to go on, found it ended with ${child.exitCode}: ${said.slice(-2_000)}`,
    )
  }
  await Promise.race([opened, fail()])
  return {
    told,
    begin: () => child.stdin.end(),
    async until(count) {
      while (told.length < count) await Promise.race([once(lines, 'line'), fail()])
    },
    async ended() {
      await closed
      if (child.exitCode !== 0) await fail()
    },
    kill: () => kill(child, closed),
  }
}

async function kill(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL')
  await closed
}
