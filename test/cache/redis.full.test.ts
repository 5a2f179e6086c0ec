import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Cache } from '../../cache/port.ts'
import { cacheContract } from '../contracts/cache.ts'
import { missingForRedis, type RunningRedis, startRedis } from '../services/redis.ts'
import { hasServices, shared } from '../services/shared.ts'
import { client, cluster, entry, open, works } from './opened-redis.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const here = hasServices(required, missingForRedis())

/** Takes time from what every key has left, and moves each bucket's last use back, as if it had passed. */
async function age(redis: Redis, prefix: string, seconds: number): Promise<void> {
  for (const key of await redis.keys(`${prefix}:*`)) {
    const [, left, at] = /^(-?[\d.]+) (\d+)$/.exec((await redis.get(key)) ?? '') ?? []
    if (at !== undefined) await redis.set(key, `${left} ${Number(at) - seconds * 1_000}`, 'KEEPTTL')
    await redis.pexpire(key, (await redis.pttl(key)) - seconds * 1_000)
  }
}

describe.skipIf(!here)('the Redis cache', () => {
  let url: string
  beforeAll(async () => {
    url = `redis://127.0.0.1:${(await shared('redis')).port}`
  })

  cacheContract(async () => {
    const { cache, prefix } = await open({ url })
    const redis = client(url)
    return { cache, pass: (seconds) => age(redis, prefix, seconds) }
  })

  it('leaves nothing in Redis that does not end, and nothing outside its prefix', async () => {
    const { cache, prefix } = await open({ url })
    await cache.setMany([entry('ends', 1, 5), entry('ends soon', 2, 1)])
    const redis = client(url)
    expect((await redis.keys('*')).filter((key) => key.includes(':ends')).sort()).toEqual([
      `${prefix}:ends`,
      `${prefix}:ends soon`,
    ])
    const left = await redis.pttl(`${prefix}:ends`)
    expect(left > 0 && left <= 5_000).toBe(true)
  })

  it('lets a bucket end with its refilling', async () => {
    const { cache, prefix } = await open({ url })
    const redis = client(url)
    await cache.spend('key', 5, { capacity: 10, perSecond: 0.1 })
    const left = await redis.pttl(`${prefix}:bucket:key`)
    expect(left > 40_000 && left <= 50_000).toBe(true)
    await cache.spend('key', -5, { capacity: 10, perSecond: 0.1 })
    expect(await redis.keys(`${prefix}:bucket:*`)).toEqual([])
  })

  it('spends one bucket for every process of the same prefix, exactly', async () => {
    const { cache, prefix } = await open({ url })
    const { cache: same } = await open({ url, prefix })
    const bucket = { capacity: 100, perSecond: 0.001 }
    const spending = Array.from({ length: 300 }, (_, n) => (n % 2 ? cache : same).spend('key', 1, bucket))
    const granted = (await Promise.all(spending)).filter((spent) => spent.granted)
    expect(granted).toHaveLength(100)
    const { cache: other } = await open({ url })
    expect(await other.spend('key', 100, bucket)).toMatchObject({ granted: true })
  })

  it('shares what it keeps with every process of the same prefix, and with no other', async () => {
    const { cache, prefix } = await open({ url })
    await cache.setMany([entry('key', 'value')])
    const { cache: same } = await open({ url, prefix })
    const { cache: other } = await open({ url })
    expect(await same.getMany(['key'])).toEqual(new Map([['key', 'value']]))
    expect(await other.getMany(['key'])).toEqual(new Map())
  })

  it('keeps no value that is too long, nor the one it was to replace', async () => {
    const { cache } = await open({ url, maxValueBytes: 100 })
    await cache.setMany([entry('key', 'short'), entry('fits', 'é'.repeat(49)), entry('long', 'é'.repeat(50))])
    await cache.setMany([entry('key', 'x'.repeat(200))])
    expect([...(await cache.getMany(['key', 'fits', 'long'])).keys()]).toEqual(['fits'])
  })

  it('takes what another program wrote there for nothing', async () => {
    const { cache, prefix } = await open({ url })
    const redis = client(url)
    await redis.set(`${prefix}:text`, '{not json', 'EX', 60)
    await redis.lpush(`${prefix}:list`, '1')
    await redis.expire(`${prefix}:list`, 60)
    await cache.setMany([entry('fine', 1)])
    expect(await cache.getMany(['text', 'fine'])).toEqual(new Map([['fine', 1]]))
    expect(await cache.getMany(['list'])).toEqual(new Map())
  })
})

