import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Cache } from '../../cache/port.ts'
import { type RedisCacheOptions, redisCache } from '../../cache/redis.ts'
import { cacheContract } from '../contracts/cache.ts'
import { missingForRedis, type RunningRedis, startRedis } from '../services/redis.ts'
import { startRedisCluster } from '../services/redis-cluster.ts'
import { hasServices, shared } from '../services/shared.ts'
import { openDoor } from '../services/tcp-door.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const here = hasServices(required, missingForRedis())

/** Patient, because a busy machine is no broken Redis; the tests of outages have their own wait. */
const PATIENT_MS = 10_000

async function open(options: Partial<RedisCacheOptions> & Pick<RedisCacheOptions, 'url'>) {
  const events: string[] = []
  const prefix = `test:${randomBytes(6).toString('hex')}`
  const cache = redisCache({
    prefix,
    maxWaitMs: PATIENT_MS,
    clock: () => new Date(),
    log: (event) => events.push(event),
    ...options,
  })
  onTestFinished(() => cache.close())
  return { cache, prefix, events }
}

const entry = (key: string, value: unknown, ttlSeconds = 60) => ({ key, value, ttlSeconds })
const works = async (cache: Cache) => {
  await cache.setMany([entry('works', true)])
  expect(await cache.getMany(['works'])).toEqual(new Map([['works', true]]))
}

/** Listens, and answers when it is sure that Redis has confirmed; `by` then says it. */
async function listening(cache: Cache, channel: string, by = cache) {
  const all: string[] = []
  const end = cache.subscribe(channel, (message) => all.push(message))
  const hears = (message: string) =>
    vi.waitFor(async () => {
      await by.publish(channel, message)
      expect(all).toContain(message)
    }, PATIENT_MS)
  await hears('probe')
  return { heard: () => all.filter((message) => message !== 'probe'), hears, end }
}

/** Which connections are there to listen, whether they do or not. */
async function ears(redis: Redis): Promise<readonly string[]> {
  const clients = String(await redis.client('LIST'))
  return [...clients.matchAll(/id=(\d+) .*name=couture-listener /g)].map(([, id]) => String(id))
}

/** How many connections listen, and to how many channels of a prefix. */
async function listened(redis: Redis, prefix: string) {
  const channels = await redis.pubsub('CHANNELS', `${prefix}:*`)
  return { connections: (await ears(redis)).length, channels: channels.length }
}

