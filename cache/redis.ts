import { Cluster, Redis } from 'ioredis'
import type { Clock } from '../adapters/time.ts'
import { memoryBuckets, SPEND_LUA, spentOf } from './bucket.ts'
import type { Bucket, Cache, CacheEntry, Spent } from './port.ts'
import { redisSubscriber } from './redis-subscriber.ts'
import { createWatch } from './redis-watch.ts'

export interface RedisCacheOptions {
  /** `redis://` or `rediss://` (TLS), with user and password where there are any. */
  readonly url: string
  /** Whether the URL is a node of a Redis Cluster. @default false */
  readonly cluster?: boolean
  /** Begins every key and channel: what shares a Redis and must not share answers has another. */
  readonly prefix: string
  /** Longest time a caller waits. @default 50 */
  readonly maxWaitMs?: number
  /** Longest value kept, bytes of JSON. @default 1 MiB */
  readonly maxValueBytes?: number
  /** Refills the buckets of this process, which stand in for those of Redis. */
  readonly clock: Clock
  /** Told once when Redis goes away, and once when it is back; of what it refuses, and of a listener that throws. */
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void
}

/**
 * A `Cache` in Redis, shared by every process of one configuration. Each entry is a key of its own with a time to live, read and
 * written by commands of one key, so that it lives in a Redis Cluster as well; commands of one moment travel together.
 * While Redis is away or does not answer, the cache has nothing and keeps nothing, and nobody waits for it but the
 * first, for `maxWaitMs`. A key that was to be forgotten meanwhile stays until its time is over. Buckets are this process's own
 * meanwhile, and begin full. What is said meanwhile is lost; who listens does so again when Redis is back.
 */
export function redisCache(options: RedisCacheOptions): Cache {
  const { prefix, maxWaitMs = 50, maxValueBytes = 1024 * 1024, clock, log } = options
  const redis = connect(options)
  const watch = createWatch(redis, { maxWaitMs, log })
  const subscriber = redisSubscriber(redis, { prefix, watch, log })
  const keyOf = (key: string) => `${prefix}:${key}`
  const standIn = memoryBuckets(clock, STAND_INS)

  const put = ({ key, value, ttlSeconds }: CacheEntry) => {
    const json = toJson(value)
    const ttl = Math.floor(ttlSeconds * 1000)
    // A value that is not kept leaves nothing: not the value it was to replace either.
    if (json === undefined || !(ttl > 0) || Buffer.byteLength(json) > maxValueBytes)
      return redis.del(keyOf(key))
    return redis.set(keyOf(key), json, 'PX', ttl)
  }
  return {
    async getMany(keys) {
      const values = await watch.ask(() => Promise.all(keys.map((key) => redis.get(keyOf(key)))), [])
      return new Map(
        keys.flatMap((key, index) => {
          const value = fromJson(values[index])
          return value === undefined ? [] : [[key, value] as const]
        }),
      )
    },
    async setMany(entries) {
      // The last of several values for a key is the one to keep.
      const distinct = new Map(entries.map((entry) => [entry.key, entry]))
      await watch.ask(() => Promise.all([...distinct.values()].map(put)), [])
    },
    async deleteMany(keys) {
      await watch.ask(() => Promise.all(keys.map((key) => redis.del(keyOf(key)))), [])
    },
    async spend(key, amount, bucket) {
      const spent = await watch.ask(() => spendThere(redis, `${prefix}:bucket:${key}`, amount, bucket), null)
      return spent ?? standIn(key, amount, bucket)
    },
    async once(key, ttlSeconds) {
      const ttl = Math.max(Math.floor(ttlSeconds * 1000), 1)
      return (await watch.ask(() => redis.set(keyOf(`once:${key}`), '1', 'PX', ttl, 'NX'), 'OK')) === 'OK'
    },
    async publish(channel, message) {
      await watch.ask(() => redis.publish(subscriber.nameOf(channel), message), 0)
    },
    subscribe: subscriber.subscribe,
    async close() {
      watch.stop()
      subscriber.close()
      redis.disconnect()
    },
  }
}

/** Most buckets kept in this process while Redis is away. */
const STAND_INS = 10_000

/** Null for an answer that is none. */
async function spendThere(
  redis: Redis | Cluster,
  key: string,
  amount: number,
  bucket: Bucket,
): Promise<Spent | null> {
  const { capacity, perSecond, mayOwe = false } = bucket
  const answer = await redis.eval(SPEND_LUA, 1, key, amount, capacity, perSecond, mayOwe ? 1 : 0)
  if (!Array.isArray(answer)) return null
  const [granted, left] = answer.map(Number)
  return Number.isFinite(left) ? spentOf(granted === 1, left ?? 0, amount, bucket) : null
}

/** Nothing is queued for later: what cannot be sent now is a miss. */
function connect({ url, cluster = false }: RedisCacheOptions): Redis | Cluster {
  const again = (times: number) => Math.min(times * 100, 2_000)
  const sending = { enableOfflineQueue: false, enableAutoPipelining: true }
  const each = {
    connectTimeout: 2_000,
    keepAlive: 10_000,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  }
  if (!cluster)
    return new Redis(url, { ...sending, ...each, retryStrategy: again, connectionName: 'couture-cache' })
  const { hostname: host, port, username, password, protocol } = new URL(url)
  const secured = protocol === 'rediss:' ? { tls: {} } : {}
  const signedIn = {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  }
  return new Cluster([{ host, port: Number(port || 6379) }], {
    ...sending,
    clusterRetryStrategy: again,
    redisOptions: { ...each, ...secured, ...signedIn },
  })
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** What another program wrote under our prefix is not there. */
function fromJson(json: string | null | undefined): unknown {
  if (json === null || json === undefined) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
