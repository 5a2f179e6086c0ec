import { describe, expect, it, vi } from 'vitest'
import { type MemoryCacheOptions, memoryCache } from '../../cache/memory.ts'
import { cacheContract } from '../contracts/cache.ts'

function open(options: Partial<MemoryCacheOptions> = {}) {
  let now = Date.parse('2026-05-10T10:00:00Z')
  const cache = memoryCache({ maxEntries: 100, clock: () => new Date(now), ...options })
  const pass = async (seconds: number) => {
    now += seconds * 1000
  }
  return { cache, pass }
}

describe('the memory cache', () => {
  cacheContract(async () => open())

  it('takes nothing from a bucket because its clock was set back', async () => {
    const { cache, pass } = open()
    const bucket = { capacity: 10, perSecond: 1 }
    await cache.spend('key', 4, bucket)
    await pass(-5)
    expect(await cache.spend('key', 0, bucket)).toMatchObject({ left: 6 })
  })

  it('holds no more buckets than entries: the one longest unused is full again', async () => {
    const { cache } = open({ maxEntries: 2 })
    const bucket = { capacity: 10, perSecond: 1 }
    for (const key of ['one', 'two', 'three']) await cache.spend(key, 4, bucket)
    expect(await cache.spend('two', 0, bucket)).toMatchObject({ left: 6 })
    expect(await cache.spend('one', 0, bucket)).toMatchObject({ left: 10 })
  })

  it('holds no more entries than it may: the one longest unused goes', async () => {
    const { cache } = open({ maxEntries: 2 })
    const put = (key: string) => cache.setMany([{ key, value: key, ttlSeconds: 60 }])
    await put('one')
    await put('two')
    await cache.getMany(['one'])
    await put('three')
    expect([...(await cache.getMany(['one', 'two', 'three'])).keys()]).toEqual(['one', 'three'])
  })

  it('holds no more bytes than it may, and nothing larger than all of them', async () => {
    const { cache } = open({ maxBytes: 100 })
    const put = (key: string, length: number) =>
      cache.setMany([{ key, value: 'é'.repeat(length / 2), ttlSeconds: 60 }])
    await put('one', 60)
    await put('two', 60)
    await put('huge', 200)
    expect([...(await cache.getMany(['one', 'two', 'huge'])).keys()]).toEqual(['two'])
  })

  it('has nobody hear what was said before they listened, or after they ended', async () => {
    const { cache } = open()
    const heard: string[] = []
    const end = cache.subscribe('channel', (message) => heard.push(`first ${message}`))
    const said = cache.publish('channel', 'message')
    end()
    cache.subscribe('channel', (message) => heard.push(`second ${message}`))
    await said
    await cache.publish('channel', 'another')
    expect(heard).toEqual(['second another'])
  })

  it('has nobody hear anything more once it is closed, nor what was being said', async () => {
    const { cache } = open()
    const heard: string[] = []
    cache.subscribe('channel', (message) => heard.push(message))
    const said = cache.publish('channel', 'message')
    await cache.close()
    await said
    expect(heard).toEqual([])
  })

  it('tells the log of a listener that throws', async () => {
    const log = vi.fn()
    const { cache } = open({ log })
    cache.subscribe('channel', () => {
      throw new Error('a bug')
    })
    await cache.publish('channel', 'message')
    expect(log.mock.calls).toEqual([
      ['cache.listener.failed', { channel: 'channel', reason: 'Error: a bug' }],
    ])
  })

  it('forgets nothing it has heard before its time, however much it hears', async () => {
    const { cache, pass } = open({ maxEntries: 2 })
    expect(await cache.once('first', 60)).toBe(true)
    for (let n = 0; n < 5_000; n += 1) {
      await cache.once(`short ${n}`, 1)
      await pass(0.002)
    }
    expect(await cache.once('first', 60)).toBe(false)
  })
})
