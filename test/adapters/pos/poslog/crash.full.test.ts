import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { openSqliteLedger } from '../../../../ledger/sqlite/open.ts'
import { writeTillFiles } from '../../../../sandbox/tills/write.ts'
import { type Random, stream } from '../../../../sandbox/world/random.ts'
import { createWorld } from '../../../../sandbox/world/world.ts'
import { tillOptions } from './tills.ts'

const idKey = 'a lasting key of thirty-two bytes'
const KILLS = 20
/** One till file in so many is sent again, under another name. */
const SENT_AGAIN = 25
/** Where it is put then: before all others by name. */
const AGAIN = '0000'
const world = createWorld({ seed: 7, size: 3_300, now: new Date('2026-06-15T10:00:00Z') })

it('loses nothing, takes nothing twice and keeps the order when it is killed twenty times while 10,000 transactions arrive', async () => {
  expect(world.receipts.length).toBeGreaterThanOrEqual(10_000)
  const base = mkdtempSync(join(tmpdir(), 'couture-crash-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const random = stream(7, 'crash')
  const sent = join(base, 'sent')
  await writeTillFiles(world, sent)
  const arrivals = planArrivals(sent, random)

  const folder = join(base, 'tills')
  mkdirSync(folder)
  const file = join(base, 'killed.db')
  const delivered: Arrival[] = []
  let interrupted = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await startReading(folder, file)
    const share = arrivals.slice(
      Math.floor((arrivals.length * kill) / KILLS),
      Math.floor((arrivals.length * (kill + 1)) / KILLS),
    )
    const end = deliver(share, folder, random)
    await pause(random.int(20, 400))
    child.kill('SIGKILL')
    await once(child, 'exit')
    await end
    delivered.push(...share)
    if (!(await hasReadAll(file, delivered))) interrupted += 1
  }
  // Or the kills would prove nothing.
  expect(interrupted).toBeGreaterThanOrEqual(KILLS / 2)

  const killed = await readToTheEnd(folder, file)
  const whole = await readToTheEnd(folder, join(base, 'whole.db'))
  expect(killed.receipts.size).toBe(whole.receipts.size)
  expect(killed).toEqual(whole)
  expect(killed.count).toBe(killed.receipts.size)
  // What was sent again is told as it was sent last, and each receipt once.
  const last = new Map(arrivals.flatMap(({ to, numbers }) => numbers.map((number) => [number, to])))
  for (const [number, { from }] of killed.receipts) expect([number, from]).toEqual([number, last.get(number)])
  for (const numbers of killed.history) expect(numbers).toEqual([...numbers].sort(newestFirst))
}, 600_000)

/** A file that comes to the folder: all at once, or as it is written. */
interface Arrival {
  /** Path below the folder. */
  readonly to: string
  readonly text: string
  readonly numbers: readonly string[]
}

/** Every file once, in the order of their days; some again later, under names that sort before all others. */
function planArrivals(sent: string, random: Random): Arrival[] {
  const numbersOf = receiptsByFile()
  const paths = [...numbersOf.keys()].sort((left, right) => (left.slice(5) < right.slice(5) ? -1 : 1))
  const first = paths.map((to) => ({
    to,
    text: readFileSync(join(sent, to), 'utf8'),
    numbers: numbersOf.get(to) ?? [],
  }))
  const planned: Arrival[] = []
  const again: Arrival[] = []
  for (const arrival of first) {
    planned.push(arrival)
    if (random.int(1, SENT_AGAIN) === 1)
      again.push({ ...arrival, to: `${AGAIN}/${arrival.to.replace('/', '-')}` })
    if (again.length > 0 && random.chance(0.1)) planned.push(...again.splice(0))
  }
  return [...planned, ...again]
}

/** Which receipts the tills wrote into which file. */
function receiptsByFile(): ReadonlyMap<string, readonly string[]> {
  const tillStores = new Map(world.stores.map(({ code, tillStore }) => [code, tillStore]))
  const files = new Map<string, string[]>()
  for (const { store, businessDay, kind, number } of world.receipts) {
    const path = `${tillStores.get(store)}/${businessDay.replaceAll('-', '')}.xml`
    const numbers = files.get(path) ?? []
    files.set(path, kind === 'sale' || kind === 'return' ? [...numbers, number] : numbers)
  }
  return files
}

/** Lets files arrive one after the other; one in ten is seen while it is being written. */
async function deliver(arrivals: readonly Arrival[], folder: string, random: Random): Promise<void> {
  for (const { to, text } of arrivals) {
    const path = join(folder, to)
    mkdirSync(dirname(path), { recursive: true })
    // File systems count time in steps of some milliseconds; what is sent again is sent later than that.
    if (to.startsWith(AGAIN)) await pause(20)
    if (random.chance(0.1)) {
      writeFileSync(path, text.slice(0, random.int(1, text.length - 1)))
      await pause(2)
      writeFileSync(path, text)
    } else {
      writeFileSync(`${path}.part`, text)
      renameSync(`${path}.part`, path)
    }
    if (random.chance(0.5)) await pause(1)
  }
}

/** A process that reads till files; resolves once it is at work. */
async function startReading(folder: string, file: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('reading-process.ts', import.meta.url))
  const options = JSON.stringify({ ...tillOptions({ folder, pollSeconds: 0.1 }) })
  const child = spawn(process.execPath, ['--import', 'tsx', script, options, file, idKey], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

/** Whether the ledger holds every receipt of what has arrived: where it does not, the process was killed at work. */
async function hasReadAll(file: string, arrived: readonly Arrival[]): Promise<boolean> {
  const ledger = await openSqliteLedger({ file, idKey })
  const numbers = arrived.flatMap((arrival) => arrival.numbers as readonly RecordId[])
  const found = await ledger.receipts.byNumber('tills', numbers)
  await ledger.close()
  return found.size === new Set(numbers).size
}

/** What a ledger holds after one more look at the folder, but for the time it was read at. */
async function readToTheEnd(folder: string, file: string) {
  const ledger = await openSqliteLedger({ file, idKey })
  const tools = { clock: () => new Date(), ledger, observe: () => {}, log: () => {} }
  await poslog.create('tills', tillOptions({ folder }), tools).jobs?.[0]?.once()
  const numbers = world.receipts.map(({ number }) => number as RecordId)
  const stored = await ledger.receipts.byNumber('tills', numbers)
  const receipts = new Map(
    [...stored].map(([number, { readAt: _, file: from, ...rest }]) => [number, { ...rest, from }]),
  )
  const quarantined = (await ledger.receipts.quarantined('tills')).map(({ at: _, ...rest }) => rest)
  const told = {
    receipts,
    quarantined,
    history: await histories(ledger),
    count: await ledger.receipts.count('tills'),
  }
  await ledger.close()
  return told
}

/** The histories of the first shoppers with a till customer, as lists of receipt numbers. */
async function histories(ledger: Ledger): Promise<readonly (readonly string[])[]> {
  const shoppers = world.customers.flatMap(({ tillCustomer }) => tillCustomer ?? []).slice(0, 50)
  const pages = shoppers.map(async (customer) => {
    const query = { customers: [customer as RecordId], cards: [], first: 1_000, until: null, from: null }
    return (await ledger.receipts.history('tills', query)).receipts.map(({ number }) => number)
  })
  return Promise.all(pages)
}

/** By business day, which is the third part of a receipt's number; then by number, as the ledger orders them. */
function newestFirst(left: string, right: string): number {
  const day = (number: string) => number.split('-')[2] ?? ''
  if (day(left) !== day(right)) return day(left) < day(right) ? 1 : -1
  return left < right ? 1 : -1
}