/** A plain client, to look and to turn the clock. */
function client(url: string): Redis {
  const redis = new Redis(url)
  onTestFinished(() => redis.disconnect())
  return redis
}

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

  it('tells what is said to every process of the same prefix, and to no other', async () => {
    const { cache, prefix } = await open({ url })
    const { cache: same } = await open({ url, prefix })
    const { cache: other } = await open({ url })
    const here = await listening(cache, 'channel')
    const there = await listening(same, 'channel', cache)
    const elsewhere = await listening(other, 'channel')
    await cache.publish('channel', 'one')
    await same.publish('channel', 'two')
    await other.publish('channel', 'theirs')
    await vi.waitFor(() => expect(elsewhere.heard()).toEqual(['theirs']), PATIENT_MS)
    for (const { heard } of [here, there])
      await vi.waitFor(() => expect(heard()).toEqual(['one', 'two']), PATIENT_MS)
  })

  it('tells the log of a listener that throws, and of rights that Redis does not give', async () => {
    const { cache, events } = await open({ url })
    const end = cache.subscribe('channel', () => {
      throw new Error('a bug')
    })
    await vi.waitFor(async () => {
      await cache.publish('channel', 'message')
      expect(events).toContain('cache.listener.failed')
    }, PATIENT_MS)
    end()
    const user = `deaf-${randomBytes(6).toString('hex')}`
    const plain = client(url)
    await plain.acl('SETUSER', user, 'on', '>secret', '~*', '+@all')
    onTestFinished(async () => void (await client(url).acl('DELUSER', user)))
    const deaf = await open({ url: url.replace('redis://', `redis://${user}:secret@`) })
    deaf.cache.subscribe('channel', () => {})
    await vi.waitFor(() => expect(deaf.events).toEqual(['cache.refused']), PATIENT_MS)
    await works(deaf.cache)
    await deaf.cache.publish('channel', 'message')
    expect(deaf.events).toEqual(['cache.refused'])
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

  it('keeps nobody who says something waiting while it hangs', async () => {
    const { cache } = await open({ url: redis.url, maxWaitMs: 50 })
    await vi.waitFor(() => works(cache), 10_000)
    process.kill(redis.pid, 'SIGSTOP')
    try {
      const saying = async () => {
        for (let n = 0; n < 60; n += 1) await cache.publish('channel', 'lost')
        return 'in time'
      }
      expect(await Promise.race([saying(), pause(3_000, 'late')])).toBe('in time')
    } finally {
      process.kill(redis.pid, 'SIGCONT')
    }
    await vi.waitFor(() => works(cache), 10_000)
  })

  it('opens one more connection for who listens, and closes it; nobody is subscribed whom nobody listens to', async () => {
    const plain = client(redis.url)
    const { cache, prefix } = await open({ url: redis.url })
    await works(cache)
    expect(await listened(plain, prefix)).toEqual({ connections: 0, channels: 0 })
    const one = await listening(cache, 'one')
    const again = await listening(cache, 'one')
    await listening(cache, 'two')
    expect(await listened(plain, prefix)).toEqual({ connections: 1, channels: 2 })
    one.end()
    expect(await listened(plain, prefix)).toEqual({ connections: 1, channels: 2 })
    again.end()
    await vi.waitFor(
      async () => expect(await listened(plain, prefix)).toEqual({ connections: 1, channels: 1 }),
      10_000,
    )
    await cache.close()
    await vi.waitFor(
      async () => expect(await listened(plain, prefix)).toEqual({ connections: 0, channels: 0 }),
      10_000,
    )
  })

  it('opens no connection any more when it is closed', async () => {
    const { cache: heard } = await open({ url: redis.url })
    await listening(heard, 'channel')
    await heard.close()
    const { cache: silent } = await open({ url: redis.url })
    await silent.close()
    silent.subscribe('channel', () => {})
    // Until another one, which began later, has opened two.
    const { cache } = await open({ url: redis.url })
    const { hears } = await listening(cache, 'channel')
    const plain = client(redis.url)
    await plain.client('KILL', 'TYPE', 'PUBSUB')
    await hears('over another connection')
    expect(await ears(plain)).toHaveLength(1)
  })

  it('hears again when its connection was lost, and when Redis was down', async () => {
    const { cache } = await open({ url: redis.url })
    const listener = await listening(cache, 'channel')
    const killed = await client(redis.url).client('KILL', 'TYPE', 'PUBSUB')
    expect(killed).toBe(1)
    await listener.hears('after the connection was lost')
    await redis.stop()
    await redis.start()
    await listener.hears('after Redis was down')
  })

  it('gives up a connection over which nothing comes any more, and hears over another', async () => {
    const door = await openDoor(redis.port)
    onTestFinished(() => door.close())
    const plain = client(redis.url)
    const { cache } = await open({ url: `redis://127.0.0.1:${door.port}` })
    const listener = await listening(cache, 'channel')
    const [deaf] = await ears(plain)
    expect(deaf).toBeDefined()
    door.behave({ answers: 'keep' })
    await vi.waitFor(async () => expect(await ears(plain)).not.toContain(deaf), 60_000)
    door.behave({ answers: 'pass' })
    await listener.hears('over another connection')
  })

  it('hears what is said when Redis has come, though it was away when somebody began to listen', async () => {
    const unhandled = vi.spyOn(console, 'error')
    await redis.stop()
    const { cache, events } = await open({ url: redis.url, maxWaitMs: 50 })
    const hearing = Promise.all([listening(cache, 'one'), listening(cache, 'two')])
    await vi.waitFor(() => expect(events).toEqual(['cache.away']), PATIENT_MS)
    await redis.start()
    for (const { heard } of await hearing) expect(heard()).toEqual([])
    expect(unhandled).not.toHaveBeenCalled()
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
    const folder = await mkdtemp(join(tmpdir(), 'couture-cluster-'))
    const nodes = await startRedisCluster(folder)
    onTestFinished(async () => {
      for (const node of nodes) await node.stop()
      await rm(folder, { recursive: true, force: true })
    })
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

  it('tells what is said at any node to everybody, also when the node hangs where they listened', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'couture-cluster-'))
    const nodes = await startRedisCluster(folder)
    onTestFinished(async () => {
      for (const node of nodes) await node.stop()
      await rm(folder, { recursive: true, force: true })
    })
    const [first] = nodes
    const { cache, prefix } = await open({ url: first?.url ?? '', cluster: true })
    const { cache: same } = await open({ url: first?.url ?? '', cluster: true, prefix })
    const channels = Array.from({ length: 30 }, (_, n) => `channel ${n}`)
    const listeners = await Promise.all(channels.map((channel) => listening(cache, channel, same)))
    await Promise.all(channels.map((channel) => same.publish(channel, channel)))
    for (const [n, { heard }] of listeners.entries())
      await vi.waitFor(() => expect(heard()).toEqual([`channel ${n}`]), PATIENT_MS)
    const where = await Promise.all(
      nodes.map(async (node) => {
        const plain = new Redis(node.url)
        const found = await listened(plain, prefix)
        plain.disconnect()
        return { node, ...found }
      }),
    )
    const [ear, ...silent] = where.toSorted((one, other) => other.connections - one.connections)
    expect(ear).toMatchObject({ connections: 1, channels: 30 })
    expect(silent).toMatchObject([{ connections: 0 }, { connections: 0 }])
    const hanging = ear?.node.pid ?? 0
    process.kill(hanging, 'SIGSTOP')
    onTestFinished(() => void process.kill(hanging, 'SIGCONT'))
    const loud = client(silent[0]?.node.url ?? '')
    for (const [n, { heard }] of listeners.entries())
      await vi.waitFor(async () => {
        await loud.publish(`${prefix}:said:channel ${n}`, 'still')
        expect(heard()).toContain('still')
      }, 60_000)
  })
})
