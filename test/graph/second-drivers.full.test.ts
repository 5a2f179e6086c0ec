import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { execute } from '../ledger/postgres/place.ts'
import { missingForPostgres } from '../services/postgres.ts'
import { missingForRedis } from '../services/redis.ts'
import { hasServices, shared } from '../services/shared.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const here = hasServices(required, missingForPostgres(), missingForRedis())
const near = { latitude: 48.8596, longitude: 2.3437 }

describe.skipIf(!here)('the whole graph with its ledger in PostgreSQL and its cache in Redis', () => {
  const name = `graph_${randomBytes(6).toString('hex')}`
  let server: string
  let redis: Redis
  let embedded: Whole
  let served: Whole
  beforeAll(async () => {
    const [postgres, cache] = [await shared('postgres'), await shared('redis')]
    server = `postgres://${postgres.user}@127.0.0.1:${postgres.port}`
    await execute(`${server}/postgres`, `create database ${name}`)
    redis = new Redis({ port: cache.port, host: '127.0.0.1' })
    const patient = { timeoutMs: 30_000, budgetMs: 60_000 }
    embedded = await startWhole(patient)
    served = await startWhole({
      ...patient,
      edit: (yaml) =>
        yaml
          .replace(/ledger:\n {2}file: .*\n/, `ledger:\n  url: ${server}/${name}\n`)
          .concat(`\ncache:\n  url: redis://127.0.0.1:${cache.port}\n  prefix: ${name}\n`),
    })
  })
  afterAll(async () => {
    await served?.close()
    await embedded?.close()
    await execute(`${server}/postgres`, `drop database if exists ${name} with (force)`)
    redis?.disconnect()
  })

  const customer360 = ({ ask, samples }: Whole) =>
    ask(operation('customer-360'), { id: samples.omnichannelShopper.customerId, near })

  it('answers as with a file and memory, at the same cost, cold and warm', async () => {
    const cold = [await customer360(embedded), await customer360(served)] as const
    expect(cold[1].errors).toEqual([])
    expect(withoutTimes(cold[1])).toEqual(withoutTimes(cold[0]))
    expect(cold[1].calls).toEqual(cold[0].calls)
    const sum = ({ calls }: Answer) => Object.values(calls).reduce((all, some) => all + some, 0)
    const expected = await customer360(embedded)
    expect(sum(expected)).toBeLessThan(sum(cold[0]))
    // On a busy machine Redis may be late, and the cache then cold once more: that is its promise, and not asked about here.
    await vi.waitFor(
      async () => {
        const warm = await customer360(served)
        expect(withoutTimes(warm)).toEqual(withoutTimes(expected))
        expect(warm.calls).toEqual(expected.calls)
      },
      { timeout: 60_000, interval: 100 },
    )
  })

  it('keeps the ledger in a schema of its world, and in Redis nothing without an end', async () => {
    const schemas = "select nspname from pg_namespace where nspname like 'couture%'"
    const [schema, ...more] = await execute(`${server}/${name}`, schemas)
    expect(more).toEqual([])
    expect(schema?.['nspname']).toMatch(/^couture_1_\d+_\d{4}_\d\d_\d\d$/)
    const keys = await redis.keys(`${name}:*`)
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0)
  })
})

/** What two answers of one question must have in common: all but when systems were asked, and where they were. */
function withoutTimes({ data, errors }: Answer): unknown {
  const text = JSON.stringify({ data, errors }, (key, value) =>
    /At$|^asOf$|millis|elapsed/i.test(key) && typeof value !== 'object' ? null : value,
  )
  return JSON.parse(text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://system'))
}
