import { describe, expect, it } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import { keepAutomatic } from '../../../gateway/persisted/automatic.ts'
import { sha256 } from '../../../gateway/persisted/take.ts'

const text = '{ me }'
const key = `apq:${sha256(text)}`

function keeping() {
  let now = Date.parse('2026-01-01T00:00:00Z')
  const port = memoryCache({ maxEntries: 2, clock: () => new Date(now) })
  const { cache } = keepAutomatic(port, 60)
  if (!cache) throw new Error('expected a cache')
  return {
    port,
    cache,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('texts that clients ask for by hash', () => {
  it('are kept for their time', async () => {
    const { cache, pass } = keeping()
    await cache.set(key, text)
    pass(59_000)
    expect(await cache.get(key)).toBe(text)
    pass(2_000)
    expect(await cache.get(key)).toBeUndefined()
  })

  it('are forgotten when there are too many, the one longest unused first', async () => {
    const { cache } = keeping()
    const others = ['{ a }', '{ b }'].map((other) => [`apq:${sha256(other)}`, other] as const)
    await cache.set(key, text)
    for (const [other, value] of others) await cache.set(other, value)
    expect(await cache.get(key)).toBeUndefined()
    expect(await cache.get(others[1]?.[0] ?? '')).toBe('{ b }')
    await cache.delete(others[1]?.[0] ?? '')
    expect(await cache.get(others[1]?.[0] ?? '')).toBeUndefined()
  })

  it.each<[string, unknown]>([
    ['another text', '{ other }'],
    ['a value that is none', { text }],
  ])('are not taken from what somebody else put there: %s', async (_, value) => {
    const { cache, port } = keeping()
    await port.setMany([{ key, value, ttlSeconds: 60 }])
    expect(await cache.get(key)).toBeUndefined()
  })

  it('are not kept when they are long', async () => {
    const { cache } = keeping()
    const fits = `{ me }${' '.repeat(32_768 - 6)}`
    await cache.set(`apq:${sha256(fits)}`, fits)
    await cache.set(`apq:${sha256(`${fits} `)}`, `${fits} `)
    expect(await cache.get(`apq:${sha256(fits)}`)).toBe(fits)
    expect(await cache.get(`apq:${sha256(`${fits} `)}`)).toBeUndefined()
  })
})
