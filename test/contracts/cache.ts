import { expect, it, onTestFinished } from 'vitest'
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
}
