import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, onTestFinished } from 'vitest'
import type { Cache } from '../../cache/port.ts'
import { type RedisCacheOptions, redisCache } from '../../cache/redis.ts'
import { startRedisCluster } from '../services/redis-cluster.ts'

/** Patient, because a busy machine is no broken Redis; the tests of outages have their own wait. */
export const PATIENT_MS = 10_000

/** Opens a cache under a prefix of its own, and what it logged; closed when the test ends. */
export async function open(options: Partial<RedisCacheOptions> & Pick<RedisCacheOptions, 'url'>) {
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

/** An entry that lasts longer than a test. */
export const entry = (key: string, value: unknown, ttlSeconds = 60) => ({ key, value, ttlSeconds })
/** Fails unless the cache keeps something now. */
export const works = async (cache: Cache) => {
  await cache.setMany([entry('works', true)])
  expect(await cache.getMany(['works'])).toEqual(new Map([['works', true]]))
}

/** A plain client, to look and to turn the clock. */
export function client(url: string): Redis {
  const redis = new Redis(url)
  onTestFinished(() => redis.disconnect())
  return redis
}

/** Starts a Redis Cluster of the test's own. */
export async function cluster() {
  const folder = await mkdtemp(join(tmpdir(), 'couture-cluster-'))
  const nodes = await startRedisCluster(folder)
  onTestFinished(async () => {
    for (const node of nodes) await node.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return nodes
}
