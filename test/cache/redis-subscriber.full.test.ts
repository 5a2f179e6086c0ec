import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Cache } from '../../cache/port.ts'
import { missingForRedis, type RunningRedis, startRedis } from '../services/redis.ts'
import { hasServices, shared } from '../services/shared.ts'
import { openDoor } from '../services/tcp-door.ts'
import { client, cluster, open, PATIENT_MS, works } from './opened-redis.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const here = hasServices(required, missingForRedis())

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

describe.skipIf(!here)('publish and subscribe over Redis', () => {
  let url: string
  beforeAll(async () => {
    url = `redis://127.0.0.1:${(await shared('redis')).port}`
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
})

describe.skipIf(!here)('publish and subscribe while Redis comes and goes', () => {
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
})

describe.skipIf(!here)('publish and subscribe over a Redis Cluster', () => {
  it('tells what is said at any node to everybody, also when the node hangs where they listened', async () => {
    const nodes = await cluster()
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
