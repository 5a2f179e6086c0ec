import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { writeTillFiles } from '../sandbox/tills/write.ts'
import { createWorld } from '../sandbox/world/world.ts'
import { type Bench, range, table } from './report.ts'

/** Customers of each world: a quarter, half and the whole of the largest. Some 10,000 to 40,000 transactions. */
const SIZES = [3_300, 6_600, 13_200]
const ROUNDS = 3

const measured = z.object({
  /** Transactions in the files, receipts or not. */
  transactions: z.number(),
  ms: z.number(),
  /** User and system time of all threads. */
  cpuMs: z.number(),
  /** Largest resident set of the process. */
  maxRssMb: z.number(),
})
type Measured = z.output<typeof measured>

/**
 * How fast till files get into a SQLite ledger, each reading in a process of its own that is held to one core, and how much
 * memory it takes for ever more files. The goal: 2,000 transactions a second, and memory that does not grow.
 */
export const poslogBench: Bench = {
  name: 'poslog',
  async run({ print }) {
    const folder = await mkdtemp(join(tmpdir(), 'couture-bench-'))
    try {
      const readings = new Map<number, Measured[]>(SIZES.map((size) => [size, []]))
      for (const size of SIZES) {
        await writeTillFiles(
          createWorld({ seed: 1, size, now: new Date('2026-06-15T10:00:00Z') }),
          join(folder, String(size)),
        )
      }
      for (let round = 0; round < ROUNDS; round++) {
        for (const [size, list] of readings) {
          const ledger = join(folder, `${size}-${round}.sqlite`)
          list.push(await readOnOneCore(join(folder, String(size)), ledger))
        }
      }
      print(report(readings))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function report(readings: ReadonlyMap<number, readonly Measured[]>): string {
  const rows = [...readings.values()].map((list) => [
    String(list[0]?.transactions ?? 0),
    range(list.map(({ transactions, ms }) => (transactions / ms) * 1_000)),
    range(list.map(({ transactions, cpuMs }) => (transactions / cpuMs) * 1_000)),
    range(list.map(({ maxRssMb }) => maxRssMb)),
  ])
  return table(['transactions', 'per second', 'per second of CPU', 'memory, MB'], rows)
}

async function readOnOneCore(folder: string, ledger: string): Promise<Measured> {
  const script = fileURLToPath(new URL('poslog-reading.ts', import.meta.url))
  const child = spawn('taskset', ['-c', '0', process.execPath, '--import', 'tsx', script, folder, ledger], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`expected the reading to end with 0, found ${code}`)
  return measured.parse(JSON.parse(said))
}
