import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { missingForPostgres } from '../services/postgres.ts'
import { missingForRedis } from '../services/redis.ts'
import { hasServices } from '../services/shared.ts'
import { type TortureOptions, torture } from './torture.ts'

const here = hasServices(
  process.env['COUTURE_REQUIRE_SERVICES'] === '1',
  missingForPostgres(),
  missingForRedis(),
)
const NOTHING = { lost: 0, ghost: 0, duplicated: 0, missing: 0, oversold: 0 }

describe('orders while everything breaks', () => {
  const folders: string[] = []
  afterAll(async () => {
    for (const folder of folders) {
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    }
  })

  const tortured = async (ledger: 'sqlite' | 'postgres', more: Partial<TortureOptions> = {}) => {
    const folder = await mkdtemp(join(tmpdir(), `couture-torture-${ledger}-`))
    folders.push(folder)
    const said: string[] = []
    const tell = (line: string) => void said.push(line)
    const { result } = await torture({ seconds: 15, ledger, seed: 7, folder, tell, ...more })
    return { ...result, said }
  }
  const run = async (ledger: 'sqlite' | 'postgres') => {
    const result = await tortured(ledger)
    expect(result).toMatchObject(NOTHING)
    expect(result.killed).toBeGreaterThanOrEqual(ledger === 'sqlite' ? 2 : 3)
    expect(result.operations).toBeGreaterThan(50)
  }

  // One beside the other: for the most part they wait, for what is late to be over.
  it.concurrent('are in the systems once, or not at all: on SQLite', { timeout: 600_000 }, () =>
    run('sqlite'),
  )

  it.skipIf(!here)('on PostgreSQL, through two processes, with Redis', { timeout: 600_000 }, () =>
    run('postgres'),
  )

  it.concurrent('are there twice where what was not answered is asked for at once', {
    timeout: 600_000,
  }, async () => {
    const broken = await tortured('sqlite', { seconds: 12, broken: 'settle', latePercent: 25 })
    expect(broken.duplicated).toBeGreaterThan(0)
  })
})
