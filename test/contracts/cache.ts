import { expect, it, onTestFinished, vi } from 'vitest'
import type { Cache } from '../../cache/port.ts'

/** A fresh, empty cache and a hand on the clock that expires its entries. */
export interface OpenedCache {
  readonly cache: Cache
  /** Lets time pass, for the cache at least. */
  pass(seconds: number): Promise<void>
}

/** What every `Cache` must do. */
export function cacheContract(open: () => Promise<OpenedCache>): void {
  const opened = async () => {
    const { cache, pass } = await open()
    onTestFinished(() => cache.close())
    return { cache, pass }
  }
  const entry = (key: string, value: unknown, ttlSeconds = 60) => ({ key, value, ttlSeconds })

  it('gives back what was put in, of any JSON shape, and leaves out what was not', async () => {
    const { cache } = await opened()
    const values = {
      text: 'é €',
      list: [1, 'two', null],
      nothing: null,
      no: false,
      zero: 0,
      nested: { a: {} },
    }
    await cache.setMany(Object.entries(values).map(([key, value]) => entry(key, value)))
    expect(await cache.getMany([...Object.keys(values), 'unknown'])).toEqual(new Map(Object.entries(values)))
  })

  it('answers nothing to nothing', async () => {
    const { cache } = await opened()
    await cache.setMany([])
    await cache.deleteMany([])
    expect(await cache.getMany([])).toEqual(new Map())
  })

  it('forgets each entry after its own time', async () => {
    const { cache, pass } = await opened()
    await cache.setMany([entry('short', 1, 1), entry('long', 2, 60)])
    await pass(0.5)
    expect([...(await cache.getMany(['short', 'long'])).keys()]).toEqual(['short', 'long'])
    await pass(1)
    expect(await cache.getMany(['short', 'long'])).toEqual(new Map([['long', 2]]))
  })

  it('starts the time anew when a key is put in again', async () => {
    const { cache, pass } = await opened()
    await cache.setMany([entry('key', 'old', 1)])
    await pass(0.7)
    await cache.setMany([entry('key', 'new', 1)])
    await pass(0.7)
    expect(await cache.getMany(['key'])).toEqual(new Map([['key', 'new']]))
  })

  it('is not asked for longer by being read', async () => {
    const { cache, pass } = await opened()
    await cache.setMany([entry('key', 1, 1)])
    await pass(0.7)
    await cache.getMany(['key'])
    await pass(0.7)
    expect(await cache.getMany(['key'])).toEqual(new Map())
  })

  it('forgets the keys it is told to, known or not, and no others', async () => {
    const { cache } = await opened()
    await cache.setMany([entry('one', 1), entry('other', 2)])
    await cache.deleteMany(['one', 'unknown'])
    expect(await cache.getMany(['one', 'other'])).toEqual(new Map([['other', 2]]))
  })

  it.each([0, -1, Number.NaN])(
    'keeps nothing for %d seconds, and drops what was there',
    async (ttlSeconds) => {
      const { cache } = await opened()
      await cache.setMany([entry('key', 'old')])
      await cache.setMany([entry('key', 'new', ttlSeconds)])
      expect(await cache.getMany(['key'])).toEqual(new Map())
    },
  )

  it('never throws for a value that is no JSON: it keeps the others', async () => {
    const { cache } = await opened()
    const circle: { self?: unknown } = {}
    circle.self = circle
    await cache.setMany([
      entry('circle', circle),
      entry('none', undefined),
      entry('big', 1n),
      entry('fine', 1),
    ])
    expect(await cache.getMany(['circle', 'none', 'big', 'fine'])).toEqual(new Map([['fine', 1]]))
  })

  it('keeps its own copy: what callers do to their values changes nothing', async () => {
    const { cache } = await opened()
    const mine = { sizes: ['S'] }
    await cache.setMany([entry('key', mine)])
    mine.sizes.push('M')
    const [first] = (await cache.getMany(['key'])).values()
    ;(first as typeof mine).sizes.push('L')
    expect(await cache.getMany(['key'])).toEqual(new Map([['key', { sizes: ['S'] }]]))
  })

  // So slow that the time a test takes refills nothing one could see.
  const slowly = { capacity: 10, perSecond: 0.001 }
  const near = (left: number) => expect.closeTo(left, 1)

  it('lets spend what a bucket holds, and no more: who asks for more takes nothing', async () => {
    const { cache } = await opened()
    expect(await cache.spend('shopper', 4, slowly)).toEqual({ granted: true, left: near(6), retryAfterMs: 0 })
    expect(await cache.spend('shopper', 7, slowly)).toMatchObject({ granted: false, left: near(6) })
    expect(await cache.spend('shopper', 6, slowly)).toEqual({ granted: true, left: near(0), retryAfterMs: 0 })
    expect(await cache.spend('shopper', 1, slowly)).toMatchObject({ granted: false, left: near(0) })
    expect(await cache.spend('other', 10, slowly)).toMatchObject({ granted: true, left: near(0) })
  })

  it('says after how long so much will be there, and that it never will be', async () => {
    const { cache } = await opened()
    await cache.spend('key', 8, slowly)
    const { retryAfterMs } = await cache.spend('key', 3, slowly)
    expect(retryAfterMs).toBeGreaterThan(990_000)
    expect(retryAfterMs).toBeLessThanOrEqual(1_000_000)
    expect(await cache.spend('key', 11, slowly)).toMatchObject({ granted: false, retryAfterMs: null })
  })

  it('refills a bucket with time, and never above its brim', async () => {
    const { cache, pass } = await opened()
    await cache.spend('key', 10, slowly)
    await pass(5_000)
    expect(await cache.spend('key', 0, slowly)).toMatchObject({ left: near(5) })
    expect(await cache.spend('key', 6, slowly)).toMatchObject({ granted: false, left: near(5) })
    expect(await cache.spend('key', 4, slowly)).toMatchObject({ granted: true, left: near(1) })
    await pass(50_000)
    expect(await cache.spend('key', 11, slowly)).toMatchObject({ granted: false, left: near(10) })
  })

  it('takes back what is given back, and never above the brim', async () => {
    const { cache } = await opened()
    await cache.spend('key', 8, slowly)
    expect(await cache.spend('key', -5.5, slowly)).toMatchObject({ granted: true, left: near(7.5) })
    expect(await cache.spend('key', -100, slowly)).toMatchObject({ granted: true, left: near(10) })
    expect(await cache.spend('full', -1, slowly)).toMatchObject({ left: near(10) })
  })

  it('lets those owe who may, and they wait until that has flowed in', async () => {
    const { cache, pass } = await opened()
    expect(await cache.spend('key', 14, { ...slowly, mayOwe: true })).toMatchObject({
      granted: true,
      left: near(-4),
    })
    expect(await cache.spend('key', 1, slowly)).toMatchObject({ granted: false, left: near(-4) })
    await pass(6_000)
    expect(await cache.spend('key', 1, slowly)).toMatchObject({ granted: true, left: near(1) })
  })

  it('is exact when many spend at once', async () => {
    const { cache } = await opened()
    const asked = await Promise.all(Array.from({ length: 50 }, () => cache.spend('key', 1, slowly)))
    expect(asked.filter(({ granted }) => granted)).toHaveLength(10)
  })

  it('keeps buckets and entries of one key apart', async () => {
    const { cache } = await opened()
    await cache.setMany([entry('key', 'value')])
    await cache.spend('key', 4, slowly)
    expect(await cache.getMany(['key'])).toEqual(new Map([['key', 'value']]))
    await cache.deleteMany(['key'])
    expect(await cache.spend('key', 0, slowly)).toMatchObject({ left: near(6) })
  })

  it('hears a key once within its time, however many say it at once, and again afterwards', async () => {
    const { cache, pass } = await opened()
    const said = await Promise.all([1, 2, 3].map(() => cache.once('nonce', 1)))
    expect(said.filter(Boolean)).toHaveLength(1)
    expect(await cache.once('other', 60)).toBe(true)
    await pass(0.7)
    expect(await cache.once('nonce', 1)).toBe(false)
    await pass(0.7)
    expect(await cache.once('nonce', 1)).toBe(true)
    expect(await cache.once('other', 60)).toBe(false)
  })

  it('keeps what was heard apart from values of the same key', async () => {
    const { cache } = await opened()
    await cache.setMany([entry('key', 1)])
    expect(await cache.once('key', 60)).toBe(true)
    await cache.deleteMany(['key'])
    expect(await cache.once('key', 60)).toBe(false)
    expect(await cache.getMany(['key'])).toEqual(new Map())
  })

  /** Listens, sure that Redis, too, has confirmed: what is said from now on is heard. */
  const listening = async (cache: Cache, channel: string) => {
    const all: string[] = []
    const end = cache.subscribe(channel, (message) => all.push(message))
    await vi.waitFor(async () => {
      await cache.publish(channel, PROBE)
      expect(all).toContain(PROBE)
    }, PATIENT_MS)
    return { heard: () => all.filter((message) => message !== PROBE), end }
  }
  const soon = (check: () => void) => vi.waitFor(check, PATIENT_MS)

  it('tells everybody who listens each message of their channel, in the order it was said', async () => {
    const { cache } = await opened()
    const one = await listening(cache, 'channel')
    const two = await listening(cache, 'channel')
    const other = await listening(cache, 'other')
    const messages = ['first', '', 'é €\n{"a":1}', 'first', 'last']
    await Promise.all(messages.map((message) => cache.publish('channel', message)))
    await cache.publish('other', 'else')
    await soon(() => expect(other.heard()).toEqual(['else']))
    expect([one.heard(), two.heard()]).toEqual([messages, messages])
  })

  it('lets one listener end, and end again, and leaves the others', async () => {
    const { cache } = await opened()
    const ending = await listening(cache, 'channel')
    const staying = await listening(cache, 'channel')
    ending.end()
    ending.end()
    await cache.publish('channel', 'message')
    await soon(() => expect(staying.heard()).toEqual(['message']))
    expect(ending.heard()).toEqual([])
  })

  it('lets a channel be listened to again that nobody listened to any more', async () => {
    const { cache } = await opened()
    const before = await listening(cache, 'channel')
    before.end()
    const again = await listening(cache, 'channel')
    before.end()
    await cache.publish('channel', 'message')
    await soon(() => expect(again.heard()).toEqual(['message']))
    expect(before.heard()).toEqual([])
  })

  it('takes one function that listens twice for two', async () => {
    const { cache } = await opened()
    const heard: string[] = []
    const hear = (message: string) => heard.push(message)
    const last = await listening(cache, 'channel')
    const end = cache.subscribe('channel', hear)
    cache.subscribe('channel', hear)
    await cache.publish('channel', 'both')
    await soon(() => expect(heard.filter((message) => message === 'both')).toHaveLength(2))
    end()
    await cache.publish('channel', 'one')
    await cache.publish('channel', 'end')
    await soon(() => expect(last.heard()).toContain('end'))
    expect(heard.filter((message) => message === 'one')).toHaveLength(1)
  })

  it('has what a listener says heard after what it heard, by everybody', async () => {
    const { cache } = await opened()
    const answering = cache.subscribe('channel', (message) => {
      if (message === 'question') void cache.publish('channel', 'answer')
    })
    const listener = await listening(cache, 'channel')
    await cache.publish('channel', 'question')
    await soon(() => expect(listener.heard()).toEqual(['question', 'answer']))
    answering()
  })

  it('takes nothing from the others when a listener throws', async () => {
    const { cache } = await opened()
    cache.subscribe('channel', () => {
      throw new Error('a bug')
    })
    const listener = await listening(cache, 'channel')
    await cache.publish('channel', 'message')
    await soon(() => expect(listener.heard()).toEqual(['message']))
  })

  it('keeps nothing of what was said for those who listen later', async () => {
    const { cache } = await opened()
    await cache.publish('channel', 'nobody listens')
    const first = await listening(cache, 'channel')
    await cache.publish('channel', 'one listens')
    await soon(() => expect(first.heard()).toEqual(['one listens']))
    const second = await listening(cache, 'channel')
    expect(second.heard()).toEqual([])
  })

  it('tells nobody anything once it is closed, and does not throw', async () => {
    const { cache } = await opened()
    const listener = await listening(cache, 'channel')
    const late = cache.publish('channel', 'at the last moment')
    await cache.close()
    const { length } = listener.heard()
    const heard: string[] = []
    const end = cache.subscribe('channel', (message) => heard.push(message))
    await late
    await cache.publish('channel', 'too late')
    end()
    listener.end()
    expect(listener.heard()).toHaveLength(length)
    expect(heard).toEqual([])
  })
}

/** Said until it is heard. */
const PROBE = 'probe'
/** A busy machine is no broken cache. */
const PATIENT_MS = 10_000
