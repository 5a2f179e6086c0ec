import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Instant, instant } from '../../../adapters/time.ts'
import type { Ledger } from '../../../ledger/port.ts'
import type { DeliveryOutcome, OutboxEntry } from '../../../ledger/writes/port.ts'
import { type Random, stream } from '../../../sandbox/world/random.ts'
import type { LedgerPlace } from '../../contracts/ledger.ts'
import { newEntry } from '../../contracts/write-world.ts'
import { memoryWrites } from '../../memory/writes.ts'
import { missingForPostgres } from '../../services/postgres.ts'
import { hasServices } from '../../services/shared.ts'
import { postgresPlace } from '../postgres/place.ts'
import { sqlitePlace } from '../sqlite/place.ts'
import { steps, takeSteps } from './outbox-steps.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const STREAMS = 12
const EACH = 6

describe('workers at the same time', () => {
  it('deliver from SQLite each entry once, and each stream in order', () => workTogether(sqlitePlace))

  const here = hasServices(required, missingForPostgres())
  it.skipIf(!here)('deliver from PostgreSQL each entry once, and each stream in order', () =>
    workTogether(postgresPlace),
  )

  it.skipIf(!here)(
    'are answered by PostgreSQL, after any sequence of calls, what they are in memory',
    async () => {
      const [ledger] = await openTwo(postgresPlace)
      let run = 0
      await fc.assert(
        fc.asyncProperty(steps, async (sequence) => {
          run += 1
          const expected = await takeSteps(memoryWrites(), run, sequence)
          expect(await takeSteps(ledger.writes, run, sequence)).toEqual(expected)
        }),
        { numRuns: 20 },
      )
    },
  )
})

async function openTwo(newPlace: () => Promise<LedgerPlace>): Promise<readonly [Ledger, Ledger]> {
  const place = await newPlace()
  const ledgers = [await place.open(), await place.open()] as const
  onTestFinished(async () => {
    for (const ledger of ledgers) await ledger.close()
    await place.destroy()
  })
  return ledgers
}

/** Has eight workers of two ledgers deliver at once what is queued meanwhile, failing now and then, until all is delivered. */
async function workTogether(newPlace: () => Promise<LedgerPlace>): Promise<void> {
  const ledgers = await openTwo(newPlace)
  const [first] = ledgers
  const begun = Date.UTC(2026, 4, 10, 10)
  let moments = 0
  /** Every look at the clock is a moment later. */
  const clock = (more = 0): Instant => {
    moments += 1
    return instant(new Date(begun + moments + more))
  }
  const sent = Array.from({ length: EACH }, (_, n) =>
    Array.from({ length: STREAMS }, (_, s) => newEntry({ id: `s${s}-${n}`, stream: `s${s}`, at: clock() })),
  )
  const watch = watching()
  const queueing = (async () => {
    for (const round of sent) {
      for (const entry of round) await first.writes.transact([], (unit) => unit.send(entry))
      await pause(5)
    }
  })()
  const outcome = (fails: boolean, at: Instant): DeliveryOutcome =>
    fails
      ? { state: 'QUEUED', dueAt: at, failure: 'RATE_LIMITED', doubtfulSince: null }
      : { state: 'DONE', at }
  const worker = async (name: string, { writes: { outbox } }: Ledger, random: Random) => {
    const deliver = async (entry: OutboxEntry) => {
      expect(await outbox.begin(name, entry.id, clock())).toBe(true)
      await watch.during(entry, () => pause(random.int(0, 3)))
      const fails = random.chance(0.2)
      if (!fails) watch.delivered.push(entry.id)
      expect(await outbox.settle(name, entry.id, outcome(fails, clock()), [])).toBe(true)
    }
    while (watch.delivered.length < STREAMS * EACH) {
      const terms = { at: clock(), leaseUntil: clock(60_000), first: random.int(1, 4) }
      const taken = await outbox.take(name, terms)
      if (taken.length === 0) await pause(2)
      for (const entry of taken) await deliver(entry)
    }
  }
  const workers = Array.from({ length: 8 }, (_, n) =>
    worker(`w${n}`, ledgers[n % 2 ? 1 : 0], stream(7, `worker ${n}`)),
  )
  await Promise.all([queueing, ...workers])
  for (let s = 0; s < STREAMS; s += 1) {
    const theirs = watch.delivered.filter((id) => id.startsWith(`s${s}-`))
    expect(theirs).toEqual(Array.from({ length: EACH }, (_, n) => `s${s}-${n}`))
  }
  expect(await first.writes.outbox.counts()).toEqual([])
}

/** Sees that no stream is worked on by two at a time. */
function watching() {
  const busy = new Set<string>()
  const delivered: string[] = []
  const during = async ({ stream: of }: OutboxEntry, work: () => Promise<void>) => {
    expect(busy.has(of)).toBe(false)
    busy.add(of)
    await work()
    busy.delete(of)
  }
  return { delivered, during }
}
