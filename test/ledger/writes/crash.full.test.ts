import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stream } from '../../../sandbox/world/random.ts'
import { expectWhole, type Told } from '../../contracts/checkouts.ts'
import { missingForPostgres, type Postgres, startPostgres } from '../../services/postgres.ts'
import { hasServices } from '../../services/shared.ts'
import { openAt } from './open-at.ts'
import { startWriting, type Writing } from './writing.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const here = hasServices(required, missingForPostgres())
/** More than any run comes to. */
const ENDLESS = 1_000_000
const KILLS = 8
/** Where the checkouts are with which each of several processes begins. */
const OWN = 50

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couture-writes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the processes of a run have told so far: no checkout twice with another answer. */
function gather(told: Map<number, Told>, { told: answers }: Writing): void {
  for (const { result } of answers) {
    expect(told.get(result.n) ?? result).toEqual(result)
    told.set(result.n, result)
  }
}

/** Processes that all do the same checkouts, none of them before all are there and have done one each: who is ahead once may do all the others. */
async function beginTogether(place: string, names: readonly string[], to: number): Promise<Writing[]> {
  const writings = await Promise.all(names.map((name, at) => startWriting(place, name, [0, to], OWN + at)))
  for (const writing of writings) await writing.until(1)
  for (const writing of writings) writing.begin()
  return writings
}

/** Has processes write that are killed in the middle, one after the other, and looks at what is there after each. */
async function killAgainAndAgain(place: string) {
  const random = stream(7, 'kills')
  const told = new Map<number, Told>()
  let [replayed, unsaid] = [0, 0]
  for (let kill = 0; kill < KILLS; kill += 1) {
    // From the start again, so that every key of a killed process comes once more.
    const writing = await startWriting(place, `process ${kill}`, [0, ENDLESS])
    writing.begin()
    await writing.until(told.size + random.int(1, 40))
    await pause(random.int(0, 15))
    await writing.kill()
    gather(told, writing)
    replayed += writing.told.filter((answer) => answer.replayed).length
    const ledger = await openAt(place)
    const most = Math.max(...told.keys()) + 20
    unsaid += (await expectWhole(ledger, told, most)) - told.size
    await ledger.close()
  }
  return { replayed, unsaid, told: told.size }
}

describe('a process that is killed while it writes', () => {
  it('leaves in SQLite everything it has told of, and of the rest all or nothing', async () => {
    const { replayed, told } = await killAgainAndAgain(join(folder, 'killed.db'))
    expect(told).toBeGreaterThan(KILLS)
    expect(replayed).toBeGreaterThan(KILLS)
  })
})

describe.skipIf(!here)('on PostgreSQL', () => {
  let postgres: Postgres
  beforeAll(async () => {
    // Set to say that something is kept before it is: the ledger must not believe it.
    postgres = await startPostgres(folder, 'couture', ['synchronous_commit=off'])
    for (const name of ['killed', 'crashed', 'shared']) await postgres.createDatabase(name)
  })
  afterAll(() => postgres.stop())

  it('a process that is killed leaves everything it has told of, and of the rest all or nothing', async () => {
    const { replayed, told } = await killAgainAndAgain(postgres.url('killed'))
    expect(told).toBeGreaterThan(KILLS)
    expect(replayed).toBeGreaterThan(KILLS)
  })

  it('a server that is killed has, when it is back, everything that was told, and the writers go on', async () => {
    const random = stream(7, 'crashes')
    const place = postgres.url('crashed')
    const writings = await beginTogether(place, ['one', 'other'], ENDLESS)
    const told = new Map<number, Told>()
    for (let crash = 0; crash < 6; crash += 1) {
      const goals = writings.map((writing) => writing.until(writing.told.length + random.int(10, 40)))
      await Promise.all(goals)
      await pause(random.int(0, 15))
      await postgres.crash()
      await postgres.start()
      for (const writing of writings) gather(told, writing)
      const ledger = await openAt(place)
      // The writers go on meanwhile, so what is there is looked at when they have ended.
      for (const [n, answer] of told)
        expect(await ledger.writes.orders.byIds([`ord-${n}`]), `${answer.n}`).toHaveProperty('size', 1)
      await ledger.close()
    }
    for (const writing of writings) await writing.kill()
    for (const writing of writings) gather(told, writing)
    const ledger = await openAt(place)
    await expectWhole(ledger, told, Math.max(...told.keys()) + 20)
    await ledger.close()
  })

  it('two processes that are told the same do it once, and say the same', async () => {
    const place = postgres.url('shared')
    await together(place)
  })
})

it('two processes on one SQLite file that are told the same do it once, and say the same', async () => {
  await together(join(folder, 'shared.db'))
})

async function together(place: string): Promise<void> {
  const writings = await beginTogether(place, ['one', 'other', 'third'], 60)
  await Promise.all(writings.map((writing) => writing.ended()))
  const told = new Map<number, Told>()
  for (const writing of writings) gather(told, writing)
  const all = writings.flatMap((writing) => writing.told)
  expect(all).toHaveLength(180)
  expect(all.filter(({ replayed }) => !replayed)).toHaveLength(60)
  expect(new Set(all.map(({ result }) => result.by)).size).toBeGreaterThan(1)
  const ledger = await openAt(place)
  expect(await expectWhole(ledger, told, 60)).toBe(60)
  await ledger.close()
}
