import { expect, it } from 'vitest'
import { memoryOnce } from '../../cache/once.ts'

it('keeps little more than what must be remembered', () => {
  let now = 0
  const heard = memoryOnce(() => new Date(now))
  for (let n = 0; n < 50_000; n += 1) {
    now += 1
    heard.once(`key ${n}`, 1)
  }
  expect(heard.size()).toBeGreaterThanOrEqual(1_000)
  expect(heard.size()).toBeLessThanOrEqual(2_000)
  expect(heard.once('key 49500', 1)).toBe(false)
  heard.clear()
  expect(heard.size()).toBe(0)
})
