import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { dayDocument } from '../sandbox/tills/document.ts'
import { tillRoom } from '../sandbox/tills/till-room.ts'
import type { WorldReceipt } from '../sandbox/world/sale-types.ts'
import type { World } from '../sandbox/world/types.ts'
import { createWorld } from '../sandbox/world/world.ts'
import { type Bench, range, table } from './report.ts'

/** Customers of each world, for some 10,000, 20,000 and 40,000 transactions. */
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
  async run({ print, rounds }) {
    const folder = await mkdtemp(join(tmpdir(), 'couture-bench-'))
    try {
      const readings = new Map<number, Measured[]>(SIZES.map((size) => [size, []]))
      for (const size of SIZES) {
        const world = createWorld({ seed: 1, size, now: new Date('2026-06-15T10:00:00Z') })
        await writeMonths(world, join(folder, String(size)))
      }
      for (let round = 0; round < (rounds ?? ROUNDS); round++) {
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

/** One file for each store and month: about as many transactions as a busy store's day, which the world's stores lack. */
async function writeMonths(world: World, folder: string): Promise<void> {
  await mkdir(folder)
  const room = tillRoom(world)
  const months = new Map<string, WorldReceipt[]>()
  for (const receipt of world.receipts) {
    const name = `${receipt.store}-${receipt.businessDay.slice(0, 7)}.xml`
    const month = months.get(name)
    if (month) month.push(receipt)
    else months.set(name, [receipt])
  }
  for (const [name, receipts] of months) await writeFile(join(folder, name), dayDocument(receipts, room))
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