describe.skipIf(!here)('when Redis does not answer', () => {
  let folder: string
  let redis: RunningRedis
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-redis-'))
    redis = await startRedis(folder)
  })
  afterAll(async () => {
    await redis.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Asks one after the other, as a request might; too late when each waits for Redis. */
  const inTime = (cache: Cache) => {
    const asking = async () => {
      for (let n = 0; n < 60; n += 1) {
        await cache.setMany([entry('works', 'other')])
        expect(await cache.getMany(['works'])).toEqual(new Map())
      }
      return 'in time'
    }
    return Promise.race([asking(), pause(3_000, 'late')])
  }

  it('keeps nobody waiting while it hangs, says so once, and uses it again when it is back', async () => {
    const { cache, events } = await open({ url: redis.url, maxWaitMs: 50 })
    await vi.waitFor(() => works(cache), 10_000)
    events.length = 0
    process.kill(redis.pid, 'SIGSTOP')
    try {
      expect(await inTime(cache)).toBe('in time')
      // Longer than between two probes: they find it hanging still.
      await pause(1_200)
      expect(events).toEqual(['cache.away'])
    } finally {
      process.kill(redis.pid, 'SIGCONT')
    }
    await vi.waitFor(() => expect(events).toEqual(['cache.away', 'cache.back']), 10_000)
    await vi.waitFor(() => works(cache), 10_000)
  })

  it('spends from a bucket of this process while it hangs, and keeps nobody waiting', async () => {
    const { cache } = await open({ url: redis.url, maxWaitMs: 50 })
    await vi.waitFor(() => works(cache), 10_000)
    const bucket = { capacity: 30, perSecond: 0.001 }
    await cache.spend('key', 30, bucket)
    process.kill(redis.pid, 'SIGSTOP')
    try {
      const spending = async () => {
        const granted: boolean[] = []
        for (let n = 0; n < 60; n += 1) granted.push((await cache.spend('key', 1, bucket)).granted)
        return granted.filter(Boolean).length
      }
      expect(await Promise.race([spending(), pause(3_000, 'late')])).toBe(30)
    } finally {
      process.kill(redis.pid, 'SIGCONT')
    }
    await vi.waitFor(() => works(cache), 10_000)
    expect(await cache.spend('key', 1, bucket)).toMatchObject({ granted: false })
  })

  it('keeps nobody waiting while it is down, says so once, and uses it again when it is back', async () => {
    const { cache, events } = await open({ url: redis.url, maxWaitMs: 50 })
    await vi.waitFor(() => works(cache), 10_000)
    events.length = 0
    await redis.stop()
    expect(await inTime(cache)).toBe('in time')
    expect(events).toEqual(['cache.away'])
    await redis.start()
    await vi.waitFor(() => works(cache), 10_000)
    expect(events).toEqual(['cache.away', 'cache.back'])
  })

  it('begins without it, and uses it when it comes', async () => {
    await redis.stop()
    const { cache, events } = await open({ url: redis.url, maxWaitMs: 50 })
    expect(await inTime(cache)).toBe('in time')
    expect(events).toEqual(['cache.away'])
    await redis.start()
    await vi.waitFor(() => works(cache), 10_000)
  })

  it('is a miss when Redis is full and refuses, which is said once', async () => {
    const { cache, events } = await open({ url: redis.url })
    await vi.waitFor(() => works(cache), 10_000)
    const plain = client(redis.url)
    await plain.config('SET', 'maxmemory', '1')
    for (let n = 0; n < 3; n += 1) await cache.setMany([entry('more', 1)])
    expect(await cache.getMany(['more', 'works'])).toEqual(new Map([['works', true]]))
    expect(events).toEqual(['cache.refused'])
    await plain.config('SET', 'maxmemory', '0')
    await works(cache)
  })
})

describe.skipIf(!here)('the cache in a Redis Cluster', () => {
  it('reads and writes keys of every node in one go', async () => {
    const nodes = await cluster()
    const [first] = nodes
    const { cache, prefix } = await open({ url: first?.url ?? '', cluster: true })
    const keys = Array.from({ length: 300 }, (_, n) => `key ${n}`)
    await vi.waitFor(() => works(cache), 20_000)
    const bucket = { capacity: 2, perSecond: 0.001 }
    const spent = await Promise.all([...keys, ...keys, ...keys].map((key) => cache.spend(key, 1, bucket)))
    expect(spent.filter(({ granted }) => granted)).toHaveLength(600)
    await cache.setMany(keys.map((key, n) => entry(key, n)))
    expect(await cache.getMany([...keys, 'unknown'])).toEqual(new Map(keys.map((key, n) => [key, n])))
    const counts = await Promise.all(
      nodes.map(async ({ url }) => (await client(url).keys(`${prefix}:key*`)).length),
    )
    expect(counts.every((count) => count > 0)).toBe(true)
    await cache.deleteMany(keys.slice(1))
    expect([...(await cache.getMany(keys)).keys()]).toEqual(keys.slice(0, 1))
  })
})
